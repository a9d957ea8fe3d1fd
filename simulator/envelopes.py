"""Requests as Alexa writes them: launch, intent, session ended, and any other by its type."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from simulator.recognizer.recognized import RecognizedSlot

Json = dict[str, Any]

APPLICATION = "amzn1.ask.skill.00000000-0000-0000-0000-000000000000"
OUTSIDE = ("AlexaSkillEvent.", "AudioPlayer.", "PlaybackController.", "Reminders.", "CanFulfillIntentRequest")
"""Prefixes of the types of requests outside a session."""
TOO_LATE, LEFT = "EXCEEDED_MAX_REPROMPTS", "USER_INITIATED"
"""Reasons for the end of a session."""
NOWHERE = "https://127.0.0.1:9"
"""An address of Alexa's API that refuses connections, so that nothing reaches Amazon."""


@dataclass(frozen=True)
class Origin:
    """The account and the device that every request names."""

    user_id: str
    device_id: str
    locale: str
    application_id: str = APPLICATION
    interfaces: Mapping[str, Any] = field(default_factory=dict)
    """The device's `supportedInterfaces`."""
    scopes: dict[str, str] = field(default_factory=dict)
    """Permissions and their status, GRANTED or DENIED."""
    person_id: str = ""
    """The person whose voice is recognized; empty if nobody's is."""
    api_endpoint: str = NOWHERE
    api_access_token: str = field(default_factory=lambda: f"simulated.{uuid4().hex}", repr=False)


@dataclass(frozen=True)
class Consent:
    """A permission that Alexa is asking for, in a skill's name."""

    scope: str
    token: str
    """The skill's token, which comes back with the answer."""


@dataclass(frozen=True)
class Session:
    """One conversation; the attributes are those the skill last returned."""

    id: str = field(default_factory=lambda: f"amzn1.echo-api.session.{uuid4()}")
    new: bool = True
    attributes: Mapping[str, Any] = field(default_factory=dict)
    consent: Consent | None = None
    """What Alexa is waiting for an answer to."""


def launched(origin: Origin, session: Session, now: datetime) -> Json:
    """Build a LaunchRequest."""
    return envelope(origin, session, now, {"type": "LaunchRequest", "shouldLinkResultBeReturned": False})


def intent(
    origin: Origin, session: Session, now: datetime, name: str, slots: Mapping[str, RecognizedSlot | None] | None = None
) -> Json:
    """Build an IntentRequest; a declared slot that was not filled is None, and is sent without a value."""
    asked: Json = {"name": name, "confirmationStatus": "NONE"}
    if slots:
        asked["slots"] = {slot: _slot(origin, slot, filled) for slot, filled in slots.items()}
    return envelope(origin, session, now, {"type": "IntentRequest", "intent": asked})


def session_ended(
    origin: Origin, session: Session, now: datetime, reason: str, error: Mapping[str, str] | None = None
) -> Json:
    """Build a SessionEndedRequest; `reason` is USER_INITIATED, EXCEEDED_MAX_REPROMPTS or ERROR."""
    why = {"error": dict(error)} if error else {}
    return envelope(origin, session, now, {"type": "SessionEndedRequest", "reason": reason, **why})


def envelope(origin: Origin, session: Session | None, now: datetime, request: Mapping[str, Any]) -> Json:
    """Return the envelope of a request, which has at least a `type`. Events outside a session have no session."""
    application, user = {"applicationId": origin.application_id}, _user(origin)
    told = {
        "requestId": f"amzn1.echo-api.request.{uuid4()}",
        "locale": origin.locale,
        "timestamp": now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        **request,
    }
    built: Json = {"version": "1.0", "context": _context(origin, application, user), "request": told}
    if session:
        built["session"] = {
            "new": session.new,
            "sessionId": session.id,
            "application": application,
            "attributes": dict(session.attributes),
            "user": user,
        }
    return built


def _context(origin: Origin, application: Json, user: Json) -> Json:
    system = {
        "application": application,
        "user": user,
        "device": {"deviceId": origin.device_id, "supportedInterfaces": dict(origin.interfaces)},
        "apiEndpoint": origin.api_endpoint,
        "apiAccessToken": origin.api_access_token,
    }
    if origin.person_id:
        system["person"] = {"personId": origin.person_id}
    return {"System": system}


def _user(origin: Origin) -> Json:
    scopes = {name: {"status": status} for name, status in origin.scopes.items()}
    granted = {"consentToken": origin.api_access_token} if "GRANTED" in origin.scopes.values() else {}
    return {"userId": origin.user_id, "permissions": {**granted, "scopes": scopes}}


def _slot(origin: Origin, name: str, filled: RecognizedSlot | None) -> Json:
    if filled is None:
        return {"name": name, "confirmationStatus": "NONE"}
    matched = {"resolutions": _resolutions(origin, filled)} if not filled.type.startswith("AMAZON.") else {}
    simple = {"type": "Simple", "value": filled.value, **matched}
    return {
        "name": name,
        "value": filled.value,
        **matched,
        "confirmationStatus": "NONE",
        "source": "USER",
        "slotValue": simple,
    }


def _resolutions(origin: Origin, filled: RecognizedSlot) -> Json:
    authority: Json = {"authority": f"amzn1.er-authority.echo-sdk.{origin.application_id}.{filled.type}"}
    if filled.id is None:
        authority["status"] = {"code": "ER_SUCCESS_NO_MATCH"}
    else:
        authority["status"] = {"code": "ER_SUCCESS_MATCH"}
        authority["values"] = [{"value": {"name": filled.name or filled.value, "id": filled.id}}]
    return {"resolutionsPerAuthority": [authority]}
