"""Wishes about the voice are heard by both ears, and nothing like them is taken for one: a faster pulse is a sign."""

from collections import Counter
from pathlib import Path

import pytest
from stage import both_ears, stage

from simulator.asked.lines import Line

FILE = Path(__file__).with_name("voice.tsv")
LINES = [line.split("\t") for line in FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
TEXTS = [(wish, said) for wish, said, *_ in LINES]
BODY = {said for _, said, *body in LINES if body}
"""Sentences that tell of the body: some of them are signs."""
COMMANDS = {"slower": "slower", "faster": "faster", "speak-up": "louder", "whisper": "whisper"}
"""The wishes that have a command of their own, by its name."""
EARS = ("own", "second")
LEAST_HEARD = {"own": 0.95, "second": 0.85}
MOST_TAKEN = 0.05
"""The share of harmless sentences that may be taken for a wish: nothing but the voice comes of it."""
SETTINGS = {"slower", "faster", "louder", "quieter", "clearer", "tone", "no-tone", "usual", "whisper"}


def heard_by(ear, said):
    """Return the wish that a sentence is taken for in the midst of a stretch, or the event that it is."""
    outcome = stage().say(Line("voice", said, "in-practice", (), "-"), both_ears()[ear])
    if outcome.event != "VoiceWanted":
        return COMMANDS.get(outcome.event, f"({outcome.event})")
    value = both_ears()[ear].recognize(said).slots["voice"]
    return str(value.id)


@pytest.mark.parametrize("ear", EARS)
def test_wishes_about_the_voice_are_heard(ear):
    wishes = [(wish, said) for wish, said in TEXTS if not wish.startswith("-")]
    wrong = [(wish, said, heard) for wish, said in wishes if (heard := heard_by(ear, said)) != wish]
    assert len(wishes) >= 50
    assert 1 - len(wrong) / len(wishes) >= LEAST_HEARD[ear], wrong


@pytest.mark.parametrize("ear", EARS)
def test_what_is_only_like_a_wish_changes_no_voice(ear):
    heard = {said: heard_by(ear, said) for wish, said in TEXTS if wish.startswith("-")}
    taken = {said: wish for said, wish in heard.items() if wish in SETTINGS}
    assert {said: wish for said, wish in taken.items() if said in BODY} == {}
    assert len(taken) <= MOST_TAKEN * len(heard), taken


def test_each_wish_has_ten_neighbours():
    neighbours = Counter(wish for wish, _ in TEXTS if wish.startswith("-"))
    assert set(neighbours) == {"-slower", "-faster", "-louder", "-quieter", "-clearer", "-tone"}
    assert set(neighbours.values()) == {10}
