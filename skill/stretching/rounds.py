"""The cycles of relief: pull and rub take turns, then comes what is done standing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from skill.stretching.filling import opening_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from skill.stretching.routine import Routine
    from skill.stretching.stretch import Cycle, Delivery, Stretch

FIRST_HOLDS = 2
"""Holds before the first question: one pull, one rub."""


def cycles_in_turn(routine: Routine, delivery: Delivery) -> Iterator[tuple[Stretch, Cycle]]:
    """Yield cycles with their stretches. The first two stretches take turns, as often as the first one's `times`.

    A stretch that begins within a part is set up there.
    """
    pull, rub, *others = routine.steps
    pairs = zip(pull.cycles(delivery), rub.cycles(delivery), range(pull.times), strict=False)
    for pulled, rubbed, turn in pairs:
        yield pull, pulled
        yield rub, rubbed if turn else _set_up(rub, rubbed, delivery)
    for other in others:
        for turn, cycle in zip(range(other.times), other.cycles(delivery), strict=False):
            yield other, cycle if turn else _set_up(other, cycle, delivery)


def stop_in_room(start: int, steps: Sequence[Stretch], lengths: Sequence[float], room: float) -> int:
    """Return the end of the part that begins with cycle `start` and may take `room` seconds.

    A part has whole turns of pull and rub, at least one, and nobody has to stand up during it.
    """
    first = FIRST_HOLDS if start < FIRST_HOLDS else len(steps)
    stop = start
    for end in range(start + 1, len(steps) + 1):
        if not _may_end(end, steps):
            continue
        if stop > start and (sum(lengths[start:end]) > room or end > first):
            return stop
        stop = end
        if end < len(steps) and _stands_up(end, steps):
            return stop
    return stop


def _set_up(step: Stretch, cycle: Cycle, delivery: Delivery) -> Cycle:
    return replace(cycle, lead=opening_of(step, brief=delivery.brief))


def _may_end(end: int, steps: Sequence[Stretch]) -> bool:
    """Return whether a part may end before cycle `end`: not between a pull and its rub."""
    return end == len(steps) or steps[end] is not steps[1] or steps[end - 1] is not steps[0]


def _stands_up(end: int, steps: Sequence[Stretch]) -> bool:
    return steps[end].position == "standing" and steps[end - 1].position != "standing"
