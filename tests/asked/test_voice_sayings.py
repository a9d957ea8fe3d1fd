"""Wishes about the voice, through both recognizers. Similar sentences are none: a faster pulse is a sign."""

from collections import Counter
from pathlib import Path

import pytest
from stage import RECOGNIZERS, recognizer_by, stage

from simulator.asked.lines import Line

FILE = Path(__file__).with_name("voice.tsv")
LINES = [line.split("\t") for line in FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
TEXTS = [(wish, said) for wish, said, *_ in LINES]
BODY = {said for _, said, *body in LINES if body}
"""Sentences that tell of the body: some of them are signs."""
COMMANDS = {"slower": "slower", "faster": "faster", "speak-up": "louder", "whisper": "whisper"}
"""The wishes that have a command of their own, by its name."""
LEAST_HEARD = {"simulator": 0.95, "baseline": 0.85}
MOST_TAKEN = 0.05
"""The share of harmless sentences that may be taken for a wish: nothing but the voice comes of it."""
SETTINGS = {"slower", "faster", "louder", "quieter", "clearer", "tone", "no-tone", "usual", "whisper"}


def heard_by(recognizer, said):
    """Return the wish that a sentence is taken for in the midst of a stretch, or the event that it is."""
    outcome = stage().say(Line("voice", said, "in-practice", (), "-"), recognizer_by(recognizer))
    if outcome.event != "VoiceWanted":
        return COMMANDS.get(outcome.event, f"({outcome.event})")
    value = recognizer_by(recognizer).recognize(said).slots["voice"]
    return str(value.id)


@pytest.mark.parametrize("recognizer", RECOGNIZERS)
def test_wishes_about_the_voice_are_heard(recognizer):
    wishes = [(wish, said) for wish, said in TEXTS if not wish.startswith("-")]
    wrong = [(wish, said, heard) for wish, said in wishes if (heard := heard_by(recognizer, said)) != wish]
    assert len(wishes) >= 50
    assert 1 - len(wrong) / len(wishes) >= LEAST_HEARD[recognizer], wrong


@pytest.mark.parametrize("recognizer", RECOGNIZERS)
def test_similar_sentences_change_no_voice(recognizer):
    heard = {said: heard_by(recognizer, said) for wish, said in TEXTS if wish.startswith("-")}
    taken = {said: wish for said, wish in heard.items() if wish in SETTINGS}
    assert {said: wish for said, wish in taken.items() if said in BODY} == {}
    assert len(taken) <= MOST_TAKEN * len(heard), taken


def test_each_wish_has_ten_neighbours():
    neighbours = Counter(wish for wish, _ in TEXTS if wish.startswith("-"))
    assert set(neighbours) == {"-slower", "-faster", "-louder", "-quieter", "-clearer", "-tone"}
    assert set(neighbours.values()) == {10}
