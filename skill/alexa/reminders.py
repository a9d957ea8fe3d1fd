"""Reminders through Alexa's API: set, list and delete the skill's own. What goes wrong comes back as an event.

Nothing about them is kept by us. Must not know what is said.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from ask_sdk_model.services import ServiceException
from ask_sdk_model.services.reminder_management import (
    AlertInfo,
    PushNotification,
    PushNotificationStatus,
    Recurrence,
    ReminderRequest,
    SpokenInfo,
    SpokenText,
    Trigger,
    TriggerType,
)

from skill.alexa.models import envelope_of
from skill.alexa.times import MOST, rule_of, times_of
from skill.alexa.zone import asked_for
from skill.dialogue import effect_results, effects
from skill.dialogue import events as e

if TYPE_CHECKING:
    from ask_sdk_core.handler_input import HandlerInput

    from skill.alexa.models import Reminder

SCOPE = "alexa::alerts:reminders:skill:readwrite"
BAD_REQUEST, NO_PERMISSION, FORBIDDEN, GONE, TOO_MANY, FAULTS = 400, 401, 403, 404, 429, 500
"""Statuses."""

log = logging.getLogger(__name__)


def carry_out(effect: effects.Effect, now: datetime, handler_input: HandlerInput) -> e.Event | None:
    """Do what a turn wants done about reminders; give an event if that changes what is to be said.

    `now` is aware. How long it may take is the API client's business.
    """
    if isinstance(effect, effects.AskPermission | effects.SendConsentCard):
        return None  # the response says so: responses.py
    try:
        return _do(effect, now, handler_input)
    except Exception as error:  # noqa: BLE001 - whatever a client raises, the person gets an answer
        reason = reason_of(error)
        if reason != "permission":
            log.warning("reminders: %s", getattr(error, "status_code", type(error).__name__))
        return _outcome(effect, reason)


def _do(effect: effects.Effect, now: datetime, handler_input: HandlerInput) -> e.Event | None:
    service: Any = handler_input.service_client_factory.get_reminder_management_service()
    match effect:
        case effects.SetReminders():
            return _set(service, effect, now, handler_input)
        case effects.ListReminders():
            times = sorted({time for one in _ours(service) for time in _times(one)})
            return effect_results.RemindersListed(tuple(times[:MOST]))
        case effects.LookForReminders():
            return None if _ours(service) else effect_results.RemindersLacking()
        case effects.CancelReminders():
            for one in _ours(service):
                _delete(service, one)
    return None


def _set(
    service: Any, effect: effects.SetReminders, now: datetime, handler_input: HandlerInput
) -> effect_results.RemindersFailed | None:
    """Set one reminder with a rule for each time: the one there is becomes it, so that none is ever doubled."""
    zone = _zone(handler_input)
    if zone is None:  # the zone's own refusal is not told as one of the reminders
        return effect_results.RemindersFailed("zone", effect.times)
    wanted = reminder_of(effect, str(envelope_of(handler_input).request.locale), zone, now)
    ours = _ours(service)
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
    """List the reminders that are still to ring: Alexa gives a skill its own alone."""
    alerts = service.get_reminders().alerts or []
    return [one for one in alerts if one and one.alert_token and one.status in (None, "ON")]


def _times(one: Reminder) -> tuple[str, ...]:
    recurrence = one.trigger and one.trigger.recurrence
    return times_of((recurrence and recurrence.recurrence_rules) or [])


def _zone(handler_input: HandlerInput) -> ZoneInfo | None:
    """Return the time zone, or None if it isn't set, or if we are refused it."""
    try:
        name = asked_for(handler_input)
    except ServiceException as error:
        if error.status_code == TOO_MANY or not BAD_REQUEST <= error.status_code < FAULTS:
            raise
        log.warning("time zone: %s", error.status_code)
        return None
    try:
        return ZoneInfo(name)
    except Exception:  # noqa: BLE001 - no name, or none of a zone: both mean that it isn't set
        return None


def reminder_of(effect: effects.SetReminders, locale: str, zone: ZoneInfo, now: datetime) -> ReminderRequest:
    """Write the reminder: every time in it is local and bare, since Alexa refuses a "Z" or an offset."""
    here = now.astimezone(zone).replace(tzinfo=None)
    start = min(next_at(time, here, zone) for time in effect.times)
    rules: Any = [rule_of(time) for time in effect.times]
    return ReminderRequest(
        request_time=here,
        trigger=Trigger(
            object_type=TriggerType.SCHEDULED_ABSOLUTE,
            time_zone_id=zone.key,
            recurrence=Recurrence(start_date_time=start, recurrence_rules=rules),
        ),
        alert_info=AlertInfo(spoken_info=SpokenInfo(content=[SpokenText(locale=locale, text=effect.words)])),
        push_notification=PushNotification(status=PushNotificationStatus.ENABLED),
    )


def next_at(time: str, here: datetime, zone: ZoneInfo) -> datetime:
    """Return the next local moment, bare, at which a clock shows `time`: one past rolls to tomorrow.

    So does one that is skipped when the clocks go forward.
    """
    moment = here.replace(hour=int(time[:2]), minute=int(time[3:]), second=0, microsecond=0)
    while moment <= here or not _exists(moment, zone):
        moment += timedelta(days=1)
    return moment


def _exists(moment: datetime, zone: ZoneInfo) -> bool:
    back = moment.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)
    return back.replace(tzinfo=None) == moment


def reason_of(error: Exception) -> str:
    """Name what went wrong, as RemindersFailed does."""
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
