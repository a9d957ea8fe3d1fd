"""The words have room at every size: a phone with its keyboard up, a small screen, zoom and large text."""

import pytest
from echo_page import CRAMP

SIZES = {
    "desk": (1280, 800, 100),
    "phone": (390, 844, 100),
    "phone with keyboard": (390, 470, 100),
    "small phone": (320, 568, 100),
    "phone sideways": (844, 390, 100),
    "zoom 200 %": (640, 400, 100),
    "zoom 400 %": (320, 200, 100),
    "text 200 %": (390, 844, 200),
}
SMALLEST = 24  # CSS pixels: WCAG 2.2, 2.5.8
SENTENCE = """() => {
    const log = document.querySelector("#log").getBoundingClientRect();
    const said = document.querySelector(".now").getBoundingClientRect();
    return [said.top - log.top, log.bottom - said.bottom, said.left - log.left, log.right - said.right];
}"""
REACH = """() => [...document.querySelectorAll("#tools button, #chips button, #words, #mic, #send")].map((control) => {
    control.scrollIntoView({ block: "nearest", inline: "center", behavior: "instant" });
    const { left, top, width, height } = control.getBoundingClientRect();
    const hit = document.elementFromPoint(left + width / 2, top + height / 2);
    return [control.id || control.textContent, Math.min(width, height), control.contains(hit)];
})"""
SHEET = """() => [...document.querySelectorAll("#alarm a, #alarm button")].map((control) => {
    control.scrollIntoView({ block: "nearest", behavior: "instant" });
    const { left, top, width, height } = control.getBoundingClientRect();
    return [control.textContent, Math.min(width, height),
        control.contains(document.elementFromPoint(left + width / 2, top + height / 2))];
})"""
PARTS = """() => ["#echo", "header", "#log", "#chips", "#say"].map((name) => {
    const { left, top, right, bottom } = document.querySelector(name).getBoundingClientRect();
    return [name, left, top, right, bottom];
})"""


@pytest.fixture(params=SIZES)
def sized(request, new_tab):
    width, height, text = SIZES[request.param]
    size = {"width": width, "height": height}
    tab = new_tab(clock=True, viewport=size, reduced_motion="reduce").open()
    if text != 100:
        tab.page.evaluate("size => (document.documentElement.style.fontSize = size)", f"{text}%")
    return tab


def overlapping(parts):
    """Name the parts that lie upon each other, by more than rounding."""
    return [
        (one[0], other[0])
        for at, one in enumerate(parts)
        for other in parts[at + 1 :]
        if min(one[3], other[3]) - max(one[1], other[1]) > 1 and min(one[4], other[4]) - max(one[2], other[2]) > 1
    ]


def test_the_newest_sentence_is_wholly_visible_and_every_control_can_be_tapped(sized):
    page = sized.page
    sized.type("start my bedtime stretch").wait_for("speaking")
    for _ in range(12):
        page.clock.run_for(2_500)
        assert min(page.evaluate(SENTENCE)) >= -1, page.locator(".now").inner_text()
    controls = page.evaluate(REACH)
    assert len(controls) >= 10
    assert [control for control in controls if control[1] < SMALLEST or not control[2]] == []
    assert overlapping(page.evaluate(PARTS)) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    lowest = page.locator("#say").bounding_box()
    assert lowest["y"] + lowest["height"] <= page.viewport_size["height"]


def test_an_alarm_shows_the_number_first_and_every_button_can_be_tapped(sized):
    sized.type("i have chest pain")
    link = sized.page.get_by_role("link", name="Call 999")
    link.wait_for()
    box = link.bounding_box()
    assert box["y"] + box["height"] <= sized.page.viewport_size["height"]
    controls = sized.page.evaluate(SHEET)
    assert [name for name, *_ in controls] == ["Call 999", "Repeat", "Close"]
    assert [control for control in controls if control[1] < SMALLEST or not control[2]] == []


def test_a_hold_and_its_seconds_can_be_read(sized):
    sized.tap(CRAMP).wait_for("speaking")
    sized.pass_until("holding")
    assert sized.page.locator("#seconds").is_visible()
    assert sized.page.locator("#state").get_by_text("Hold").is_visible()
    assert "Hold, 17 seconds" in sized.page.get_by_role("log").aria_snapshot()
