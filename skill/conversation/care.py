"""Moves that get somebody through a cramp: relief, another round, and the end of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from skill.conversation.answer import CHECK, answer, clear, raise_alarm
from skill.conversation.beats import Told, say
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

TOO_LONG = "over-ten-minutes"
"""The sign that a cramp has lasted longer than that."""


def relieve(session: Session, event: Event, library: Library, now: datetime) -> Turn:
    """Start relief with its first instruction, or go on with it where it is already under way."""
    muscle = event.muscle if isinstance(event, CrampReported) else None
    if isinstance(event, CrampReported) and (event.pregnant or event.helper):
        return relieve_gently(session, event, library, now)
    if session.state is State.RELIEVING and muscle in (None, library.routines[session.routine].muscle):
        return go_round(session, event, library, now)
    return begin(session, library.routine_for("relief", muscle), library, now, muscle=muscle)


def relieve_gently(session: Session, event: CrampReported, library: Library, now: datetime) -> Turn:
    """Start relief sitting or lying for somebody pregnant, or for a helper who does it for somebody else."""
    way = "seated" if event.pregnant else "standing"
    lead = say(library.phrase("pregnant-cramp" if event.pregnant else "helper-cramp"))
    return begin(
        session, library.routine_for("relief", event.muscle, way), library, now, muscle=event.muscle, lead=lead
    )


def after_check(session: Session, _event: Event, library: Library, now: datetime) -> Turn:
    """Take a clear no: give the milder answer of a sign, or begin relief."""
    if session.choice:
        return clear(session, library, now)
    session = replace(session, checked=True, asked_again=False)
    return begin(session, library.routine_for("relief", None), library, now, muscle=None)


def answer_in_relief(session: Session, asked: QuestionAsked, library: Library, now: datetime) -> Turn:
    """Answer a question; that it hurts is no question in the midst of a cramp, but a no to "has it eased"."""
    if asked.question == CHECK and not asked.choice:
        return go_round(session, asked, library, now)
    return answer(session, asked, library, now)


def relieve_sitting(session: Session, _event: Event, library: Library, now: datetime) -> Turn:
    """Start relief in the way for somebody who can't stand."""
    return begin(session, library.routine_for("relief", None, "seated"), library, now, muscle=None)


def begin(
    session: Session,
    routine: Routine,
    library: Library,
    now: datetime,
    *,
    muscle: str | None,
    lead: tuple[Told, ...] = (),
) -> Turn:
    """Speak the first part of a relief routine."""
    since = session.since or now.timestamp()
    notes = notes_for(session, muscle=muscle)
    session = leave_behind(session, library, now)
    session = replace(session, since=since, told=session.told or GENERAL_INFORMATION in notes, brief=False)
    return send(session, routine, library, now, notes=notes, lead=lead)


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
    too_long = QuestionAsked(library.home_of(TOO_LONG).slug, TOO_LONG)
    return replace(raise_alarm(turn.session, too_long, library), effects=turn.effects)


def ease(session: Session, _event: Event, library: Library, now: datetime) -> Turn:
    """Close kindly and offer the practice for the muscle that cramped, sitting or lying."""
    session = leave_behind(session, library, now)
    cramped = routine_of(session, library)
    offer = library.routine_for("practice", cramped.muscle if cramped else None, "seated")
    session = replace(session, state=State.OFFERED, routine="", since=0.0, offer=offer.slug, asking="eased")
    return phrase_question(library, "eased", session)


def ask_what_it_is(session: Session, _event: Event, library: Library, _now: datetime) -> Turn:
    """Ask somebody who has no cramp what it is, and offer nothing: it can be what a stretch would harm."""
    session = replace(session, state=State.ANSWERED, routine="", question="")
    return phrase_question(library, "not-a-cramp", session)
