"""Times of reminders as text, and what a user means by a day, a time or a delay.

`HH:MM` is daily, `MO,TH@HH:MM` weekly on those days, `YYYY-MM-DDTHH:MM` once, and `PT20M` once, after 20 minutes.
All times are local.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from skill.dialogue.hours import BY_DEFAULT, meant, part_of, readings

if TYPE_CHECKING:
    from skill.dialogue.events import RemindersWanted, TimeNamed

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
"""The days of a week as Alexa's rules write them, Monday first."""
CLOCK = r"([01]\d|2[0-3]):[0-5]\d"
WHEN = re.compile(rf"((?:(?:MO|TU|WE|TH|FR|SA|SU),?)+(?<!,)@|\d{{4}}-[01]\d-[0-3]\dT)?({CLOCK})")
DELAY = re.compile(r"PT(\d{1,5})M")
NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
GROUPS = {
    "weekdays": DAYS[:5],
    "weekends": DAYS[5:],
    "daily": (),
    **{f"{name}s": (code,) for name, code in zip(NAMES, DAYS, strict=True)},
}
"""Slugs of slots.day that repeat, with their days of the week; none for every day."""
PART_OF_TODAY = {"tonight": "bedtime", "this-afternoon": "afternoon", "this-morning": "morning"}
"""Slugs of slots.day that mean a part of today, with its slug of slots.part."""
LONGEST_DELAY_MINUTES = 7 * 24 * 60
FORTNIGHT, OTHER_DAY, MONTH, HOUR, WEEK, TWICE = "fortnight", "other-day", "month", "hour", "week", "twice"
"""Slugs of slots.rhythm."""
NOT_KEPT = {
    FORTNIGHT: "reminders-not-fortnight",
    OTHER_DAY: "reminders-not-other-day",
    MONTH: "reminders-not-month",
    HOUR: "reminders-not-hour",
}
"""Rhythms that Alexa's reminders don't have, with the phrase that says so and names the nearest one."""
TOO_SOON, TOO_FAR, PAST = "reminders-too-soon", "reminders-too-far", "reminders-past"


def head_of(when: str) -> str:
    """Return the days of a time, without its clock; empty for every day."""
    found = WHEN.fullmatch(when)
    return (found[1] or "") if found else ""


def clock_of(when: str) -> str:
    """Return the clock of a time, "HH:MM"; empty for a delay."""
    found = WHEN.fullmatch(when)
    return found[2] if found else ""


def is_weekly(when: str) -> bool:
    return "@" in when


def is_dated(when: str) -> bool:
    """Return whether it is once, at a local date."""
    return head_of(when).endswith("T")


def is_once(when: str) -> bool:
    return is_dated(when) or DELAY.fullmatch(when) is not None


def days_in(when: str) -> tuple[str, ...]:
    """Return the days of the week of a weekly time."""
    return tuple(when.partition("@")[0].split(",")) if is_weekly(when) else ()


def minutes_in(when: str) -> int:
    """Return the minutes of a delay; 0 if it is none."""
    found = DELAY.fullmatch(when)
    return int(found[1]) if found else 0


def needs_date(event: RemindersWanted | TimeNamed) -> bool:
    """Return whether the meaning depends on the local date."""
    return event.rhythm in (WEEK, FORTNIGHT, MONTH) or any(day not in GROUPS for day in event.days)


def wanted(
    event: RemindersWanted | TimeNamed, proposed: tuple[str, ...], heard_before: str, now: datetime
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the times that the user means, and phrases for what isn't possible.

    `proposed` are the times proposed just before. A time or a day alone changes them.
    """
    if event.delay is not None:
        return _after(event.delay)
    head, proposed = _head(event, proposed, now), tuple(when for when in proposed if not DELAY.fullmatch(when))
    notes = (NOT_KEPT[event.rhythm],) if event.rhythm in NOT_KEPT else ()
    clocks = _clocks(event, tuple(filter(None, map(clock_of, proposed))), heard_before, one=bool(head))
    if not head.endswith("T"):
        return tuple(f"{head}{clock}" for clock in clocks), notes
    when, past = _ahead(head, clocks[0], event, now)
    return (when,), (*notes, *past)


def _after(minutes: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    within = min(max(minutes, 1), LONGEST_DELAY_MINUTES)
    note = TOO_SOON if minutes < within else TOO_FAR
    return (f"PT{within}M",), () if minutes == within else (note,)


def _head(event: RemindersWanted | TimeNamed, proposed: tuple[str, ...], now: datetime) -> str:
    """Return the days that the user named, or else those of the proposed times."""
    groups = [day for day in event.days if day in GROUPS]
    if groups:  # "every Monday and Thursday": the second is no date
        days = {code for day in event.days for code in GROUPS.get(day) or GROUPS.get(f"{day}s", ())}
        return _weekly(days)
    named = [day for day in event.days if day in NAMES]
    if event.rhythm in (WEEK, FORTNIGHT, MONTH):
        return _weekly({DAYS[NAMES.index(day)] for day in named} or {DAYS[now.weekday()]})
    if len(named) > 1:
        return _weekly({DAYS[NAMES.index(day)] for day in named})
    if event.days:
        return f"{_date(event.days[0], now).isoformat()}T"
    if event.rhythm:
        return ""
    return next((head_of(when) for when in proposed), "")


def _weekly(days: set[str]) -> str:
    return ",".join(day for day in DAYS if day in days) + "@" if days else ""


def _date(day: str, now: datetime) -> date:
    """Return the date of "today", "tonight", "tomorrow" or the next day of that name, which may be today."""
    if day in NAMES:
        return now.date() + timedelta(days=(NAMES.index(day) - now.weekday()) % 7)
    return now.date() + timedelta(days=day == "tomorrow")


def _clocks(
    event: RemindersWanted | TimeNamed, proposed: tuple[str, ...], heard_before: str, *, one: bool
) -> tuple[str, ...]:
    part = event.part or next((PART_OF_TODAY[day] for day in event.days if day in PART_OF_TODAY), None)
    if event.time:
        several = part and not one and len(proposed) > 1  # "change the morning one to seven"
        others = [other for other in proposed if several and part_of(other) != part]
        return tuple(sorted({*others, meant(event.time, part, proposed, again=event.time == heard_before)}))
    if part in BY_DEFAULT and heard_before:  # "at eight", "in the evening"
        of_that_part = tuple(one for one in readings(heard_before, part) if part_of(one) == part)
        if of_that_part:
            return of_that_part[-1:]
    if part in BY_DEFAULT:
        return tuple(other for other in proposed if part_of(other) == part) or (BY_DEFAULT[part],)
    if event.rhythm == TWICE:
        return BY_DEFAULT["morning"], BY_DEFAULT["bedtime"]
    return proposed or ((BY_DEFAULT["bedtime"],) if one else tuple(BY_DEFAULT.values()))


def _ahead(head: str, clock: str, event: RemindersWanted | TimeNamed, now: datetime) -> tuple[str, tuple[str, ...]]:
    """Return a future time: the hour's other reading, or the same clock a day or a week later."""
    here = f"{now:%Y-%m-%dT%H:%M}"
    possible = [clock, *(readings(event.time, event.part) if event.time else ())]
    later = next((f"{head}{one}" for one in possible if f"{head}{one}" > here), "")
    if later:
        return later, ()
    step = 7 if set(event.days) & set(NAMES) else 1
    moved = date.fromisoformat(head[:-1]) + timedelta(days=step)
    return f"{moved.isoformat()}T{clock}", () if step > 1 else (PAST,)


def joined(kept: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    """Return the repeating times after new ones were set, as `alexa.reminders` sets them.

    New daily times replace daily times. A weekly time replaces one on the same day.
    """
    new = tuple(when for when in new if not is_once(when))
    if not new:
        return kept
    weekly = any(map(is_weekly, new))
    days = {day for when in new for day in days_in(when)}
    others = {when for when in kept if is_weekly(when) != weekly}
    left = {when: [day for day in days_in(when) if day not in days] for when in kept if weekly and is_weekly(when)}
    stay = {f"{','.join(rest)}@{clock_of(when)}" for when, rest in left.items() if rest}
    return tuple(sorted({*others, *stay, *new}))
