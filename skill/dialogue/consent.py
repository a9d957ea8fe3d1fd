"""Actions after an effect: failed reminders, and Alexa's question about the permission.

Times come back with Alexa's answer only if the user agreed to them before, so they are set without asking again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from skill.dialogue.beats import say
from skill.dialogue.effect_results import PermissionUnanswered
from skill.dialogue.effects import AskPermission, SendConsentCard
from skill.dialogue.events import RemindersWanted
from skill.dialogue.reminders import go_on, propose, set_up, waiting
from skill.dialogue.turn import Turn
from skill.dialogue.visit import leave_behind, remember

if TYPE_CHECKING:
    from skill.dialogue.context import Context
    from skill.dialogue.effect_results import PermissionGranted, RemindersFailed
    from skill.dialogue.events import Event

FAILURES = {
    "permission": "reminders-unseen",
    "device": "reminders-no-device",
    "full": "reminders-full",
    "zone": "reminders-no-zone",
    "busy": "reminders-busy",
}


def fail(ctx: Context, event: RemindersFailed) -> Turn:
    """Say what went wrong and what to do. If only the permission is missing, have Alexa ask for it, once."""
    known = ctx.session.stored_profile  # nothing was set or cancelled
    ctx = ctx.with_profile(reminders=known.reminders, reminded_once=known.reminded_once)
    if event.reason != "permission" or not event.times:
        return go_on(ctx, say(ctx.phrase(FAILURES.get(event.reason, "reminders-down"))))
    if ctx.session.permission_asked:
        return point_to_the_app(ctx, event)
    session = leave_behind(ctx).updated(permission_asked=True).session
    return Turn(say(ctx.phrase("reminders-permission")), session, (*remember(session), AskPermission(event.times)))


def fail_to_cancel(ctx: Context, event: RemindersFailed) -> Turn:
    """Say what went wrong. A routine that waited for an answer goes on waiting."""
    return fail(waiting(ctx), event)


def go_ahead(ctx: Context, event: PermissionGranted) -> Turn:
    """Set the times agreed to before Alexa asked. If they were lost, propose the usual ones."""
    ctx = ctx.updated(times=event.times, permission_asked=True)
    return set_up(ctx, event) if event.times else propose(ctx, RemindersWanted())


def accept_refusal(ctx: Context, _event: Event) -> Turn:
    """Accept the no to Alexa's question, and never offer again."""
    return go_on(ctx.with_profile(reminders_refused=True), say(ctx.phrase("reminders-declined")))


def point_to_the_app(ctx: Context, event: Event) -> Turn:
    """Say that nothing is set, and how to allow it in the Alexa app."""
    carded = isinstance(event, PermissionUnanswered) and event.carded
    cards = () if carded else (SendConsentCard(),)
    return go_on(ctx, say(ctx.phrase("reminders-card")), *cards)
