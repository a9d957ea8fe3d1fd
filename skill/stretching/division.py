"""Divides a routine into parts: a response and its reprompt, as long as Alexa allows."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from skill.stretching.rounds import stop_in_room
from skill.stretching.timing import cycle_seconds, sentences_seconds

if TYPE_CHECKING:
    from skill.stretching.plan import Plan


def stops_of_both(plan: Plan, start: int, spent: float, unfinished: float) -> tuple[int, ...]:
    """Return the ends of the parts that are heard if the user says nothing: the response's and its reprompt's.

    `spent` seconds are spoken before the first, and `unfinished` at the end of the second if the routine isn't over
    by then. If both have room for the rest of the stretch, they are equally full. Otherwise each is as long as
    possible.
    """
    first = _end_of_round(plan, start) if plan.routine.kind == "relief" else _first_stop(plan, start, spent)
    return (first, *stops_of_reprompt(plan, first, unfinished)) if first < len(plan.cycles) else (first,)


def stops_of_reprompt(plan: Plan, start: int, unfinished: float) -> tuple[int, ...]:
    """Return the end of the part in a reprompt, after which nothing follows."""
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
    """Return how full the fuller of two parts is; 1 is its limit."""
    start, stop, end = edges
    rest = plan.seconds(stop, end) / plan.reprompt_seconds if stop < end else 0.0
    return max(plan.seconds(start, stop) / max(room, 1.0), rest)


def _last_within(plan: Plan, start: int, room: float, unfinished: float = 0.0) -> int:
    """Return the end of the longest part from a cycle that fits `room` seconds, of at least one cycle."""
    whole, stops = len(plan.cycles), range(start + 1, plan.end_of_step(start) + 1)
    fitting = (stop for stop in stops if plan.seconds(start, stop) + unfinished * (stop < whole) <= room)
    return max(fitting, default=start + 1)


@lru_cache(maxsize=512)
def _end_of_round(plan: Plan, start: int) -> int:
    """Return the end of a part of relief that fits a reprompt with everything else that is said in it."""
    routine = plan.routine
    longest_question = max((routine.between, *routine.asks), key=len)
    around = (max(routine.still_here, key=len, default=""), routine.stop_here, longest_question)
    said = (*plan.part(start, start + 1).opening, *around)
    room = plan.reprompt_seconds - sentences_seconds(said, *plan.delivery.speed)
    return stop_in_room(start, plan.steps, tuple(map(cycle_seconds, plan.cycles)), room)
