"""A whole cramp and a whole stretch by keyboard alone, by the accessibility tree alone, and by touch alone."""

import pytest
from echo_page import CRAMP, PHONE

RELIEF = ["Good.", "Take care."]


def keyboard(tab):
    """Say something by keys alone: by the one for it, or typed into the field that Tab finds."""
    keys = tab.page.keyboard

    def say(words):
        if words in ("Pause", "Resume"):
            keys.press("Alt+p")
            return
        for _ in range(8):
            if tab.page.evaluate("document.activeElement.id") == "words":
                break
            keys.press("Tab")
        keys.type(words)
        keys.press("Enter")

    return say


def tree(tab):
    """Say something by the names in the accessibility tree alone."""

    def say(words):
        assert "What you say" in tab.page.locator("main").aria_snapshot()
        tab.page.get_by_role("textbox", name="What you say").fill(words)
        tab.page.get_by_role("button", name="Send").click()

    return say


def touch(tab):
    """Say something by touch alone: by the button that offers it."""

    def say(words):
        tab.page.get_by_role("toolbar").get_by_role("button", name=words, exact=True).tap()

    return say


WAYS = {"keyboard": keyboard, "tree": tree, "touch": touch}


@pytest.mark.parametrize("way", WAYS)
def test_a_whole_cramp_and_a_whole_stretch(new_tab, way):
    tab = new_tab(clock=True, **({"viewport": PHONE, "touch": True} if way == "touch" else {})).open()
    say = WAYS[way](tab)
    relieve_a_cramp(tab, say)
    stretch(tab, say)


def relieve_a_cramp(tab, say):
    say(CRAMP)
    tab.hears("Straighten your leg")
    tab.pass_until("holding")
    tab.pass_until("listening")
    assert "Has it eased?" in tab.page.get_by_role("log").aria_snapshot()
    for answer, expected in zip(("Yes", "No"), RELIEF, strict=True):
        say(answer)
        tab.hears(expected)
    tab.pass_until("ended")


def stretch(tab, say):
    with tab.next_answer():
        say("Start my bedtime stretch")
    tab.run_for(60_000)
    assert "This is general information" in tab.last
    say("Pause")
    tab.hears("Paused.")
    tab.pass_until("listening")
    say("Resume")
    tab.hears("Lean in again")
    tab.pass_until("listening")
    with tab.next_answer():
        tab.run_for(8_100)
    tab.pass_until("listening")
    assert "Well done" in tab.page.get_by_role("log").aria_snapshot()
