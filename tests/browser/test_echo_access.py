"""The page without a mouse, without eyes, on a phone, in the dark and by day."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from echo_page import CRAMP, DESK, PHONE

SMALLEST = 44  # CSS pixels of a thing to tap
SCHEMES = ("dark", "light")
ASK = """async () => {
    const { passes, violations } = await axe.run({ resultTypes: ["violations"] });
    return [passes.length, violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])];
}"""


def states_of(tab):
    """Walk through all that the page can look like, and name each."""
    yield "start"
    tab.page.locator("#setup").evaluate("details => details.open = true")
    yield "set-up open"
    tab.page.locator("#setup").evaluate("details => details.open = false")
    tab.tap(CRAMP).wait_for("speaking")
    yield "speaking"
    tab.pass_until("holding")
    yield "holding"
    tab.pass_until("listening")
    yield "listening"
    tab.page.get_by_role("button", name="For engineers").click()
    yield "drawer open"
    tab.page.get_by_role("button", name="Close").click()
    tab.page.get_by_label("What you say").fill("yes")
    yield "heeding"
    tab.page.context.set_offline(True)
    tab.page.keyboard.press("Enter")
    tab.pass_until("failed")
    yield "error"
    tab.page.context.set_offline(False)
    tab.page.get_by_role("button", name="Try again").click()
    tab.hears("Good.")
    tab.tap("Stop").hears("Take care.")
    tab.pass_until("ended")
    yield "ended"


def faults_of(tab):
    """Ask axe, which waits by the page's clock, by night and by day."""
    tab.page.clock.resume()
    for scheme in SCHEMES:
        tab.page.emulate_media(color_scheme=scheme)
        passes, faults = tab.page.evaluate(ASK)
        assert passes
        yield from ((scheme, *fault) for fault in faults)
    tab.page.clock.pause_at(tab.page.evaluate("Date.now()") / 1000 + 1)


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_finds_nothing_in_any_state_by_night_or_by_day(new_tab, size):
    tab = new_tab(clock=True, expecting="ERR_INTERNET_DISCONNECTED", viewport=size, reduced_motion="reduce").open()
    tab.page.evaluate(AXE_SCRIPT)
    faults = {state: list(faults_of(tab)) for state in states_of(tab)}
    assert len(faults) == 9
    assert {state: found for state, found in faults.items() if found} == {}


def test_everything_can_be_done_by_keyboard(new_tab):
    tab = new_tab(clock=True).open()
    keys, page = tab.page.keyboard, tab.page
    page.get_by_label("What you say").focus()
    keys.type("start my bedtime stretch")
    keys.press("Enter")
    tab.wait_for("speaking")
    keys.press("Escape")
    assert tab.state == "listening"
    keys.press("Shift+Tab")
    assert page.locator(":focus").inner_text() == "Say nothing"
    keys.press("Enter")
    assert tab.state == "quiet"
    for _ in range(4):
        keys.press("Shift+Tab")
    assert page.locator(":focus").inner_text() == "Resume"
    page.get_by_role("button", name="For engineers").focus()
    keys.press("Enter")
    assert page.get_by_role("dialog").is_visible()
    keys.press("Escape")
    assert not page.get_by_role("dialog").is_visible()
    assert page.locator(":focus").get_attribute("id") == "engineers"


def test_the_focus_goes_from_top_to_bottom_through_everything_there_is(tab):
    tab.open()
    stops = []
    for _ in range(60):
        tab.page.keyboard.press("Tab")
        stop = tab.page.evaluate("(e => e.id || e.name || e.textContent.trim())(document.activeElement)")
        if stop == "mute" and stops:
            break
        stops += [stop] if stop not in stops else []
    expected = ["mute", "engineers", "locale", "at", "fast", "person", "log", "Yes", "Say nothing", "words", "send"]
    assert [stop for stop in stops if stop in expected] == expected


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_nothing_to_tap_is_too_small_or_out_of_reach(new_tab, size):
    tab = new_tab(viewport=size).open()
    heights = "all => all.map(e => [e.textContent.trim(), e.offsetHeight])"
    boxes = tab.page.locator("button:visible, #words, summary").evaluate_all(heights)
    assert [box for box in boxes if box[1] < SMALLEST] == []
    assert tab.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    lowest = tab.page.locator("#say").bounding_box()
    assert lowest["y"] + lowest["height"] <= size["height"]


def test_a_screen_reader_hears_the_words_but_neither_the_counting_nor_a_second_voice(new_tab):
    tab = new_tab(clock=True).open()
    log = tab.page.get_by_role("log")
    assert log.get_attribute("aria-live") == "off"
    tab.page.get_by_role("button", name="Mute the voice").click()
    assert log.get_attribute("aria-live") == "polite"
    tab.tap(CRAMP).wait_for("speaking")
    tab.pass_until("holding")
    assert tab.page.locator("#seconds").get_attribute("aria-hidden") == "true"
    hold = tab.page.locator(".hold")
    assert hold.get_attribute("aria-live") == "off"
    assert hold.locator("svg").get_attribute("aria-hidden") == "true"
    before = log.aria_snapshot()
    tab.page.clock.run_for(2_000)
    assert log.aria_snapshot() == before


def test_nothing_moves_by_itself_for_somebody_who_wants_less_motion(new_tab):
    moving = "getComputedStyle(document.querySelector('#light .arc')).animationName"
    for motion, animation in (("reduce", "none"), ("no-preference", "breathe")):
        tab = new_tab(clock=True, reduced_motion=motion).open()
        tab.tap(CRAMP).wait_for("speaking")
        assert tab.page.evaluate(moving) == animation


def test_the_page_says_that_it_is_no_care(tab):
    tab.open()
    assert tab.page.get_by_text("not medical care").is_visible()
    assert tab.page.locator("#screen").is_hidden()
