"""The user's time zone, from Alexa's settings. It is asked for once a session, if the day or the hour matters.

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
"""The session's value if the zone could not be had, so that it isn't asked for again."""


def local(
    session: Session, event: Event, content: Content, now: datetime, handler_input: HandlerInput
) -> tuple[Session, datetime]:
    """Return the session, and `now` (aware, UTC) in the user's zone if the day or the hour matters."""
    if not needs_day(session, event, content, now):
        hour_matters = needs_hour(Context(session, content, now), event)
        return _in_haste(session, now, handler_input) if hour_matters else (session, now)
    session = session if session.zone else replace(session, zone=_ask(handler_input) or UNKNOWN)
    return session, now if session.zone == UNKNOWN else now.astimezone(_zone(session.zone))


def _in_haste(session: Session, now: datetime, handler_input: HandlerInput) -> tuple[Session, datetime]:
    """Do the same within the short limit. If the zone isn't known in time, a later turn may still ask."""
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
    """Return the name of the device's zone; empty if it has none. Errors of the client are raised."""
    device = envelope_of(handler_input).context.system.device
    settings: Any = handler_input.service_client_factory.get_ups_service()
    found = settings.get_system_time_zone(device and device.device_id)
    return found if isinstance(found, str) else ""


def _ask(handler_input: HandlerInput, level: int = logging.WARNING) -> str | None:
    try:
        return ZoneInfo(asked_for(handler_input)).key
    except Exception as error:  # noqa: BLE001 - without a zone, the words don't depend on the day
        log.log(level, "time zone not to be had: %s", type(error).__name__)
        return None
