"""A routine: which stretches, in which order, for how long, and the words between its parts."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct, field

from skill.stretching.rate import CHARACTERS_PER_SECOND
from skill.stretching.stretch import Stretch  # noqa: TC001 - msgspec reads it at run time

Kind = Literal["relief", "practice"]


class Routine(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, eq=False):
    """Relief from a cramp, or the practice that may prevent the next one. It is equal only to itself.

    Fields without a default are in its content file. The steps, and the words about minutes and in silence, are set
    when the content is built.
    """

    slug: str
    """The file's name."""
    name: str
    kind: Kind
    muscle: str
    step_slugs: tuple[str, ...] = field(name="steps")
    between: str
    """The question after a part that is not the last."""
    onward: str
    """Words that open a part within a stretch."""
    finish: str
    """The question after the last part."""
    coda: str
    """The reprompt of that question."""
    sources: tuple[str, ...]
    position: Literal["standing", "seated", "helper"] = "standing"
    """`helper` if another person does it for the user with the cramp."""
    minutes: int = 0
    """Minutes from the first word to the last; 0 if each stretch's `times` decides."""
    begin: str = ""
    """Words before anything else, unless there is a cramp."""
    done: str = ""
    """Words before the last question, if nothing was skipped."""
    done_early: str = ""
    """The same, if something was skipped."""
    seated: str = ""
    """The routine for users who aren't steady on their feet."""
    extra: str = ""
    """The routine that a yes at the finish leads to."""
    steps: tuple[Stretch, ...] = field(default=(), name="stretches")
    first_minute: str = ""
    """Words after a minute of a timed routine."""
    last_minute: str = ""
    last_one: str = ""
    """Words before the last cue."""
    asks: tuple[str, ...] = ()
    """Relief: the same question as `between` in other words."""
    still_here: tuple[str, ...] = ()
    """Relief: words that open a part because nobody answered, in several versions."""
    stop_here: str = ""
    """Relief: words before a question that may be the last: it stops here, and what to do then."""
    characters_per_second: float = CHARACTERS_PER_SECOND
    """Characters a second of the language."""


GIVEN = (
    *("slug", "stretches", "first_minute", "last_minute", "last_one"),
    *("asks", "still_here", "stop_here", "characters_per_second"),
)
"""Fields of a routine that its file doesn't have."""
