"""Conversations with the Echo on the page, in a real browser against the real skill."""

from echo_page import CRAMP


def holds_of(answers):
    """The seconds of every silence long enough to be a hold."""
    told = [exchange for answer in answers for exchange in answer["exchanges"]]
    return [item["seconds"] for one in told for item in one["items"] if "words" not in item and item["seconds"] >= 1]


def test_a_cramp_from_the_first_word_to_relief(new_tab):
    tab = new_tab(clock=True, motion=True).open()
    tab.tap(CRAMP).wait_for("speaking")
    assert tab.page.evaluate("spoken.length") == 1
    tab.pass_until("holding")
    assert tab.page.locator("#seconds").inner_text().isdigit()
    tab.pass_until("listening")
    assert "Straighten your leg" in tab.last
    assert tab.last.endswith("Has it eased?")
    assert "".join(tab.spoken).replace(" ", "") == tab.last.replace(" ", "")
    tab.tap("Yes")
    tab.hears("Good.")
    tab.tap("No")
    tab.hears("Take care.")
    tab.pass_until("ended")
    tab.hears("The session has ended.")


def test_the_whole_practice_and_silence_in_fast_are_at_once(tab):
    tab.open().set_up(fast=True)
    tab.turn("start my bedtime stretch")
    tab.tap("Say nothing").hears("five minutes. Well done")
    assert tab.answer["in_session"]
    shown = tab.page.locator(".hold").evaluate_all("holds => holds.map(hold => Number(hold.dataset.seconds))")
    assert shown == holds_of(tab.answers)
    assert shown.count(5) >= 20
    assert tab.page.locator(".held").count() == len(shown)
    assert len(tab.asked) == 2
    tab.turn("help with my leg cramp")
    tab.tap("Say nothing").hears("I'll stop")
    tab.tap("Say nothing").hears("The session has ended.")


def test_pause_in_mid_hold_sends_its_time_and_resumes_there(new_tab):
    tab = new_tab(clock=True).open()
    tab.tap("Start my bedtime stretch").wait_for("speaking")
    tab.run_for(60_000)
    tab.pass_until_hold(5)
    cue = tab.page.locator(".line", has=tab.page.locator(".hold:not(.held)")).locator("span").first.inner_text()
    began = tab.page.evaluate("performance.now()")
    tab.tap("Pause")
    tab.hears("Paused.")
    assert tab.asked[-1]["words"] == "Pause"
    assert tab.asked[-1]["took"] == tab.asked[-1]["after"]
    assert 60 <= tab.asked[-1]["after"] <= began / 1000
    assert tab.page.locator(".hold:not(.held)").count() == 0
    tab.pass_until("listening")
    tab.tap("Resume")
    tab.hears("Lean in again")
    tab.pass_until("holding")
    assert cue.strip() in tab.last


def test_typing_stops_the_voice_and_the_clock_goes_on(new_tab):
    tab = new_tab(clock=True).open()
    tab.tap("Start my bedtime stretch").wait_for("speaking")
    tab.run_for(30_000)
    tab.page.get_by_label("What you say").press_sequentially("pau")
    assert tab.state == "heeding"
    assert tab.spoken[-1] != "cancel" or tab.page.locator(".hold:not(.held)").count() == 0
    tab.run_for(20_000)
    tab.page.get_by_label("What you say").press_sequentially("se")
    tab.page.keyboard.press("Enter")
    tab.hears("Paused.")
    assert 30 <= tab.asked[-1]["after"] < 31


def test_words_taken_back_leave_the_echo_listening(new_tab):
    tab = new_tab(clock=True).open()
    tab.tap("Start my bedtime stretch").wait_for("speaking")
    tab.page.get_by_label("What you say").fill("p")
    assert tab.state == "heeding"
    tab.page.get_by_label("What you say").fill("")
    assert tab.state == "listening"
    tab.run_for(9_000)
    tab.hears("(silence)")


def test_silence_brings_reprompt_and_end_on_alexas_timing(new_tab):
    tab = new_tab(clock=True).open()
    tab.tap("Open leg cramp helper").wait_for("speaking")
    tab.pass_until("listening")
    assert tab.page.get_by_role("button", name="Say nothing").count() == 0
    tab.type("")
    assert tab.state == "quiet"
    tab.run_for(7_000)
    assert len(tab.asked) == 1
    tab.run_for(1_100)
    tab.hears("(silence)")
    tab.wait_for("speaking")
    assert tab.answer["exchanges"][0]["request"] is None
    tab.pass_until("listening")
    tab.run_for(8_100)
    tab.hears("The session has ended.")
    assert tab.answer["exchanges"][0]["request"]["request"]["reason"] == "EXCEEDED_MAX_REPROMPTS"


def test_every_way_to_begin_is_understood(tab):
    tab.open(fast=True)
    chips = tab.page.get_by_role("toolbar", name="To begin").get_by_role("button").all_inner_texts()
    for hour, chip in enumerate(chips, start=1):
        tab.choose(at=f"0{hour}:00")
        with tab.next_answer():
            tab.tap(chip)
        tab.settle()
        tab.close_alarm()
        heard = tab.answer["exchanges"][-1]["heard"]
        assert heard is None or heard["intent"] != "AMAZON.FallbackIntent", chip
