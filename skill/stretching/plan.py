"""The plan of a routine: its cycles, parts that fit a turn, and the position at a time.

A part is spoken without a question in it. The next part is the question's reprompt, so two parts run without a word
from the user.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, islice
from typing import TYPE_CHECKING

from msgspec.structs import replace

from skill.stretching.division import stops_of_both
from skill.stretching.filling import Limits, cycles_of, opening_of
from skill.stretching.part import Part, Position
from skill.stretching.rate import gap_seconds
from skill.stretching.rounds import cycles_in_turn
from skill.stretching.stretch import Delivery
from skill.stretching.timing import (
    LISTENING_SECONDS,
    REPROMPT_SECONDS,
    RESPONSE_SECONDS,
    cycle_seconds,
    sentences_seconds,
    speaking_seconds,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skill.stretching.rate import Speed
    from skill.stretching.routine import Routine
    from skill.stretching.stretch import Cycle, Stretch

PLAIN = Delivery()


@dataclass(frozen=True, eq=False)
class Plan:
    """All cycles of a routine in order. `steps` has the stretch of each."""

    routine: Routine
    cycles: tuple[Cycle, ...]
    steps: tuple[Stretch, ...]
    delivery: Delivery = PLAIN
    response_seconds: float = RESPONSE_SECONDS
    reprompt_seconds: float = REPROMPT_SECONDS

    @lru_cache(maxsize=512)  # noqa: B019 - lay_out caches plans anyway
    def part(self, start: int, stop: int) -> Part:
        """Return the part of some cycles of one stretch."""
        last = stop == len(self.cycles)
        closing = self.routine.finish if last else self._question(start)
        ending = self._ending if last else ""
        step, speed = self.steps[start], self.delivery.speed
        return Part(start, stop, self._opening(start), self.cycles[start:stop], ending, closing, step, last, speed)

    @lru_cache(maxsize=512)  # noqa: B019 - as for parts
    def stops(self, start: int, spent: float = 0.0, unfinished: float = 0.0) -> tuple[int, ...]:
        """Return the ends of the parts that are heard if the user says nothing: division.py."""
        return stops_of_both(self, start, spent, unfinished)

    def has(self, start: int, stops: tuple[int, ...]) -> bool:
        """Return whether `stops` are ends of parts of this plan."""
        edges = (start, *stops)
        ordered = all(one < other for one, other in zip(edges, stops, strict=False))
        return bool(stops) and ordered and stops[-1] <= len(self.cycles)

    def parts(self, start: int = 0, stops: tuple[int, ...] = ()) -> Iterator[Part]:
        """Return the parts from a cycle on that end at `stops`, and all further ones."""
        while start < len(self.cycles):
            for stop in stops or self.stops(start):
                yield self.part(start, stop)
                start = stop
            stops = ()

    def place(self, start: int, elapsed: float, note: str = "", stops: tuple[int, ...] = ()) -> Position:
        """Return the position `elapsed` seconds after the part from `start` began.

        `note` are the words between the last release and the closing question of that part.
        `stops` are the ends of the parts that were sent. Nothing after them was heard.
        """
        clock, stops, speed = elapsed, stops or self.stops(start), self.delivery.speed
        for part in islice(self.parts(start, stops), len(stops)):
            clock -= part.opening_seconds
            opening = clock < 0
            for number, cycle in enumerate(part.cycles, part.start):
                if clock < cycle_seconds(cycle):
                    return Position(number, part_over=False, finished=False, opening=opening)
                clock -= cycle_seconds(cycle)
            place = Position(part.stop, part_over=True, finished=part.last)
            clock -= _note_seconds(note, speed) + part.closing_seconds + LISTENING_SECONDS
            if clock < 0:
                return place
            clock -= sentences_seconds(self.still_here(part.stop), *speed)
            note = ""
        return place

    @cached_property
    def sections(self) -> tuple[int, ...]:
        """The cycles to which "next" and "back" lead: the first of each stretch, and of each second half."""
        if self.routine.kind == "relief":
            return tuple(part.start for part in self.parts())
        firsts = [number for number in range(len(self.steps)) if number == self._first_of_step(number)]
        middles = [(first + self.end_of_step(first)) // 2 for first in firsts if self.routine.minutes]
        return tuple(sorted({*firsts, *middles}))

    @lru_cache(maxsize=1024)  # noqa: B019 - as for parts
    def seconds(self, start: int, stop: int) -> float:
        """Return the estimated seconds of the part of some cycles of one stretch."""
        part = self.part(start, stop)
        return part.opening_seconds + self._ends[stop] - self._ends[start] + part.closing_seconds

    def seconds_left(self, cycle: int) -> float:
        """Return the estimated seconds that are left from the start of a cycle, without questions."""
        return self._ends[-1] - self._ends[cycle]

    def same_place(self, cycle: int, other: Plan) -> int:
        """Return the cycle of this plan that corresponds to a cycle of another plan of the same routine."""
        theirs, ours = (*other.sections, len(other.cycles)), (*self.sections, len(self.cycles))
        if len(theirs) != len(ours):
            return min(round(cycle * len(self.cycles) / len(other.cycles)), len(self.cycles) - 1)
        at = min(bisect_right(theirs, cycle), len(theirs) - 1) - 1
        share = (cycle - theirs[at]) / (theirs[at + 1] - theirs[at])
        return ours[at] + min(round(share * (ours[at + 1] - ours[at])), ours[at + 1] - ours[at] - 1)

    @cached_property
    def _ends(self) -> tuple[float, ...]:
        """Seconds at which each cycle begins and the last one ends, counting cycles only."""
        return tuple(accumulate((cycle_seconds(cycle) for cycle in self.cycles), initial=0.0))

    @property
    def _ending(self) -> str:
        return self.routine.done_early if self.delivery.skipped else self.routine.done

    def turn_of(self, start: int) -> int:
        """Return a number that differs between parts of a relief, for words that take turns."""
        return start // 2

    def still_here(self, start: int) -> tuple[str, ...]:
        """Return the words that open the part from cycle `start` if nobody answered before it; none in a practice."""
        words = self.routine.still_here
        return (words[self.turn_of(start) % len(words)],) if words else ()

    def _question(self, start: int) -> str:
        asks = (self.routine.between, *self.routine.asks)
        return asks[self.turn_of(start) % len(asks)]

    def _opening(self, start: int) -> tuple[str, ...]:
        if self.routine.kind == "relief" and start:
            return ()  # A set-up is said before its cue.
        if start != self._first_of_step(start):
            return (self.routine.onward,)
        return opening_of(self.steps[start], brief=self.delivery.brief)

    def _first_of_step(self, start: int) -> int:
        while start and self.steps[start - 1] is self.steps[start]:
            start -= 1
        return start

    def end_of_step(self, start: int) -> int:
        """Return the end of the stretch that a cycle belongs to."""
        step, end = self.steps[start], start
        while end < len(self.steps) and self.steps[end] is step:
            end += 1
        return end


def _note_seconds(note: str, speed: Speed) -> float:
    return speaking_seconds(note, *speed) + gap_seconds(speed.rate) if note else 0.0


@lru_cache(maxsize=128)
def lay_out(
    routine: Routine,
    delivery: Delivery = PLAIN,
    *,
    response_seconds: float = RESPONSE_SECONDS,
    reprompt_seconds: float = REPROMPT_SECONDS,
) -> Plan:
    """Return the plan of a routine: as many cycles as fill its minutes, or each stretch's `times`."""
    delivery = replace(delivery, characters_per_second=routine.characters_per_second)
    if routine.kind == "relief":
        taken = tuple(cycles_in_turn(routine, delivery))
    else:
        taken = tuple(cycles_of(routine, delivery, Limits(response_seconds, reprompt_seconds)))
    steps, cycles = tuple(step for step, _ in taken), tuple(cycle for _, cycle in taken)
    return Plan(routine, cycles, steps, delivery, response_seconds, reprompt_seconds)
