"""Baseline recognizer: nearest sample by TF-IDF over character n-grams. Only the tests use it, and it is not tuned.

It was designed once, before any result was seen. A result of both recognizers is a property of the content.
A result of the simulator's recognizer alone may be a property of that recognizer.
"""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from sklearn.feature_extraction.text import TfidfVectorizer

from simulator.language import SimulatorLanguage
from simulator.recognizer.recognized import FALLBACK, RecognizedIntent, RecognizedSlot
from simulator.recognizer.recognizer import Recognizer
from simulator.recognizer.samples import Sample, samples_of
from simulator.recognizer.slots import SlotTypes
from skill.understanding.language import Words

FLOOR = 0.45
"""The cosine below which nothing was understood."""
NEAR = 0.6
"""The cosine from which on a sample is near: below it, a phrase slot takes the words after its carrier."""
PHRASE = "AMAZON.SearchQuery"
"""The type of a phrase slot."""

Spot = tuple[int, int, RecognizedSlot]
"""The first word of a listed value, the word after its last, and the value."""


class BaselineRecognizer(Recognizer):
    """Recognizes the intents of one locale's model, as `Recognizer` does, by other means."""

    def __init__(self, model: Mapping[str, Any], language: SimulatorLanguage) -> None:
        super().__init__(model, language)
        indexed = model["interactionModel"]["languageModel"]
        self._listed = SlotTypes(indexed.get("types", []), language.rules)
        self._intents = {intent["name"] for intent in indexed["intents"]}
        written = list(samples_of(indexed["intents"], language.rules))
        self._carriers = sorted((s for s in written if _phrase_of(s)), key=lambda s: -len(s.words))
        """Samples with a phrase slot, the longest first."""
        self._by_types = sorted((s for s in written if not _phrase_of(s)), key=_types_of)
        alike = groupby(range(len(self._by_types)), key=lambda number: _types_of(self._by_types[number]))
        groups = [(types, list(numbers)) for types, numbers in alike]
        self._groups = [(types, slice(numbers[0], numbers[-1] + 1)) for types, numbers in groups]
        """Where samples of intents with the same slot types stand: what is masked in a sentence depends on those."""
        self._vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True)
        rows = self._vectorizer.fit_transform([_masked_sample(sample) for sample in self._by_types])
        self._columns = rows.T.tocsr()
        """A vector for each sample. Only those that share an n-gram with a sentence are looked at."""

    def recognize(self, utterance: str) -> RecognizedIntent:
        """Return the intent of the nearest sample; Alexa's own phrases are taken word for word."""
        words = self.language.rules.spoken_words(utterance)
        if (own := self.language.built_in.get(words, "")) in self._intents:
            return RecognizedIntent(own)
        score, sample, spots = max(self._nearest(words), key=lambda found: found[0])
        phrase = self._phrase(words) if score < NEAR else None
        if phrase or score < FLOOR:
            return phrase or RecognizedIntent(FALLBACK, score=score)
        return RecognizedIntent(sample.intent, _slots(sample, words, spots), score, sample=sample.text)

    def _phrase(self, words: Words) -> RecognizedIntent | None:
        """Return the intent whose carrier begins the words, with all that follows it in the phrase slot."""
        for sample in self._carriers:
            carrier, slot = sample.words[:-1], _phrase_of(sample)
            if words[: len(carrier)] == carrier and len(words) > len(carrier):
                value = RecognizedSlot(" ".join(words[len(carrier) :]), type=PHRASE)
                return RecognizedIntent(sample.intent, {slot: value}, NEAR, sample=sample.text)
        return None

    def _nearest(self, words: Words) -> Iterator[tuple[float, Sample, list[Spot]]]:
        """Yield the best sample of each group, with the listed values found for that group."""
        found = [self._spots(words, types) for types, _ in self._groups]
        masked = [_masked(words, spots) for spots in found]
        asked = list(dict.fromkeys(masked))
        cosines = dict(zip(asked, (self._vectorizer.transform(asked) @ self._columns).toarray(), strict=True))
        for sentence, spots, (_, group) in zip(masked, found, self._groups, strict=True):
            best = group.start + int(cosines[sentence][group].argmax())
            yield float(cosines[sentence][best]), self._by_types[best], spots

    def _spots(self, words: Words, types: tuple[str, ...]) -> list[Spot]:
        """Return the listed values of some types, the longest first wherever they overlap, in the sentence's order."""
        found = [
            (start, end, value)
            for start in range(len(words))
            for type_ in types
            for end, value in self._listed.at(type_, words, start)
        ]
        taken: list[Spot] = []
        for spot in sorted(found, key=lambda spot: spot[0] - spot[1]):
            if all(spot[1] <= start or end <= spot[0] for start, end, _ in taken):
                taken.append(spot)
        return sorted(taken, key=lambda spot: spot[0])


def _phrase_of(sample: Sample) -> str:
    """Return the name of the phrase slot that a sample holds; empty if it has none."""
    return next((name for name in sample.slots if sample.types[name] == PHRASE), "")


def _types_of(sample: Sample) -> tuple[str, ...]:
    return tuple(sorted(set(sample.types.values())))


def _name(type_: str) -> str:
    return type_.replace(".", "").replace("_", "").lower()


def _masked_sample(sample: Sample) -> str:
    return " ".join(
        _name(sample.types.get(word[1:-1], word[1:-1])) if word.startswith("{") else word for word in sample.words
    )


def _masked(words: Words, spots: list[Spot]) -> str:
    pieces, at = [], 0
    for start, end, value in spots:
        pieces += [*words[at:start], _name(value.type)]
        at = end
    return " ".join([*pieces, *words[at:]])


def _slots(sample: Sample, words: Words, spots: list[Spot]) -> dict[str, RecognizedSlot]:
    """Fill the sample's slots with the longest values of their types, and the intent's others with what is left."""
    slots: dict[str, RecognizedSlot] = {}
    for type_ in dict.fromkeys(sample.types[name] for name in sample.slots):
        own = [name for name in sample.slots if sample.types[name] == type_]
        others = [name for name, kind in sample.types.items() if kind == type_ and name not in own]
        fitting = sorted((spot for spot in spots if spot[2].type == type_), key=lambda spot: spot[0] - spot[1])
        first = sorted(fitting[: len(own)], key=lambda spot: spot[0])
        filled = [*zip(own, first, strict=False), *zip(others, fitting[len(own) :], strict=False)]
        slots |= {name: value for name, (_, _, value) in filled}
    return slots or _unlisted(sample, words)


def _unlisted(sample: Sample, words: Words) -> dict[str, RecognizedSlot]:
    """Send what the sample doesn't say itself as a value that the model doesn't list."""
    name = next((name for name in sample.slots if not sample.types[name].startswith("AMAZON.")), None)
    left = [word for word in words if word not in sample.words]
    return {name: RecognizedSlot(" ".join(left), type=sample.types[name])} if name and left else {}
