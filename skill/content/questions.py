"""Questions and alarms, with their answers and choices: one struct each, for what a file holds and for what is said."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import field

from skill.content.schema import Level, Shape, Stance

if TYPE_CHECKING:
    from collections.abc import Iterator

Said = tuple[str | tuple[str, ...], ...]
"""Sentences; an inner tuple is a list, read with a breath between its items."""

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
