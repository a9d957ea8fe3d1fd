"""Times in Alexa's formats: slots of reminders, the token of a permission request, recurrence rules."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from skill.dialogue.schedule import CLOCK, DAYS, DELAY, WHEN, clock_of, days_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PARTS = {"MO": "morning", "AF": "afternoon", "EV": "bedtime", "NI": "bedtime", "AM": "morning", "PM": "bedtime"}
"""Parts of the day in AMAZON.TIME, and their slugs in slots.part. Amazon documents neither AM nor PM."""
DURATION = re.compile(
    r"P(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)S)?)?"
)
MINUTES = {"weeks": 7 * 24 * 60, "days": 24 * 60, "hours": 60, "minutes": 1}
LONGEST_DURATION_CHARACTERS = 24
RULE = re.compile(
    rf"FREQ=(?P<freq>DAILY|WEEKLY);(?=.*?\bBYHOUR=(?P<hour>[01]?\d|2[0-3])\b)(?=.*?\bBYMINUTE=(?P<minute>[0-5]?\d)\b)"
    rf"(?:(?=.*?\bBYDAY=(?P<days>(?:{'|'.join(DAYS)})(?:,(?:{'|'.join(DAYS)}))*)\b))?"
)
MOST_TIMES = 10
"""More times than anybody has."""
DAY_SLOTS = ("day", "otherday", "thirdday")


def when_said(slots: Mapping[str, str]) -> dict[str, Any]:
    """Return the fields of an event from a reminder's slots."""
    time, part = time_and_part(slots)
    days = tuple(dict.fromkeys(slots[name] for name in DAY_SLOTS if name in slots))
    delay = minutes_of(slots.get("duration", ""))
    return {"time": time, "part": part, "days": days, "delay": delay, "rhythm": slots.get("rhythm", "")}


def time_and_part(slots: Mapping[str, str]) -> tuple[str | None, str | None]:
    """Return the time ("HH:MM") and the part of the day in slots; None for each that is missing."""
    said = slots.get("time", "")
    clock = re.match(CLOCK, said)
    return clock[0] if clock else None, slots.get("part") or PARTS.get(said)


def minutes_of(duration: str) -> int | None:
    """Return the whole minutes of an AMAZON.DURATION; None if it is invalid, or has months or years."""
    found = DURATION.fullmatch(duration[:LONGEST_DURATION_CHARACTERS])
    if not found or not any(found.groups()):
        return None
    return sum(int(found[unit] or 0) * minutes for unit, minutes in MINUTES.items())


def token_of(times: Iterable[str]) -> str:
    """Return times, as schedule.py writes them, as a token that Alexa sends back."""
    return " ".join(times)


def times_in(token: object) -> tuple[str, ...]:
    """Return the times in a token; none if it isn't one of `token_of`."""
    times = token.split() if isinstance(token, str) else []
    ours = all(WHEN.fullmatch(when) or DELAY.fullmatch(when) for when in times)
    return tuple(times) if len(times) <= MOST_TIMES and ours else ()


def rules_of(when: str) -> tuple[str, ...]:
    """Return the recurrence rules for a daily or weekly time: one for each day of the week.

    A reminder may have several rules, and several days in one were refused in Alexa's older form.
    """
    clock = clock_of(when)
    at = f"BYHOUR={int(clock[:2])};BYMINUTE={int(clock[3:])};BYSECOND=0;INTERVAL=1;"
    return tuple(f"FREQ=WEEKLY;BYDAY={day};{at}" for day in days_in(when)) or (f"FREQ=DAILY;{at}",)


def times_of(rules: Iterable[object]) -> tuple[str, ...]:
    """Return the times of daily and weekly rules. Rules for the same hour on several days are one time."""
    daily: set[str] = set()
    weekly: dict[str, set[str]] = {}
    for rule in rules:
        found = RULE.match(rule) if isinstance(rule, str) else None
        if not found:
            continue
        clock = f"{int(found['hour']):02}:{int(found['minute']):02}"
        if found["freq"] == "DAILY":
            daily.add(clock)
        elif found["days"]:
            weekly.setdefault(clock, set()).update(found["days"].split(","))
    by_day = (f"{','.join(day for day in DAYS if day in days)}@{clock}" for clock, days in weekly.items())
    return (*sorted(daily), *sorted(by_day))
