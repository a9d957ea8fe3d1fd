"""A routine: which stretches, in which order, for how long, and the words between its parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from skill.stretching.rate import CHARACTERS_PER_SECOND

if TYPE_CHECKING:
    from skill.stretching.stretch import Stretch

Kind = Literal["relief", "practice"]


@dataclass(frozen=True, slots=True, eq=False)
class Routine:
    """Relief from a cramp, or the practice that may prevent the next one. One object a locale: equal only to itself."""

    slug: str
    name: str
    kind: Kind
    muscle: str
    position: str
    """`standing`, `seated`, or `helper` if somebody else does it for whoever has the cramp."""
    steps: tuple[Stretch, ...]
    minutes: int
    """Length of the whole routine, first word to last; 0 where each stretch's `times` decides."""
    between: str
    """The question after a part that is not the last."""
    onward: str
    """What opens a part in the midst of a stretch."""
    finish: str
    """The question after the last part."""
    coda: str
    """What is heard if nobody answers that."""
    first_minute: str = ""
    """What is said when a minute is over, if it names minutes."""
    last_minute: str = ""
    last_one: str = ""
    """What is said before the last cue."""
    done: str = ""
    """What is said before that question, if nothing was left out."""
    done_early: str = ""
    """The same if something was."""
    begin: str = ""
    """What is said before anything else, where there is no hurry."""
    seated: str = ""
    """The routine to take instead when standing isn't steady."""
    extra: str = ""
    """The routine that a yes at the finish leads to."""
    asks: tuple[str, ...] = ()
    """Relief: the same question as `between` in other words."""
    still_here: tuple[str, ...] = ()
    """Relief: what opens a part that follows because nobody answered, in several words."""
    stop_here: str = ""
    """Relief: what is said before the last question that nobody may answer: it stops here, and what to do then."""
    sources: tuple[str, ...] = ()
    characters_per_second: float = CHARACTERS_PER_SECOND
    """How fast a voice speaks the language of these words."""
