"""A request → the few words about it that may be logged: docs/decisions/0008.

Anything unknown is "other", so that nothing new is logged by accident.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from skill.content.catalog import Catalog

OTHER = "other"
UNNAMED = ("relief", "practice", "question")
"""Kinds whose intents reveal something about health: only the kind is logged."""
DISABLED = "AlexaSkillEvent.SkillDisabled"
TYPES = {
    "LaunchRequest": "launch",
    "SessionEndedRequest": "ended",
    "CanFulfillIntentRequest": OTHER,
    "Connections.Response": "answer",
    "Alexa.Presentation.APL.UserEvent": "control",
    "Alexa.Presentation.APL.RuntimeError": OTHER,
    "System.ExceptionEncountered": OTHER,
    "AlexaSkillEvent.SkillEnabled": OTHER,
    DISABLED: "memory",
    "AlexaSkillEvent.SkillPermissionAccepted": OTHER,
    "AlexaSkillEvent.SkillPermissionChanged": OTHER,
    "AlexaSkillEvent.SkillAccountLinked": OTHER,
}
"""Kinds of requests without an intent, by type."""
INTENT = "IntentRequest"
_ID = re.compile(r"[A-Za-z0-9.-]{1,120}", re.ASCII)


class LogEntry(NamedTuple):
    """The parts of a request that may be logged."""

    request_id: str = ""
    type: str = OTHER
    intent: str = ""
    """Its name, or its kind if the name is about health; empty if there is no intent."""
    locale: str = OTHER
    kind: str = OTHER

    def line(self, seconds: float, outcome: str, reason: str = "") -> dict[str, object]:
        """Return the fields of its log line. `reason` is that of a refusal."""
        return {
            "event": "request",
            "id": self.request_id,
            "type": self.type,
            "intent": self.intent,
            "kind": self.kind,
            "locale": self.locale,
            "ms": round(seconds * 1000, 2),
            "outcome": outcome,
            **({"reason": reason} if reason else {}),
        }


NOTHING = LogEntry()
UNVERIFIED = LogEntry(type="", locale="", kind="")
"""Logged of an unverified request: nothing."""


class Redactor:
    """Redacts requests by the skill's intents and locales."""

    def __init__(self, catalog: Catalog, intent_of: Callable[[str], str]) -> None:
        """Set up with the function that names a question's intent."""
        self.locales = frozenset(catalog.by_locale)
        self.intents: dict[str, str] = {}
        for content in catalog.by_language().values():
            self.intents |= {command.intent: command.kind for command in content.commands.values()}
            choices = (choice for question in content.questions.values() for choice in question.choices)
            self.intents |= dict.fromkeys(map(intent_of, (*content.questions, *choices)), "question")
        named = {intent: intent for intent, kind in self.intents.items() if kind not in (*UNNAMED, OTHER)}
        self.shown = self.intents | named

    def entry_of(self, envelope: Any) -> LogEntry:
        """Return what may be logged of a verified request, whatever is in it."""
        request = envelope.get("request") if isinstance(envelope, dict) else None
        if not isinstance(request, dict):
            return NOTHING
        kind_of_request, locale = _text(request.get("type")), _text(request.get("locale"))
        if kind_of_request == INTENT:
            intent = request.get("intent")
            name = _text(intent.get("name")) if isinstance(intent, dict) else ""
            shown, kind = self.shown.get(name, OTHER), self.intents.get(name, OTHER)
        else:
            shown, kind = "", TYPES.get(kind_of_request, OTHER)
            kind_of_request = kind_of_request if kind_of_request in TYPES else OTHER
        request_id = _text(request.get("requestId"))
        return LogEntry(
            request_id if _ID.fullmatch(request_id) else "",
            kind_of_request,
            shown,
            locale if locale in self.locales else OTHER,
            kind,
        )


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
