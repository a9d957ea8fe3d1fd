"""Why a user probably opens the skill, from the hour, their sessions, reminders and last visit.

An unknown hour counts as night, when relief comes first.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from skill.dialogue.events import Opened
from skill.dialogue.hours import EVENING_FROM_HOUR, LATE_FROM_HOUR, MORNING_FROM_HOUR
from skill.dialogue.schedule import DAYS, clock_of, days_in
from skill.dialogue.tally import AIM, tally_of
from skill.dialogue.visit import open_bookmark, relief_start

if TYPE_CHECKING:
    from skill.dialogue.context import Context
    from skill.dialogue.events import Event
    from skill.stretching.profile import Profile

JUST_RUNG_SECONDS = 15 * 60
"""How long after a reminder a visit counts as its answer."""
EARLY_SECONDS = 60
"""How much a device's clock may be behind Alexa's."""
BACK_SECONDS = 3 * 60 * 60
"""How soon a visit must follow another to count as a return."""
JUST_LEFT_SECONDS = 2 * 60 * 60
"""How long an unfinished stretch is offered at any hour."""


def needs_hour(ctx: Context, event: Event) -> bool:
    """Return whether the user's local hour can change the opening."""
    profile = ctx.session.profile
    if not isinstance(event, Opened) or relief_start(ctx)[1]:
        return False
    left_earlier = open_bookmark(ctx) is not None and not _just_left(ctx)
    return bool(profile.reminders or profile.done) or left_earlier


def _hour(ctx: Context) -> int | None:
    """Return the user's local hour; None if it isn't known."""
    return None if ctx.now.tzinfo is UTC else ctx.now.hour


def is_ready(ctx: Context) -> bool:
    """Return whether the evening stretch is likelier than a cramp: the user stretches, and wasn't here recently."""
    hour = _hour(ctx)
    if hour is None or not EVENING_FROM_HOUR <= hour < LATE_FROM_HOUR or is_back(ctx):
        return False
    tally, profile = tally_of(ctx), ctx.session.profile
    stretches = tally.week > 0 or (bool(profile.reminders) and _has_practised(ctx))
    return stretches and tally.today < AIM


def _has_practised(ctx: Context) -> bool:
    routines = ctx.content.routines
    return any(slug in routines and routines[slug].kind == "practice" for slug in ctx.session.profile.explained)


def is_back(ctx: Context) -> bool:
    """Return whether there was a visit a short while ago."""
    last = ctx.session.profile.last_visit
    return last > 0 and -EARLY_SECONDS <= ctx.seconds_now - last < BACK_SECONDS


def may_go_on(ctx: Context) -> bool:
    """Return whether to offer an unfinished stretch: it was left just now, or it isn't night."""
    hour = _hour(ctx)
    awake = hour is not None and MORNING_FROM_HOUR <= hour < LATE_FROM_HOUR
    return open_bookmark(ctx) is not None and (awake or _just_left(ctx))


def _just_left(ctx: Context) -> bool:
    bookmark = ctx.session.profile.bookmark
    return bookmark is not None and abs(ctx.seconds_now - bookmark.at) <= JUST_LEFT_SECONDS


def was_reminded(ctx: Context) -> bool:
    """Return whether a reminder rang a few minutes ago and no visit has ended since."""
    rang = _last_rung(ctx.session.profile, ctx.now)
    return ctx.seconds_now - rang < JUST_RUNG_SECONDS and ctx.session.profile.last_visit < rang


def _last_rung(profile: Profile, now: datetime) -> float:
    """Return when the last reminder rang, in seconds since 1970; 0 if none did, or the zone isn't known."""
    latest = now.timestamp() + EARLY_SECONDS
    moments = [float(moment) for moment in profile.reminded_once if moment <= latest]
    if now.tzinfo is not UTC:
        moments += [moment for when in profile.reminders for moment in _recent(when, now) if moment <= latest]
    return max(moments, default=0.0)


def _recent(when: str, now: datetime) -> list[float]:
    """Return when a reminder that repeats rings today, and rang yesterday."""
    clock, days = clock_of(when), days_in(when)
    today = datetime.combine(now, time.fromisoformat(clock), now.tzinfo)
    rings = (today, today - timedelta(days=1))
    return [moment.timestamp() for moment in rings if not days or DAYS[moment.weekday()] in days]
