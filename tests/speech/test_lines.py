"""Beats as plain lines for people who read."""

from skill.conversation.beats import Ask, Breath, Hold, Say, seconds, tell
from skill.speech.transcript import lines


def test_each_beat_is_a_line_and_a_silence_says_how_long_it_is():
    beats = [Say("Lean in."), Hold(5), Say("Release."), Hold(3, resting=True), Ask("Go on?", (Say("Later."),))]
    assert lines(beats) == ["Lean in.", "[5 s]", "Release.", "[3 s]", "Go on?"]


def test_a_breath_is_not_written():
    assert lines(tell((("bleeding,", "and bruising."), "Stop."))) == ["bleeding,", "and bruising.", "Stop."]


def test_markup_is_written_as_it_is_because_there_is_none():
    assert lines([Say("a < b & c")]) == ["a < b & c"]


def test_an_answer_breathes_between_the_items_of_a_list_and_not_after_it():
    assert tell(("One.", ("two,", "three,", "four."), "Five.")) == (
        Say("One."),
        Say("two,"),
        Breath(),
        Say("three,"),
        Breath(),
        Say("four."),
        Say("Five."),
    )


def test_beats_take_as_long_as_their_words_and_silences():
    assert seconds([Say("x" * 32), Breath(), Hold(5), Ask("x" * 16, (Hold(9),))]) == 2 + 0.4 + 5 + 1
