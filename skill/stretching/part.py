"""A part, which is spoken without a question in it, and a position among parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec import Struct

from skill.stretching.rate import USUAL_SPEED, Speed
from skill.stretching.timing import cycle_seconds, sentences_seconds, speaking_seconds

if TYPE_CHECKING:
    from skill.stretching.stretch import Cycle, Stretch


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Cycles `start` to `stop` (exclusive) of a plan, and the words around them. Equal only to itself."""

    start: int
    stop: int
    opening: tuple[str, ...]
    cycles: tuple[Cycle, ...]
    ending: str
    """Words after the last cycle of the routine, before the question."""
    closing: str
    """The question after it."""
    step: Stretch
    last: bool
    speed: Speed = USUAL_SPEED

    @property
    def opening_seconds(self) -> float:
        """Seconds of the words before the first cue, each with the pause after a sentence."""
        return sentences_seconds(self.opening, *self.speed)

    @property
    def closing_seconds(self) -> float:
        return sentences_seconds((self.ending,), *self.speed) + speaking_seconds(self.closing, *self.speed)

    @property
    def seconds(self) -> float:
        """Seconds from the first word of the opening to the last word of the closing question."""
        return self.opening_seconds + sum(map(cycle_seconds, self.cycles)) + self.closing_seconds


class Position(Struct, frozen=True):
    """A position: the current cycle, or the next one."""

    cycle: int
    part_over: bool
    """True from the closing question of a part on."""
    finished: bool
    """True after the last cycle of the plan."""
    opening: bool = False
    """True until the first word of the part's first cycle."""
