"""The person's time zone, from Alexa's settings: asked for once a session, and only when the day or hour matters.

A visit's first words wait 300 ms for it at most.
"""

from __future__ import annotations

import logging
from datetime import UTC, tzinfo
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec.structs import replace

from skill.alexa.api_client import Budget
from skill.alexa.models import envelope_of
from skill.dialogue.context import Context
from skill.dialogue.habit import needs_hour
from skill.dialogue.timeouts import needs_day

if TYPE_CHECKING:
    from datetime import datetime

    from ask_sdk_core.handler_input import HandlerInput

    from skill.content.content import Content
    from skill.dialogue.events import Event
    from skill.dialogue.session import Session

log = logging.getLogger(__name__)

OPENING_SECONDS = 0.3
UNKNOWN = "UTC"
"""What the session holds for a zone that could not be had: it isn't asked for again."""


def local(
    session: Session, event: Event, content: Content, now: datetime, handler_input: HandlerInput
) -> tuple[Session, datetime]:
    """Return the session and `now` (aware, UTC) in the person's zone if the day or hour matters; else as they are."""
    if not needs_day(session, event, content, now):
        hour_matters = needs_hour(Context(session, content, now), event)
        return _in_haste(session, now, handler_input) if hour_matters else (session, now)
    session = session if session.zone else replace(session, zone=_ask(handler_input) or UNKNOWN)
    return session, now if session.zone == UNKNOWN else now.astimezone(_zone(session.zone))


def _in_haste(session: Session, now: datetime, handler_input: HandlerInput) -> tuple[Session, datetime]:
    """Return them so if the zone is known at once. If not, it may still be asked for later in the session."""
    if not session.zone:
        with Budget(OPENING_SECONDS):
            name = _ask(handler_input, logging.INFO)
        if name is None:
            return session, now
        session = replace(session, zone=name)
    return session, now if session.zone == UNKNOWN else now.astimezone(_zone(session.zone))


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def asked_for(handler_input: HandlerInput) -> str:
    """Return the zone that Alexa says the device is set to; empty if none is. What the client raises goes through."""
    device = envelope_of(handler_input).context.system.device
    settings: Any = handler_input.service_client_factory.get_ups_service()
    found = settings.get_system_time_zone(device and device.device_id)
    return found if isinstance(found, str) else ""


def _ask(handler_input: HandlerInput, level: int = logging.WARNING) -> str | None:
    try:
        return ZoneInfo(asked_for(handler_input)).key
    except Exception as error:  # noqa: BLE001 - without a zone the day is told in words that don't depend on it
        log.log(level, "time zone not to be had: %s", type(error).__name__)
        return None
