"""The position in the current routine by the clock, and where "next" and "back" lead from there."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from skill.dialogue.session import Session, State
from skill.dialogue.voice import spoken_rate
from skill.stretching.plan import Plan, Position, lay_out
from skill.stretching.stretch import Delivery

if TYPE_CHECKING:
    from skill.dialogue.context import Context
    from skill.stretching.routine import Routine

UNDER_WAY = (State.RELIEVING, State.STRETCHING, State.FINISHED, State.PAUSED)


def current_routine(session: Session) -> bool:
    """Return whether a routine is running, rather than about to start or just finished."""
    return session.state in UNDER_WAY


def delivery_of(session: Session) -> Delivery:
    """Return how the user wants a routine told."""
    profile = session.profile
    return Delivery(
        brief=session.brief,
        terse=profile.whisper,
        pace=max(profile.pace, 0) if profile.clear else profile.pace,  # saying it twice takes time
        rate=spoken_rate(profile),
        clear=profile.clear,
        spent=session.spent,
        skipped=session.skipped,
        visit=session.visit,
        seed=session.seed,
    )


def plan_of(session: Session, routine: Routine) -> Plan:
    """Return the plan of a routine for the user's delivery."""
    return lay_out(routine, delivery_of(session))


def stops_of(session: Session, plan: Plan) -> tuple[int, ...]:
    """Return the ends of the parts that were sent last, or of those that would be sent now if content has changed."""
    return session.stops if plan.has(session.start, session.stops) else plan.stops(session.start)


def position_of(ctx: Context) -> Position:
    """Return the position in the current routine. A pause stops the clock."""
    session = ctx.session
    if session.state is State.PAUSED:
        return Position(session.start, part_over=False, finished=False, opening=True)
    plan = plan_of(session, ctx.routine)
    elapsed = ctx.seconds_now - session.part_started
    return plan.place(session.start, elapsed, notes_of(ctx), stops_of(session, plan))


def next_start(ctx: Context) -> int:
    """Return the first cycle of the next part; past the last cycle if there is none."""
    place, plan = position_of(ctx), plan_of(ctx.session, ctx.routine)
    if place.part_over:
        return place.cycle
    parts = plan.parts(ctx.session.start, stops_of(ctx.session, plan))
    return next(part.stop for part in parts if part.stop > place.cycle)


def next_section(ctx: Context) -> int:
    """Return the first cycle of the next section; past the last cycle if there is none."""
    place, plan = position_of(ctx), plan_of(ctx.session, ctx.routine)
    if place.part_over and place.cycle in plan.sections:
        return place.cycle
    return next((start for start in plan.sections if start > place.cycle), len(plan.cycles))


def section_start(ctx: Context, *, back: int = 0) -> int:
    """Return the first cycle of the current section, or of the one `back` sections before it."""
    cycle = position_of(ctx).cycle
    starts = [start for start in plan_of(ctx.session, ctx.routine).sections if start <= cycle]
    return starts[max(0, len(starts) - 1 - back)]


def minutes_left(ctx: Context, plan: Plan, cycle: int) -> str:
    """Return the words for the minutes that are left from a cycle on; none after the last."""
    return _minutes(ctx, ceil(plan.seconds_left(cycle) / 60))


def longest_minutes_left(ctx: Context, plan: Plan, cycle: int) -> str:
    """Return the longest of the words for the minutes that are left anywhere from a cycle on."""
    most = ceil(plan.seconds_left(cycle) / 60)
    return max((_minutes(ctx, minutes) for minutes in range(1, most + 1)), key=len, default="")


def _minutes(ctx: Context, minutes: int) -> str:
    phrase = "time-left" if minutes > 1 else "time-left-one"
    return ctx.phrase(phrase, left=ctx.content.number(minutes)) if minutes else ""


def notes_of(ctx: Context) -> str:
    """Return the words between the last release and the question of the part that was sent last."""
    phrases = ctx.content.phrases
    return " ".join(phrases[name] for name in ctx.session.notes if name in phrases)
