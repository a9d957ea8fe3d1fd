"""Slot types of an interaction model: which words are a value of which type."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from rapidfuzz import fuzz, process

from simulator.recognizer.recognized import RecognizedSlot
from skill.understanding.language import LanguageRules, Words

MISSPELT = 80.0
"""The likeness, of 100, at which an unknown word counts as a value misspelt."""
_SHORTEST_MISSPELT_LETTERS = 4

Found = tuple[int, RecognizedSlot]
"""The position after the last word of a value, and the value."""
Reader = Callable[[Words, int], tuple[int, int | str] | None]


class SlotTypes:
    """The values of every type, ready to be found in a row of words."""

    def __init__(self, types: Iterable[Mapping[str, Any]], rules: LanguageRules) -> None:
        """Index the model's `languageModel.types`."""
        self._built_in: Mapping[str, tuple[Reader, ...]] = {
            "AMAZON.NUMBER": (rules.number_at,),
            "AMAZON.FOUR_DIGIT_NUMBER": (rules.number_at,),
            "AMAZON.TIME": rules.times,
            "AMAZON.DURATION": (rules.duration_at,),
        }
        """How each of Alexa's own types may be read, the longest reading first."""
        self._values: dict[str, dict[Words, RecognizedSlot]] = {}
        for declared in types:
            values = self._values.setdefault(declared["name"], {})
            for phrase, value in _phrases(declared, rules):
                values.setdefault(phrase, value)
        self._longest = {name: _longest(values) for name, values in self._values.items()}
        self._single = {
            name: sorted({phrase[0] for phrase in values if len(phrase) == 1}) for name, values in self._values.items()
        }

    def words(self) -> Iterator[str]:
        """Every word of every value."""
        for values in self._values.values():
            for phrase in values:
                yield from phrase

    def at(self, type_: str, words: Words, start: int) -> Iterator[Found]:
        """Values of a type that begin at a position, longest first."""
        if type_ in self._built_in:
            readings = dict.fromkeys(filter(None, (read(words, start) for read in self._built_in[type_])))
            yield from ((end, RecognizedSlot(str(value), type=type_)) for end, value in readings)
            return
        longest = self._longest.get(type_, {}).get(words[start], 0) if start < len(words) else 0
        for end in range(min(start + longest, len(words)), start, -1):
            value = self._values[type_].get(words[start:end])
            if value:
                yield end, value

    def misspelt(self, type_: str, word: str) -> RecognizedSlot | None:
        """The value of one word that a word, known to be none, comes close to."""
        if len(word) < _SHORTEST_MISSPELT_LETTERS or not self._single.get(type_):
            return None
        nearest = process.extractOne(word, self._single[type_], scorer=fuzz.ratio, score_cutoff=MISSPELT)
        return self._values[type_][(nearest[0],)] if nearest else None


def _longest(values: Iterable[Words]) -> dict[str, int]:
    """Return how many words the longest value has that begins with a word."""
    longest: dict[str, int] = {}
    for value in values:
        longest[value[0]] = max(len(value), longest.get(value[0], 0))
    return longest


def _phrases(declared: Mapping[str, Any], rules: LanguageRules) -> Iterator[tuple[Words, RecognizedSlot]]:
    for value in declared.get("values", []):
        name = value["name"]["value"]
        for phrase in (name, *value["name"].get("synonyms", [])):
            words = rules.words(phrase)
            if words:
                yield words, RecognizedSlot(phrase, value.get("id"), declared["name"], name)
