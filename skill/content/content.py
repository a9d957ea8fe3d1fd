"""What a locale says: questions with their answers and choices, and Content, which holds them all. Frozen once made."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec import field

from skill.content.schema import Level, Shape, Stance
from skill.errors import ContentError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from skill.content.pictures import Picture
    from skill.content.schema import CommandTable, ContextFile, Fact, SlotValue, Sound, Source
    from skill.stretching.routine import Kind, Routine
    from skill.stretching.stretch import Stretch

Said = tuple[str | tuple[str, ...], ...]
"""Sentences; an inner tuple is a list, read with a breath between its items."""

DEFAULT_MUSCLE = "calf"
"""Where most cramps are: https://www2.hse.ie/conditions/leg-cramps/."""
IN_PATTERNS = frozenset({"muscle", "person"})
"""Slots that a pattern may hold."""
_SLOT = re.compile(r"\{(\w+)\}")


class StanceAnswer(Shape, frozen=True, kw_only=True):
    """What is said if the country's stance on quinine decides."""

    said: Said = field(name="answer")


class Answer(Shape, frozen=True, kw_only=True):
    """What is said to a question, or to one of its choices; how grave it is, and who says so."""

    level: Level
    sources: tuple[str, ...]
    """Keys of `Content.sources`."""
    said: Said = field(default=(), name="answer")
    stances: dict[Stance, StanceAnswer] = field(default_factory=dict)
    """What to say instead, by the country's stance on quinine. In a country's content, `said` is its own."""
    copies_only: bool = False
    """Whether no body's own page supports it: a clinician looks at it first."""
    in_relief: Said = ()
    """What is said instead while a cramp is being eased, if that differs."""
    confirm: str = ""
    """The question that takes the alarm back; empty if it is made of the name."""
    ask: str = ""
    """A choice's: a question asked first. A clear no leads to `otherwise`, anything else to what is said here."""
    ask_again: str = ""
    """The same question in other words, if there are any."""
    otherwise: str = ""
    """Slug of the choice that answers a clear no; empty if it leads to relief."""
    yes_to_check: bool = False
    """A choice's: whether to name it in answer to the check before a stretch is a yes, and asks nothing more."""


class Choice(Answer, frozen=True, kw_only=True):
    """One value of a question's slot, with an answer of its own."""

    slug: str
    name: str
    synonyms: tuple[str, ...]
    samples: tuple[str, ...] = ()
    """Whole sentences that say it; they become an intent of the choice's own."""
    patterns: tuple[str, ...] = ()
    """Templates that are looked for inside a sentence; `*` stands for up to four words."""
    cautions: bool = False
    """Whether an answer about a subject needs more room than others, because of what it warns of."""
    values_only: bool = False
    """Whether its name and synonyms are said in a slot only, and not looked for inside sentences."""

    def said_anywhere(self) -> Iterator[str]:
        """Yield templates that say it wherever they stand: its patterns, samples, and synonyms of several words."""
        yield from self.patterns
        yield from (sample for sample in self.samples if IN_PATTERNS.issuperset(_SLOT.findall(sample)))
        if not self.values_only:
            yield from (words for words in (self.name, *self.synonyms) if " " in words)


class Question(Answer, frozen=True, kw_only=True):
    """A question or an alarm. Its own answer is the general one; choices have answers of their own."""

    slug: str
    """The file's name."""
    headline: str
    samples: tuple[str, ...] = ()
    """Templates of ways to ask it; none if the file only holds choices that another question's intent hears."""
    about_quinine: bool = False
    slot: str = ""
    """The slot whose values the choices are."""
    follow_up: str = ""
    check: str = ""
    """A question that a clear no to leads to relief, and anything else to the general answer."""
    check_again: str = ""
    """The same in other words, for an unclear answer."""
    seconds: int = 30
    """The longest an answer may take to say."""
    choices: dict[str, Choice] = field(default_factory=dict)
    """By slug. In the file they are a list of tables."""

    @property
    def general(self) -> Answer:
        """What is said if no choice is named."""
        return self

    def answer(self, choice: str | None) -> Answer:
        """Return the choice's answer, or the general one if the choice is missing or unknown."""
        return self.choices.get(choice or "", self)

    def answers(self) -> Iterator[tuple[str, Answer]]:
        """Yield every answer: the general one under no name, and each choice's under its slug."""
        yield "", self
        yield from self.choices.items()


@dataclass(frozen=True, slots=True)
class Content:
    """Everything the skill knows and says in one locale."""

    locale: str
    language: str
    """The folder that holds what is said: en."""
    parent: str
    """The locale that it inherits words and phrases from, or nothing."""
    invocation_name: str
    published: bool
    stretches: Mapping[str, Stretch]
    routines: Mapping[str, Routine]
    questions: Mapping[str, Question]
    pictures: Mapping[str, Picture]
    """By the slug of the stretch they show."""
    phrases: Mapping[str, str]
    commands: Mapping[str, CommandTable]
    slots: Mapping[str, Mapping[str, SlotValue]]
    words: Mapping[str, Mapping[str, str]]
    """By slot, the slug of each word that a value of it goes by, in lower case."""
    slot_types: Mapping[str, str]
    """By slot, the slot whose values it holds: itself, but for an alias."""
    context: ContextFile
    """What decides whether a sign is reported or only talked about."""
    sources: Mapping[str, Source]
    sounds: Mapping[str, Sound]
    """By what they mark: the end of a hold."""
    """The register, by key."""
    facts: Mapping[str, Fact]
    """The country's own: numbers, lines, what its regulator says."""
    emergency: str
    emergency_now: str
    signed: frozenset[str] = frozenset()
    """Names of the entries that are as the last signature has them: skill/content/entries.py."""

    def names_emergency(self, words: str) -> bool:
        """Return whether a text names the emergency number."""
        return self.emergency in words or self.emergency_now in words

    def phrase(self, name: str, **words: str) -> str:
        """Return a phrase by name, `words` filled into its braces.

        Raises:
            ContentError: there is no such phrase; the message names it.

        """
        try:
            text = self.phrases[name]
        except KeyError:
            raise ContentError(f"{self.language}/phrases.toml: {name}: there is no such phrase") from None
        return text.format(**words) if words else text

    @property
    def numbers(self) -> tuple[str, ...]:
        """The words for numbers, from zero up."""
        return tuple(self.phrase("numbers").split())

    def number(self, count: int) -> str:
        """Return the word for a number; in digits if there is no word for it."""
        numbers = self.numbers
        return numbers[count] if 0 <= count < len(numbers) else str(count)

    def owner_of(self, choice: str | None, heard: Question) -> Question:
        """Return the question that a slot's value belongs to: it decides the answer, whichever was `heard`."""
        if choice is None:
            return heard
        owners = (q for q in self.questions.values() if q.slot == heard.slot and choice in q.choices)
        return next(owners, heard)

    def home_of(self, choice: str) -> Question:
        """Return the question that holds a choice of a sign.

        Raises:
            ContentError: no question has it; the message names it.

        """
        found = next((question for question in self.questions.values() if choice in question.choices), None)
        if found is None:
            raise ContentError(f"{self.language}/questions/: there is no choice {choice!r}")
        return found

    def routine_for(self, kind: Kind, muscle: str | None, position: str = "standing") -> Routine:
        """Return the routine of a kind for a muscle, or for the calf if there is none for it."""
        fitting = [r for r in self.routines.values() if r.kind == kind and r.position == position]
        named = [r for r in fitting if r.muscle == muscle]
        return (named or [r for r in fitting if r.muscle == DEFAULT_MUSCLE])[0]
