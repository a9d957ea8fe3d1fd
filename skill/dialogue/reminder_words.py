"""The times of reminders in words: "every Monday at half past eight in the evening", "in twenty minutes"."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from skill.dialogue.beats import Statement, say
from skill.dialogue.hours import listed, spoken, without_part
from skill.dialogue.schedule import (
    DAYS,
    GROUPS,
    clock_of,
    days_in,
    head_of,
    is_dated,
    is_weekly,
    minutes_in,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from skill.content.content import Content

HOUR_MINUTES, DAY_MINUTES = 60, 24 * 60
TONIGHT_FROM = "18:00"
TOGETHER = {GROUPS["weekdays"]: "when-weekdays", GROUPS["weekends"]: "when-weekends"}
"""Days of the week that have a name together, with the phrase that says it."""
SPANS = (("span-day", "span-day-one"), ("span-hour", "span-hour-one"), ("span-minute", "span-minute-one"))
HALVES = {30: "span-half-hour", 90: "span-hour-and-a-half"}


def groups_of(times: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Return times in groups of the same days, which are said together."""
    groups: dict[str, list[str]] = {}
    for when in times:
        groups.setdefault(head_of(when) if clock_of(when) else when, []).append(when)
    return tuple(map(tuple, groups.values()))


def whens(times: tuple[str, ...], content: Content, now: datetime) -> str:
    """Return one group of times in words, days first."""
    first = times[0]
    if minutes := minutes_in(first):
        return content.phrase("when-in", time=_span(minutes, content))
    clocks = spoken(tuple(map(clock_of, times)), content)
    if is_dated(first):
        return _dated(first, clocks, content, now)
    if not is_weekly(first):
        return content.phrase("when-daily", times=clocks)
    days = days_in(first)
    together = TOGETHER.get(days)
    if together:
        return content.phrase(together, times=clocks)
    return content.phrase("when-weekly", days=_together([_day(code, content) for code in days], content), times=clocks)


def _dated(when: str, clock: str, content: Content, now: datetime) -> str:
    moment = date.fromisoformat(when[:10])
    days = (moment - now.date()).days
    if not days and clock_of(when) >= TONIGHT_FROM:
        return content.phrase("when-tonight", times=without_part(clock_of(when), content))
    if days in (0, 1):
        return content.phrase("when-tomorrow" if days else "when-today", times=clock)
    return content.phrase("when-on", days=_day(DAYS[moment.weekday()], content), times=clock)


def _day(code: str, content: Content) -> str:
    return content.speech.days[DAYS.index(code)]


def _span(minutes: int, content: Content) -> str:
    """Return minutes in words: days, hours and minutes."""
    if minutes in HALVES:
        return content.phrase(HALVES[minutes])
    days, rest = divmod(minutes, DAY_MINUTES)
    hours, rest = divmod(rest, HOUR_MINUTES)
    parts = [
        content.phrase(several if count > 1 else one, count=content.number(count))
        for (several, one), count in zip(SPANS, (days, hours, rest), strict=True)
        if count
    ]
    return _together(parts, content)


def _together(words: list[str], content: Content) -> str:
    """Return words as one list, without a comma between two."""
    if len(words) != 2:  # noqa: PLR2004 - a pair
        return listed(words, content)
    return content.phrase("two-and", first=words[0], second=words[1])


def sentences(times: tuple[str, ...], content: Content, now: datetime) -> tuple[Statement, ...]:
    """Return how many reminders there are, and when. Each kind of days is a sentence."""
    first, *others = groups_of(times)
    count = content.number(len(times))
    more = (content.phrase("reminders-listed-more", times=whens(group, content, now)) for group in others)
    return say(content.phrase("reminders-listed", count=count, times=whens(first, content, now)), *more)
