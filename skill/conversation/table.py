"""The whole conversation: what happens in which state leads to which move. docs/architecture.md draws it.

Three rules every row must keep:
stop always ends the session;
nothing leads to a stretch after a sign;
every event has a move in every state.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from skill.conversation import adjust, answer, care, consent, guide, outcomes, recall, remind, welcome
from skill.conversation import events as e
from skill.conversation.effects import Forget, Remember
from skill.conversation.lapse import caught_up
from skill.conversation.session import Session, State
from skill.conversation.visit import count_if_done, remember

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from skill.conversation.turn import Turn
    from skill.library.library import Library

    Move = Callable[[Session, Any, Library, datetime], Turn]
    Row = dict[type[e.Event], Move]

IN_A_ROUTINE: Row = {
    e.Paused: guide.pause,
    e.Resumed: guide.carry_on,
    e.SkippedAhead: guide.skip_ahead,
    e.WentBack: guide.go_back,
    e.Repeated: guide.repeat,
    e.StartedOver: guide.start_over,
    e.SatDown: guide.sit,
    e.ExplanationSkipped: adjust.skip_explanation,
    e.ExplanationWanted: adjust.explain_again,
    e.TimeLeftAsked: adjust.tell_time_left,
    e.CountAsked: adjust.tell_count,
}

ANYWHERE: Row = {
    **dict.fromkeys(IN_A_ROUTINE, welcome.explain),
    e.Opened: recall.open_visit,
    e.CrampReported: care.relieve,
    e.Persisted: care.relieve,
    e.Eased: care.ease,
    e.Denied: welcome.note_denial,
    **dict.fromkeys((e.PartlyEased, e.Unsure), welcome.misunderstand),
    e.LettingGoAsked: adjust.tell_when_to_let_go,
    e.TooMuch: adjust.tell_to_ease_off,
    e.SideAsked: adjust.tell_side,
    e.SatDown: care.relieve_sitting,
    e.StretchRequested: guide.stretch,
    e.QuestionAsked: answer.answer,
    e.SlowedDown: adjust.slow_down,
    e.SpedUp: adjust.speed_up,
    e.CountingWanted: adjust.count,
    e.CountingUnwanted: adjust.stop_counting,
    e.WhisperingWanted: adjust.whisper,
    e.WhisperingUnwanted: adjust.speak_up,
    e.ProgressAsked: recall.tell_progress,
    e.ForgettingAsked: recall.ask_forget,
    outcomes.ForgettingFailed: recall.admit_failure,
    e.RemindersWanted: remind.propose,
    e.TimeNamed: remind.change,
    e.RemindersAsked: remind.tell,
    e.RemindersUnwanted: remind.ask_cancel,
    outcomes.RemindersListed: remind.read_out,
    outcomes.RemindersLacking: remind.offer,
    outcomes.RemindersFailed: consent.fail,
    outcomes.PermissionGranted: consent.go_ahead,
    outcomes.PermissionRefused: consent.accept_refusal,
    outcomes.PermissionUnanswered: consent.point_to_the_app,
    e.HelpRequested: welcome.explain,
    e.Misheard: welcome.misunderstand,
    e.Agreed: welcome.explain,
    e.Declined: welcome.leave,
    e.Repeated: answer.repeat_answer,
    e.StartedOver: welcome.welcome,
    e.Stopped: welcome.leave,
    e.FellSilent: welcome.fall_silent,
}

NO_ANSWER = (
    e.Repeated,
    e.HelpRequested,
    e.Paused,
    e.SlowedDown,
    e.SpedUp,
    e.CountingWanted,
    e.CountingUnwanted,
    e.WhisperingWanted,
    e.WhisperingUnwanted,
    e.ProgressAsked,
    e.ForgettingAsked,
    e.RemindersWanted,
    e.RemindersAsked,
    e.RemindersUnwanted,
)
"""What is no answer to the one check, not even a doubtful one."""

ROWS: dict[State, Row] = {
    State.FRESH: {e.Resumed: recall.resume_visit},
    State.WELCOMED: {
        **dict.fromkeys((e.Agreed, e.Resumed, e.SkippedAhead), care.relieve),
        e.Declined: care.ask_what_it_is,
        **dict.fromkeys((e.Repeated, e.WentBack, e.Misheard, e.PartlyEased, e.Unsure), welcome.welcome),
    },
    State.RELIEVING: {
        **IN_A_ROUTINE,
        e.Agreed: care.ease,
        e.Declined: care.go_round,
        e.Persisted: care.go_round,
        e.ExplanationWanted: guide.repeat,
        e.QuestionAsked: care.answer_in_relief,
        **dict.fromkeys((e.Denied, e.PartlyEased), care.go_round),
        e.Unsure: guide.ask_again,
    },
    State.STRETCHING: {
        **IN_A_ROUTINE,
        e.Agreed: guide.carry_on,
        **dict.fromkeys((e.PartlyEased, e.Unsure), guide.ask_again),
        e.Declined: remind.leave_or_offer,
    },
    State.PAUSED: {
        **IN_A_ROUTINE,
        e.Agreed: guide.resume,
        e.Resumed: guide.resume,
        **dict.fromkeys((e.Paused, e.Repeated, e.Misheard, e.PartlyEased, e.Unsure), guide.stay_paused),
    },
    State.OFFERED: {
        e.Agreed: guide.accept,
        e.Declined: remind.leave_or_offer,
        e.Resumed: guide.accept,
        e.SkippedAhead: guide.accept,
        e.StartedOver: guide.accept,
        e.SatDown: guide.sit,
        e.Repeated: guide.repeat_offer,
        e.WentBack: guide.repeat_offer,
        **dict.fromkeys((e.Misheard, e.Unsure, e.PartlyEased), guide.repeat_offer),
    },
    State.ANSWERED: {
        e.Agreed: answer.ask_what_else,
        e.Resumed: recall.resume_what_was_left,
    },
    State.CHECKING: {
        **dict.fromkeys(ANYWHERE, answer.check_once_more),
        **dict.fromkeys((e.Agreed, e.PartlyEased), answer.doubt),
        **dict.fromkeys((e.Declined, e.Denied), care.after_check),
        e.QuestionAsked: answer.answer_in_check,
        **dict.fromkeys(NO_ANSWER, answer.check_again),
        e.Stopped: welcome.leave,
        e.FellSilent: welcome.fall_silent,
    },
    State.CAUTIONED: {
        e.Agreed: answer.ask_what_else,
        **dict.fromkeys((e.CrampReported, e.Persisted, e.SatDown, e.Opened), answer.check_before_relief),
        **dict.fromkeys((e.StretchRequested, e.Resumed, e.StartedOver), answer.wait_for_doctor),
        e.Eased: answer.note_relief,
    },
    State.RETURNING: {
        e.Agreed: recall.resume_visit,
        e.Resumed: recall.resume_visit,
        e.Declined: recall.start_afresh,
        e.StartedOver: recall.start_afresh,
        **dict.fromkeys((e.Repeated, e.WentBack, e.Misheard), recall.open_visit),
    },
    State.FORGETTING: {
        e.Agreed: recall.forget,
        **dict.fromkeys((e.Declined, e.Resumed), recall.keep),
        **dict.fromkeys((e.Repeated, e.Misheard), recall.ask_forget),
    },
    State.CANCELLING: {
        e.Agreed: remind.cancel,
        **dict.fromkeys((e.Declined, e.Resumed, e.Denied), remind.keep),
        **dict.fromkeys((e.Repeated, e.Misheard), remind.ask_cancel),
    },
    State.REMINDING: {
        e.Agreed: remind.set_up,
        e.Declined: remind.decline,
        e.TimeNamed: remind.propose,
        e.Repeated: remind.ask_again,
        e.HelpRequested: remind.ask_again,
        e.Misheard: remind.ask_again,
    },
    State.ALARMED: {
        **dict.fromkeys(ANYWHERE, answer.stay_alarmed),
        e.CrampReported: answer.refuse_stretch,
        e.StretchRequested: answer.refuse_stretch,
        e.QuestionAsked: answer.answer,
        e.Declined: welcome.leave,
        e.Stopped: welcome.leave,
        e.FellSilent: welcome.fall_silent,
    },
}

TABLE: dict[State, Row] = {state: ANYWHERE | row for state, row in ROWS.items()}


def take_turn(session: Session, event: e.Event, library: Library, now: datetime) -> Turn:
    """Say what follows: a pure function of its arguments; `now` is an aware datetime."""
    before = caught_up(session, library, now)
    session = count_if_done(before, library, now)
    if not isinstance(event, e.Misheard):
        session = replace(session, misheard=0)
    turn = care.or_help(TABLE[session.state][type(event)](session, event, library, now), library, now)
    turn = kept_from_stretching(turn, session, event, library, now)
    if session.counted == before.counted or any(isinstance(effect, Remember | Forget) for effect in turn.effects):
        return turn
    return replace(turn, effects=(*remember(turn.session), *turn.effects))


LEADS_TO_STRETCH = (State.WELCOMED, State.RETURNING, State.RELIEVING, State.STRETCHING, State.PAUSED, State.OFFERED)
"""States in which there is a stretch, or one follows from a yes or from silence."""


def kept_from_stretching(turn: Turn, before: Session, event: e.Event, library: Library, now: datetime) -> Turn:
    """Return the turn if it leads to no stretch, or no sign was named; otherwise one that says why there is none.

    After a sign that only asks for an appointment, relief is open once the check was passed.
    """
    session = turn.session
    if not session.sign or turn.over:
        return turn
    if session.sign == "doctor" and session.state is State.ANSWERED:
        return replace(turn, session=replace(session, state=State.CAUTIONED))
    if session.state not in LEADS_TO_STRETCH:
        return turn
    routine = library.routines.get(session.routine)
    relieving = routine is not None and routine.kind == "relief" and session.state is not State.OFFERED
    if relieving and session.checked:
        return turn
    if session.sign != "doctor":
        return answer.refuse_stretch(before, event, library, now)
    return (answer.check_before_relief if relieving else answer.wait_for_doctor)(before, event, library, now)
