"""An account's reminders as Alexa keeps them: validation, format, and when they ring."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo, available_timezones

from simulator.envelopes import Json

SCOPE = "alexa::alerts:reminders:skill:readwrite"
_BARE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?")
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_RULE = re.compile(
    r"FREQ=(?:DAILY|WEEKLY;BYDAY=(?P<day>MO|TU|WE|TH|FR|SA|SU));"
    r"BYHOUR=(?P<hour>[01]?\d|2[0-3]);BYMINUTE=(?P<minute>[0-5]?\d);(BYSECOND=[0-5]?\d;)?(INTERVAL=1;)?"
)
"""Daily and weekly rules, as in Amazon's samples. Several days in one were refused in the older form, and so here."""
_SHAPE: Mapping[str, frozenset[str]] = {
    "": frozenset({"requestTime", "trigger", "alertInfo", "pushNotification"}),
    "trigger": frozenset({"type", "scheduledTime", "offsetInSeconds", "timeZoneId", "recurrence"}),
    "recurrence": frozenset({"startDateTime", "endDateTime", "recurrenceRules", "freq", "byDay", "interval"}),
    "content": frozenset({"locale", "text", "ssml"}),
}


@dataclass
class Account:
    """An account: time zone, permissions, and reminders by token."""

    zone: str | None
    scopes: dict[str, str] = field(default_factory=dict)
    reminders: dict[str, Json] = field(default_factory=dict)
    now: datetime | None = None
    """The device's time; the real time if it wasn't set."""

    @property
    def allows(self) -> bool:
        return self.scopes.get(SCOPE) == "GRANTED"

    def write(self, asked: Json, token: str | None = None) -> Json:
        """Store a reminder, a new one or in place of `token`. Return Alexa's answer."""
        token = token or str(uuid4())
        now = f"{(self.now or datetime.now(UTC)).astimezone(UTC):%Y-%m-%dT%H:%M:%S.000Z}"
        kept = {key: value for key, value in asked.items() if key != "requestTime"}
        stamps = {"createdTime": now, "updatedTime": now, "status": "ON", "version": "1"}
        self.reminders[token] = {**kept, "alertToken": token, **stamps}
        return {"alertToken": token, **stamps, "href": f"/v1/alerts/reminders/{token}"}

    def listed(self) -> Json:
        return {"totalCount": str(len(self.reminders)), "alerts": list(self.reminders.values()), "links": None}

    def ring(self, since: datetime, until: datetime) -> list[tuple[datetime, str]]:
        """Return what rings after one moment and up to another, with its words. A single reminder is then done."""
        rung: list[tuple[datetime, str]] = []
        for reminder in self.reminders.values():
            if reminder["status"] != "ON":
                continue
            words = str(_content(reminder)[0].get("text"))
            moments = [moment for moment in _moments(reminder, since, until) if since < moment <= until]
            rung += [(moment, words) for moment in moments]
            if moments and not _object(reminder["trigger"], "recurrence"):
                reminder["status"] = "COMPLETED"
        return sorted(rung)


def _moments(reminder: Json, since: datetime, until: datetime) -> Iterator[datetime]:
    """Return when a reminder rings, on the days from one moment to another."""
    trigger = _object(reminder, "trigger")
    if trigger.get("type") == "SCHEDULED_RELATIVE":
        made = datetime.fromisoformat(str(reminder["createdTime"]))
        yield made + timedelta(seconds=int(trigger["offsetInSeconds"]))
        return
    zone = ZoneInfo(str(trigger["timeZoneId"]))
    if trigger.get("scheduledTime"):
        yield datetime.fromisoformat(str(trigger["scheduledTime"])).replace(tzinfo=zone)
        return
    start = datetime.fromisoformat(str(trigger["recurrence"]["startDateTime"])).replace(tzinfo=zone)
    for rule in filter(None, map(_RULE.fullmatch, trigger["recurrence"]["recurrenceRules"])):
        moment = since.astimezone(zone).replace(
            hour=int(rule["hour"]), minute=int(rule["minute"]), second=0, microsecond=0
        )
        while moment <= until:
            if moment >= start and rule["day"] in (None, _DAYS[moment.weekday()]):
                yield moment
            moment += timedelta(days=1)


def shape_faults(asked: Any) -> Iterator[str]:
    """Return what Alexa would refuse in a request to create or update a reminder."""
    if not isinstance(asked, dict):
        yield "the body is no object"
        return
    trigger, content = _object(asked, "trigger"), _content(asked)
    yield from _keys("", asked)
    yield from _keys("trigger", trigger)
    yield from [] if _is_bare(asked.get("requestTime")) else ["requestTime"]
    yield from _trigger_faults(trigger, str(asked.get("requestTime")))
    yield from [] if content else ["alertInfo.spokenInfo.content"]
    for said in content:
        yield from _keys("content", said)
        if not re.fullmatch(r"[a-z]{2}-[A-Z]{2}", str(said.get("locale"))) or not (
            said.get("text") or said.get("ssml")
        ):
            yield "alertInfo.spokenInfo.content"
    if _object(asked, "pushNotification").get("status") not in {"ENABLED", "DISABLED"}:
        yield "pushNotification.status"


def _trigger_faults(trigger: Json, requested: str) -> Iterator[str]:
    if trigger.get("type") == "SCHEDULED_RELATIVE":
        offset = trigger.get("offsetInSeconds")
        if isinstance(offset, bool) or not isinstance(offset, int) or offset <= 0:
            yield "trigger.offsetInSeconds"
        yield from (f"trigger.{key}" for key in ("scheduledTime", "recurrence") if key in trigger)
        return
    if trigger.get("type") != "SCHEDULED_ABSOLUTE":
        yield "trigger.type"
    if trigger.get("timeZoneId") not in available_timezones():
        yield "trigger.timeZoneId"
    if "offsetInSeconds" in trigger:
        yield "trigger.offsetInSeconds"
    if "recurrence" in trigger:
        yield from _recurrence_faults(_object(trigger, "recurrence"), requested)
        yield from ["trigger.scheduledTime"] if "scheduledTime" in trigger else []
    elif not _is_bare(trigger.get("scheduledTime")) or str(trigger.get("scheduledTime")) <= requested:
        yield "trigger.scheduledTime"


def _recurrence_faults(recurrence: Json, requested: str) -> Iterator[str]:
    rules = recurrence.get("recurrenceRules")
    yield from _keys("recurrence", recurrence)
    if not isinstance(rules, list) or not rules or not all(_RULE.fullmatch(str(rule)) for rule in rules):
        yield "trigger.recurrence.recurrenceRules"
    start = recurrence.get("startDateTime")
    if not _is_bare(start) or str(start) <= requested:
        yield "trigger.recurrence.startDateTime"


def _is_bare(moment: object) -> bool:
    """Return whether a moment has neither a "Z" nor an offset, as Alexa wants it."""
    return isinstance(moment, str) and _BARE.fullmatch(moment) is not None


def _keys(where: str, found: Json) -> Iterator[str]:
    yield from (f"{where}.{key}: unknown" for key in sorted(found.keys() - _SHAPE[where]))


def _object(holder: Json, key: str) -> Json:
    value = holder.get(key)
    return value if isinstance(value, dict) else {}


def _content(asked: Json) -> list[Json]:
    content = _object(_object(asked, "alertInfo"), "spokenInfo").get("content")
    return [said for said in content if isinstance(said, dict)] if isinstance(content, list) else []
