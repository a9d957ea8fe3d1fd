"""An Alexa request → an Event: a table from intent names to how an event is made of the slots."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ask_sdk_model import LaunchRequest

from skill.conversation import events as e

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


def intent_name(question: str) -> str:
    """Give the intent of a question's slug: quinine-side-effects → QuinineSideEffectsIntent."""
    return "".join(part.capitalize() for part in question.split("-")) + "Intent"


class Hearing:
    """Turns the requests of one locale into events."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.commands = {command.intent: COMMANDS[name] for name, command in library.commands.items()}
        self.questions = {intent_name(slug): question for slug, question in library.questions.items()}

    def event(self, request: Any) -> e.Event:
        """Give the event that a request is; an intent nobody knows counts as misheard."""
        if isinstance(request, LaunchRequest):
            return e.Opened()
        intent = request.intent
        name = intent.name if intent else None
        if name in self.questions:
            return self._question(name, slots_of(intent))
        make = self.commands.get(name or "")
        return make(slots_of(intent)) if make else e.Misheard()

    def _question(self, name: str, slots: Slots) -> e.Event:
        question = self.questions[name]
        choice = slots.get(question.slot)
        owner = self.library.question_with(question.slot, choice) if choice else None
        return e.QuestionAsked((owner or question).slug, choice)


def slots_of(intent: Any) -> Slots:
    """Give the slots that Alexa resolved to one of our values, by name: the value's id."""
    found = {name: _resolved(slot) for name, slot in (intent.slots or {}).items()}
    return {name: value for name, value in found.items() if value}


def _resolved(slot: Any) -> str | None:
    authorities = getattr(getattr(slot, "resolutions", None), "resolutions_per_authority", None) or []
    for authority in authorities:
        values = getattr(authority, "values", None)
        found = getattr(getattr(values[0], "value", None), "id", None) if values else None
        if found:
            return str(found)
    return None
