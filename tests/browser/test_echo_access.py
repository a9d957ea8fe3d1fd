"""The page without a mouse, without eyes, on a phone, in the dark and by day."""

from axe_playwright_python.base import AXE_SCRIPT
from echo_page import CRAMP, DESK, PHONE

LOOKS = (("light", DESK, {"runOnly": ["color-contrast", "link-in-text-block"]}), ("dark", PHONE, {}))
"""What axe looks for: all its rules once, and those of colour by each light."""
ASK = """async (options) => {
    const { passes, violations } = await axe.run({ resultTypes: ["violations"], ...options });
    return [passes.length, violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])];
}"""
FADES = """() => [["#light .arc"], ["#puck", "::before"], [".line"]].flatMap(([name, part]) =>
    getComputedStyle(document.querySelector(name), part).transitionDuration.split(", "))"""
"""How long things take to fade."""


def states_of(tab):
    """Walk through all that the page can look like, and name each."""
    yield "start"
    tab.page.locator("#setup-opener").click()
    yield "set-up open"
    tab.page.locator("#setup-close").click()
    tab.tap(CRAMP).wait_for("speaking")
    yield "speaking"
    tab.pass_until("holding")
    yield "holding"
    tab.pass_until("listening")
    yield "listening"
    tab.page.get_by_role("button", name="For engineers").click()
    yield "drawer open"
    tab.page.locator("#close").click()
    tab.page.get_by_label("What you say").fill("yes")
    yield "heeding"
    tab.page.context.set_offline(True)
    tab.page.keyboard.press("Enter")
    tab.pass_until("failed")
    yield "error"
    tab.page.context.set_offline(False)
    tab.pass_until("speaking").hears("Good.")
    tab.type("i have chest pain").hears("on a phone")
    yield "alarm"
    tab.close_alarm().type("stop").hears("Please get that help now.")
    tab.close_alarm().pass_until("ended")
    yield "ended"


def faults_of(tab, looks, *, first):
    """Ask axe by night on a phone and by day on a desk, while the page's clock stands still.

    The rules about style sheets, which all states have in common, are for the `first` one.
    """
    for scheme, size, options in looks:
        tab.page.emulate_media(color_scheme=scheme)
        tab.page.set_viewport_size(size)
        passes, faults = tab.page.evaluate(ASK, {**options, "preload": first})
        assert passes
        yield from ((scheme, *fault) for fault in faults)


def test_axe_finds_nothing_in_any_state_by_night_or_by_day(new_tab):
    tab = new_tab(clock=True, expecting="ERR_INTERNET_DISCONNECTED").open()
    tab.page.evaluate(f"((setTimeout) => {{ {AXE_SCRIPT} }})(clock.setTimeout)")
    faults = {}
    for number, state in enumerate(states_of(tab)):
        looks = LOOKS[::-1] if number % 2 else LOOKS  # what the last state ended with is there already
        faults[state] = list(faults_of(tab, looks, first=not faults))
    assert len(faults) == 10
    assert {state: found for state, found in faults.items() if found} == {}


def test_tab_stops_at_tools_log_chips_and_field(tab):
    tab.open()
    stops = []
    for _ in range(12):
        tab.page.keyboard.press("Tab")
        stop = tab.page.evaluate(
            "(e => e === document.body ? '' : e.id || e.textContent.trim())(document.activeElement)"
        )
        if not stop or stop in stops:
            break
        stops.append(stop)
    assert stops[0] == "Skip to what you say"
    assert stops[1:] == ["mute", "log", "Open leg cramp helper", "words"]
    check_skip_link_and_arrows(tab)


def check_skip_link_and_arrows(tab):
    """Go by the skip link to the field, and by arrows to every button."""
    tab.page.locator("a.skip").focus()
    tab.page.keyboard.press("Enter")
    assert tab.page.locator(":focus").get_attribute("id") == "words"
    tab.page.get_by_role("button", name="Open leg cramp helper").focus()
    seen = []
    for _ in range(8):
        seen.append(tab.page.evaluate("(e => e.id || e.textContent)(document.activeElement)"))
        tab.page.keyboard.press("ArrowRight")
    assert seen[-2:] == ["mic", "send"]
    assert len(set(seen)) == 8


def test_screen_reader_hears_words_without_counting_or_echo(new_tab):
    tab = new_tab(clock=True).open()
    log = tab.page.get_by_role("log")
    assert log.get_attribute("aria-live") == "off"
    tab.page.get_by_role("button", name="Mute the sound").click()
    assert log.get_attribute("aria-live") == "polite"
    tab.tap(CRAMP).wait_for("speaking")
    tab.pass_until("holding")
    assert tab.page.locator("#seconds").get_attribute("aria-hidden") == "true"
    hold = tab.page.locator(".hold")
    assert hold.get_attribute("aria-live") == "off"
    assert hold.locator("svg").get_attribute("aria-hidden") == "true"
    before = log.aria_snapshot()
    tab.run_for(2_000)
    assert log.aria_snapshot() == before


def test_reduced_motion_stops_all_animation(new_tab):
    tab = new_tab(clock=True, motion=True).open()
    tab.tap(CRAMP).wait_for("speaking")
    for motion, animation, seconds in (("reduce", "none", {"0s"}), ("no-preference", "breathe", {"0.3s", "0.4s"})):
        tab.page.emulate_media(reduced_motion=motion)
        assert tab.page.evaluate("getComputedStyle(document.querySelector('#light .arc')).animationName") == animation
        assert set(tab.page.evaluate(FADES)) == seconds


def test_somebody_who_scrolls_up_is_left_alone(new_tab):
    tab = new_tab(clock=True, viewport={"width": 390, "height": 470}).open()
    tab.type("start my bedtime stretch").wait_for("speaking")
    tab.run_for(20_000)
    tab.page.locator("#log").hover()
    tab.page.mouse.wheel(0, -5_000)
    tab.wait_until("document.querySelector('#log').scrollTop === 0")
    tab.run_for(10_000)
    assert tab.page.locator("#log").evaluate("log => log.scrollTop") == 0
    tab.page.mouse.wheel(0, 50_000)
    tab.wait_until("(log => log.scrollTop + log.clientHeight >= log.scrollHeight - 1)(document.querySelector('#log'))")
    before = tab.page.locator("#log").evaluate("log => log.scrollTop")
    tab.run_for(15_000)
    assert tab.page.locator("#log").evaluate("log => log.scrollTop") > before


def test_page_says_it_is_no_care_and_each_states_word(tab):
    tab.open()
    assert tab.page.get_by_text("not medical care").is_visible()
    assert tab.page.locator("#words").get_attribute("aria-describedby") == "notice"
    assert tab.page.locator("#screen").is_hidden()
    assert tab.page.locator("iframe").count() == 0
    words = tab.page.evaluate("""() => [...document.querySelectorAll("#state [data-when]")].map(({ dataset }) => {
        document.body.dataset.state = dataset.when;
        return document.querySelector("#state").innerText.trim();
    })""")
    assert len(words) >= 10
    assert len(set(words)) == len(words)
    assert all(words)
