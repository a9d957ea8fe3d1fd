"""What happens in which state leads to which action. docs/architecture.md draws it.

Three rules every row must keep:
stop always ends the session;
nothing leads to a stretch after a sign;
every event has an action in every state.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from skill.conversation import adjust, answer, care, checking, consent, guide, outcomes, recall, remind, welcome
from skill.conversation import events as e
from skill.conversation.session import State

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from skill.conversation.context import Context
    from skill.conversation.turn import Turn

    Action = Callable[[Context, Any], Turn]
    Key = str | type[e.Event]
    Row = dict[Key, Action]

CARRYING = (e.CrampReported, e.StretchRequested, e.RemindersWanted, e.TimeNamed)
"""Events of commands that carry data."""


def _given(key: Key) -> bool:
    """Return whether a key stands for a command."""
    return isinstance(key, str) or key in CARRYING


IN_A_ROUTINE: Row = {
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

ANYWHERE: Row = {
    **dict.fromkeys(IN_A_ROUTINE, welcome.explain),
    e.Opened: recall.open_visit,
    e.CrampReported: care.relieve,
    "still-hurts": care.relieve,
    "eased": care.ease,
    "denied": welcome.note_denial,
    **dict.fromkeys(("partly", "unsure"), welcome.misunderstand),
    "let-go": adjust.tell_when_to_let_go,
    "too-much": adjust.tell_to_ease_off,
    "which-side": adjust.tell_side,
    "sit": care.relieve_sitting,
    e.StretchRequested: guide.stretch,
    e.QuestionAsked: answer.answer,
    "slower": adjust.slow_down,
    "faster": adjust.speed_up,
    "count": adjust.count,
    "no-counting": adjust.stop_counting,
    "whisper": adjust.whisper,
    "speak-up": adjust.speak_up,
    "progress": recall.tell_progress,
    "forget-me": recall.ask_forget,
    outcomes.ForgettingFailed: recall.admit_failure,
    e.RemindersWanted: remind.propose,
    e.TimeNamed: remind.change,
    "list-reminders": remind.tell,
    "cancel-reminders": remind.ask_cancel,
    outcomes.RemindersListed: remind.read_out,
    outcomes.RemindersLacking: remind.offer,
    outcomes.RemindersFailed: consent.fail,
    outcomes.PermissionGranted: consent.go_ahead,
    outcomes.PermissionRefused: consent.accept_refusal,
    outcomes.PermissionUnanswered: consent.point_to_the_app,
    "help": welcome.explain,
    "misheard": welcome.misunderstand,
    "yes": welcome.explain,
    "no": welcome.leave,
    "repeat": answer.repeat_answer,
    "start-over": welcome.welcome,
    **dict.fromkeys(("stop", "cancel", "home"), welcome.leave),
    e.FellSilent: welcome.fall_silent,
}

PRACTISING: Row = {
    **IN_A_ROUTINE,
    "yes": guide.carry_on,
    **dict.fromkeys(("partly", "unsure"), guide.ask_again),
    "no": remind.leave_or_offer,
}

ROWS: dict[State, Row] = {
    State.FRESH: {"resume": recall.resume_visit},
    State.WELCOMED: {
        **dict.fromkeys(("yes", "resume", "next"), care.relieve),
        "no": care.ask_what_it_is,
        **dict.fromkeys(("repeat", "back", "misheard", "partly", "unsure"), welcome.welcome),
    },
    State.RELIEVING: {
        **IN_A_ROUTINE,
        "yes": care.ease,
        "no": care.go_round,
        "still-hurts": care.go_round,
        "explain-again": guide.repeat,
        e.QuestionAsked: care.answer_in_relief,
        **dict.fromkeys(("denied", "partly"), care.go_round),
        "unsure": guide.ask_again,
    },
    State.STRETCHING: PRACTISING,
    State.FINISHED: {**PRACTISING, **dict.fromkeys(("yes", "resume"), guide.go_further)},
    State.PAUSED: {
        **IN_A_ROUTINE,
        "yes": guide.resume,
        "resume": guide.resume,
        **dict.fromkeys(("pause", "wait", "repeat", "misheard", "partly", "unsure"), guide.stay_paused),
    },
    State.OFFERED: {
        "yes": guide.accept,
        "no": remind.leave_or_offer,
        "resume": guide.accept,
        "next": guide.accept,
        "start-over": guide.accept,
        "sit": guide.sit,
        "repeat": guide.repeat_offer,
        "back": guide.repeat_offer,
        **dict.fromkeys(("misheard", "unsure", "partly"), guide.repeat_offer),
    },
    State.ANSWERED: {
        "yes": answer.ask_what_else,
        "resume": recall.resume_what_was_left,
    },
    State.CHECKING: {
        **dict.fromkeys(ANYWHERE, answer.check_once_more),
        **dict.fromkeys(filter(_given, ANYWHERE), checking.follow),
        e.QuestionAsked: answer.answer_in_check,
        e.FellSilent: welcome.fall_silent,
    },
    State.CAUTIONED: {
        "yes": answer.ask_what_else,
        **dict.fromkeys((e.CrampReported, "still-hurts", "sit", e.Opened), answer.check_before_relief),
        **dict.fromkeys((e.StretchRequested, "resume", "start-over"), answer.wait_for_doctor),
        "eased": answer.note_relief,
    },
    State.RETURNING: {
        "yes": recall.resume_visit,
        "resume": recall.resume_visit,
        "no": recall.start_afresh,
        "start-over": recall.start_afresh,
        **dict.fromkeys(("repeat", "back", "misheard"), recall.open_visit),
    },
    State.FORGETTING: {
        "yes": recall.forget,
        **dict.fromkeys(("no", "resume"), recall.keep),
        **dict.fromkeys(("repeat", "misheard"), recall.ask_forget),
    },
    State.CANCELLING: {
        "yes": remind.cancel,
        **dict.fromkeys(("no", "resume", "denied"), remind.keep),
        **dict.fromkeys(("repeat", "misheard"), remind.ask_cancel),
    },
    State.REMINDING: {
        "yes": remind.set_up,
        "no": remind.decline,
        e.TimeNamed: remind.propose,
        "repeat": remind.ask_again,
        "help": remind.ask_again,
        "misheard": remind.ask_again,
    },
    State.ALARMED: {
        **dict.fromkeys(ANYWHERE, answer.stay_alarmed),
        e.CrampReported: answer.refuse_stretch,
        e.StretchRequested: answer.refuse_stretch,
        e.QuestionAsked: answer.answer,
        "no": welcome.leave,
        **dict.fromkeys(("stop", "cancel", "home"), welcome.leave),
        e.FellSilent: welcome.fall_silent,
    },
}

TRANSITIONS: dict[State, Row] = {state: ANYWHERE | row for state, row in ROWS.items()}


def key_of(event: e.Event) -> Key:
    """Return what an event goes by in a row: a command's name if that is all it holds, or else its class."""
    return event.name if type(event) is e.Command else type(event)


def command_faults(commands: Collection[str], with_data: Collection[str]) -> list[str]:
    """Return a line for each command that has no transition, and for each transition that has no command.

    `with_data` names the commands whose events have classes of their own.
    """
    known = {key for row in TRANSITIONS.values() for key in row if isinstance(key, str)}
    lost = sorted(set(commands) - known - set(with_data))
    unsaid = sorted((known | set(with_data)) - set(commands))
    recipe = 'CONTRIBUTING.md, "… a command"'
    return [
        *(f'commands.toml: "{name}" has no transition. Add one to transitions.py: {recipe}.' for name in lost),
        *(
            f'commands.toml: "{name}" is missing, but the skill acts on it. Add [{name}], or take it out of '
            f"transitions.py: {recipe}."
            for name in unsaid
        ),
    ]
