"""Profiles as stored documents, and the merge of what two devices saved.

Parsing never fails: a damaged field gets its default, and a damaged document is a new profile.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Final

from msgspec.structs import replace

from skill.storage.fields import (
    MAX_COUNT,
    MAX_TIMES,
    MAX_UNIX_SECONDS,
    is_day,
    is_slug,
    parse_bookmark,
    parse_counts,
    parse_int,
    parse_moments,
    parse_times,
)
from skill.stretching.profile import Profile

VERSION: Final = 1
RETENTION: Final = timedelta(days=400)
"""How long after the last write a record is deleted."""
DISABLED_HOURS: Final = 2
"""How long it is remembered that a user has disabled the skill, or up to an hour less: sessions may end later."""
MAX_DAYS: Final = 8
"""How many local days of `done` are kept: a week and today."""
MAX_ROUTINES: Final = 64
"""More routines than there will ever be."""
MAX_PACE_SECONDS: Final = 60
MAX_VOLUME: Final = 9
COUNTERS: Final = ("explained", "done")
"""Fields that add up when they are merged. The others hold what was last set."""
IF_SET: Final = ("volume", "clear", "tone", "last_visit")
"""Fields that are stored only if they are set: version 0.1.0 stored none of them."""
LISTS: Final = ("reminders", "reminded_once")
MARKS: Final = "marks"
"""Key of the marks of the last changes that added to a count."""
MAX_MARKS: Final = 4
MARK: Final = re.compile(r"[0-9a-f]{16}")


def profile_of(document: object) -> Profile:
    """Return the profile in a stored document. Unknown fields and values out of bounds are ignored."""
    if not isinstance(document, Mapping) or parse_int(document.get("version"), VERSION, VERSION) is None:
        return Profile()
    return Profile(
        disclaimer_given=document.get("told") is True,
        explained=limited_explained(parse_counts(document.get("explained"))),
        done=limited_done(parse_counts(document.get("done"))),
        bookmark=parse_bookmark(document.get("bookmark")),
        begun=parse_bookmark(document.get("begun")),
        pace=parse_int(document.get("pace"), -MAX_PACE_SECONDS, MAX_PACE_SECONDS) or 0,
        volume=parse_int(document.get("volume"), -MAX_VOLUME, MAX_VOLUME) or 0,
        clear=document.get("clear") is True,
        tone=document.get("tone") is True,
        counting=document.get("counting") is True,
        whisper=document.get("whisper") is True,
        reminders_refused=document.get("reminders_refused") is True,
        reminders=parse_times(document.get("reminders")),
        reminded_once=parse_moments(document.get("reminded_once")),
        last_visit=parse_int(document.get("last_visit"), 0, MAX_UNIX_SECONDS) or 0,
    )


def document_of(profile: Profile) -> dict[str, Any]:
    """Return a profile as numbers, strings, booleans and mappings.

    Missing places, empty lists and unset fields of IF_SET have no key.
    """
    document: dict[str, Any] = {
        "version": VERSION,
        "told": profile.disclaimer_given,
        "explained": limited_explained(profile.explained),
        "done": limited_done(profile.done),
        "pace": profile.pace,
        "counting": profile.counting,
        "whisper": profile.whisper,
        "reminders_refused": profile.reminders_refused,
    }
    document |= {name: getattr(profile, name) for name in IF_SET if getattr(profile, name)}
    document |= {name: list(held[:MAX_TIMES]) for name in LISTS if (held := getattr(profile, name))}
    for key, mark in (("bookmark", profile.bookmark), ("begun", profile.begun)):
        if mark:
            document[key] = {"routine": mark.routine, "cycle": mark.cycle, "at": mark.at}
    return document


def mark_of(source: str, base: Profile, new: Profile) -> str:
    """Return the mark of a change of counts from one source; empty if no count changes or there is no source.

    A source never makes the same change twice, but its request may arrive twice.
    """
    counts = [dict(sorted(getattr(profile, name).items())) for profile in (base, new) for name in COUNTERS]
    if not source or counts[: len(COUNTERS)] == counts[len(COUNTERS) :]:
        return ""
    return sha256(repr((source, counts)).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def marks_in(document: object) -> list[str]:
    """Return the marks in a stored document. Anything else is ignored."""
    found = document.get(MARKS) if isinstance(document, Mapping) else None
    return [mark for mark in found if isinstance(mark, str) and MARK.fullmatch(mark)] if isinstance(found, list) else []


def updated(document: object, base: Profile, new: Profile, mark: str) -> tuple[Profile, dict[str, Any]]:
    """Apply the changes from `base` to `new` to a stored document. Return the profile and the document to store.

    If the change is marked and its mark is there, its counts were added before and are not added again.
    """
    marks = marks_in(document)
    if mark in marks:
        base = replace(base, explained=new.explained, done=new.done)
    elif mark:
        marks = [*marks, mark][-MAX_MARKS:]
    merged = merge(base, new, profile_of(document))
    return merged, document_of(merged) | ({MARKS: marks} if marks else {})


def is_deleted(document: object, base: Profile) -> bool:
    """Return whether the record that `base` was read from has been deleted since."""
    return document is None and base != Profile()


def disabled_until(now: datetime) -> int:
    """Return until when it is remembered that a user has disabled the skill, in seconds since 1970.

    It is a whole hour, which doesn't reveal when it happened.
    """
    return (int(now.timestamp()) // 3600 + DISABLED_HOURS) * 3600


def limited(profile: Profile) -> Profile:
    """Return the profile as it would be loaded: a session may have more days, or values out of bounds."""
    return profile_of(document_of(profile))


def merge(base: Profile, new: Profile, stored: Profile) -> Profile:
    """Apply the changes from `base` to `new` to the stored profile.

    Counts add up and never drop below 0. Any other field is taken from `new` if it was changed, else from `stored`.
    """
    settings: dict[str, Any] = {
        name: merge_setting(getattr(base, name), getattr(new, name), getattr(stored, name))
        for name in Profile.__struct_fields__
        if name not in COUNTERS
    }
    explained = limited_explained(merge_counts(base.explained, new.explained, stored.explained))
    return Profile(**settings, explained=explained, done=limited_done(merge_counts(base.done, new.done, stored.done)))


def merge_setting(base: object, new: object, stored: object) -> object:
    """Return the new value if it was changed, else the stored one."""
    return stored if new == base else new


def merge_counts(base: Mapping[str, int], new: Mapping[str, int], stored: Mapping[str, int]) -> dict[str, int]:
    """Return the stored counts with the difference from `base` to `new` added."""
    counts = {name: stored.get(name, 0) + new.get(name, 0) - base.get(name, 0) for name in {*new, *stored}}
    return {name: min(count, MAX_COUNT) for name, count in counts.items() if count > 0}


def limited_explained(counts: Mapping[str, int]) -> dict[str, int]:
    """Return the counts of valid slugs, up to the limit."""
    return {slug: counts[slug] for slug in sorted(counts)[:MAX_ROUTINES] if is_slug(slug)}


def limited_done(counts: Mapping[str, int]) -> dict[str, int]:
    """Return the counts of the last days."""
    days = sorted(day for day in counts if is_day(day))
    return {day: counts[day] for day in days[-MAX_DAYS:]}
