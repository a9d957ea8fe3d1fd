"""The sample utterances of a model, and whether words are one of them to the letter, slots filled in."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import itemgetter
from typing import Any

from simulator.recognizer.recognized import RecognizedSlot
from simulator.recognizer.slots import SlotTypes
from skill.understanding.language import LanguageRules, Words

_SLOT = re.compile(r"(\{\w+\})")
_LONGEST_UNLISTED_WORDS = 3
"""Of a value that the model doesn't list."""


@dataclass(frozen=True)
class Sample:
    intent: str
    text: str
    words: Words
    """Slots stand among them in braces."""
    types: Mapping[str, str]
    """The intent's slots by name, each with its type."""

    @cached_property
    def slots(self) -> tuple[str, ...]:
        """The slots this sample holds, in order."""
        return tuple(word[1:-1] for word in self.words if word.startswith("{"))

    @cached_property
    def own_words(self) -> frozenset[str]:
        """The words it holds outside its slots."""
        return frozenset(word for word in self.words if not word.startswith("{"))


def samples_of(intents: list[dict[str, Any]], rules: LanguageRules) -> Iterator[Sample]:
    """List the samples of `languageModel.intents`, in the order of the model."""
    for intent in intents:
        types = {slot["name"]: slot["type"] for slot in intent.get("slots", [])}
        for text in intent.get("samples", []):
            yield Sample(intent["name"], text, sample_words(text, rules), types)


@lru_cache(maxsize=32768)
def sample_words(sample: str, rules: LanguageRules) -> Words:
    """Return the words of a sample, whose slots stay whole: `{muscle}`."""
    pieces = _SLOT.split(sample)
    return tuple(word for piece in pieces for word in ((piece,) if _SLOT.fullmatch(piece) else rules.words(piece)))


class Phrasebook:
    """Samples by the rarest of their words, for looking an utterance up."""

    def __init__(self, samples: list[Sample], types: SlotTypes) -> None:
        self._types = types
        counts = Counter(word for sample in samples for word in sample.own_words)
        self._by_word: dict[str, list[tuple[int, Sample]]] = {}
        """Samples with their rank among equals: those that begin with a word come before those with a slot."""
        for rank, sample in enumerate(sorted(samples, key=_begins_with_slot)):
            rarest = min(sample.own_words, key=lambda word: (counts[word], word), default="")
            self._by_word.setdefault(rarest, []).append((rank, sample))

    def find(self, words: Words) -> tuple[Sample, dict[str, RecognizedSlot]] | None:
        """Find the sample that the words are, with its slots; of several, the one with most words of its own."""
        found = (one for word in {"", *words} for one in self._by_word.get(word, ()))
        candidates = sorted(found, key=itemgetter(0))
        matches = [(sample, slots) for _, sample in candidates if (slots := self.filled(sample, words)) is not None]
        return max(matches, key=lambda match: len(match[0].words) - 2 * len(match[0].slots), default=None)

    def filled(self, sample: Sample, words: Words, *, unlisted: bool = False) -> dict[str, RecognizedSlot] | None:
        """The slots with which a sample reads as the words do, or None if it can't.

        `unlisted` lets a slot hold up to three words that the model lists nowhere, as Alexa does.
        """
        return self._fill(sample, words, 0, 0, unlisted=unlisted)

    def _fill(
        self, sample: Sample, words: Words, done: int, position: int, *, unlisted: bool
    ) -> dict[str, RecognizedSlot] | None:
        if done == len(sample.words):
            return {} if position == len(words) else None
        part = sample.words[done]
        if not part.startswith("{"):
            same = words[position : position + 1] == (part,)
            return self._fill(sample, words, done + 1, position + 1, unlisted=unlisted) if same else None
        for end, value in self._values(sample.types.get(part[1:-1], ""), words, position, unlisted=unlisted):
            rest = self._fill(sample, words, done + 1, end, unlisted=unlisted)
            if rest is not None:
                return {part[1:-1]: value, **rest}
        return None

    def _values(self, type_: str, words: Words, start: int, *, unlisted: bool) -> Iterator[tuple[int, RecognizedSlot]]:
        yield from self._types.at(type_, words, start)
        if unlisted and not type_.startswith("AMAZON."):
            for end in range(start + 1, min(start + _LONGEST_UNLISTED_WORDS, len(words)) + 1):
                yield end, RecognizedSlot(" ".join(words[start:end]), type=type_)


def _begins_with_slot(sample: Sample) -> bool:
    return sample.words[:1] != () and sample.words[0].startswith("{")
