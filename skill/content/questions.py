"""Questions and alarms with their answers and choices. The same structs serve for files and for content."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import field

from skill.content.schema import Level, Shape, Stance

if TYPE_CHECKING:
    from collections.abc import Iterator

Said = tuple[str | tuple[str, ...], ...]
"""Sentences. An inner tuple is a list, spoken with a breath between its items."""

IN_PATTERNS = frozenset({"muscle", "person"})
"""Slots that a pattern may contain."""
SLOT = re.compile(r"\{(\w+)\}")


class StanceAnswer(Shape, frozen=True, kw_only=True):
    """The words for each stance on quinine."""

    said: Said = field(name="answer")


class Answer(Shape, frozen=True, kw_only=True):
    """The answer to a question or a choice, with its level and sources."""

    level: Level
    sources: tuple[str, ...]
    """Keys of `Content.sources`."""
    said: Said = field(default=(), name="answer")
    stances: dict[Stance, StanceAnswer] = field(default_factory=dict)
    """Words by the country's stance on quinine. In a country's content, `said` has the right ones."""
    copies_only: bool = False
    """Whether no official body's own page supports it. A clinician should look at these first."""
    in_relief: Said = ()
    """The words during relief, if they differ."""
    confirm: str = ""
    """The question for taking the alarm back; empty if it is made from the name."""
    ask: str = ""
    """For a choice: the question that is asked first. A clear no leads to `otherwise`, anything else to this answer."""
    ask_again: str = ""
    """The same question in other words, if there are any."""
    otherwise: str = ""
    """Slug of the choice that answers a clear no; empty if it leads to relief."""
    yes_to_check: bool = False
    """For a choice: whether naming it in answer to the check before a stretch counts as a yes."""


class Choice(Answer, frozen=True, kw_only=True):
    """A value of a question's slot with its own answer."""

    slug: str
    name: str
    synonyms: tuple[str, ...]
    samples: tuple[str, ...] = ()
    """Whole sentences that say it, which become an intent of its own."""
    patterns: tuple[str, ...] = ()
    """Templates that are searched within a sentence. `*` is up to four words."""
    cautions: bool = False
    """Whether an answer about a subject may be longer than others, because of its warnings."""
    values_only: bool = False
    """Whether its name and synonyms count in a slot only, and are not searched within sentences."""

    def said_anywhere(self) -> Iterator[str]:
        """Yield the templates that are searched within a sentence: patterns, samples, and synonyms of several words."""
        yield from self.patterns
        yield from (sample for sample in self.samples if IN_PATTERNS.issuperset(SLOT.findall(sample)))
        if not self.values_only:
            yield from (words for words in (self.name, *self.synonyms) if " " in words)


class Question(Answer, frozen=True, kw_only=True):
    """A question or an alarm, with its general answer and its choices."""

    slug: str
    """The file's name."""
    headline: str
    samples: tuple[str, ...] = ()
    """Templates of sample utterances; none if another question's intent has its choices."""
    about_quinine: bool = False
    slot: str = ""
    """The slot whose values the choices are."""
    follow_up: str = ""
    check: str = ""
    """A question that is asked first. A clear no leads to relief, anything else to the general answer."""
    check_again: str = ""
    """The same in other words, for an unclear answer."""
    seconds: int = 30
    """The longest an answer may take to say."""
    choices: dict[str, Choice] = field(default_factory=dict)
    """Choices by slug. In a file they are a list of tables."""

    @property
    def general(self) -> Answer:
        """The general answer."""
        return self

    def answer(self, choice: str | None) -> Answer:
        """Return the choice's answer, or the general one if the choice is missing or unknown."""
        return self.choices.get(choice or "", self)

    def answers(self) -> Iterator[tuple[str, Answer]]:
        """Yield all answers with their choices' slugs; the general one has an empty slug."""
        yield "", self
        yield from self.choices.items()
