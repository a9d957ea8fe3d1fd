"""A part, which is what is spoken without a question in it, and a position among parts."""

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
    """What is said after the last cycle of the routine, before the question."""
    closing: str
    """The question after it."""
    step: Stretch
    last: bool
    speed: Speed = USUAL_SPEED

    @property
    def opening_seconds(self) -> float:
        """Of the words before the first cue: each is followed by the pause between two sentences."""
        return sentences_seconds(self.opening, *self.speed)

    @property
    def closing_seconds(self) -> float:
        return sentences_seconds((self.ending,), *self.speed) + speaking_seconds(self.closing, *self.speed)

    @property
    def seconds(self) -> float:
        """From the first word of the opening to the last of the closing question."""
        return self.opening_seconds + sum(map(cycle_seconds, self.cycles)) + self.closing_seconds


class Position(Struct, frozen=True):
    """Where somebody has got to: the cycle they are in, or the one that comes next."""

    cycle: int
    part_over: bool
    """True from the closing question of a part on."""
    finished: bool
    """True once the last cycle of the plan is behind them."""
    opening: bool = False
    """True until the first word of the part's first cycle."""
