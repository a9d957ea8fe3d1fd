"""What a sentence means: a sign, a command, a question, a subject or nothing, with a confidence.

Signs come first, by their own rules. Then come sentences that match a sample, then subjects.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from skill.understanding.signs import LEVELS, Mood, SignFinder, gravest_mention
from skill.understanding.subjects import SubjectFinder
from skill.understanding.templates import Expression, Template, normalised, parsed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from skill.content.content import Content
    from skill.understanding.signs import Mention

RELIEVE = "relieve"
"""The command of a reported cramp."""
REPORTED = 0.6
"""The confidence of a cramp that only a word reports."""
_ALARMING = LEVELS.index("urgent")
VOICE = "voice"
"""The command for another voice, and its slot, whose values are part of its samples."""
WHOLE = ("",)
"""The lead of a sentence that was recognized from its first word on."""


_SLOT = re.compile(r"\{\w+\}")


class Kind(StrEnum):
    """Kinds of meanings."""

    SIGN = "sign"
    DENIED = "denied"
    """A sign that is denied."""
    ABOUT_SIGNS = "about signs"
    """Signs that are asked about, past, or another person's."""
    COMMAND = "command"
    QUESTION = "question"
    SUBJECT = "subject"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Meaning:
    """The meaning of a sentence."""

    kind: Kind
    question: str = ""
    choice: str = ""
    command: str = ""
    confidence: float = 0.0
    """From 0 to 1."""
    second: str = ""
    """The second best, a choice or a command; empty if there is none."""
    why: str = ""
    """The words that decided, for `simulator hear` only."""
    near: tuple[str, ...] = field(default=())
    """If nothing was understood, the names of the two nearest subjects; empty if no word is meaningful."""


class Understanding:
    """Understands sentences of one locale."""

    def __init__(self, content: Content, finder: SignFinder | None = None) -> None:
        """Set up with the locale's content, and what finds signs, which is the same for all countries of a language."""
        self._content, self._signs = content, finder or SignFinder(content)
        self._rules = self._signs.rules
        self._subjects = SubjectFinder(content, self._rules)

    def understand(self, sentence: str, leads: Sequence[str] = WHOLE, *, stated: bool = False) -> Meaning:
        """Return the meaning of a sentence, the gravest of all readings.

        `leads` are the words that Alexa may have taken off its beginning: each is tried.
        `stated` is true of a statement, in which the word "cramp" is a cramp now.
        """
        readings = [f"{lead} {sentence}".strip() for lead in leads]
        whole = (self._word_for_word(reading) for reading in readings)
        found = self._as_sign(readings) or next((one for one in whole if one), None)
        return found or (self._as_report(sentence) if stated else None) or self.subject(sentence)

    def _as_report(self, sentence: str) -> Meaning | None:
        """Return the command of a reported cramp, unless the sentence mentions a subject."""
        text = normalised(self._rules.bare(sentence))
        found = next(self._reports.in_text(text, frozenset(text.split())), None)
        if found is None or self.subject(sentence).kind is Kind.SUBJECT:
            return None
        return Meaning(Kind.COMMAND, command=RELIEVE, confidence=REPORTED, why=found[0].strip())

    @cached_property
    def _reports(self) -> Expression:
        templates = [*map(self._rules.bare, self._content.context.reports)]
        return Expression([parsed(one) for one in templates])

    def _as_sign(self, readings: list[str]) -> Meaning | None:
        mentions = [mention for reading in readings for mention in self._signs.find(reading)]
        reported = [one for one in mentions if one.mood is Mood.REPORTED]
        if found := gravest_mention(reported):
            second = gravest_mention(one for one in reported if one.sign != found.sign)
            sign = found.sign
            other = second.sign.choice if second else ""
            return Meaning(Kind.SIGN, sign.question, sign.choice, confidence=1.0, second=other, why=found.words.strip())
        if denied := next((one for one in mentions if one.mood is Mood.DENIED), None):
            return Meaning(Kind.DENIED, confidence=1.0, why=denied.words.strip())
        return self._about_signs(mentions)

    def _about_signs(self, mentions: Iterable[Mention]) -> Meaning | None:
        """Return the question about signs, unless they belong to a medicine, whose answers are its own."""
        alarming = [one for one in mentions if one.sign.level >= _ALARMING]
        slots = {self._content.questions[one.sign.question].slot for one in alarming}
        return Meaning(Kind.ABOUT_SIGNS, confidence=1.0, why=alarming[0].words.strip()) if slots == {"sign"} else None

    def _word_for_word(self, sentence: str) -> Meaning | None:
        text = normalised(" ".join(self._rules.spoken_words(sentence)))
        for one in self._whole.candidates(frozenset(text.split())):
            if one.match(text):
                if one.kind is Kind.COMMAND:
                    command, _, choice = one.name.partition("/")
                    return Meaning(one.kind, "", choice, command, confidence=1.0, why=text.strip())
                return Meaning(one.kind, one.name, confidence=1.0, why=text.strip())
        return None

    @cached_property
    def _whole(self) -> _Sentences:
        """The samples of commands and questions, which are parsed at the first use."""
        bare, read = self._rules.bare, self._sentences()
        every = [(name, kind, bare(one)) for name, kind, templates in read for one in _without_slots(templates)]
        return _Sentences([_Sentence(name, kind, parsed(template)) for name, kind, template in every])

    def _sentences(self) -> Iterator[tuple[str, Kind, tuple[str, ...]]]:
        for name, command in self._content.commands.items():
            yield name, Kind.COMMAND, tuple(command.samples)
            for slug, value in self._content.slots.get(VOICE, {}).items() if name == VOICE else ():
                said = f"({'|'.join((value.name, *value.synonyms))})"
                filled = tuple(sample.replace(f"{{{VOICE}}}", said) for sample in command.samples)
                yield f"{VOICE}/{slug}", Kind.COMMAND, filled
        for slug, question in self._content.questions.items():
            yield slug, Kind.QUESTION, question.samples

    def slot_of(self, meaning: Meaning) -> str:
        """Return the slot of a meaning's question."""
        return self._content.questions[meaning.question].slot

    def subject(self, sentence: str) -> Meaning:
        """Return the likeliest subject of a sentence, or nothing. Signs are not searched for."""
        words = self._rules.spoken_words(sentence)
        found = self._subjects.find(words)
        if not found:
            return Meaning(Kind.NOTHING, near=self._subjects.near(words))
        best = found[0]
        second = next((one.choice for one in found if one.choice != best.choice), "")
        return Meaning(Kind.SUBJECT, best.question, best.choice, "", best.confidence, second, best.words)


@dataclass(frozen=True)
class _Sentence:
    """A template of a whole sentence, compiled at its first comparison."""

    name: str
    kind: Kind
    template: Template

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.template.source)

    def match(self, text: str) -> bool:
        return bool(self._compiled.fullmatch(text))


class _Sentences:
    """Sentences by a word that they must contain, so that few are compared."""

    def __init__(self, sentences: Iterable[_Sentence]) -> None:
        self._by_word: dict[str, list[_Sentence]] = {}
        for sentence in sentences:
            for word in sentence.template.words:
                self._by_word.setdefault(word, []).append(sentence)

    def candidates(self, words: frozenset[str]) -> Iterator[_Sentence]:
        """Yield the sentences that could consist of some words, in a fixed order."""
        for word in sorted(words):
            yield from self._by_word.get(word, ())


def _without_slots(templates: Iterable[str]) -> list[str]:
    return [template for template in templates if not _SLOT.search(template)]
