"""The browser's speech synthesis and recognition: used if they are on this machine, and done without if not."""

import pytest
from echo_page import told


def test_sentences_use_a_local_voice_with_their_delivery(new_tab):
    tab = new_tab(clock=True).open(locale="en-AU")
    tab.answer_with(
        told(
            {"words": "Ring 000. Now.", "seconds": 1.0},
            {"words": "Sleep.", "seconds": 1.0, "whispered": True},
            {"words": "Slow.", "seconds": 1.0, "rate": 60, "volume": "x-loud"},
            {"words": "Do not stretch.", "seconds": 1.0, "stressed": ["not"]},
        )
    )
    tab.type("x").wait_for("speaking")
    tab.pass_until("ended")
    assert tab.spoken == ["Ring 0 0 0.", "Now.", "Sleep.", "Slow.", "Do not stretch."]
    assert set(tab.page.evaluate("spoken.map(one => one.voice?.name)")) == {"Down under"}
    _, usual, whispered, slow, stressed = tab.page.evaluate("spoken.map(({ rate, volume }) => ({ rate, volume }))")
    assert whispered["volume"] < 0.5 < usual["volume"] < slow["volume"]
    assert slow["rate"] == pytest.approx(0.6 * usual["rate"])
    assert stressed["rate"] < usual["rate"]
    assert tab.page.locator("#log em").inner_text() == "not"


@pytest.mark.parametrize("why", ["muted", "no voice"])
def test_without_a_voice_the_words_take_their_time(new_tab, why):
    tab = new_tab(clock=True, stub=why == "muted").open()
    if why == "muted":
        tab.page.get_by_role("button", name="Mute the sound").click()
    else:
        assert tab.page.locator("#voiceless").get_attribute("hidden") is None
    tab.answer_with(told({"words": "Hold.", "seconds": 4.0}, {"seconds": 3.0}))
    tab.type("x").wait_for("speaking")
    tab.run_for(3_900)
    assert tab.state == "speaking"
    tab.run_for(200)
    assert tab.state == "holding"
    tab.run_for(3_000)
    tab.wait_for("ended")


def test_silent_voice_is_given_up_and_time_kept(new_tab):
    tab = new_tab(clock=True).open()
    tab.page.evaluate("speechSynthesis.speak = () => {}")
    tab.answer_with(told({"words": "Hold.", "seconds": 4.0}, {"seconds": 3.0}))
    tab.type("x").wait_for("speaking")
    tab.run_for(4_100)
    assert tab.state == "holding"
    assert tab.page.locator("#voiceless").get_attribute("hidden") is None


def test_speech_recognition_is_used_and_its_button_warns(new_tab):
    tab = new_tab(clock=True).open()
    assert "maker may receive the sound" in tab.page.locator("#mic").get_attribute("title")
    tab.tap("Speak")
    assert tab.state == "heeding"
    tab.page.evaluate("recognising.hear('I took too much quinine')")
    tab.hears("Call 999").close_alarm()
    tab.tap("Speak")
    tab.page.evaluate("recognising.hear('')")
    assert tab.state == "listening"


WHY_NOT = {"not-allowed": "was refused", "network": "be reached", "audio-capture": "No microphone"}


def test_failing_microphone_says_why_and_what_to_do(new_tab):
    tab = new_tab(clock=True).open()
    hint = tab.page.get_by_role("status")
    for error, reason in WHY_NOT.items():
        tab.tap("Speak")
        tab.page.evaluate("error => { recognising.onerror({ error }); recognising.hear('') }", error)
        assert reason in hint.inner_text()
        assert "type" in hint.inner_text().lower()
    tab.tap("Open leg cramp helper")
    assert tab.page.locator("#hint").is_hidden()


def test_unusable_microphone_says_why(new_tab):
    tab = new_tab()
    tab.run_first("delete window.webkitSpeechRecognition; delete window.SpeechRecognition")
    tab.open().tap("Speak")
    assert "speech into words" in tab.page.get_by_role("status").inner_text()
    tab.page.evaluate("Object.defineProperty(window, 'isSecureContext', { value: false })")
    tab.tap("Speak")
    assert "--https" in tab.page.get_by_role("status").inner_text()
