"""Moves after an outcome: what went wrong with reminders and what to do, and Alexa's own question about permission.

Rule: times come back with Alexa's answer only after a yes to them, so they are set without asking again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from skill.conversation.beats import say
from skill.conversation.effects import AskPermission, SendConsentCard
from skill.conversation.events import RemindersWanted
from skill.conversation.outcomes import PermissionUnanswered
from skill.conversation.remind import go_on, propose, set_up
from skill.conversation.turn import Turn
from skill.conversation.visit import leave_behind, remember

if TYPE_CHECKING:
    from datetime import datetime

    from skill.conversation.events import Event
    from skill.conversation.outcomes import PermissionGranted, RemindersFailed
    from skill.conversation.session import Session
    from skill.library.library import Library

FAILURES = {
    "permission": "reminders-unseen",
    "device": "reminders-no-device",
    "full": "reminders-full",
    "zone": "reminders-no-zone",
    "busy": "reminders-busy",
}


def fail(session: Session, event: RemindersFailed, library: Library, now: datetime) -> Turn:
    """Say what went wrong and what to do; where only the permission is missing, have Alexa ask for it, once."""
    if event.reason != "permission" or not event.times:
        return go_on(session, library, now, say(library.phrase(FAILURES.get(event.reason, "reminders-down"))))
    if session.permission_asked:
        return point_to_the_app(session, event, library, now)
    told = say(library.phrase("reminders-permission"))
    session = replace(leave_behind(session, library, now), permission_asked=True)
    return Turn(told, session, (*remember(session), AskPermission(event.times)))


def go_ahead(session: Session, event: PermissionGranted, library: Library, now: datetime) -> Turn:
    """Set the times agreed to before Alexa asked; propose the usual ones where they got lost on the way."""
    session = replace(session, times=event.times, permission_asked=True)
    return set_up(session, event, library, now) if event.times else propose(session, RemindersWanted(), library, now)


def accept_refusal(session: Session, _event: Event, library: Library, now: datetime) -> Turn:
    """Take the no to Alexa's question for good."""
    return go_on(session.like(reminders_refused=True), library, now, say(library.phrase("reminders-declined")))


def point_to_the_app(session: Session, event: Event, library: Library, now: datetime) -> Turn:
    """Say that nothing is set, and how to allow it in the Alexa app."""
    carded = isinstance(event, PermissionUnanswered) and event.carded
    cards = () if carded else (SendConsentCard(),)
    return go_on(session, library, now, say(library.phrase("reminders-card")), *cards)
