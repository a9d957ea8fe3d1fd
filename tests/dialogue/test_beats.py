"""How an answer is read out, and how long beats take."""

from skill.dialogue.beats import Ask, Breath, Hold, Say, seconds, statements


def test_list_items_are_separated_by_breaths():
    assert statements(("One.", ("two,", "three,", "four."), "Five.")) == (
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
