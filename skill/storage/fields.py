"""Fields of stored documents. Parsing never fails: what is damaged, or out of bounds, is as if it weren't there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from skill.dialogue.schedule import CLOCK, DAYS
from skill.stretching.profile import Bookmark

MAX_COUNT: Final = 9_999
"""Larger counts are damaged."""
MAX_UNIX_SECONDS: Final = 2**36
MAX_TIMES: Final = 10
"""More reminders than anybody has."""
DAY: Final = "|".join(DAYS)
TIME: Final = re.compile(rf"(?:(?:{DAY})(?:,(?:{DAY})){{0,6}}@)?{CLOCK}")
"""When a reminder rings every day or every week."""
SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MAX_SLUG_CHARACTERS: Final = 64


def parse_counts(value: object) -> dict[str, int]:
    """Return what is a count in a stored mapping."""
    if not isinstance(value, Mapping):
        return {}
    counts = {name: parse_int(count, 1, MAX_COUNT) for name, count in value.items() if isinstance(name, str)}
    return {name: count for name, count in counts.items() if count is not None}


def parse_bookmark(value: object) -> Bookmark | None:
    """Return a stored bookmark, or None if any part of it is missing or damaged."""
    if not isinstance(value, Mapping):
        return None
    routine = value.get("routine")
    cycle, at = parse_int(value.get("cycle"), 0, MAX_COUNT), parse_int(value.get("at"), 0, MAX_UNIX_SECONDS)
    if cycle is None or at is None or not is_slug(routine):
        return None
    return Bookmark(str(routine), cycle, at)


def parse_times(value: object) -> tuple[str, ...]:
    """Return what is a time of a reminder in a stored list."""
    found = value if isinstance(value, list) else []
    return tuple(when for when in found if isinstance(when, str) and TIME.fullmatch(when))[:MAX_TIMES]


def parse_moments(value: object) -> tuple[int, ...]:
    """Return what is a moment in a stored list: seconds since 1970."""
    found = [parse_int(one, 1, MAX_UNIX_SECONDS) for one in value] if isinstance(value, list) else []
    return tuple(one for one in found if one is not None)[:MAX_TIMES]


def parse_int(value: object, least: int, most: int) -> int | None:
    """Return a whole number within these bounds, or None. DynamoDB returns numbers as Decimal."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    if isinstance(value, Decimal) and not value.is_finite():
        return None
    return int(value) if least <= value <= most and value == int(value) else None


def is_slug(value: object) -> bool:
    """Return whether this is a slug of sensible length."""
    return isinstance(value, str) and len(value) <= MAX_SLUG_CHARACTERS and SLUG.fullmatch(value) is not None


def is_day(value: str) -> bool:
    """Return whether this is a date written YYYY-MM-DD."""
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
