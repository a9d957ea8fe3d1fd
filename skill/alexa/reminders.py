"""Set, list and delete this skill's reminders through Alexa's API. A failure is returned as an event.

The profile keeps the times; Alexa keeps the reminders.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from ask_sdk_model.services import ServiceException

from skill.alexa.models import envelope_of
from skill.alexa.reminder_requests import ONCE, dated, kind_of, relative, repeating, times_left
from skill.alexa.times import MOST_TIMES
from skill.alexa.zone import asked_for
from skill.dialogue import effect_results, effects
from skill.dialogue import events as e
from skill.dialogue.schedule import is_once, is_weekly, joined, minutes_in
from skill.errors import reported

if TYPE_CHECKING:
    from datetime import datetime

    from ask_sdk_core.handler_input import HandlerInput
    from ask_sdk_model.services.reminder_management import ReminderRequest

    from skill.alexa.models import Reminder

SCOPE = "alexa::alerts:reminders:skill:readwrite"
BAD_REQUEST, NO_PERMISSION, FORBIDDEN, GONE, TOO_MANY, FAULTS = 400, 401, 403, 404, 429, 500
"""HTTP statuses."""

log = logging.getLogger(__name__)


def carry_out(effect: effects.Effect, now: datetime, handler_input: HandlerInput) -> e.Event | None:
    """Carry out an effect. Return an event if the result changes what is said, else None.

    `now` is aware. The API client limits the time.
    """
    if isinstance(effect, effects.AskPermission | effects.SendConsentCard):
        return None  # the response says so: responses.py
    try:
        return _do(effect, now, handler_input)
    except Exception as error:  # noqa: BLE001 - the user gets an answer, whatever the client raises
        reason = reason_of(error)
        if reason != "permission":
            log.warning("Alexa's reminders failed: %s", getattr(error, "status_code", None) or reported(error))
        return _outcome(effect, reason)


def _do(effect: effects.Effect, now: datetime, handler_input: HandlerInput) -> e.Event | None:
    service: Any = handler_input.service_client_factory.get_reminder_management_service()
    match effect:
        case effects.SetReminders():
            return _set(service, effect, now, handler_input)
        case effects.ListReminders():
            times = dict.fromkeys(when for one in _ours(service) for when in times_left(one, now))
            return effect_results.RemindersListed(tuple(sorted(times, key=_order)[:MOST_TIMES]))
        case effects.LookForReminders():
            return None if _ours(service) else effect_results.RemindersLacking()
        case effects.CancelReminders():
            for one in _ours(service):
                _delete(service, one)
    return None


def _set(
    service: Any, effect: effects.SetReminders, now: datetime, handler_input: HandlerInput
) -> effect_results.RemindersFailed | None:
    """Set reminders. An existing reminder of the same kind is updated, so none is set twice."""
    locale, words = str(envelope_of(handler_input).request.locale), effect.words
    kind = kind_of(effect.times)
    if all(map(minutes_in, effect.times)):
        service.create_reminder(relative(effect.times[0], words, locale, now))
        return None
    zone = _zone(handler_input)
    if zone is None:  # a refused time zone is not reported as refused reminders
        return effect_results.RemindersFailed("zone", effect.times)
    there = {one.alert_token: (one, times_left(one, now)) for one in _ours(service)}
    if kind == ONCE:
        ours = [one for one, times in there.values() if times == effect.times]
        wanted = dated(effect.times[0], words, locale, zone, now)
    else:
        ours = [one for one, times in there.values() if kind_of(times) == kind]
        kept = tuple(when for one in ours for when in there[one.alert_token][1])
        wanted = repeating(joined(kept, effect.times), words, locale, zone, now)
    for one in ours[1:]:
        _delete(service, one)
    if not ours or not _replaced(service, ours[0], wanted):
        service.create_reminder(wanted)
    return None


def _replaced(service: Any, old: Reminder, wanted: ReminderRequest) -> bool:
    try:
        service.update_reminder(old.alert_token, wanted)
    except ServiceException as error:
        if error.status_code != GONE:
            raise
        return False
    return True


def _delete(service: Any, one: Reminder) -> None:
    try:
        service.delete_reminder(one.alert_token)
    except ServiceException as error:
        if error.status_code != GONE:
            raise


def _ours(service: Any) -> list[Reminder]:
    """Return this skill's reminders that are still to ring: Alexa lists no others."""
    alerts = service.get_reminders().alerts or []
    return [one for one in alerts if one and one.alert_token and one.status in (None, "ON")]


def _order(when: str) -> tuple[bool, bool, str]:
    """Return times sorted: daily, then weekly, then single ones."""
    return is_once(when), is_weekly(when), when


def _zone(handler_input: HandlerInput) -> ZoneInfo | None:
    """Return the time zone, or None if it isn't set or Alexa refuses it."""
    try:
        name = asked_for(handler_input)
    except ServiceException as error:
        if error.status_code == TOO_MANY or not BAD_REQUEST <= error.status_code < FAULTS:
            raise
        log.warning("Alexa refused the time zone: %s", error.status_code)
        return None
    try:
        return ZoneInfo(name)
    except Exception:  # noqa: BLE001 - no name, or an unknown one: the zone isn't set
        return None


def reason_of(error: Exception) -> str:
    """Return the reason for a RemindersFailed event."""
    status = getattr(error, "status_code", FAULTS)
    if status == FORBIDDEN:
        code = getattr(getattr(error, "body", None), "code", None)
        return "full" if str(code).startswith("MAX_REMINDERS") else "device"
    return {NO_PERMISSION: "permission", TOO_MANY: "busy"}.get(status, "down")


def _outcome(effect: effects.Effect, reason: str) -> e.Event | None:
    match effect:
        case effects.SetReminders():
            return effect_results.RemindersFailed(reason, effect.times)
        case effects.LookForReminders():
            return effect_results.RemindersLacking() if reason == "permission" else None
        case _:
            return effect_results.RemindersFailed(reason)
