"""State and event → action. docs/transitions.md shows the table.

Three rules for every row:
stop always ends the session;
nothing leads to a stretch after a sign;
every event has an action in every state.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from skill.dialogue import (
    alarm,
    answer,
    check,
    checking,
    consent,
    effect_results,
    greeting,
    opening,
    practice,
    preferences,
    progress,
    relief,
    reminders,
    voice_settings,
)
from skill.dialogue import events as e
from skill.dialogue.keys import command_transitions, event_transition
from skill.dialogue.session import State

if TYPE_CHECKING:
    from skill.dialogue.keys import Key, Row

CARRYING = (e.CrampReported, e.PartlyEased, e.VoiceWanted, e.StretchRequested, e.RemindersWanted, e.TimeNamed)
"""Events of commands that carry data."""


def _given(key: Key) -> bool:
    """Return whether a key stands for a command."""
    return isinstance(key, str) or key in CARRYING


IN_A_ROUTINE = command_transitions(
    {
        "pause": practice.pause,
        "wait": practice.pause,
        "resume": practice.carry_on,
        "next": practice.skip_ahead,
        "back": practice.go_back,
        "repeat": practice.repeat,
        "start-over": practice.start_over,
        "sit": practice.sit,
        "skip-explanation": preferences.skip_explanation,
        "explain-again": preferences.explain_again,
        "time-left": preferences.tell_time_left,
        "how-many": preferences.tell_count,
    }
)
"""Commands that only make sense in a routine. Elsewhere the skill says what can be asked for."""

ANYWHERE: Row = {
    **dict.fromkeys(IN_A_ROUTINE, greeting.explain),
    **event_transition(e.Opened, opening.open_visit),
    **event_transition(e.FellSilent, greeting.fall_silent),
    **event_transition(e.CrampReported, relief.relieve),
    **event_transition(e.StretchRequested, practice.stretch),
    **event_transition(e.PartlyEased, relief.relieve_if_still_there),
    **event_transition(e.QuestionAsked, answer.answer),
    **event_transition(e.VoiceWanted, voice_settings.change),
    **event_transition(e.RemindersWanted, reminders.propose),
    **event_transition(e.TimeNamed, reminders.change),
    **event_transition(effect_results.ForgettingFailed, progress.admit_failure),
    **event_transition(effect_results.RemindersListed, reminders.read_out),
    **event_transition(effect_results.RemindersLacking, reminders.offer),
    **event_transition(effect_results.RemindersFailed, consent.fail),
    **event_transition(effect_results.PermissionGranted, consent.go_ahead),
    **event_transition(effect_results.PermissionRefused, consent.accept_refusal),
    **event_transition(effect_results.PermissionUnanswered, consent.point_to_the_app),
    **command_transitions(
        {
            "still-hurts": relief.relieve,
            "sit": relief.relieve_sitting,
            "eased": greeting.accept_thanks,
            "denied": greeting.note_denial,
            "take-back": greeting.ask_again,
            "unsure": greeting.ask_again,
            "too-much": preferences.tell_to_ease_off,
            "slower": voice_settings.slow_down,
            "faster": voice_settings.speed_up,
            "count": preferences.count,
            "no-counting": preferences.stop_counting,
            "whisper": voice_settings.whisper,
            "speak-up": voice_settings.speak_up,
            "progress": progress.tell_progress,
            "forget-me": progress.ask_forget,
            "list-reminders": reminders.tell,
            "cancel-reminders": reminders.ask_cancel,
            "help": greeting.explain,
            "misheard": greeting.misunderstand,
            "yes": greeting.explain,
            "no": greeting.leave,
            "repeat": answer.repeat_answer,
            "start-over": greeting.greet,
            "stop": greeting.leave,
            "cancel": greeting.leave,
            "home": greeting.leave,
        }
    ),
}
"""Transitions of every state without a row of its own for the event. Add a command here, or to IN_A_ROUTINE."""

UNDER_WAY = (
    IN_A_ROUTINE | event_transition(e.Opened, practice.ask_again) | event_transition(e.PartlyEased, practice.ask_again)
)
"""Transitions during a routine for its own name, and for a cramp that wasn't asked about."""

PRACTISING = UNDER_WAY | command_transitions(
    {
        **dict.fromkeys(("yes", "eased"), practice.carry_on),
        "still-hurts": preferences.tell_to_ease_off,
        "no": reminders.leave_or_offer,
    }
)

ROWS: dict[State, Row] = {
    State.FRESH: command_transitions({"resume": opening.resume_visit}),
    State.WELCOMED: command_transitions(
        {
            **dict.fromkeys(("yes", "resume", "next"), relief.relieve),
            "no": relief.ask_what_it_is,
            "eased": relief.ease,
            **dict.fromkeys(("repeat", "back", "misheard", "unsure"), greeting.greet),
        }
    )
    | event_transition(e.PartlyEased, relief.relieve),
    State.RELIEVING: UNDER_WAY
    | event_transition(e.QuestionAsked, relief.answer_in_relief)
    | event_transition(e.PartlyEased, relief.go_round)
    | command_transitions(
        {
            **dict.fromkeys(("yes", "eased"), relief.ease),
            **dict.fromkeys(("no", "still-hurts", "denied"), relief.go_round),
            "unsure": practice.ask_again,
            "explain-again": practice.repeat,
        }
    ),
    State.STRETCHING: PRACTISING,
    State.FINISHED: PRACTISING
    | command_transitions({**dict.fromkeys(("yes", "resume"), practice.go_further), "eased": reminders.leave_or_offer}),
    State.PAUSED: UNDER_WAY
    | event_transition(e.Opened, practice.stay_paused)
    | event_transition(e.PartlyEased, practice.stay_paused)
    | command_transitions(
        {
            **dict.fromkeys(("yes", "resume"), practice.resume),
            "eased": relief.ease_in_pause,
            **dict.fromkeys(("pause", "wait", "repeat", "misheard", "unsure"), practice.stay_paused),
        }
    ),
    State.OFFERED: command_transitions(
        {
            **dict.fromkeys(("yes", "resume", "next", "start-over"), practice.accept),
            "no": reminders.leave_or_offer,
            "sit": practice.sit,
            "eased": greeting.leave,
            **dict.fromkeys(("repeat", "back", "misheard", "unsure"), practice.repeat_offer),
        }
    )
    | event_transition(e.PartlyEased, practice.repeat_offer)
    | event_transition(e.TimeNamed, reminders.put_off),
    State.ANSWERED: command_transitions(
        {"yes": answer.ask_what_else, "resume": progress.resume_what_was_left, "eased": greeting.leave}
    ),
    State.CHECKING: dict.fromkeys(ANYWHERE, check.check_once_more)
    | dict.fromkeys(filter(_given, ANYWHERE), checking.follow)
    | event_transition(e.QuestionAsked, checking.answer_in_check)
    | event_transition(e.FellSilent, greeting.fall_silent),
    State.CAUTIONED: event_transition(e.CrampReported, answer.check_before_relief)
    | event_transition(e.Opened, answer.check_before_relief)
    | event_transition(e.PartlyEased, answer.check_if_still_there)
    | event_transition(e.StretchRequested, answer.wait_for_doctor)
    | command_transitions(
        {
            "yes": answer.ask_what_else,
            **dict.fromkeys(("still-hurts", "sit"), answer.check_before_relief),
            **dict.fromkeys(("resume", "start-over"), answer.wait_for_doctor),
            "eased": answer.note_relief,
        }
    ),
    State.RETURNING: command_transitions(
        {
            **dict.fromkeys(("yes", "resume"), opening.resume_visit),
            **dict.fromkeys(("no", "start-over"), opening.start_afresh),
            **dict.fromkeys(("repeat", "back", "misheard", "unsure"), opening.offer_to_go_on),
        }
    ),
    State.READY: command_transitions(
        {
            **dict.fromkeys(("yes", "resume", "next"), opening.begin_stretch),
            "start-over": opening.begin_stretch_afresh,
            "no": relief.ask_what_it_is,
            "eased": relief.ease,
            **dict.fromkeys(("repeat", "back", "misheard", "unsure"), opening.ask_ready_again),
        }
    )
    | event_transition(e.PartlyEased, relief.relieve),
    State.FORGETTING: command_transitions(
        {
            "yes": progress.forget,
            **dict.fromkeys(("no", "resume"), progress.keep),
            **dict.fromkeys(("repeat", "misheard", "unsure"), progress.ask_forget),
        }
    )
    | event_transition(e.PartlyEased, progress.ask_forget),
    State.CANCELLING: command_transitions(
        {
            "yes": reminders.cancel,
            **dict.fromkeys(("no", "resume", "denied"), reminders.keep),
            **dict.fromkeys(("repeat", "misheard", "unsure"), reminders.ask_cancel),
        }
    )
    | event_transition(e.PartlyEased, reminders.ask_cancel)
    | event_transition(effect_results.RemindersListed, reminders.confirm_cancel)
    | event_transition(effect_results.RemindersFailed, consent.fail_to_cancel),
    State.REMINDING: event_transition(e.TimeNamed, reminders.propose)
    | event_transition(e.PartlyEased, reminders.ask_again)
    | command_transitions(
        {
            "yes": reminders.set_up,
            "no": reminders.decline,
            **dict.fromkeys(("repeat", "help", "misheard", "unsure"), reminders.ask_again),
        }
    ),
    State.ALARMED: dict.fromkeys(ANYWHERE, alarm.stay_alarmed)
    | event_transition(e.CrampReported, alarm.refuse_stretch)
    | event_transition(e.StretchRequested, alarm.refuse_stretch)
    | event_transition(e.QuestionAsked, answer.answer)
    | event_transition(e.FellSilent, greeting.fall_silent)
    | command_transitions(
        {
            **dict.fromkeys(("take-back", "denied", "eased", "cancel"), check.take_back),
            **dict.fromkeys(("yes", "repeat"), alarm.say_in_full),
            **dict.fromkeys(("no", "stop", "home"), greeting.leave),
        }
    ),
}

TRANSITIONS: dict[State, Row] = {state: ANYWHERE | row for state, row in ROWS.items()}
