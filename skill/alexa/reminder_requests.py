"""Times → a reminder for Alexa's API, and a reminder that the API lists → times."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from math import ceil
from typing import TYPE_CHECKING, Any

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

from skill.alexa.times import rules_of, times_of
from skill.dialogue.schedule import DAYS, clock_of, days_in, is_dated, is_once, is_weekly, minutes_in

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from skill.alexa.models import Reminder

DAILY, WEEKLY, ONCE = "daily", "weekly", "once"
"""Kinds of times. All daily times are one reminder, all weekly times another, and each single time its own."""


def kind_of(times: tuple[str, ...]) -> str:
    """Return the kind of times; empty if there are none."""
    if not times:
        return ""
    return ONCE if is_once(times[0]) else WEEKLY if is_weekly(times[0]) else DAILY


def repeating(times: tuple[str, ...], words: str, locale: str, zone: ZoneInfo, now: datetime) -> ReminderRequest:
    """Return a recurring reminder. Its times are local, without offset: Alexa refuses a "Z" or an offset."""
    here = now.astimezone(zone).replace(tzinfo=None)
    start = min(next_at(clock_of(when), here, zone, days_in(when)) for when in times)
    rules: Any = [rule for when in times for rule in rules_of(when)]
    recurrence = Recurrence(start_date_time=start, recurrence_rules=rules)
    trigger = Trigger(object_type=TriggerType.SCHEDULED_ABSOLUTE, time_zone_id=zone.key, recurrence=recurrence)
    return _request(trigger, words, locale, here)


def dated(when: str, words: str, locale: str, zone: ZoneInfo, now: datetime) -> ReminderRequest:
    """Return a reminder that rings once, at a local time. If that is past, or skipped in spring, it is a day later."""
    here = now.astimezone(zone).replace(tzinfo=None)
    moment = datetime.fromisoformat(when)
    if moment <= here or not _exists(moment, zone):
        moment = next_at(clock_of(when), max(here, moment), zone)
    trigger = Trigger(object_type=TriggerType.SCHEDULED_ABSOLUTE, time_zone_id=zone.key, scheduled_time=moment)
    return _request(trigger, words, locale, here)


def relative(when: str, words: str, locale: str, now: datetime) -> ReminderRequest:
    """Return a reminder that rings once, after some minutes. It needs no time zone."""
    trigger = Trigger(object_type=TriggerType.SCHEDULED_RELATIVE, offset_in_seconds=60 * minutes_in(when))
    return _request(trigger, words, locale, now.astimezone(UTC).replace(tzinfo=None))


def _request(trigger: Trigger, words: str, locale: str, asked: datetime) -> ReminderRequest:
    return ReminderRequest(
        request_time=asked,
        trigger=trigger,
        alert_info=AlertInfo(spoken_info=SpokenInfo(content=[SpokenText(locale=locale, text=words)])),
        push_notification=PushNotification(status=PushNotificationStatus.ENABLED),
    )


def next_at(clock: str, here: datetime, zone: ZoneInfo, days: tuple[str, ...] = ()) -> datetime:
    """Return the next local time without offset at which a clock shows `clock`, on one of `days` if there are any.

    If it is past, or is skipped when the clocks go forward, the next day is tried.
    """
    moment = here.replace(hour=int(clock[:2]), minute=int(clock[3:]), second=0, microsecond=0)
    while moment <= here or not _exists(moment, zone) or (days and DAYS[moment.weekday()] not in days):
        moment += timedelta(days=1)
    return moment


def _exists(moment: datetime, zone: ZoneInfo) -> bool:
    back = moment.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)
    return back.replace(tzinfo=None) == moment


def times_left(one: Reminder, now: datetime) -> tuple[str, ...]:
    """Return the future times of a reminder, as schedule.py writes them; none if its rule is unknown.

    A reminder that was set in minutes has the minutes that are left.
    """
    trigger = one.trigger
    if trigger is None:
        return ()
    rules = trigger.recurrence and trigger.recurrence.recurrence_rules
    if rules:
        return times_of(rules)
    if trigger.scheduled_time:
        when = trigger.scheduled_time[:16]
        return (when,) if is_dated(when) else ()
    left = _minutes_left(one.created_time, trigger.offset_in_seconds, now)
    return (f"PT{left}M",) if left > 0 else ()


def _minutes_left(created: str | None, offset: object, now: datetime) -> int:
    """Return the minutes that are left of an offset from a creation time; 0 if it is over or unreadable."""
    try:
        begun = datetime.fromisoformat(str(created))
        seconds = float(str(offset)) - (now - begun.astimezone(UTC)).total_seconds()
    except (ValueError, OverflowError):
        return 0
    return max(0, ceil(seconds / 60))
