"""Sentences that are no complaint, or none that stops everything: no sign is reported at a level that alarms."""

from pathlib import Path

import pytest

from skill.understanding.signs import LEVELS, Mood, SignFinder

SENTENCES = (Path(__file__).resolve().parent / "harmless.txt").read_text(encoding="utf-8").splitlines()
ALARMING = LEVELS.index("urgent")


@pytest.fixture(scope="module")
def finder(content):
    return SignFinder(content)


def test_no_sentence_stands_there_twice():
    assert len(SENTENCES) == len(set(SENTENCES)) > 500


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_harmless_sentence_raises_no_alarm(finder, sentence):
    reported = [mention for mention in finder.find(sentence) if mention.mood is Mood.REPORTED]
    assert [mention for mention in reported if mention.sign.level >= ALARMING and not mention.sign.asks] == []
