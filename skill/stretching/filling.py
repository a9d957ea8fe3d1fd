"""Which cycles a routine has: as many as fill its minutes, to the second, or each stretch's `times`."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from math import ceil
from typing import TYPE_CHECKING

from skill.stretching.timing import LISTENING_SECONDS, cycle_seconds, sentences_seconds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skill.stretching.routine import Routine
    from skill.stretching.stretch import Cycle, Delivery, Stretch

LONGER_RESTS = 1
"""Seconds by which a rest may be lengthened, so that a routine comes out at its minutes."""


def opening_of(step: Stretch, *, brief: bool) -> tuple[str, ...]:
    """Return what is said before a stretch's first cycle."""
    return step.brief if brief else tuple(filter(None, (*step.set_up, step.care)))


def cycles_of(
    routine: Routine, delivery: Delivery, response_seconds: float, reprompt_seconds: float
) -> Iterator[tuple[Stretch, Cycle]]:
    """Yield each cycle of a practice with its stretch."""
    if not routine.minutes:
        yield from ((step, cycle) for step in routine.steps for cycle in islice(step.cycles(delivery), step.times))
        return
    whole = _spoken(routine, delivery, response_seconds, reprompt_seconds)
    share, room = whole / len(routine.steps), -delivery.spent
    for step in routine.steps:
        breaks = ceil(share / response_seconds) - 1
        room += share - sentences_seconds(_words_around(routine, step, delivery, breaks), delivery.rate)
        chosen = _filling(step, delivery, room)
        room -= sum(cycle_seconds(cycle) for cycle in chosen)
        yield from ((step, cycle) for cycle in chosen)


def _spoken(routine: Routine, delivery: Delivery, response_seconds: float, reprompt_seconds: float) -> float:
    """Return how long a timed routine is spoken, so that with the listening between its parts it lasts its minutes.

    If it takes two parts, it is as much shorter as the end of a cycle may lie before the end of what a part may hold.
    """
    whole = routine.minutes * 60
    breaks = max(ceil(whole / response_seconds), len(routine.steps)) - 1
    spoken = whole - LISTENING_SECONDS * breaks
    longest = max(cycle_seconds(cycle) for step in routine.steps for cycle in step.kinds(delivery))
    both = response_seconds + reprompt_seconds - longest - LONGER_RESTS
    return min(spoken, both) if breaks == 1 else spoken


def _words_around(routine: Routine, step: Stretch, delivery: Delivery, breaks: int) -> Iterator[str]:
    """Yield what is said of a timed stretch besides its cycles."""
    yield from opening_of(step, brief=delivery.brief)
    yield from (routine.onward, routine.between) * breaks
    yield step.halfway
    yield from (routine.done, routine.finish) if step is routine.steps[-1] else (routine.between,)


def _filling(step: Stretch, delivery: Delivery, room: float) -> tuple[Cycle, ...]:
    """Return as many cycles as there is room for, rests a second longer here and there, so that nothing is left."""
    room -= step.halfway_seconds
    chosen: list[Cycle] = []
    for cycle in step.cycles(delivery):
        length = cycle_seconds(cycle)
        if length > room and chosen:
            break
        room -= length
        chosen.append(cycle)
    spare = max(0, int(room)) if step.rest_seconds else 0
    for number in range(spare):
        at = (2 * number + 1) * len(chosen) // (2 * spare)
        chosen[at] = replace(chosen[at], rest=chosen[at].rest + 1)
    return _with_halfway(step, chosen)


def _with_halfway(step: Stretch, chosen: list[Cycle]) -> tuple[Cycle, ...]:
    """Say what is said halfway after the last release of the first half: whoever is past it doesn't hear it again."""
    last = len(chosen) // 2 - 1
    if step.halfway and last >= 0:
        one = chosen[last]
        release = f"{one.release} {step.halfway}".strip()
        chosen[last] = replace(one, release=release, rest=one.rest + step.halfway_seconds)
    return tuple(chosen)
