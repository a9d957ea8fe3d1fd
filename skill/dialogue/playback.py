"""Playing a routine: the beats of the next part, and its reprompt."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from msgspec.structs import replace

from skill.dialogue.beats import Ask, Statement, say
from skill.dialogue.part_beats import part_beats
from skill.dialogue.position import (
    UNDER_WAY,
    longest_minutes_left,
    minutes_left,
    notes_of,
    plan_of,
    position_of,
    stops_of,
)
from skill.dialogue.resuming import acknowledging, begun_in_full, words_added
from skill.dialogue.session import State
from skill.dialogue.turn import OTHERWISE, Turn, asking, phrase_question
from skill.stretching.division import stops_of_reprompt
from skill.stretching.timing import LISTENING_SECONDS, REPROMPT_SECONDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from skill.dialogue.context import Context
    from skill.stretching.part import Part
    from skill.stretching.plan import Plan
    from skill.stretching.routine import Routine

BETWEEN = "between"
"""`Session.asked` after the question between two parts."""
RUNNING = {"relief": State.RELIEVING, "practice": State.STRETCHING}
BEFORE_RELIEF = (State.WELCOMED, State.RETURNING, State.READY)
"""States from which relief follows if nobody answers."""
GENERAL_INFORMATION = "general-information"
RED_FLAGS = "red-flags"
ONCE_A_VISIT = (RED_FLAGS, GENERAL_INFORMATION)
"""Phrases that are said once a visit, the most important first."""
SHORT_SECONDS = 10
"""Longer words during a stretch are followed by a question, because the user may react to them."""


def send(
    ctx: Context,
    routine: Routine,
    *,
    start: int = 0,
    lead: tuple[Statement, ...] = (),
    notes: tuple[str, ...] = (),
    acknowledged: str = "",
    opening: bool = True,
) -> Turn:
    """Return the turn that speaks the part from cycle `start`. The part after it is its reprompt.

    `notes` are phrases to say between the part's last release and its question, besides those not heard yet.
    `acknowledged` is said after the first instruction. Without `opening`, that is the cycle's own.
    """
    plan, notes = plan_of(ctx.session, routine), tuple(dict.fromkeys((*notes, *unheard(ctx))))
    if start >= len(plan.cycles):
        if routine.kind == "practice":
            return finish(ctx, routine, (*lead, *say(acknowledged)))
        start = 0
    ctx = ctx.updated(notes=notes)
    spent = ctx.followed_seconds((*lead, *say(acknowledged))) + (0.0 if opening else _seconds_added(plan, start))
    stops = _stops(ctx, plan, start, spent)
    part, *following = islice(plan.parts(start, stops), len(stops))
    ctx = ctx.updated(
        state=RUNNING[routine.kind],
        routine=routine.slug,
        start=start,
        stops=stops,
        part_started=ctx.seconds_now + spent,
        asked=BETWEEN,
    )
    told = part_beats(part, ctx) if opening else begun_in_full(plan, start, part_beats(part, ctx, opening=False))
    told = (*lead, *acknowledging(told, acknowledged), *say(notes_of(ctx), part.ending))
    unless_answered: tuple[Statement, ...] = say(routine.stop_here, routine.coda)
    if following:
        unless_answered = (*say(*plan.still_here(stops[0])), *_on_its_own(plan, following[0], ctx))
    return asking(told, part.closing, unless_answered, ctx.session)


def _seconds_added(plan: Plan, start: int) -> float:
    """Return the seconds by which a part is longer without its opening; usually negative.

    position.py counts the opening, so the part's start is set as if it had been said.
    """
    return words_added(plan, start) - plan.part(start, start + 1).opening_seconds


def _stops(ctx: Context, plan: Plan, start: int, spent: float) -> tuple[int, ...]:
    """Return the ends of the parts that are sent, if `spent` seconds are spoken before the first."""
    noted = spent + ctx.followed_seconds(say(notes_of(ctx)))
    return plan.stops(start, noted, _unfinished_seconds(ctx, plan, start))


def send_later(ctx: Context, told: tuple[Statement, ...], question: str) -> Turn:
    """Say something else first and ask. The routine continues from `session.start` if nobody answers."""
    plan, start = plan_of(ctx.session, ctx.routine), ctx.session.start
    stops = stops_of_reprompt(plan, start, _unfinished_seconds(ctx, plan, start))
    wait = ctx.seconds((*told, Ask(question, ()))) + LISTENING_SECONDS
    part = plan.part(start, stops[0])
    ctx = _with_notes_that_fit(ctx.updated(part_started=ctx.seconds_now + wait, stops=stops), plan, part)
    return asking(told, question, _on_its_own(plan, part, ctx, notes_of(ctx)), ctx.session)


def _with_notes_that_fit(ctx: Context, plan: Plan, part: Part) -> Context:
    """Return the context without the last notes, if a reprompt has no room for them."""
    room = REPROMPT_SECONDS - ctx.seconds(_on_its_own(plan, part, ctx))
    kept: list[str] = []
    for name in ctx.session.notes:
        needed = ctx.followed_seconds(say(ctx.content.phrases.get(name, "")))
        if needed <= room:
            room -= needed
            kept.append(name)
    return ctx.updated(notes=tuple(kept))


def interject(ctx: Context, told: tuple[Statement, ...], *, listening: bool = False) -> Turn:
    """Say something during a routine, which continues from the same repetition.

    After a few words a practice continues at once, unless an answer to them is wanted (`listening`).
    Otherwise the turn asks, and the routine continues in the reprompt, as far as that reaches.
    """
    if ctx.session.state is State.PAUSED:
        return phrase_question(ctx, "paused", told)
    if ctx.session.state is State.FINISHED:
        return finish(ctx, ctx.routine, told)
    place, routine = position_of(ctx), ctx.routine
    if routine.kind == "practice" and told and not listening and ctx.seconds(told) <= SHORT_SECONDS:
        return send(ctx, routine, start=place.cycle, lead=told, opening=place.opening or place.part_over)
    question, asked = routine.between, BETWEEN
    if ctx.session.asked == BETWEEN:
        question, asked = ctx.phrase(f"{BETWEEN}-{routine.kind}{OTHERWISE}"), f"{BETWEEN}{OTHERWISE}"
    ctx = ctx.updated(start=0 if place.finished else place.cycle, notes=unheard(ctx), asked=asked)
    return send_later(ctx, told, question)


def unheard(ctx: Context) -> tuple[str, ...]:
    """Return the names of the phrases that still have to be said at the end of the current part."""
    routine = ctx.routine_if_any
    if ctx.session.state not in UNDER_WAY or routine is None or not ctx.session.notes:
        return ()
    if position_of(ctx).cycle >= stops_of(ctx.session, plan_of(ctx.session, routine))[0]:
        return ()
    return tuple(name for name in ctx.session.notes if name in ONCE_A_VISIT)


def wait(ctx: Context, told: tuple[Statement, ...]) -> Turn:
    """Say something and pause the routine until the user asks to continue."""
    if ctx.session.state is State.FINISHED:
        return finish(ctx, ctx.routine, told)
    place = position_of(ctx)
    return phrase_question(ctx.updated(state=State.PAUSED, start=0 if place.finished else place.cycle), "paused", told)


def finish(ctx: Context, routine: Routine, lead: tuple[Statement, ...] = ()) -> Turn:
    """Ask what the routine asks at its end."""
    asked, words = routine.slug, routine.finish
    if ctx.session.asked == asked:
        asked, words = f"finish{OTHERWISE}", ctx.phrase(f"finish{OTHERWISE}")
    session = replace(ctx.session, state=State.OFFERED, offer=routine.extra or routine.slug, offer_phrase="")
    return asking(lead, words, say(routine.coda), replace(session, asked=asked))


def _on_its_own(plan: Plan, part: Part, ctx: Context, note: str = "") -> tuple[Statement, ...]:
    """Return the reprompt for a part. It is the last that is heard, so it says how to continue if that isn't all."""
    unfinished = () if part.last else _if_unfinished(ctx, plan, part.stop)
    return (*part_beats(part, ctx), *say(note, part.ending), *unfinished, *say(plan.routine.stop_here, part.closing))


def _unfinished_seconds(ctx: Context, plan: Plan, start: int) -> float:
    """Return the seconds to keep free for what `_if_unfinished` says, wherever after `start` the reprompt stops."""
    return ctx.followed_seconds(_how_to_go_on(ctx, plan, start, longest_minutes_left))


def _if_unfinished(ctx: Context, plan: Plan, cycle: int) -> tuple[Statement, ...]:
    """Return the words at the end of a reprompt that stops before a cycle: how much is left, and how to continue."""
    return _how_to_go_on(ctx, plan, cycle, minutes_left)


def _how_to_go_on(
    ctx: Context, plan: Plan, cycle: int, left: Callable[[Context, Plan, int], str]
) -> tuple[Statement, ...]:
    return () if plan.routine.kind == "relief" else say(left(ctx, plan, cycle), ctx.phrase("place-kept"))
