"""The signs in a sentence: which are reported, which are denied, and which are only talked about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from skill.understanding.templates import any_of, contracted, normalised

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from skill.library.library import Answer, Library

LEVELS = ("information", "doctor", "urgent", "emergency")
"""The milder first."""
SIGN_SLOTS = ("sign", "symptom")
"""Slots whose values are signs: of two the graver is answered, and neither leads back to a stretch."""
WORDS_BETWEEN = r"(?:(?!but |and |now |then |just |only )\S+ ){0,2}"
"""What may stand between a denial and the sign it denies."""


class Mood(StrEnum):
    """How a sign is spoken of."""

    REPORTED = "reported"
    DENIED = "denied"
    MENTIONED = "mentioned"
    """In a question about signs, of the past, or in somebody else's story."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A choice of a question whose slot is one of SIGN_SLOTS."""

    question: str
    choice: str
    level: int
    """Index into LEVELS."""
    asks: bool
    """Whether a question is asked before it is answered."""

    @property
    def gravity(self) -> tuple[int, bool]:
        """Return what signs are compared by: the level, and a sign named outright before one that is asked about."""
        return self.level, not self.asks


@dataclass(frozen=True, slots=True)
class Mention:
    """A sign found in a sentence."""

    sign: Sign
    mood: Mood


def gravest(signs: Iterable[Sign]) -> Sign | None:
    """Return the gravest sign, the first of equals; None if there are none."""
    return max(signs, key=lambda sign: sign.gravity, default=None)


class SignFinder:
    """Finds the signs of one locale's content in sentences."""

    def __init__(self, library: Library) -> None:
        self._contractions = library.context.contractions
        slots = {
            "muscle": (*_values(library, "muscle"), *library.context.limbs),
            "person": _values(library, "person"),
        }
        self.signs = {(sign.question, sign.choice): sign for sign, _ in _signs_of(library)}
        self._patterns = [
            (sign, any_of((contracted_template(one, self._contractions) for one in answer.patterns), slots))
            for sign, answer in _signs_of(library)
        ]
        context = library.context
        self._denial = re.compile(rf"{any_of(context.denied, slots).pattern}{WORDS_BETWEEN}$")
        self._told = any_of(context.told, slots)
        self._past, self._now = any_of(context.past, slots), any_of(context.now, slots)
        self._own = any_of(context.own, slots)
        self._asked = re.compile(f"^{any_of(context.asked, slots).pattern}")
        self._supposed = re.compile(f"^{any_of(context.supposed, slots).pattern}")

    def find(self, sentence: str) -> tuple[Mention, ...]:
        """Return every sign in a sentence once, reported rather than denied, denied rather than mentioned."""
        plain = normalised(sentence)
        texts = tuple(dict.fromkeys((plain, contracted(plain, self._contractions))))
        found = (self._mention(sign, expression, texts) for sign, expression in self._patterns)
        return tuple(mention for mention in found if mention)

    def reported(self, sentence: str) -> Sign | None:
        """Return the gravest sign that a sentence reports."""
        return gravest(mention.sign for mention in self.find(sentence) if mention.mood is Mood.REPORTED)

    def _mention(self, sign: Sign, expression: re.Pattern[str], texts: tuple[str, ...]) -> Mention | None:
        moods = {self._mood(text, found) for text in texts for found in expression.finditer(text)}
        return next((Mention(sign, mood) for mood in Mood if mood in moods), None)

    def _mood(self, text: str, found: re.Match[str]) -> Mood:
        before, around = text[: found.start()], f"{text[: found.start()]}{text[found.end() :]}"
        if self._denial.search(before):
            return Mood.DENIED
        if self._told.search(before) or (self._past.search(around) and not self._now.search(around)):
            return Mood.MENTIONED
        if self._supposed.search(text):
            return Mood.MENTIONED
        asked = self._asked.search(text) and not self._own.search(text[: found.end()])
        return Mood.MENTIONED if asked else Mood.REPORTED


def contracted_template(template: str, contractions: dict[str, str]) -> str:
    """Return a template in which plain runs of words are spelled as `contracted` spells them."""
    for long, short in contractions.items():
        if long in template:
            template = re.sub(rf"\b{long}\b", short, template)
    return template


def _signs_of(library: Library) -> Iterator[tuple[Sign, Answer]]:
    for question in library.questions.values():
        if question.slot in SIGN_SLOTS:
            for choice, answer in question.choices.items():
                yield Sign(question.slug, choice, LEVELS.index(answer.level), bool(answer.ask)), answer


def _values(library: Library, slot: str) -> tuple[str, ...]:
    return tuple(library.words.get(slot, {}))
