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


def test_a_harmless_sentence_raises_no_alarm(finder):
    found = [(sentence, mention) for sentence in SENTENCES for mention in finder.find(sentence)]
    reported = [(sentence, mention.sign) for sentence, mention in found if mention.mood is Mood.REPORTED]
    assert [one for one in reported if one[1].level >= ALARMING and not one[1].asks] == []
