"""Moves that get somebody through a cramp: relief, another round, and the end of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from skill.conversation.answer import raise_alarm
from skill.conversation.beats import say
from skill.conversation.events import CrampReported, Event, QuestionAsked
from skill.conversation.running import next_start, routine_of, send
from skill.conversation.session import Session, State
from skill.conversation.turn import Turn, phrase_question
from skill.conversation.visit import leave_behind
from skill.conversation.welcome import GENERAL_INFORMATION, notes_for

if TYPE_CHECKING:
    from datetime import datetime

    from skill.library.library import Library
    from skill.stretching.routine import Routine

TEN_MINUTES = 600
"""Seconds after which a cramp is no longer an ordinary one: https://nidirect.gov.uk/node/10453."""

TOO_LONG = QuestionAsked("see-doctor", "over-ten-minutes")


def relieve(session: Session, event: Event, library: Library, now: datetime) -> Turn:
    """Start relief with its first instruction, or go on with it where it is already under way."""
    muscle = event.muscle if isinstance(event, CrampReported) else None
    if session.state is State.RELIEVING and muscle in (None, library.routines[session.routine].muscle):
        return go_round(session, event, library, now)
    return begin(session, library.routine_for("relief", muscle), library, now, muscle=muscle)


def relieve_sitting(session: Session, _event: Event, library: Library, now: datetime) -> Turn:
    """Start relief in the way for somebody who can't stand."""
    return begin(session, library.routine_for("relief", None, "seated"), library, now, muscle=None)


def begin(session: Session, routine: Routine, library: Library, now: datetime, *, muscle: str | None) -> Turn:
    """Speak the first part of a relief routine."""
    since = session.since or now.timestamp()
    notes = notes_for(session, muscle=muscle)
    session = leave_behind(session, library, now)
    session = replace(session, since=since, told=session.told or GENERAL_INFORMATION in notes, brief=False)
    return send(session, routine, library, now, notes=notes)


def go_round(session: Session, _event: Event, library: Library, now: datetime) -> Turn:
    """Go on to the next part, and after the last to the first."""
    routine = library.routines[session.routine]
    start = session.start if now.timestamp() < session.sent else next_start(session, library, now)
    again = start >= sum(step.times for step in routine.steps)
    return send(session, routine, library, now, start=start, lead=say(library.phrase("round-again")) if again else ())


def or_help(turn: Turn, library: Library, now: datetime) -> Turn:
    """Send the person for help instead, where a turn would go on with a cramp that has lasted too long."""
    since = turn.session.since
    if turn.session.state is not State.RELIEVING or not since or now.timestamp() - since < TEN_MINUTES:
        return turn
    return replace(raise_alarm(turn.session, TOO_LONG, library), effects=turn.effects)


def ease(session: Session, _event: Event, library: Library, now: datetime) -> Turn:
    """Close kindly and offer the practice for the muscle that cramped, in the way that suits the person."""
    session = leave_behind(session, library, now)
    cramped = routine_of(session, library)
    muscle, way = (cramped.muscle, cramped.way) if cramped else (None, "standing")
    offer = library.routine_for("practice", muscle, way)
    session = replace(session, state=State.OFFERED, routine="", since=0.0, offer=offer.slug, asking="eased")
    return phrase_question(library, "eased", session)


def offer_practice(session: Session, _event: Event, library: Library, _now: datetime) -> Turn:
    """Offer the practice to somebody who has no cramp."""
    offer = library.routine_for("practice", None)
    session = replace(session, state=State.OFFERED, routine="", offer=offer.slug, asking="not-a-cramp")
    return phrase_question(library, "not-a-cramp", session)
