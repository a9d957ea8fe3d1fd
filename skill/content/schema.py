"""Structs of content files, except stretches, routines, questions, pictures and the store page.

A struct documents and checks a file, and names the path of an error.
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
    """Base of structs for files and tables. An unknown key is an error, because it is usually misspelt."""


class Source(Shape, frozen=True, kw_only=True):
    """An entry of content/sources.toml: a publisher, and how the source was read."""

    title: str
    publisher: str
    """As it is spoken: "Ireland's health service"."""
    kind: SourceKind
    grade: Literal["C", "C2"]
    """C: read in the body's own page, or in the paper. C2: read in a copy, or in a page that quotes it."""
    checked: date
    """The day when it was last read and found to say so."""
    review_by: date
    """The day by which it has to be read again."""
    url: str = ""


class Sound(Shape, frozen=True, kw_only=True):
    """A sound of content/sounds.toml."""

    play: str
    """Amazon's name of it: soundbank://soundlibrary/…"""
    seconds: int
    """Seconds of the rest after a hold that it takes."""
    most: int
    """How many times a response may play it."""
    sources: list[str]


class SlotValue(Shape, frozen=True, kw_only=True):
    """A value of a slot."""

    name: str
    synonyms: list[str]


class CommandTable(Shape, frozen=True, kw_only=True):
    """One command of content/en/commands.toml."""

    intent: str
    kind: CommandKind
    """What the log calls it."""
    during_check: DuringCheck
    """What it leads to if it is said instead of a yes or no to a check."""
    samples: list[str] = field(default_factory=list)
    slots: list[str] = field(default_factory=list)


class Fact(Shape, frozen=True, kw_only=True):
    """A fact of a country, with its sources."""

    say: str
    source: list[str]
    """Keys of sources.toml."""
    copies_only: bool = False
    """Whether no official body's own page was found for it."""


class CountryFile(Shape, frozen=True, kw_only=True):
    """content/countries/<locale>.toml."""

    published: bool
    invocation_name: str
    stance: Stance
    facts: dict[str, Fact]
    words: dict[str, str] = field(default_factory=dict)
    phrases: dict[str, str] = field(default_factory=dict)
    time_zone: str = "UTC"
    """The time zone of the simulator's devices there."""
    voice: str = ""
    """The simulator's voice, as espeak-ng names it, if it isn't the language's."""
    parent: str = ""
    """The locale from which missing words and phrases are inherited."""
