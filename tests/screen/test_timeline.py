"""What is shown from which moment on: the same beats, the same clock as the speech."""

import pytest

from skill.dialogue.beats import BREATH_SECONDS, Ask, Breath, Hold, Say
from skill.screen.timeline import Moment, Ring, in_captions, timeline
from skill.stretching.timing import LISTENING_SECONDS, speaking_seconds

CUE, RELEASE, QUESTION = "Lean in, and hold.", "And release.", "Shall we carry on?"


def test_words_and_holds_are_shown_from_their_beginning():
    first, hold = timeline((Say(CUE), Hold(5)))
    assert first == Moment(0, speaking_seconds(CUE), Ring.IDLE, CUE, 0)
    assert hold == Moment(speaking_seconds(CUE), 5, Ring.FILLING, CUE, 0)


def test_ring_empties_from_release_to_the_end_of_the_rest():
    *_, release = timeline((Say(CUE), Hold(5), Say(RELEASE), Hold(3, resting=True)))
    spoken = speaking_seconds(RELEASE)
    assert release == Moment(speaking_seconds(CUE) + 5, spoken + 3, Ring.EMPTYING, RELEASE, 0)


def test_wordless_rest_empties_the_ring_under_the_holds_words():
    *_, rest = timeline((Say(CUE), Hold(15), Hold(2, resting=True)))
    assert (rest.ring, rest.words, rest.seconds, rest.cycle) == (Ring.EMPTYING, CUE, 2, 0)


def test_silent_part_follows_the_question_and_its_answer_time():
    told = (Say(CUE), Hold(5), Say(RELEASE), Hold(3, resting=True))
    shown = timeline((*told, Ask(QUESTION, told)))
    spoken = sum(map(speaking_seconds, (CUE, RELEASE, QUESTION)))
    again = [moment for moment in shown if moment.words == CUE]
    assert again[-2].at == spoken + 8 + LISTENING_SECONDS
    assert [moment.cycle for moment in shown if moment.ring is Ring.FILLING] == [0, 1]


def test_a_cue_belongs_to_the_next_repetition():
    shown = timeline((Say(CUE), Hold(5), Say(CUE), Hold(5), Ask(QUESTION, ())))
    assert [(moment.words, moment.cycle) for moment in shown] == [(CUE, 0), (CUE, 0), (CUE, 1), (CUE, 1), (QUESTION, 1)]


def test_a_breath_takes_time_and_shows_nothing():
    first, second = timeline((Say(CUE), Breath(), Say(RELEASE)))
    assert second.at == first.seconds + BREATH_SECONDS


def test_nothing_said_is_nothing_shown():
    assert timeline(()) == ()


def test_long_words_are_shown_sentence_by_sentence():
    long = Moment(4.0, 8.2, Ring.IDLE, "Call now. Then wait. Stay there, please.", 2)
    shown = list(in_captions([long], 20))
    assert [moment.words for moment in shown] == ["Call now. Then wait.", "Stay there, please."]
    assert [moment.at for moment in shown] == [4.0, pytest.approx(8.2)]
    assert [moment.seconds for moment in shown] == [pytest.approx(4.2), pytest.approx(4.0)]
    assert {moment.cycle for moment in shown} == {2}


def test_fitting_words_and_words_with_a_ring_show_at_once():
    moments = [Moment(0.0, 2.0, Ring.IDLE, "Hold.", 0), Moment(2.0, 5.0, Ring.FILLING, "Let go. And rest.", 0)]
    assert list(in_captions(moments, 10)) == moments
