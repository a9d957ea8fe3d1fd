"""The cycles of a routine: as many as fill its minutes to the second, or each stretch's `times`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate, islice
from math import ceil, inf
from typing import TYPE_CHECKING

from skill.stretching.coach import coached
from skill.stretching.timing import LISTENING_SECONDS, cycle_seconds, sentences_seconds, speaking_seconds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skill.stretching.routine import Routine
    from skill.stretching.stretch import Cycle, Delivery, Stretch

MINUTE_SECONDS = 60
SHORT_MINUTES = 2
"""Up to this a routine is too short for announcements of minutes."""


def opening_of(step: Stretch, *, brief: bool) -> tuple[str, ...]:
    """Return the words before a stretch's first cycle."""
    return step.brief if brief else tuple(filter(None, (*step.set_up, step.care)))


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a response and a reprompt, in seconds."""

    response: float
    reprompt: float


def cycles_of(routine: Routine, delivery: Delivery, limits: Limits) -> Iterator[tuple[Stretch, Cycle]]:
    """Yield each cycle of a practice with its stretch."""
    left = 0.0
    for step in routine.steps:
        if routine.minutes:
            filling = Filling(routine, step, delivery, limits, left)
            chosen, left = filling.cycles(), filling.left
        else:
            chosen = tuple(islice(step.cycles(delivery), step.times))
        yield from ((step, cycle) for cycle in chosen)


class Filling:
    """Fills one stretch of a timed routine up to its share of the minutes."""

    def __init__(self, routine: Routine, step: Stretch, delivery: Delivery, limits: Limits, left: float) -> None:
        self.routine, self.step, self.delivery, self.limits = routine, step, delivery, limits
        first, last = step is routine.steps[0], step is routine.steps[-1]
        share = routine.minutes * MINUTE_SECONDS / len(routine.steps)
        self.breaks = ceil(share / limits.response) - 1
        self.named = routine.minutes > SHORT_MINUTES
        self.first, self.last = first, last
        self.before = self._seconds(*opening_of(step, brief=delivery.brief)) + delivery.spent * first
        self.between = speaking_seconds(routine.between, *delivery.speed)
        self.onward = self._seconds(routine.onward)
        closing = speaking_seconds(routine.finish if last else routine.between, *delivery.speed)
        self.after = closing + (self._seconds(routine.done) if last else 0.0)
        self.share = share - LISTENING_SECONDS * (self.breaks + (not last)) + left
        self.left = 0.0
        """Seconds that are left for the next stretch, because no rest of this one can be longer."""

    def cycles(self) -> tuple[Cycle, ...]:
        """Return as many cycles as fit. Some rests are longer, so that no time is left over."""
        chosen, spare = self._chosen()
        chosen = self._with_milestones(chosen, spare / len(chosen))
        if not self.step.rest_seconds:
            self.left = spare
            return tuple(chosen)
        cut = self._cut(chosen)
        used = self._used(chosen)
        rooms = (self.limits.response - self._first(used, cut), self.limits.reprompt - self._rest(used, cut))
        tail = min(round(spare * (len(chosen) - cut) / len(chosen)), int(rooms[1]))
        ahead = min(spare - tail, int(rooms[0])) if cut < len(chosen) else spare
        tail = min(spare - ahead, int(rooms[1]))
        return (*_longer(chosen[:cut], ahead), *_longer(chosen[cut:], tail))

    def _chosen(self) -> tuple[list[Cycle], int]:
        """Return the cycles that fit, and the seconds that are left over.

        If the routine has two parts, the length of one cycle is kept free: a part ends with a whole cycle, and that
        may be where the last minute is announced.
        """
        around = self.before + (self.between + self.onward) * self.breaks + self.after + self._milestones_seconds()
        room = self.share - around
        halved = self.breaks == 1 and self.first and self.last
        both = self.limits.response + self.limits.reprompt - around if halved else inf
        both -= self._seconds(self.routine.last_minute)
        used, longest = 0.0, 0.0
        chosen: list[Cycle] = []
        cycles = coached(self.step, self.delivery)
        while True:
            one = self._with_minute(next(cycles), self.before + used)
            length = cycle_seconds(one)
            longest = max(longest, length) if chosen else 0.0
            if chosen and used + length > min(room, both - longest):
                return chosen, max(0, int(room - used))
            used += length
            chosen.append(one)

    def _with_minute(self, cycle: Cycle, begun: float) -> Cycle:
        """Add "one minute" after the release in which the first minute ends."""
        over = begun < MINUTE_SECONDS <= begun + cycle_seconds(cycle)
        return _adding(cycle, self.routine.first_minute) if over and self.named and self.first else cycle

    def _with_milestones(self, chosen: list[Cycle], longer: float) -> list[Cycle]:
        """Add the words for halfway, the last minute and the last repetition.

        All but the last follow a release, so that a user who resumes after it doesn't hear them again. `longer` is by
        how much rests will be lengthened on average.
        """
        told, middle = list(chosen), len(chosen) // 2 - 1
        if middle >= 0:
            self._make_room(told, middle)
            told[middle] = _adding(told[middle], self.step.halfway, self.step.halfway_seconds)
        if self.named and self.last:
            left = [0.0, *accumulate(cycle_seconds(cycle) + longer for cycle in reversed(told[1:]))]
            at = len(told) - 1 - min(range(len(told)), key=lambda many: abs(left[many] - MINUTE_SECONDS))
            told[at] = _adding(told[at], self.routine.last_minute)
            told[-1] = replace(told[-1], cue=f"{self.routine.last_one} {told[-1].cue}".strip())
        return told

    def _make_room(self, told: list[Cycle], at: int) -> None:
        """Move the words after a release to the next release, or to the previous one, if a milestone is said here."""
        statements = (*self.step.feel, *self.step.stop_if)

        def busy(cycle: Cycle) -> bool:
            return any(words in cycle.release for words in statements)

        free = next((near for near in (at + 1, at - 1) if 0 < near < len(told) and not busy(told[near])), at)
        if self.step.halfway and busy(told[at]):
            one, other = told[at].release, told[free].release
            told[at], told[free] = replace(told[at], release=other), replace(told[free], release=one)

    def _milestones_seconds(self) -> float:
        words = (self.routine.last_minute, self.routine.last_one) if self.named and self.last else ()
        return self._seconds(self.step.halfway, *words) + self.step.halfway_seconds

    def _cut(self, chosen: list[Cycle]) -> int:
        """Return the index at which these cycles are divided; their number if they aren't."""
        used = self._used(chosen)
        if self.breaks != 1:
            return len(chosen)
        fullness = {
            cut: max(self._first(used, cut) / self.limits.response, self._rest(used, cut) / self.limits.reprompt)
            for cut in range(1, len(chosen))
        }
        return min(fullness, key=fullness.__getitem__, default=len(chosen))

    def _used(self, chosen: list[Cycle]) -> list[float]:
        return list(accumulate(map(cycle_seconds, chosen), initial=0.0))

    def _first(self, used: list[float], cut: int) -> float:
        return self.before + used[cut] + self.between

    def _rest(self, used: list[float], cut: int) -> float:
        return self.onward + used[-1] - used[cut] + self.after

    def _seconds(self, *sentences: str) -> float:
        return sentences_seconds(sentences, *self.delivery.speed)


def _adding(cycle: Cycle, words: str, rest: int = 0) -> Cycle:
    return replace(cycle, release=f"{cycle.release} {words}".strip(), rest=cycle.rest + rest)


def _longer(cycles: list[Cycle], spare: int) -> list[Cycle]:
    """Return cycles whose rests are longer by some seconds in total, evenly spread."""
    told = list(cycles)
    for number in range(spare):
        at = (2 * number + 1) * len(told) // (2 * spare)
        told[at] = replace(told[at], rest=told[at].rest + 1)
    return told
