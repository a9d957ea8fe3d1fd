"""The Echo with a screen, in a browser: drawn by Amazon's own renderer, touched like a device."""

from contextlib import suppress

import pytest
from echo_page import CRAMP, DESK, EXCHANGE, PHONE
from playwright.sync_api import TimeoutError as NothingSent

POLICY = "Content Security Policy"
"""The renderer looks for Amazon's fonts and may not have them."""
MIDDLE = """node => {
    const box = node.getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2, innerWidth];
}"""
REACH = """async () => {
    try { parent.document.title; return "the page"; } catch { /* as it should be */ }
    try { await fetch("/"); return "the server"; } catch { return "nothing"; }
}"""


def frame_of(tab):
    """Return the screen's frame, once the renderer is there."""
    frame = tab.page.locator("#screen iframe").element_handle().content_frame()
    frame.wait_for_function("() => window.AplRenderer && window.ready", timeout=60_000)
    return frame


def shown(frame, words):
    """Wait until words can be seen, and return them."""
    seen = frame.get_by_text(words).locator("visible=true").first
    seen.wait_for()
    return seen


def touch(tab, frame, label):
    """Touch a button where it is on the page until it is felt: the engine hears nothing before it has settled."""
    outer = tab.page.locator("#screen iframe").bounding_box()
    for _ in range(20):
        x, y, width = shown(frame, label).evaluate(MIDDLE)
        scale = outer["width"] / width
        with suppress(NothingSent), tab.page.expect_request(f"**{EXCHANGE}", timeout=1_000):
            tab.page.mouse.click(outer["x"] + scale * x, outer["y"] + scale * y)
        if tab.asked[-1]["touched"]:
            return
    pytest.fail(f"{label}: nothing was sent")


@pytest.mark.parametrize(("kind", "size"), [("show", DESK), ("spot", PHONE)])
def test_screen_shows_what_is_said_sends_touches_and_no_more(new_tab, kind, size):
    tab = new_tab(expecting=POLICY, viewport=size).open(screen=kind)
    frame = frame_of(tab)
    assert frame.evaluate(REACH) == "nothing"
    tab.tap(CRAMP).wait_for("speaking")
    shown(frame, "pull your toes up towards your shin")
    touch(tab, frame, "Pause")
    shown(frame, "Paused.")
    assert tab.asked[-1]["touched"] == {"token": "relieving", "arguments": ["pause"]}
    assert "Paused" in tab.last
    tab.type("I have chest pain").wait_for("speaking")
    assert shown(frame, "999").is_visible()


def test_screen_is_sketched_without_the_renderer_after_a_reload(new_tab):
    tab = new_tab(expecting=POLICY).open(fast=True)
    tab.page.route("**/screen/engine.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    tab.set_up(screen="show")
    frame = tab.page.locator("#screen iframe").element_handle().content_frame()
    tab.tap(CRAMP)
    frame.get_by_role("img", name="A person sits on a bed").wait_for()
    shown(frame, "Straighten your leg")
    touch(tab, frame, "Pause")
    shown(frame, "Paused.")
    assert tab.asked[-1]["touched"] == {"token": "relieving", "arguments": ["pause"]}
    tab.settle().page.reload()
    shown(tab.page.locator("#screen iframe").element_handle().content_frame(), "Paused.")
