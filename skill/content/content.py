"""Everything that is said in one locale, by name. It is frozen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from skill.errors import ContentError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from skill.content.language_schema import ContextFile, SpeechTable
    from skill.content.pictures import Picture
    from skill.content.questions import Question
    from skill.content.schema import CommandTable, Fact, SlotValue, Sound, Source
    from skill.stretching.routine import Kind, Routine
    from skill.stretching.stretch import Stretch

DEFAULT_MUSCLE = "calf"
"""The muscle of most cramps: https://www2.hse.ie/conditions/leg-cramps/."""


@dataclass(frozen=True, slots=True)
class Content:
    """Everything the skill knows and says in one locale."""

    locale: str
    language: str
    """The folder that holds what is said: en."""
    parent: str
    """The locale from which it inherits words and phrases, if any."""
    invocation_name: str
    published: bool
    draft: bool
    """Whether no country of its language is published: a translation under way, which may be incomplete."""
    stretches: Mapping[str, Stretch]
    routines: Mapping[str, Routine]
    questions: Mapping[str, Question]
    pictures: Mapping[str, Picture]
    """Pictures by the slug of the stretch that they show."""
    phrases: Mapping[str, str]
    commands: Mapping[str, CommandTable]
    slots: Mapping[str, Mapping[str, SlotValue]]
    words: Mapping[str, Mapping[str, str]]
    """By slot, the slug of each name and synonym of its values, in lower case."""
    slot_types: Mapping[str, str]
    """By slot, the slot whose values it has: itself, unless it is an alias."""
    context: ContextFile
    """The words that decide whether a sign is reported or only mentioned."""
    sources: Mapping[str, Source]
    """The register of sources, by key."""
    sounds: Mapping[str, Sound]
    """Sounds by what they mark, such as the end of a hold."""
    facts: Mapping[str, Fact]
    """The country's facts: numbers, health lines, its regulator's stance."""
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

    def number(self, count: int) -> str:
        """Return the word for a number; in digits if there is no word for it."""
        numbers = self.speech.numbers
        return numbers[count] if 0 <= count < len(numbers) else str(count)

    def owner_of(self, choice: str | None, heard: Question) -> Question:
        """Return the question that a slot's value belongs to, whose answer counts, whichever question was `heard`."""
        if choice is None:
            return heard
        owners = (q for q in self.questions.values() if q.slot == heard.slot and choice in q.choices)
        return next(owners, heard)

    def home_of(self, choice: str) -> Question:
        """Return the question that has a sign as a choice.

        Raises:
            ContentError: no question has it. The message names it.

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
