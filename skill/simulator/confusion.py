"""Which samples would be taken for another intent's: each is left out, and heard by the rest of the model.

The measure is its own, runs of letters, so that it can contradict the ears. It may not know them, nor the skill.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

ENOUGH = 0.95
"""The share of samples that must land on their own intent."""
_SLOT = re.compile(r"\{(\w+)\}")
_GRAM = 3
_ALEXAS_OWN = "AMAZON."
_TIE = 1e-9

Vector = Mapping[str, float]


@dataclass(frozen=True)
class Confusion:
    sample: str
    intent: str
    taken_for: str
    """The intent whose sample is nearer than any of its own."""
    nearest: str
    """That sample."""
    likeness: float
    """From 0 to 1."""


@dataclass(frozen=True)
class Finding:
    samples: int
    """How many were left out in turn; Alexa's own intents only listen."""
    confusions: tuple[Confusion, ...]

    @property
    def share(self) -> float:
        """The share of samples that land on their own intent."""
        return 1 - len(self.confusions) / self.samples if self.samples else 1.0


def find_confusions(model: Mapping[str, Any]) -> Finding:
    """Leave each sample out in turn and look whose sample is nearest among the rest; a tie goes to its own intent."""
    samples = list(_samples(model))
    intents = [intent for intent, _, _ in samples]
    asked = [index for index, intent in enumerate(intents) if not intent.startswith(_ALEXAS_OWN)]
    vectors = _vectors([text for _, text, _ in samples])
    found: list[Confusion] = []
    for index, (likeness, other) in zip(asked, _nearest(asked, intents, vectors), strict=True):
        if intents[other] != intents[index]:
            found.append(Confusion(samples[index][2], intents[index], intents[other], samples[other][2], likeness))
    return Finding(len(asked), tuple(sorted(found, key=lambda confusion: (confusion.intent, confusion.sample))))


def _samples(model: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Give each sample's intent, its text with slots filled by their types, and the sample as written."""
    for intent in model["interactionModel"]["languageModel"]["intents"]:
        types = {slot["name"]: slot["type"].upper() for slot in intent.get("slots", [])}
        for sample in intent["samples"]:
            yield intent["name"], _filled(sample, types), sample


def _filled(sample: str, types: Mapping[str, str]) -> str:
    return _SLOT.sub(lambda slot: types[slot[1]], sample)


def _vectors(texts: Sequence[str]) -> list[Vector]:
    """Weigh runs of letters by how few texts hold them (tf-idf), each text's to a length of one."""
    counts = [Counter(_grams(text)) for text in texts]
    spread = Counter(gram for count in counts for gram in count)
    vectors: list[Vector] = []
    for count in counts:
        weighed = {gram: times * math.log((1 + len(texts)) / spread[gram]) for gram, times in count.items()}
        length = math.sqrt(sum(weight * weight for weight in weighed.values())) or 1.0
        vectors.append({gram: weight / length for gram, weight in weighed.items()})
    return vectors


def _grams(text: str) -> Iterator[str]:
    padded = f" {text} "
    return (padded[start : start + _GRAM] for start in range(len(padded) - _GRAM + 1))


def _nearest(asked: Sequence[int], intents: Sequence[str], vectors: Sequence[Vector]) -> Iterator[tuple[float, int]]:
    """Give the likeness and the place of the nearest other text, for each place asked for."""
    postings: dict[str, list[tuple[int, float]]] = {}
    for index, vector in enumerate(vectors):
        for gram, weight in vector.items():
            postings.setdefault(gram, []).append((index, weight))
    for index in asked:
        scores = [0.0] * len(vectors)
        for gram, weight in vectors[index].items():
            for other, theirs in postings[gram]:
                scores[other] += weight * theirs
        scores[index] = -1.0
        best = max(scores)
        nearest = [other for other, score in enumerate(scores) if score > best - _TIE]
        yield best, next((other for other in nearest if intents[other] == intents[index]), nearest[0])
