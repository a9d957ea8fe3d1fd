"""Changes to a session between two turns: the clock went on, and content may have been changed.

It must not decide what is said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from skill.conversation.answer import ALARMS, alarmed, check_of
from skill.conversation.events import Command
from skill.conversation.running import BEFORE_RELIEF, RUNNING, UNDER_WAY, place_of, plan_of, routine_of
from skill.conversation.session import Session, State
from skill.conversation.visit import is_done
from skill.conversation.welcome import GENERAL_INFORMATION

if TYPE_CHECKING:
    from datetime import datetime

    from skill.conversation.events import Event
    from skill.library.library import Library

PROGRESS = Command("progress")
GRAVEST = "emergency"
"""The question that stands for an alarm's own where that is no longer there."""


def apply_timeouts(session: Session, library: Library, now: datetime) -> Session:
    """Return the session as it is now, if nobody answered since the last turn: silence means carry on."""
    session = _with_question(_in_alarm(session), library)
    if not _can_go_on(session, library):
        return session.afresh()
    if session.state is State.CHECKING and now.timestamp() >= session.sent:
        return alarmed(session, library)
    if session.state in BEFORE_RELIEF and now.timestamp() >= session.sent:
        told = session.told or GENERAL_INFORMATION in session.notes
        kind = library.routines[session.routine].kind
        session = replace(session, state=RUNNING[kind], since=session.sent, told=told)
    if session.state is State.STRETCHING and _is_over(session, library, now):
        return replace(session, state=State.FINISHED)
    return session


def _in_alarm(session: Session) -> Session:
    """Return the session with its alarm on, if a sign that raises one was named."""
    return replace(session, state=State.ALARMED) if session.sign in ALARMS else session


def _with_question(session: Session, library: Library) -> Session:
    """Let go of a question that is no longer there, and take an alarm without one for the gravest."""
    question = library.questions.get(session.question)
    if session.state is State.CHECKING and not (question and check_of(question, session.choice)):
        session = replace(session, state=State.ALARMED)
    if session.state is State.ALARMED:
        alarming = question is not None and question.answer(session.choice).level in ALARMS
        return session if alarming else replace(session, question=GRAVEST, choice="")
    return session if question else replace(session, question="", choice="")


def _is_over(session: Session, library: Library, now: datetime) -> bool:
    """Return whether the last repetition of a practice is over."""
    practice = library.routines[session.routine].kind == "practice"
    return practice and place_of(session, library, now).finished


def _can_go_on(session: Session, library: Library) -> bool:
    """Return whether all that the state needs is still there: content may have changed since the last turn."""
    if session.state is State.OFFERED:
        return session.offer in library.routines
    if session.state is State.REMINDING:
        return bool(session.times)
    routine = routine_of(session, library)
    needed = session.state in (*BEFORE_RELIEF, *UNDER_WAY)
    return not needed or (routine is not None and 0 <= session.start < len(plan_of(session, routine).cycles))


def needs_day(session: Session, event: Event, library: Library, now: datetime) -> bool:
    """Return whether the person's local day matters to what comes of an event."""
    return event == PROGRESS or is_done(apply_timeouts(session, library, now), library)
