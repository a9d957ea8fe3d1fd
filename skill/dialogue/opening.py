"""Actions that open a visit: relief first, or the stretch, or an unfinished stretch.

The first words are the first instruction for a cramp. A question comes first only in the evening of somebody who
stretches, or just after one of their reminders. If nobody answers it, the instruction follows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from skill.dialogue.beats import Statement, say
from skill.dialogue.greeting import before_relief, greet
from skill.dialogue.habit import is_ready, may_go_on, was_reminded
from skill.dialogue.playback import send, send_later
from skill.dialogue.position import plan_of
from skill.dialogue.practice import seed_of, start
from skill.dialogue.relief import too_long
from skill.dialogue.session import State
from skill.dialogue.turn import Turn, in_other_words
from skill.dialogue.visit import TEN_MINUTES, leave_behind, open_bookmark, relief_start

if TYPE_CHECKING:
    from skill.dialogue.context import Context
    from skill.dialogue.events import Event


def open_visit(ctx: Context, event: Event) -> Turn:
    """Begin a visit.

    A relief that began more than ten minutes ago, and of which nobody said that it helped, doesn't begin again.
    """
    since, resumed = relief_start(ctx)
    if ctx.seconds_now - since >= TEN_MINUTES:
        return too_long(ctx, outright=False)
    ctx = leave_behind(ctx)
    if resumed or ctx.session.sign:
        return greet(ctx, event)
    if was_reminded(ctx):
        return ask_ready(ctx, say(ctx.phrase("ready-reminder")))
    if is_ready(ctx):
        return ask_ready(ctx, say(ctx.phrase("ready-unfinished") if open_bookmark(ctx) else ""))
    return offer_to_go_on(ctx, event) if may_go_on(ctx) else greet(ctx, event)


def ask_ready(ctx: Context, told: tuple[Statement, ...]) -> Turn:
    """Ask whether it is the stretch or a cramp. Relief follows if nobody answers."""
    ctx = before_relief(ctx, State.READY)
    asked = in_other_words(ctx, "ready-question")
    return send_later(ctx.updated(asked=asked), told, ctx.phrase(asked))


def ask_ready_again(ctx: Context, _event: Event) -> Turn:
    """Ask the same in other words."""
    return ask_ready(ctx, ())


def begin_stretch(ctx: Context, event: Event) -> Turn:
    """Start the stretch, or continue an unfinished one. Say once how to get relief instead."""
    lead = say(ctx.phrase("ready-yes"))
    if open_bookmark(ctx):
        return resume_visit(ctx, event, lead)
    return start(ctx, ctx.content.routine_for("practice", None), lead=lead)


def begin_stretch_afresh(ctx: Context, event: Event) -> Turn:
    """Start the stretch from the beginning, even if one is unfinished."""
    return begin_stretch(ctx.with_profile(bookmark=None), event)


def offer_to_go_on(ctx: Context, event: Event) -> Turn:
    """Say the first relief instruction, and offer to continue the unfinished stretch."""
    if open_bookmark(ctx) is None:
        return greet(ctx, event)
    ctx = before_relief(ctx, State.RETURNING)
    told = say(*plan_of(ctx.session, ctx.routine).part(0, 1).opening, ctx.phrase("returning"))
    asked = in_other_words(ctx, "returning-question")
    return send_later(ctx.updated(asked=asked), told, ctx.phrase(asked))


def resume_visit(ctx: Context, event: Event, lead: tuple[Statement, ...] = ()) -> Turn:
    """Continue the unfinished stretch."""
    bookmark = open_bookmark(ctx)
    if bookmark is None:
        return greet(ctx, event)
    routine = ctx.content.routines[bookmark.routine]
    times = max(ctx.session.profile.explained.get(routine.slug, 1) - 1, 0)
    ctx = ctx.with_profile(bookmark=None).updated(counted=False, skipped=False, spent=0, visit=times)
    ctx = ctx.updated(seed=seed_of(ctx, times))
    at = min(bookmark.cycle, len(plan_of(ctx.session, routine).cycles) - 1)
    return send(ctx, routine, start=at, lead=lead, acknowledged=ctx.phrase("carry-on"))


def start_afresh(ctx: Context, event: Event) -> Turn:
    """Forget the unfinished stretch."""
    return greet(ctx.with_profile(bookmark=None), event)
