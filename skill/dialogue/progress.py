"""Actions about stored data: progress, the unfinished stretch, and deleting everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from skill.dialogue.answer import ask_what_else
from skill.dialogue.beats import say
from skill.dialogue.effects import Forget
from skill.dialogue.opening import resume_visit
from skill.dialogue.playback import interject
from skill.dialogue.position import current_routine
from skill.dialogue.practice import pause
from skill.dialogue.session import NOBODY, State
from skill.dialogue.tally import next_step, tally_of
from skill.dialogue.tally import told as tally_told
from skill.dialogue.turn import Turn, anything_else, phrase_question
from skill.dialogue.visit import leave_behind, open_bookmark

if TYPE_CHECKING:
    from skill.dialogue.context import Context
    from skill.dialogue.events import Event


def resume_what_was_left(ctx: Context, event: Event) -> Turn:
    """Continue an unfinished stretch. If there is none, ask what else there is."""
    return (resume_visit if open_bookmark(ctx) else ask_what_else)(ctx, event)


def tell_progress(ctx: Context, _event: Event) -> Turn:
    """Say how many sessions were done lately, and what is next. Offer one if now is a good time."""
    tally = tally_of(ctx)
    told = tally_told(ctx, tally)
    if current_routine(ctx.session):
        practising = ctx.routine.kind == "practice"
        return interject(ctx, told or say(ctx.phrase("progress-first" if practising else "progress-none")))
    if ctx.session.sign:
        return anything_else(ctx, told or say(ctx.phrase("progress-none")))
    following, now = next_step(ctx, tally)
    told = (*(told or say(ctx.phrase("progress-plan"))), *say(ctx.phrase(following) if following else ""))
    if not now:
        return anything_else(ctx, told)
    offer = ctx.content.routine_for("practice", None)
    ctx = ctx.updated(state=State.OFFERED, routine="", offer=offer.slug, offer_phrase="progress-offer")
    return phrase_question(ctx, "progress-offer", told)


def ask_forget(ctx: Context, event: Event) -> Turn:
    """Ask once before everything is deleted. A routine waits."""
    ctx = leave_behind(ctx)
    if current_routine(ctx.session):
        ctx = ctx.with_session(pause(ctx, event).session)
    waiting = ctx.session.state in (State.PAUSED, State.FORGETTING)
    return phrase_question(
        ctx.updated(state=State.FORGETTING, routine=ctx.session.routine if waiting else ""), "forget"
    )


def forget(ctx: Context, _event: Event) -> Turn:
    """Delete everything that is stored about the user, and say so. A sign still counts for the rest of the session."""
    nobody = replace(ctx.session.afresh(), disclaimer_given=False, stored_profile=NOBODY, profile=NOBODY)
    turn = anything_else(ctx.with_session(replace(nobody, reminders_offered=False)), say(ctx.phrase("forgotten")))
    return Turn(turn.beats, turn.session, (Forget(),))


def keep(ctx: Context, _event: Event) -> Turn:
    """Delete nothing. A routine goes on waiting."""
    told = say(ctx.phrase("not-forgotten"))
    if ctx.routine_if_any:
        return phrase_question(ctx.updated(state=State.PAUSED), "paused", told)
    return anything_else(ctx, told)


def admit_failure(ctx: Context, _event: Event) -> Turn:
    """Say that deleting failed."""
    return anything_else(ctx, say(ctx.phrase("forgetting-failed")))
