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
SMALLEST_PIXELS = 24  # of CSS: WCAG 2.2, 2.5.8
FAULTS = """(smallest) => {
    const faults = [];
    const seen = (name) => [...document.querySelectorAll(name)].filter((node) => node.checkVisibility());
    const boxes = (names) => names.flatMap(seen).map((node) => [node.id || node.tagName, node.getBoundingClientRect()]);
    const sheet = document.querySelector("dialog:modal");
    const said = document.querySelector(".now") ?? [...document.querySelectorAll(".line > span:not(.hold)")].at(-1);
    const scroller = document.querySelector("#log");
    const log = scroller.getBoundingClientRect();
    const scrolled = scroller.scrollTop;
    if (said && !sheet) {
        const { left, top, right, bottom } = said.getBoundingClientRect();
        const inside = left >= log.left - 1 && top >= log.top - 1 && right <= log.right + 1 && bottom <= log.bottom + 1;
        if (!inside) faults.push(`cut off: ${said.textContent}`);
    }
    const parts = boxes(["#echo", "header", "#notice", "#log", "#trouble", "#hint", "#alarm-bar", "#chips", "#say"]);
    for (const [at, [name, one]] of parts.entries())
        for (const [other, two] of parts.slice(at + 1)) {
            const wide = Math.min(one.right, two.right) - Math.max(one.left, two.left);
            const high = Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top);
            if (wide > 1 && high > 1 && two.width > 1 && one.width > 1) faults.push(`${name} lies on ${other}`);
        }
    for (const [name, { right, bottom }] of boxes(["#say", "#alarm-numbers a"]))
        if (right > innerWidth + 1 || bottom > innerHeight + 1) faults.push(`${name} is off the screen`);
    if (document.documentElement.scrollWidth > innerWidth) faults.push("it scrolls sideways");
    const controls = seen("button, input, select, summary, a:not(.skip)");
    for (const control of controls.filter((one) => (sheet ? sheet.contains(one) : !one.closest("dialog")))) {
        control.scrollIntoView({ block: "nearest", behavior: "instant" });
        const { left, top, width, height } = control.getBoundingClientRect();
        const name = control.id || control.textContent;
        const hit = document.elementFromPoint(left + width / 2, top + height / 2);
        if (!control.contains(hit)) faults.push(`${name} can't be tapped`);
        if (Math.min(width, height) < smallest) faults.push(`${name} is too small`);
        if (left < -1 || left + width > innerWidth + 1) faults.push(`${name} is half off the screen`);
    }
    scroller.scrollTop = scrolled;
    return faults;
}"""


LAID_OUT = """async (size) => {
    document.documentElement.style.fontSize = `${size}%`;
    await document.fonts.ready;
    for (const _ of [1, 2])
        await new Promise(done => new ResizeObserver((_, one) => (one.disconnect(), done())).observe(document.body));
}"""
"""Waits until the page has answered to its new size: observers are told in the order in which they were made."""
FAULTS_LAID_OUT = f"async ([text, smallest]) => {{ await ({LAID_OUT})(text); return ({FAULTS})(smallest); }}"


def at_each_size(tab):
    """Set the page to each size in turn, as a turned phone or its keyboard does, and yield its name and faults."""
    for name, (width, height, text) in SIZES.items():
        tab.page.set_viewport_size({"width": width, "height": height})
        yield name, tab.page.evaluate(FAULTS_LAID_OUT, [text, SMALLEST_PIXELS])


def faults_of(tab):
    """Return what is wrong at any size with what the page shows."""
    return {name: found for name, found in at_each_size(tab) if found}


@pytest.fixture
def resized(new_tab):
    return new_tab(clock=True, expecting="status of 500").open()


def say(tab, words):
    tab.type(words).wait_for("speaking")
    tab.run_for(1_000)


def states_of(tab):
    """Walk through what the page can look like, and name each."""
    yield "welcome"
    say(tab, CRAMP)
    yield "first instruction"
    tab.pass_until("holding")
    assert tab.page.locator("#seconds").is_visible()
    assert tab.page.locator("#state").get_by_text("Hold").is_visible()
    yield "hold"
    say(tab, "stop")
    tab.pass_until("ended")
    yield "over"
    say(tab, "my leg hurts")
    yield "safety check"
    say(tab, "i have chest pain")
    assert tab.page.locator("#chips").is_hidden()
    yield "alarm"
    tab.close_alarm().pass_until("listening")
    yield "alarm, closed"
    say(tab, "stop")
    tab.close_alarm().pass_until("ended")
    say(tab, "can I take quinine")
    for part in range(3):
        yield f"long answer, {part}"
        tab.run_for(8_000)
    tab.pass_until("listening")
    say(tab, "start my bedtime stretch")
    say(tab, "pause")
    tab.pass_until("listening")
    yield "paused"
    tab.page.route("**/echo/exchange", lambda route: route.fulfill(status=500, json={"error": "skill-failed"}))
    tab.type("help").wait_for("failed")
    yield "error"


def test_words_are_whole_and_controls_tappable_in_any_state(resized):
    faults = {state: faults_of(resized) for state in states_of(resized)}
    assert len(faults) == 12
    assert {state: found for state, found in faults.items() if found} == {}


def test_buttons_without_room_are_behind_one_more(resized):
    chips = resized.page.get_by_role("toolbar", name="To begin").get_by_role("button")
    more = chips.get_by_text("More", exact=True)
    without_room = {name: chips.count() for name, _ in at_each_size(resized) if more.is_visible()}
    assert {"small phone", "zoom 400 %", "text 200 %"} <= without_room.keys()
    assert max(without_room.values()) < 7
    resized.page.set_viewport_size({"width": 320, "height": 568})
    more.click()
    for name, faults in at_each_size(resized):
        assert chips.all_inner_texts()[0] == "Open leg cramp helper", name
        assert chips.count() == 6, name
        assert not more.is_visible(), name
        assert faults == [], name
