"""What happens in which state leads to which action. docs/architecture.md draws it.

Three rules every row must keep:
stop always ends the session;
nothing leads to a stretch after a sign;
every event has an action in every state.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from skill.conversation import adjust, alarm, answer, care, checking, consent, guide, outcomes, recall, remind, welcome
from skill.conversation import events as e
from skill.conversation.rows import commands, on
from skill.conversation.session import State

if TYPE_CHECKING:
    from skill.conversation.rows import Key, Row

CARRYING = (e.CrampReported, e.StretchRequested, e.RemindersWanted, e.TimeNamed)
"""Events of commands that carry data."""


def _given(key: Key) -> bool:
    """Return whether a key stands for a command."""
    return isinstance(key, str) or key in CARRYING


IN_A_ROUTINE = commands(
    {
        "pause": guide.pause,
        "wait": guide.pause,
        "resume": guide.carry_on,
        "next": guide.skip_ahead,
        "back": guide.go_back,
        "repeat": guide.repeat,
        "start-over": guide.start_over,
        "sit": guide.sit,
        "skip-explanation": adjust.skip_explanation,
        "explain-again": adjust.explain_again,
        "time-left": adjust.tell_time_left,
        "how-many": adjust.tell_count,
    }
)
"""What only a routine gives sense. Anywhere else the skill says what can be asked for."""

ANYWHERE: Row = {
    **dict.fromkeys(IN_A_ROUTINE, welcome.explain),
    **on(e.Opened, recall.open_visit),
    **on(e.FellSilent, welcome.fall_silent),
    **on(e.CrampReported, care.relieve),
    **on(e.StretchRequested, guide.stretch),
    **on(e.QuestionAsked, answer.answer),
    **on(e.RemindersWanted, remind.propose),
    **on(e.TimeNamed, remind.change),
    **on(outcomes.ForgettingFailed, recall.admit_failure),
    **on(outcomes.RemindersListed, remind.read_out),
    **on(outcomes.RemindersLacking, remind.offer),
    **on(outcomes.RemindersFailed, consent.fail),
    **on(outcomes.PermissionGranted, consent.go_ahead),
    **on(outcomes.PermissionRefused, consent.accept_refusal),
    **on(outcomes.PermissionUnanswered, consent.point_to_the_app),
    **commands(
        {
            "still-hurts": care.relieve,
            "sit": care.relieve_sitting,
            "eased": care.ease,
            "denied": welcome.note_denial,
            "partly": welcome.misunderstand,
            "unsure": welcome.misunderstand,
            "let-go": adjust.tell_when_to_let_go,
            "too-much": adjust.tell_to_ease_off,
            "which-side": adjust.tell_side,
            "slower": adjust.slow_down,
            "faster": adjust.speed_up,
            "count": adjust.count,
            "no-counting": adjust.stop_counting,
            "whisper": adjust.whisper,
            "speak-up": adjust.speak_up,
            "progress": recall.tell_progress,
            "forget-me": recall.ask_forget,
            "list-reminders": remind.tell,
            "cancel-reminders": remind.ask_cancel,
            "help": welcome.explain,
            "misheard": welcome.misunderstand,
            "yes": welcome.explain,
            "no": welcome.leave,
            "repeat": answer.repeat_answer,
            "start-over": welcome.welcome,
            "stop": welcome.leave,
            "cancel": welcome.leave,
            "home": welcome.leave,
        }
    ),
}
"""What holds in every state whose own row says nothing else. Add a command's line here, or to IN_A_ROUTINE."""

PRACTISING = IN_A_ROUTINE | commands(
    {
        "yes": guide.carry_on,
        **dict.fromkeys(("partly", "unsure"), guide.ask_again),
        "no": remind.leave_or_offer,
    }
)

ROWS: dict[State, Row] = {
    State.FRESH: commands({"resume": recall.resume_visit}),
    State.WELCOMED: commands(
        {
            **dict.fromkeys(("yes", "resume", "next"), care.relieve),
            "no": care.ask_what_it_is,
            **dict.fromkeys(("repeat", "back", "misheard", "partly", "unsure"), welcome.welcome),
        }
    ),
    State.RELIEVING: IN_A_ROUTINE
    | on(e.QuestionAsked, care.answer_in_relief)
    | commands(
        {
            "yes": care.ease,
            **dict.fromkeys(("no", "still-hurts", "denied", "partly"), care.go_round),
            "unsure": guide.ask_again,
            "explain-again": guide.repeat,
        }
    ),
    State.STRETCHING: PRACTISING,
    State.FINISHED: PRACTISING | commands(dict.fromkeys(("yes", "resume"), guide.go_further)),
    State.PAUSED: IN_A_ROUTINE
    | commands(
        {
            **dict.fromkeys(("yes", "resume"), guide.resume),
            **dict.fromkeys(("pause", "wait", "repeat", "misheard", "partly", "unsure"), guide.stay_paused),
        }
    ),
    State.OFFERED: commands(
        {
            **dict.fromkeys(("yes", "resume", "next", "start-over"), guide.accept),
            "no": remind.leave_or_offer,
            "sit": guide.sit,
            **dict.fromkeys(("repeat", "back", "misheard", "unsure", "partly"), guide.repeat_offer),
        }
    ),
    State.ANSWERED: commands({"yes": answer.ask_what_else, "resume": recall.resume_what_was_left}),
    State.CHECKING: dict.fromkeys(ANYWHERE, answer.check_once_more)
    | dict.fromkeys(filter(_given, ANYWHERE), checking.follow)
    | on(e.QuestionAsked, answer.answer_in_check)
    | on(e.FellSilent, welcome.fall_silent),
    State.CAUTIONED: on(e.CrampReported, answer.check_before_relief)
    | on(e.Opened, answer.check_before_relief)
    | on(e.StretchRequested, answer.wait_for_doctor)
    | commands(
        {
            "yes": answer.ask_what_else,
            **dict.fromkeys(("still-hurts", "sit"), answer.check_before_relief),
            **dict.fromkeys(("resume", "start-over"), answer.wait_for_doctor),
            "eased": answer.note_relief,
        }
    ),
    State.RETURNING: commands(
        {
            **dict.fromkeys(("yes", "resume"), recall.resume_visit),
            **dict.fromkeys(("no", "start-over"), recall.start_afresh),
            **dict.fromkeys(("repeat", "back", "misheard"), recall.open_visit),
        }
    ),
    State.FORGETTING: commands(
        {
            "yes": recall.forget,
            **dict.fromkeys(("no", "resume"), recall.keep),
            **dict.fromkeys(("repeat", "misheard"), recall.ask_forget),
        }
    ),
    State.CANCELLING: commands(
        {
            "yes": remind.cancel,
            **dict.fromkeys(("no", "resume", "denied"), remind.keep),
            **dict.fromkeys(("repeat", "misheard"), remind.ask_cancel),
        }
    ),
    State.REMINDING: on(e.TimeNamed, remind.propose)
    | commands(
        {
            "yes": remind.set_up,
            "no": remind.decline,
            **dict.fromkeys(("repeat", "help", "misheard"), remind.ask_again),
        }
    ),
    State.ALARMED: dict.fromkeys(ANYWHERE, alarm.stay_alarmed)
    | on(e.CrampReported, alarm.refuse_stretch)
    | on(e.StretchRequested, alarm.refuse_stretch)
    | on(e.QuestionAsked, answer.answer)
    | on(e.FellSilent, welcome.fall_silent)
    | commands(dict.fromkeys(("no", "stop", "cancel", "home"), welcome.leave)),
}

TRANSITIONS: dict[State, Row] = {state: ANYWHERE | row for state, row in ROWS.items()}
