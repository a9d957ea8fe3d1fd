"""Slower words take longer, and the pauses between sentences with them."""

import pytest

from skill.stretching.plan import lay_out
from skill.stretching.rate import gap_milliseconds, rate_of
from skill.stretching.stretch import Delivery
from skill.stretching.timing import LISTENING_SECONDS, speaking_seconds

SENTENCES = "Lean in again. Soles flat, and hold."


RATES = [(-60, 115), (-2, 115), (0, 100), (2, 85), (4, 70), (6, 60), (60, 60), (1, 92)]


def test_a_longer_release_goes_with_slower_words():
    for pace, rate in RATES:
        assert rate_of(pace) == rate, (pace, rate)


CLEAR = [(-2, 90), (0, 90), (2, 85), (6, 60)]


def test_a_clear_voice_is_slower_than_usual():
    for pace, rate in CLEAR:
        assert rate_of(pace, clear=True) == rate, (pace, rate)


GAPS = [(115, 0), (100, 0), (90, 150), (60, 600)]


def test_only_a_slow_voice_pauses_longer_between_sentences():
    for rate, gap in GAPS:
        assert gap_milliseconds(rate) == gap, (rate, gap)


def test_words_take_as_much_longer_as_they_are_slower():
    usual = speaking_seconds(SENTENCES)
    assert speaking_seconds(SENTENCES, 50) == pytest.approx(2 * usual + 0.75)
    assert speaking_seconds(SENTENCES, 115) == pytest.approx(usual / 1.15)


def test_slower_voice_makes_fewer_repetitions(longest_content):
    routine = longest_content.routines["practice-calf"]
    counts = []
    for rate in (115, 100, 85, 70, 60):
        plan = lay_out(routine, Delivery(rate=rate))
        assert sum(part.seconds for part in plan.parts()) + LISTENING_SECONDS == pytest.approx(300, abs=15), rate
        assert {cycle.hold for cycle in plan.cycles} == {5}
        counts.append(len(plan.cycles))
    assert counts == sorted(counts, reverse=True)
    assert counts[-1] < counts[0] - 5
