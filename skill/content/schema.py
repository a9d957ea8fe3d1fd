"""Shapes of what is in content/ beside stretches, routines, questions, pictures and the store page.

One declaration is the documentation, the check and what an error names.
"""

from __future__ import annotations

from datetime import date  # noqa: TC003 - msgspec reads it at run time
from typing import Literal

from msgspec import Struct, field

Level = Literal["information", "doctor", "urgent", "emergency"]
Stance = Literal["last-resort", "not-approved", "no-claim"]
CommandKind = Literal["relief", "practice", "answer", "reminder", "memory", "control"]
DuringCheck = Literal["ask-again", "ask-once", "alarm", "clear", "leave"]
SourceKind = Literal[
    "health-service", "hospital", "regulator", "government", "professional", "charity", "study", "review",
    "maker", "copy", "news", "reference", "blog", "no-claim",
]  # fmt: skip


class Shape(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A file or a table in one: an unknown key is an error, because it is usually a misspelt one."""


class Source(Shape, frozen=True, kw_only=True):
    """One entry of content/sources.toml: who says so, and how well it is known."""

    title: str
    publisher: str
    """As it is spoken: "Ireland's health service"."""
    kind: SourceKind
    grade: Literal["C", "C2"]
    """C: read in the body's own page, or the paper. C2: in a copy, or in a page that quotes it."""
    checked: date
    """When somebody last read that it says so."""
    review_by: date
    """Until when that holds: then it has to be read again."""
    url: str = ""


class Sound(Shape, frozen=True, kw_only=True):
    """A sound of content/sounds.toml."""

    play: str
    """Amazon's name of it: soundbank://soundlibrary/…"""
    seconds: int
    """How much of the rest after a hold is left for it."""
    most: int
    """How many of them one response may play."""
    sources: list[str]


class SlotValue(Shape, frozen=True, kw_only=True):
    """One thing a slot can hear."""

    name: str
    synonyms: list[str]


class CommandTable(Shape, frozen=True, kw_only=True):
    """One command of content/en/commands.toml."""

    intent: str
    kind: CommandKind
    """What the log calls it."""
    during_check: DuringCheck
    """What follows if it is said instead of yes or no to a check."""
    samples: list[str] = field(default_factory=list)
    slots: list[str] = field(default_factory=list)


class Fact(Shape, frozen=True, kw_only=True):
    """Something true of one country, with its source."""

    say: str
    source: list[str]
    """Keys of sources.toml."""
    copies_only: bool = False
    """True if no body's own page was found for it."""


class CountryFile(Shape, frozen=True, kw_only=True):
    """content/countries/<locale>.toml."""

    published: bool
    invocation_name: str
    stance: Stance
    facts: dict[str, Fact]
    words: dict[str, str] = field(default_factory=dict)
    phrases: dict[str, str] = field(default_factory=dict)
    time_zone: str = "UTC"
    """The simulator's devices there are set to it."""
    voice: str = ""
    """The simulator's: espeak-ng's name of it, if not that of the language."""
    parent: str = ""
    """The locale whose words and phrases hold where this one has none of its own."""
