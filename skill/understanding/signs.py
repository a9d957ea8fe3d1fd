"""The signs in a sentence: reported, denied, or only mentioned."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from skill.understanding.language import rules_of
from skill.understanding.templates import NOT_IN_A_GAP, Expression, Marker, contracted, normalised, parsed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from skill.content.content import Content
    from skill.content.questions import Choice
    from skill.understanding.language import LanguageRules

LEVELS = ("information", "doctor", "urgent", "emergency")
"""From mild to grave."""
SIGN_SLOTS = ("sign", "symptom")
"""Slots whose values are signs. Of two signs the graver is answered, and neither leads to a stretch."""


class Mood(StrEnum):
    """How a sign is mentioned."""

    REPORTED = "reported"
    DENIED = "denied"
    MENTIONED = "mentioned"
    """In a question about signs, in the past, or in another person's story."""


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
        """Return the sort key: the level, then whether it is named outright rather than asked about."""
        return self.level, not self.asks


@dataclass(frozen=True, slots=True)
class Mention:
    """A sign found in a sentence."""

    sign: Sign
    mood: Mood
    words: str
    """The words it was found in."""


def gravest_mention(mentions: Iterable[Mention]) -> Mention | None:
    """Return the mention of the gravest sign; of equals, the one with most words."""
    return max(mentions, key=lambda one: (one.sign.gravity, len(one.words)), default=None)


def gravest(signs: Iterable[Sign]) -> Sign | None:
    """Return the gravest sign, the first of equals; None if there are none."""
    return max(signs, key=lambda sign: sign.gravity, default=None)


class SignFinder:
    """Finds the signs of content/ in sentences. Every country of a language has the same signs."""

    def __init__(self, content: Content) -> None:
        """Set up with the content of a country of the language.

        Raises:
            ContentError: the language has no rules.

        """
        self._content, self._found = content, list(_signs_of(content))
        self.rules = rules_of(content.language, draft=content.draft)
        self.signs = {(sign.question, sign.choice): sign for sign, _ in self._found}

    @cached_property
    def _context(self) -> Context:
        return Context(self._content, self.rules)

    @cached_property
    def _patterns(self) -> list[tuple[Sign, Expression]]:
        """The expressions of all signs, compiled at the first use because that takes a moment."""
        return [(sign, self._context.expression(choice.said_anywhere())) for sign, choice in self._found]

    def find(self, sentence: str) -> tuple[Mention, ...]:
        """Return each sign in a sentence once: as reported if it is, else as denied, else as mentioned."""
        texts = self._context.texts(sentence)
        words = frozenset[str]().union(*texts.values())
        likely = [(sign, expression) for sign, expression in self._patterns if expression.may_be_in(words)]
        mentions = [mention for mention in (self._mention(*one, texts) for one in likely) if mention]
        return tuple(mention for mention in mentions if not mention.sign.asks or not _is_part(mention, mentions))

    def reported(self, sentence: str) -> Sign | None:
        """Return the gravest sign that a sentence reports."""
        found = gravest_mention(one for one in self.find(sentence) if one.mood is Mood.REPORTED)
        return found.sign if found else None

    def _mention(self, sign: Sign, expression: Expression, texts: dict[str, frozenset[str]]) -> Mention | None:
        matches = ((text, match) for text, words in texts.items() for match in expression.in_text(text, words))
        found = [(self._context.mood(text, match, asks=sign.asks), match[0]) for text, match in matches]
        words = dict(reversed(found))
        return next((Mention(sign, mood, words[mood]) for mood in Mood if mood in words), None)


class Context:
    """The words around a sign that decide how it is mentioned."""

    def __init__(self, content: Content, rules: LanguageRules) -> None:
        words, self._bare = content.context, rules.bare
        self._contractions = words.contractions
        muscles, persons = (tuple(content.words.get(slot, {})) for slot in ("muscle", "person"))
        slots = {"muscle": (*muscles, *words.limbs), "person": persons}
        bare = {slot: map(self._bare, values) for slot, values in slots.items()}
        self._mark = Marker({**bare, NOT_IN_A_GAP: words.not_in_a_gap})
        breaks, denied = self._source(words.breaks), self._source(words.denied)
        self._breaks, self._fillers = re.compile(breaks), re.compile(self._source(words.fillers))
        self._denied = re.compile(rf"{denied}(?:(?!{breaks})\S+ ){{0,2}}$")
        self._claimed = re.compile(rf"{denied}(?:\S+ ){{0,2}}{self._source(words.claims)}$")
        self._told, self._past, self._now, self._own = (
            re.compile(self._source(templates)) for templates in (words.told, words.past, words.now, words.own)
        )
        self._asked, self._supposed, self._excused, self._sound = (
            re.compile(f"^{self._source(templates)}")
            for templates in (words.asked, words.supposed, words.excused, words.sound)
        )

    def expression(self, templates: Iterable[str]) -> Expression:
        """Return what finds any of some templates."""
        spelled = (self._bare(contracted(template, self._contractions)) for template in templates)
        return Expression([parsed(template, self._mark.words) for template in spelled])

    def texts(self, sentence: str) -> dict[str, frozenset[str]]:
        """Return the texts in which a sentence's signs are searched, each with its words."""
        plain = normalised(self._bare(sentence))
        short = contracted(plain, self._contractions)
        return {self._mark(one): frozenset(one.split()) for one in (plain, short, self._fillers.sub("", short))}

    def mood(self, text: str, found: re.Match[str], *, asks: bool) -> Mood:
        """Return how a sign is mentioned in a text. `asks` is whether it is only asked about."""
        before, after = text[: found.start()], text[found.end() :]
        around = f"{before}{after}"
        if self._is_denied(before, found[0]) or (asks and self._sound.search(after)):
            return Mood.DENIED
        if self._told.search(before) or (self._past.search(around) and not self._now.search(around)):
            return Mood.MENTIONED
        if self._supposed.search(before) or self._excused.search(after):
            return Mood.MENTIONED
        asked = self._asked.search(before) and not self._own.search(text[: found.end()])
        return Mood.MENTIONED if asked else Mood.REPORTED

    def _is_denied(self, before: str, found: str) -> bool:
        """Return whether the words before a sign deny it. A new thought is denied as a whole or not at all."""
        denied = self._claimed if self._breaks.match(found) else self._denied
        return bool(denied.search(before))

    def _source(self, templates: Iterable[str]) -> str:
        return self.expression(templates).source


def _is_part(mention: Mention, mentions: Iterable[Mention]) -> bool:
    """Return whether a sign that is asked about is only part of one that is named outright in the same way."""
    outright = (other for other in mentions if not other.sign.asks and other.mood is mention.mood)
    return any(mention.words in other.words for other in outright)


def _signs_of(content: Content) -> Iterator[tuple[Sign, Choice]]:
    for question in content.questions.values():
        if question.slot in SIGN_SLOTS:
            for slug, choice in question.choices.items():
                yield Sign(question.slug, slug, LEVELS.index(choice.level), bool(choice.ask)), choice
