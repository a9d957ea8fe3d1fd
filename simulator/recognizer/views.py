"""Samples seen as their intents see them: values of the slots they have give way to the names of types."""

from collections.abc import Callable, Iterator, Mapping

from simulator.recognizer.recognized import RecognizedSlot
from simulator.recognizer.samples import Sample
from simulator.recognizer.similarity import Nearest, rarity
from simulator.recognizer.slots import SlotTypes
from skill.understanding.language import Words

Spots = tuple[RecognizedSlot, ...]


class View:
    """Samples of intents with the same slot types, and how an utterance looks to them."""

    def __init__(
        self, types: tuple[str, ...], samples: list[Sample], slot_types: SlotTypes, vocabulary: frozenset[str]
    ) -> None:
        self._types, self.samples, self._slot_types, self._vocabulary = types, samples, slot_types, vocabulary
        looks = [self.row(_typed(sample)) for sample in samples]
        self.rows = [row for row, _ in looks]
        self._own = [spots for _, spots in looks]

    def index(self, weights: Mapping[str, float], stem: Callable[[str], str]) -> None:
        self._nearest = Nearest(self.rows, weights, stem)

    def nearest(self, row: Words) -> Iterator[tuple[float, Sample, Spots]]:
        """Score the likeliest samples, each with the values that it says itself, outside its slots."""
        return ((score, self.samples[index], self._own[index]) for score, index in self._nearest.to(row))

    def row(self, words: Words) -> tuple[Words, Spots]:
        """Replace every value of these types by its type, longest first; also tell the values."""
        row: list[str] = []
        spots: list[RecognizedSlot] = []
        at = 0
        while at < len(words):
            end, value = self._value_at(words, at)
            row.append(value.type.upper() if value else words[at])
            spots += [value] if value else []
            at = end
        return tuple(row), tuple(spots)

    def _value_at(self, words: Words, at: int) -> tuple[int, RecognizedSlot | None]:
        found = [first for type_ in self._types for first in self._slot_types.at(type_, words, at)]
        if found:
            return max(found, key=lambda value: value[0])
        if words[at] in self._vocabulary or words[at].isupper():
            return at + 1, None
        close = (self._slot_types.misspelt(type_, words[at]) for type_ in self._types)
        return at + 1, next((value for value in close if value), None)


def views_of(samples: list[Sample], types: SlotTypes, stem: Callable[[str], str]) -> list[View]:
    """Index the samples by the slot types of their intents."""
    groups: dict[tuple[str, ...], list[Sample]] = {}
    for sample in samples:
        groups.setdefault(tuple(sorted(set(sample.types.values()))), []).append(sample)
    own = (sample for sample in samples if not sample.intent.startswith("AMAZON."))
    vocabulary = frozenset(word for sample in own for word in sample.words) | set(types.words())
    views = [View(names, group, types, vocabulary) for names, group in sorted(groups.items())]
    weights = _rarity_over_intents(views, stem)
    for view in views:
        view.index(weights, stem)
    return views


def _rarity_over_intents(views: list[View], stem: Callable[[str], str]) -> dict[str, float]:
    documents: dict[str, set[str]] = {}
    for view in views:
        for sample, row in zip(view.samples, view.rows, strict=True):
            documents.setdefault(sample.intent, set()).update(stem(word) for word in row)
    return rarity(list(documents.values()))


def _typed(sample: Sample) -> Words:
    return tuple(sample.types.get(word[1:-1], word).upper() if word.startswith("{") else word for word in sample.words)
