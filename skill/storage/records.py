"""A profile ↔ the plain document that is stored, and what two devices did at once made into one profile.

A document that can't be read, or a part of it, counts as never written: reading one never fails.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from skill.stretching.profile import Bookmark, Profile

VERSION: Final = 1
KEPT: Final = timedelta(days=400)
"""A record that hasn't been written for so long is removed."""
DAYS: Final = 8
"""How many local days of sessions done are kept: a week and today."""
MOST: Final = 9_999
"""A larger count is nonsense."""
SLUGS: Final = 64
"""More routines than there will ever be."""
LAST_SECOND: Final = 2**36
SLOWEST: Final = 60
SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_SLUG: Final = 64
COUNTED: Final = ("explained", "done")
"""What adds up. The rest of a profile is what somebody last set."""


def profile_of(document: object) -> Profile:
    """Read a stored document; whatever isn't a known field with a sensible value is left behind."""
    if not document or not isinstance(document, Mapping) or _whole(document.get("version"), VERSION, VERSION) is None:
        return Profile()
    return Profile(
        told=document.get("told") is True,
        explained=_explained(_counts(document.get("explained"))),
        done=_done(_counts(document.get("done"))),
        bookmark=_bookmark(document.get("bookmark")),
        pace=_whole(document.get("pace"), -SLOWEST, SLOWEST) or 0,
        counting=document.get("counting") is True,
        whisper=document.get("whisper") is True,
        reminders_refused=document.get("reminders_refused") is True,
    )


def document_of(profile: Profile) -> dict[str, Any]:
    """Write a profile as whole numbers, strings, booleans and mappings of them; no bookmark, no key."""
    document: dict[str, Any] = {
        "version": VERSION,
        "told": profile.told,
        "explained": _explained(profile.explained),
        "done": _done(profile.done),
        "pace": profile.pace,
        "counting": profile.counting,
        "whisper": profile.whisper,
        "reminders_refused": profile.reminders_refused,
    }
    if mark := profile.bookmark:
        document["bookmark"] = {"routine": mark.routine, "cycle": mark.cycle, "at": mark.at}
    return document


def merge(base: Profile, mine: Profile, theirs: Profile) -> Profile:
    """Join what was done here, `mine`, starting from `base`, to what is stored by now, `theirs`.

    Counts add up and are never below 0. Everything else is mine where I changed it, and theirs where I did not.
    """
    joined: dict[str, Any] = {
        name: _set(getattr(base, name), getattr(mine, name), getattr(theirs, name))
        for name in Profile.__struct_fields__
        if name not in COUNTED
    }
    explained = _sum(base.explained, mine.explained, theirs.explained)
    return Profile(**joined, explained=_explained(explained), done=_done(_sum(base.done, mine.done, theirs.done)))


def _set(base: object, mine: object, theirs: object) -> object:
    return theirs if mine == base else mine


def _sum(base: Mapping[str, int], mine: Mapping[str, int], theirs: Mapping[str, int]) -> dict[str, int]:
    counts = {name: theirs.get(name, 0) + mine.get(name, 0) - base.get(name, 0) for name in {*mine, *theirs}}
    return {name: min(count, MOST) for name, count in counts.items() if count > 0}


def _explained(counts: Mapping[str, int]) -> dict[str, int]:
    return {slug: counts[slug] for slug in sorted(counts)[:SLUGS] if _is_slug(slug)}


def _done(counts: Mapping[str, int]) -> dict[str, int]:
    days = sorted(day for day in counts if _is_day(day))
    return {day: counts[day] for day in days[-DAYS:]}


def _counts(value: object) -> dict[str, int]:
    if not isinstance(value, Mapping):
        return {}
    counts = {name: _whole(count, 1, MOST) for name, count in value.items() if isinstance(name, str)}
    return {name: count for name, count in counts.items() if count is not None}


def _bookmark(value: object) -> Bookmark | None:
    if not isinstance(value, Mapping):
        return None
    routine = value.get("routine")
    cycle, at = _whole(value.get("cycle"), 0, MOST), _whole(value.get("at"), 0, LAST_SECOND)
    if cycle is None or at is None or not _is_slug(routine):
        return None
    return Bookmark(str(routine), cycle, at)


def _whole(value: object, least: int, most: int) -> int | None:
    """Give a whole number, which DynamoDB hands back as a Decimal, if it is one within these bounds."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    if isinstance(value, Decimal) and not value.is_finite():
        return None
    return int(value) if least <= value <= most and value == int(value) else None


def _is_slug(value: object) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_SLUG and SLUG.fullmatch(value) is not None


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
