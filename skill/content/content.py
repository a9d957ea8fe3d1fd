"""One locale's Library: every stretch, routine, question and phrase in the words of that locale. Frozen once made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from skill.errors import ContentError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from skill.content.pictures import Picture
    from skill.content.schema import CommandTable, ContextFile, Fact, Level, SlotValue, Sound, Source, SpeechTable
    from skill.stretching.routine import Kind, Routine
    from skill.stretching.stretch import Stretch

Said = tuple[str | tuple[str, ...], ...]
"""Sentences; an inner tuple is a list, read with a breath between its items."""

DEFAULT_MUSCLE = "calf"
"""Where most cramps are: https://www2.hse.ie/conditions/leg-cramps/."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said to a question, or to one of its choices, in one locale."""

    said: Said
    level: Level
    sources: tuple[str, ...]
    """Keys of `Content.sources`."""
    copies_only: bool = False
    """Whether no body's own page supports it."""
    ask: str = ""
    """A question asked first: a clear no leads to `otherwise`, anything else to what is said here."""
    ask_again: str = ""
    """The same question in other words, if there are any."""
    otherwise: str = ""
    """Slug of the choice that answers a clear no; empty if it leads to relief."""
    yes_to_check: bool = False
    """Whether to name it in answer to the check before a stretch is a yes."""
    in_relief: Said = ()
    """What is said instead while a cramp is being eased, if that differs."""
    confirm: str = ""
    """The question that takes the alarm back; empty if it is made of the name."""
    patterns: tuple[str, ...] = ()
    """Templates that say it, wherever they stand in a sentence."""
    sentences: bool = False
    """Whether it has an intent of its own."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question or an alarm; `choices` are the values of its slot that have an answer of their own."""

    slug: str
    headline: str
    general: Answer
    choices: Mapping[str, Answer]
    choice_names: Mapping[str, str]
    about_quinine: bool
    slot: str
    follow_up: str
    samples: tuple[str, ...]
    """Templates of ways to ask it."""
    check: str
    """A question that a clear no to leads to relief, and anything else to `general`."""
    check_again: str
    """The same in other words."""

    def answer(self, choice: str | None) -> Answer:
        """Return the choice's answer, or the general one if the choice is missing or unknown."""
        return self.choices.get(choice or "", self.general)


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
    speech: SpeechTable
    """How fast the language is spoken, and how it tells the time."""
    emergency: str
    emergency_now: str
    time_zone: str
    """For the simulator, as is the voice: real devices tell their own."""
    voice: str
    """espeak-ng's name of it."""
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
