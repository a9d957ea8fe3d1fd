"""Times of day for reminders: which one somebody means by "ten", and how it is said. Knows no date and no zone."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from skill.content.content import Content

BY_DEFAULT = {"morning": "08:00", "afternoon": "15:00", "bedtime": "22:00"}
"""Three times a day, once just before going to bed: the NHS leg cramps text. Keys are slugs of slots.part."""
EVENING = "20:30"
"""What "half past eight" is taken for, if nothing was proposed: people mean the evening."""
HOUR, NOON, DAY = 60, 12 * 60, 24 * 60
"""Minutes."""
MORNING_FROM_HOUR, AFTERNOON_FROM_HOUR, EVENING_FROM_HOUR, NIGHT_FROM_HOUR = 5, 12, 18, 21
"""Hours from which a time of day is said to be of that part."""
NAMED_MINUTES = {0: "time-on-the-hour", 15: "time-quarter-past", 30: "time-half-past", 45: "time-quarter-to"}
"""Minutes that are said in a way of their own, with the phrase that says them."""
TWO_DIGITS, LAST_HOUR = 10, 24
LATE_FROM_HOUR = 23
"""People are taken to be in bed from then until the morning."""


def part_of(time: str) -> str:
    """Return the part of the day, a slug of slots.part, that a time ("HH:MM") belongs to."""
    hour = int(time[:2])
    if MORNING_FROM_HOUR <= hour < AFTERNOON_FROM_HOUR:
        return "morning"
    return "afternoon" if AFTERNOON_FROM_HOUR <= hour < EVENING_FROM_HOUR else "bedtime"


def meant(time: str, part: str | None, proposed: tuple[str, ...], *, again: bool = False) -> str:
    """Return the time that somebody means who says `time`, since "ten" is heard as "10:00" at bedtime too.

    It is taken for the reading that comes nearest to the part of the day named, or else to one of the times proposed.
    Who says the very same `again` is correcting us: then it is the other reading.
    """
    near = [BY_DEFAULT[part]] if part in BY_DEFAULT else proposed or (*BY_DEFAULT.values(), EVENING)
    nearest_first = sorted(readings(time, part), key=lambda reading: _distance(_minutes(reading), near))
    other = again and not part and nearest_first[0] in proposed
    return nearest_first[-1 if other else 0]


def readings(time: str, part: str | None) -> tuple[str, ...]:
    """Return the times of day that an hour may stand for: both halves of the day, if it was said on twelve hours."""
    heard = _minutes(time)
    if HOUR <= heard < NOON:
        return time, _time(heard + NOON)
    return (_time(heard - NOON),) if part == "bedtime" and NOON <= heard < NOON + HOUR else (time,)


def _distance(minutes: int, times: Iterable[str]) -> int:
    apart = [abs(minutes - _minutes(time)) for time in times]
    return min(min(gap, DAY - gap) for gap in apart)


def _minutes(time: str) -> int:
    return HOUR * int(time[:2]) + int(time[3:])


def _time(minutes: int) -> str:
    return f"{minutes // HOUR:02}:{minutes % HOUR:02}"


def spoken(times: tuple[str, ...], content: Content) -> str:
    """Say times of day, of which there is at least one, as one list."""
    return listed([_spoken(time, content) for time in times], content)


def listed(words: Sequence[str], content: Content) -> str:
    """Say words, of which there is at least one, as one list."""
    *first, last = words
    if not first:
        return last
    before = reduce(lambda times, time: content.phrase("times-more", times=times, time=time), first)
    return content.phrase("times-and", times=before, time=last)


def _spoken(time: str, content: Content) -> str:
    hour, minute = int(time[:2]), int(time[3:])
    if not minute and not hour % 12:
        return content.phrase("time-noon" if hour else "time-midnight")
    return content.phrase(_of_the_day(hour), time=_on_the_clock(hour, minute, content))


def without_part(time: str, content: Content) -> str:
    """Say a time of day whose part is said already, as in "tonight at ten"."""
    return _on_the_clock(int(time[:2]), int(time[3:]), content)


def _on_the_clock(hour: int, minute: int, content: Content) -> str:
    """Say an hour and its minutes, as they say it in the country: "half past eight", "eight thirty"."""
    name = NAMED_MINUTES.get(minute, "time-minutes" if minute >= TWO_DIGITS else "time-minutes-below-ten")
    this, following = (_hour(one, content) for one in (hour, hour + 1))
    return content.phrase(name, hour=this, next=following, minute=content.number(minute))


def _hour(hour: int, content: Content) -> str:
    """Return the word for an hour on the clock of the language, which has 12 hours or 24."""
    hours = content.speech.hours
    return content.number(hour % hours or (hours if hours < LAST_HOUR else 0))


def _of_the_day(hour: int) -> str:
    if MORNING_FROM_HOUR <= hour < AFTERNOON_FROM_HOUR:
        return "time-morning"
    if AFTERNOON_FROM_HOUR <= hour < EVENING_FROM_HOUR:
        return "time-afternoon"
    return "time-evening" if EVENING_FROM_HOUR <= hour < NIGHT_FROM_HOUR else "time-night"
