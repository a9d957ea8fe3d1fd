"""The whole conversation: what happens in which state leads to which move. docs/architecture.md draws it.

Three rules every row must keep:
stop always ends the session;
nothing in ALARMED leads to a stretch;
every event has a move in every state.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from skill.conversation import answer, care, guide, welcome
from skill.conversation import events as e
from skill.conversation.running import RUNNING, UNDER_WAY, plan_of, routine_of
from skill.conversation.session import Session, State

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from skill.conversation.turn import Turn
    from skill.library.library import Library

    Move = Callable[[Session, Any, Library, datetime], Turn]
    Row = dict[type[e.Event], Move]

ANYWHERE: Row = {
    e.Opened: welcome.welcome,
    e.CrampReported: care.relieve,
    e.Persisted: care.relieve,
    e.Eased: care.ease,
    e.SatDown: care.relieve_sitting,
    e.StretchRequested: guide.stretch,
    e.QuestionAsked: answer.answer,
    e.HelpRequested: welcome.explain,
    e.Misheard: welcome.misunderstand,
    e.Agreed: welcome.explain,
    e.Declined: welcome.leave,
    e.Paused: welcome.explain,
    e.Resumed: welcome.explain,
    e.SkippedAhead: welcome.explain,
    e.WentBack: welcome.explain,
    e.Repeated: answer.repeat_answer,
    e.StartedOver: welcome.welcome,
    e.Stopped: welcome.leave,
    e.FellSilent: welcome.fall_silent,
}

IN_A_ROUTINE: Row = {
    e.Paused: guide.pause,
    e.Resumed: guide.carry_on,
    e.SkippedAhead: guide.skip_ahead,
    e.WentBack: guide.go_back,
    e.Repeated: guide.repeat,
    e.StartedOver: guide.start_over,
    e.SatDown: guide.sit,
}

ROWS: dict[State, Row] = {
    State.FRESH: {},
    State.WELCOMED: {
        e.Agreed: care.relieve,
        e.Resumed: care.relieve,
        e.SkippedAhead: care.relieve,
        e.Declined: care.offer_practice,
        e.Repeated: welcome.welcome,
        e.WentBack: welcome.welcome,
        e.Misheard: welcome.welcome,
    },
    State.RELIEVING: {
        **IN_A_ROUTINE,
        e.Agreed: care.ease,
        e.Declined: care.go_round,
        e.Persisted: care.go_round,
    },
    State.STRETCHING: {
        **IN_A_ROUTINE,
        e.Agreed: guide.carry_on,
    },
    State.PAUSED: {
        **IN_A_ROUTINE,
        e.Agreed: guide.resume,
        e.Resumed: guide.resume,
        e.Paused: guide.stay_paused,
        e.Repeated: guide.stay_paused,
        e.Misheard: guide.stay_paused,
    },
    State.OFFERED: {
        e.Agreed: guide.accept,
        e.Resumed: guide.accept,
        e.SkippedAhead: guide.accept,
        e.StartedOver: guide.accept,
        e.SatDown: guide.sit,
        e.Repeated: guide.repeat_offer,
        e.WentBack: guide.repeat_offer,
        e.Misheard: guide.repeat_offer,
    },
    State.ANSWERED: {
        e.Agreed: answer.ask_what_else,
        e.Resumed: answer.ask_what_else,
    },
    State.CHECKING: {
        **dict.fromkeys(ANYWHERE, answer.doubt),
        e.Declined: care.relieve,
        e.Repeated: answer.check_again,
        e.HelpRequested: answer.check_again,
        e.Paused: answer.check_again,
        e.QuestionAsked: answer.answer,
        e.Opened: welcome.welcome,
        e.Stopped: welcome.leave,
        e.FellSilent: welcome.fall_silent,
    },
    State.ALARMED: {
        **dict.fromkeys(ANYWHERE, answer.stay_alarmed),
        e.CrampReported: answer.refuse_stretch,
        e.StretchRequested: answer.refuse_stretch,
        e.QuestionAsked: answer.answer,
        e.Declined: welcome.leave,
        e.Opened: welcome.welcome,
        e.Stopped: welcome.leave,
        e.FellSilent: welcome.fall_silent,
    },
}

TABLE: dict[State, Row] = {state: ANYWHERE | row for state, row in ROWS.items()}


def take_turn(session: Session, event: e.Event, library: Library, now: datetime) -> Turn:
    """Say what follows: a pure function of its arguments; `now` is an aware datetime."""
    session = caught_up(session, library, now)
    if not isinstance(event, e.Misheard):
        session = replace(session, misheard=0)
    return TABLE[session.state][type(event)](session, event, library, now)


def caught_up(session: Session, library: Library, now: datetime) -> Session:
    """Let the clock catch up with what nobody answered: silence means carry on."""
    if session.state is State.CHECKING and now.timestamp() >= session.sent:
        return replace(session, state=State.ALARMED)
    if session.state in (State.WELCOMED, *UNDER_WAY) and not _can_go_on(session, library):
        return Session(told=session.told)
    if session.state is State.OFFERED and session.offer not in library.routines:
        return Session(told=session.told)
    if session.state is State.WELCOMED and now.timestamp() >= session.sent:
        told = session.told or welcome.GENERAL_INFORMATION in session.notes
        kind = library.routines[session.routine].kind
        return replace(session, state=RUNNING[kind], since=session.sent, told=told)
    return session


def _can_go_on(session: Session, library: Library) -> bool:
    """Tell whether the routine is still there: content may have changed since the last turn."""
    routine = routine_of(session, library)
    return routine is not None and 0 <= session.start < len(plan_of(routine).cycles)
