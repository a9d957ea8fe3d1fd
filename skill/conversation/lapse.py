"""What happens to a session while nobody speaks: the clock goes on, and content may have been changed.

It must not decide what is said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from skill.conversation.answer import ALARMS, alarmed, check_of
from skill.conversation.running import BEFORE_RELIEF, RUNNING, UNDER_WAY, plan_of, routine_of
from skill.conversation.session import Session, State
from skill.conversation.welcome import GENERAL_INFORMATION

if TYPE_CHECKING:
    from datetime import datetime

    from skill.library.library import Library

GRAVEST = "emergency"
"""The question that stands for an alarm's own where that is no longer there."""


def caught_up(session: Session, library: Library, now: datetime) -> Session:
    """Let the clock catch up with what nobody answered: silence means carry on."""
    session = _with_question(_in_alarm(session), library)
    if session.state is State.CHECKING and now.timestamp() >= session.sent:
        return alarmed(session, library)
    if session.state in (*BEFORE_RELIEF, *UNDER_WAY) and not _can_go_on(session, library):
        return session.afresh()
    if session.state is State.OFFERED and session.offer not in library.routines:
        return session.afresh()
    if session.state is State.REMINDING and not session.times:
        return session.afresh()
    if session.state in BEFORE_RELIEF and now.timestamp() >= session.sent:
        told = session.told or GENERAL_INFORMATION in session.notes
        kind = library.routines[session.routine].kind
        return replace(session, state=RUNNING[kind], since=session.sent, told=told)
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


def _can_go_on(session: Session, library: Library) -> bool:
    """Tell whether the routine is still there: content may have changed since the last turn."""
    routine = routine_of(session, library)
    return routine is not None and 0 <= session.start < len(plan_of(session, routine).cycles)
