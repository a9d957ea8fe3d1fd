"""Where a routine is divided into parts: a response and the reprompt after it, as long as Alexa lets them be."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from skill.stretching.rounds import stop_in_room
from skill.stretching.timing import cycle_seconds, sentences_seconds

if TYPE_CHECKING:
    from skill.stretching.plan import Plan


def stops_of_both(plan: Plan, start: int, spent: float, unfinished: float) -> tuple[int, ...]:
    """Return where the parts end that are heard without a word from the person: one spoken, one as its reprompt.

    `spent` seconds are said before the first, and `unfinished` at the end of the second if that isn't the end of
    the routine. If both together hold the rest of the stretch, each is as full as the other; otherwise each is
    as long as may be.
    """
    first = _end_of_round(plan, start) if plan.routine.kind == "relief" else _first_stop(plan, start, spent)
    return (first, *stops_of_reprompt(plan, first, unfinished)) if first < len(plan.cycles) else (first,)


def stops_of_reprompt(plan: Plan, start: int, unfinished: float) -> tuple[int, ...]:
    """Return where the part ends that is heard as a reprompt: nothing follows it."""
    if plan.routine.kind == "relief":
        return (_end_of_round(plan, start),)
    return (_last_within(plan, start, plan.reprompt_seconds, unfinished),)


def _first_stop(plan: Plan, start: int, spent: float) -> int:
    end, room = plan.end_of_step(start), plan.response_seconds - spent
    if plan.seconds(start, end) <= room:
        return end
    stop = min(range(start + 1, end), key=lambda stop: _fullness(plan, (start, stop, end), room), default=end)
    return stop if _fullness(plan, (start, stop, end), room) <= 1 else _last_within(plan, start, room)


def _fullness(plan: Plan, edges: tuple[int, int, int], room: float) -> float:
    """Return how full the fuller of two parts is: 1 is all that it may hold."""
    start, stop, end = edges
    rest = plan.seconds(stop, end) / plan.reprompt_seconds if stop < end else 0.0
    return max(plan.seconds(start, stop) / max(room, 1.0), rest)


def _last_within(plan: Plan, start: int, room: float, unfinished: float = 0.0) -> int:
    """Return the end of the longest part from a cycle that takes no longer than `room`; one cycle at least."""
    whole, stops = len(plan.cycles), range(start + 1, plan.end_of_step(start) + 1)
    fitting = (stop for stop in stops if plan.seconds(start, stop) + unfinished * (stop < whole) <= room)
    return max(fitting, default=start + 1)


@lru_cache(maxsize=512)
def _end_of_round(plan: Plan, start: int) -> int:
    """Return where a part of relief ends, so that a reprompt holds it and all that it says besides."""
    routine = plan.routine
    longest_question = max((routine.between, *routine.asks), key=len)
    around = (max(routine.still_here, key=len, default=""), routine.stop_here, longest_question)
    said = (*plan.part(start, start + 1).opening, *around)
    room = plan.reprompt_seconds - sentences_seconds(said, *plan.delivery.speed)
    return stop_in_room(start, plan.steps, tuple(map(cycle_seconds, plan.cycles)), room)
