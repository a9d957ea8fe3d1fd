"""A routine: which stretches, in which order, for how long, and the words between its parts."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct, field

from skill.stretching.rate import CHARACTERS_PER_SECOND
from skill.stretching.stretch import Stretch  # noqa: TC001 - msgspec reads it at run time

Kind = Literal["relief", "practice"]


class Routine(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, eq=False):
    """Relief from a cramp, or the practice that may prevent the next one. It is equal only to itself.

    What has no default stands in its content file. The steps, and what is said of minutes and in silence, are given
    to it when the content is built: no file holds them.
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
    """What opens a part in the midst of a stretch."""
    finish: str
    """The question after the last part."""
    coda: str
    """What is heard if nobody answers that."""
    sources: tuple[str, ...]
    position: Literal["standing", "seated", "helper"] = "standing"
    """`helper` if somebody else does it for whoever has the cramp."""
    minutes: int = 0
    """Length of the whole routine, first word to last; 0 if each stretch's `times` decides."""
    begin: str = ""
    """What is said before anything else, if there is no hurry."""
    done: str = ""
    """What is said before the question after the last part, if nothing was left out."""
    done_early: str = ""
    """The same if something was."""
    seated: str = ""
    """The routine to take instead when standing isn't steady."""
    extra: str = ""
    """The routine that a yes at the finish leads to."""
    steps: tuple[Stretch, ...] = field(default=(), name="stretches")
    first_minute: str = ""
    """What is said when a minute is over, if it names minutes."""
    last_minute: str = ""
    last_one: str = ""
    """What is said before the last cue."""
    asks: tuple[str, ...] = ()
    """Relief: the same question as `between` in other words."""
    still_here: tuple[str, ...] = ()
    """Relief: what opens a part that follows because nobody answered, in several words."""
    stop_here: str = ""
    """Relief: what is said before the last question that nobody may answer: it stops here, and what to do then."""
    characters_per_second: float = CHARACTERS_PER_SECOND
    """How fast a voice speaks the language of these words."""


GIVEN = (
    *("slug", "stretches", "first_minute", "last_minute", "last_one"),
    *("asks", "still_here", "stop_here", "characters_per_second"),
)
"""Keys that a routine has and its file hasn't."""
