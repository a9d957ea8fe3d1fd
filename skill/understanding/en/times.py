"""Times of day as AMAZON.TIME hears them: "22:30", or NI, MO, AF, EV for a part of the day.

Knows no date and no zone. An hour without a part of the day is taken as said: "ten" is "10:00".
"""

import re

from skill.understanding.en.numbers import Found, number_at
from skill.understanding.language import Words

_PARTS = {"night": "NI", "tonight": "NI", "morning": "MO", "afternoon": "AF", "arvo": "AF", "evening": "EV"}
_NAMED = {"noon": 720, "midday": 720, "midnight": 0}
_FRACTIONS = {"half": 30, "quarter": 15}
_PAST, _TO = frozenset(["past", "after", "gone"]), frozenset(["to", "till", "til", "of", "before"])
_UNITS = frozenset(["minute", "minutes", "min", "mins"])
_WRITTEN = re.compile(r"([01]\d|2[0-3])([0-5]\d)")
"""A time of day that is heard as one number: 2030."""
_LEADS = (("in", "the"), ("at",), ("this",), ())
_HALVES = {"am": "MO", "pm": "EV"}
_NO_TIME_AFTER = frozenset(
    ["this", "that", "which", "the", "each", "every", "all", "another", "no", "any", "last", "next", "first", "other"]
) | {"right"}
"""Words after which one word is no time of day: "this morning", or "which one"."""
_TIME_AFTER = frozenset(["at", "about", "around", "by", "for", "past", "to", "till", "until"])

Clock = tuple[int, int]
"""The position after the last word used, and minutes after midnight."""


def time_at(words: Words, start: int) -> tuple[int, str] | None:
    """Read the longest time that begins at a position, unless its one word belongs to others: "this morning"."""
    found = _read(words, start)
    return None if found and found[0] == start + 1 and _belongs_to_others(words, start) else found


def clock_at(words: Words, start: int) -> tuple[int, str] | None:
    """Read a time of day without the part of the day after it, which may be a slot; None if there is no part."""
    found = _clock_at(words, start) if time_at(words, start) else None
    if not found or not _part_after(words, found[0]):
        return None
    return found[0], _written(found[1])


def _belongs_to_others(words: Words, at: int) -> bool:
    """Return whether one word in a sentence, which could be a time, is none: "i've only one leg"."""
    before = words[at - 1] if at else ""
    in_the_midst = 0 < at < len(words) - 1
    return before in _NO_TIME_AFTER or (in_the_midst and before not in _TIME_AFTER)


def _read(words: Words, start: int) -> tuple[int, str] | None:
    clock = _clock_at(words, start)
    if not clock:
        return _part_first(words, start) or _part_at(words, start)
    end, minutes = clock
    part = _part_after(words, end)
    if part:
        end, minutes = part[0], _on_the_24_hour_clock(minutes, part[1])
    return end, _written(minutes)


def _clock_at(words: Words, start: int) -> Clock | None:
    found = _named_at(words, start) or _past_or_to_at(words, start) or _half_at(words, start)
    return found or _one_number_at(words, start) or _hour_at(words, start)


def _part_first(words: Words, start: int) -> tuple[int, str] | None:
    """Read "night nine o'clock" and "tonight at eight"."""
    part = _part_at(words, start)
    if not part:
        return None
    clock = _clock_at(words, part[0] + (words[part[0] : part[0] + 1] == ("at",)))
    return (clock[0], _written(_on_the_24_hour_clock(clock[1], part[1]))) if clock else None


def _written(minutes: int) -> str:
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


def _half_at(words: Words, start: int) -> Clock | None:
    """Read "half eight", which is half past."""
    hour = _whole_hour_at(words, start + 1) if words[start : start + 1] == ("half",) else None
    return (hour[0], hour[1] + 30) if hour and 0 < hour[1] <= _NAMED["noon"] else None


def _one_number_at(words: Words, start: int) -> Clock | None:
    """Read "2030", and "0830": three digits alone would be a number like any other."""
    found = _WRITTEN.fullmatch(words[start]) if start < len(words) else None
    return (start + 1, 60 * int(found[1]) + int(found[2])) if found else None


def _named_at(words: Words, start: int) -> Clock | None:
    word = words[start] if start < len(words) else ""
    return (start + 1, _NAMED[word]) if word in _NAMED else None


def _past_or_to_at(words: Words, start: int) -> Clock | None:
    at = start + (words[start : start + 1] == ("a",))
    fraction = _FRACTIONS.get(words[at]) if at < len(words) else None
    count = (at + 1, fraction) if fraction else _minutes_at(words, start)
    between = words[count[0]] if count and count[0] < len(words) else ""
    if not count or between not in _PAST | _TO:
        return None
    hour = _named_at(words, count[0] + 1) or _whole_hour_at(words, count[0] + 1)
    if not hour:
        return None
    minutes = count[1] if between in _PAST else -count[1]
    return hour[0], (hour[1] + minutes) % 1440


def _hour_at(words: Words, start: int) -> Clock | None:
    hour = _whole_hour_at(words, start)
    if not hour:
        return None
    minutes = _minutes_at(words, hour[0])
    return (minutes[0], hour[1] + minutes[1]) if minutes and minutes[1] else hour


def _whole_hour_at(words: Words, start: int) -> Clock | None:
    hour = number_at(words, start)
    if not hour or hour[1] > 23:  # noqa: PLR2004 - the last hour of a day
        return None
    return hour[0] + (words[hour[0] : hour[0] + 1] == ("oclock",)), 60 * hour[1]


def _minutes_at(words: Words, start: int) -> Found | None:
    oh = words[start : start + 1] in {("oh",), ("o",)}
    minutes = number_at(words, start + oh)
    if not minutes or minutes[1] > 59:  # noqa: PLR2004 - the last minute of an hour
        return None
    return minutes[0] + (not _UNITS.isdisjoint(words[minutes[0] : minutes[0] + 1])), minutes[1]


def _part_at(words: Words, start: int) -> tuple[int, str] | None:
    part = _PARTS.get(words[start]) if start < len(words) else None
    return (start + 1, part) if part else None


def _part_after(words: Words, start: int) -> tuple[int, str] | None:
    half = _HALVES.get(words[start]) if start < len(words) else None
    if half:
        return start + 1, half
    if words[start : start + 1] == ("tonight",):  # names a day, too: slots.day
        return None
    for lead in _LEADS:
        if words[start : start + len(lead)] == lead and (part := _part_at(words, start + len(lead))):
            return part
    return None


def _on_the_24_hour_clock(minutes: int, part: str) -> int:
    hour, minute = divmod(minutes, 60)
    if hour > 12:  # noqa: PLR2004 - said on the 24-hour clock already
        return minutes
    early = part == "MO" or (part == "NI" and not 6 <= hour < 12)  # noqa: PLR2004 - two at night is before dawn
    return (hour % 12 + (0 if early else 12)) * 60 + minute
