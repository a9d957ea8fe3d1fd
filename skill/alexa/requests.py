"""An Alexa request → an Event: a table from intent names to how an event is made of the slots."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ask_sdk_model import LaunchRequest, SessionEndedRequest
from ask_sdk_model.interfaces.alexa.presentation.apl import UserEvent
from ask_sdk_model.interfaces.connections import ConnectionsResponse

from skill.alexa.times import time_and_part, times_in
from skill.conversation import events as e
from skill.conversation import outcomes
from skill.errors import ContentError

if TYPE_CHECKING:
    from collections.abc import Callable

    from skill.library.library import Library

    Slots = dict[str, str]

COMMANDS: dict[str, Callable[[Slots], e.Event]] = {
    "relieve": lambda slots: e.CrampReported(slots.get("muscle")),
    "stretch": lambda slots: e.StretchRequested(slots.get("muscle")),
    "eased": lambda _: e.Eased(),
    "still-hurts": lambda _: e.Persisted(),
    "sit": lambda _: e.SatDown(),
    "slower": lambda _: e.SlowedDown(),
    "faster": lambda _: e.SpedUp(),
    "count": lambda _: e.CountingWanted(),
    "no-counting": lambda _: e.CountingUnwanted(),
    "whisper": lambda _: e.WhisperingWanted(),
    "speak-up": lambda _: e.WhisperingUnwanted(),
    "skip-explanation": lambda _: e.ExplanationSkipped(),
    "explain-again": lambda _: e.ExplanationWanted(),
    "time-left": lambda _: e.TimeLeftAsked(),
    "how-many": lambda _: e.CountAsked(),
    "progress": lambda _: e.ProgressAsked(),
    "forget-me": lambda _: e.ForgettingAsked(),
    "remind-me": lambda slots: e.RemindersWanted(*time_and_part(slots)),
    "remind-time": lambda slots: e.TimeNamed(*time_and_part(slots)),
    "list-reminders": lambda _: e.RemindersAsked(),
    "cancel-reminders": lambda _: e.RemindersUnwanted(),
    "help": lambda _: e.HelpRequested(),
    "stop": lambda _: e.Stopped(),
    "cancel": lambda _: e.Stopped(),
    "home": lambda _: e.Stopped(),
    "misheard": lambda _: e.Misheard(),
    "yes": lambda _: e.Agreed(),
    "no": lambda _: e.Declined(),
    "pause": lambda _: e.Paused(),
    "resume": lambda _: e.Resumed(),
    "next": lambda _: e.SkippedAhead(),
    "back": lambda _: e.WentBack(),
    "repeat": lambda _: e.Repeated(),
    "start-over": lambda _: e.StartedOver(),
}
"""By the command's name in content/commands.toml."""
TIME = "time"
"""The slot that is of Alexa's own type."""


def intent_name(question: str) -> str:
    """Give the intent of a question's slug: quinine-side-effects → QuinineSideEffectsIntent."""
    return "".join(part.capitalize() for part in question.split("-")) + "Intent"


class Hearing:
    """Turns the requests of one locale into events."""

    def __init__(self, library: Library) -> None:
        self.library = library
        if lacking := library.commands.keys() - COMMANDS.keys():
            names = ", ".join(sorted(lacking))
            raise ContentError(f"commands.toml: {names}: new behaviour, and needs code: CONTRIBUTING.md")
        self.commands = {command.intent: COMMANDS[name] for name, command in library.commands.items()}
        self.questions = {intent_name(slug): question for slug, question in library.questions.items()}

    def event(self, request: Any) -> e.Event:
        """Give the event that a request is; an intent nobody knows counts as misheard."""
        if isinstance(request, LaunchRequest):
            return e.Opened()
        if isinstance(request, SessionEndedRequest):
            return e.FellSilent()
        if isinstance(request, ConnectionsResponse):
            return _permission(request)
        if isinstance(request, UserEvent):
            return _touch(request)
        intent = request.intent
        name = intent.name if intent else None
        if name in self.questions:
            return self._question(name, slots_of(intent, self.library))
        make = self.commands.get(name or "")
        return make(slots_of(intent, self.library)) if make else e.Misheard()

    def _question(self, name: str, slots: Slots) -> e.Event:
        question = self.questions[name]
        choice = slots.get(question.slot)
        return e.QuestionAsked(self.library.owner_of(choice, question).slug, choice)


def _touch(request: Any) -> e.Event:
    """Give what a button stands for: the command it names."""
    name = request.arguments[0] if request.arguments else None
    make = COMMANDS.get(name) if isinstance(name, str) else None
    return make({}) if make else e.Misheard()


def _permission(request: Any) -> e.Event:
    """Give the answer to Alexa's question about a permission; without a clear one, it counts as unanswered."""
    payload = request.payload if isinstance(request.payload, dict) else {}
    match payload.get("status"):
        case "ACCEPTED":
            return outcomes.PermissionGranted(times_in(request.token))
        case "DENIED":
            return outcomes.PermissionRefused()
    return outcomes.PermissionUnanswered(carded=payload.get("isCardThrown") is True)


def slots_of(intent: Any, library: Library) -> Slots:
    """Give the slots by name: the id of our value that Alexa resolved each to; a time as AMAZON.TIME writes it.

    Where she came to nothing, as when she was out of time, a word of ours is taken for what it says.
    """
    found = {name: _meant(name, slot, library) for name, slot in (intent.slots or {}).items()}
    return {name: value for name, value in found.items() if value}


def _meant(name: str, slot: Any, library: Library) -> str | None:
    said = _value(slot)
    if name == TIME:
        return said
    return _resolved(slot) or library.words.get(name, {}).get((said or "").lower())


def _value(slot: Any) -> str | None:
    value = getattr(slot, "value", None)
    return value if isinstance(value, str) else None


def _resolved(slot: Any) -> str | None:
    authorities = getattr(getattr(slot, "resolutions", None), "resolutions_per_authority", None) or []
    for authority in authorities:
        values = getattr(authority, "values", None)
        found = getattr(getattr(values[0], "value", None), "id", None) if values else None
        if found:
            return str(found)
    return None
