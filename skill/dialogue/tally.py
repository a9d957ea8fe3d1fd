"""Sessions done, in words: today, yesterday and the last seven days, and what a new user does next.

A day without a session is not mentioned, and there are no streaks.
"""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

from skill.dialogue.beats import Statement, say
from skill.dialogue.hours import AFTERNOON_FROM_HOUR, EVENING_FROM_HOUR, LATE_FROM_HOUR, MORNING_FROM_HOUR, listed

if TYPE_CHECKING:
    from datetime import date

    from skill.dialogue.context import Context

AIM = 3
"""Sessions a day: the NHS leg cramps text."""
WEEK_DAYS = 7


class Tally(Struct, frozen=True):
    """Numbers of sessions by local days, or by days in UTC if the zone isn't known."""

    zone_known: bool
    today: int
    yesterday: int
    week: int
    """Today's and those of the six days before."""
    first_week: bool
    """Whether there is no session on earlier days: the user is new, or begins again."""

    @property
    def lately(self) -> int:
        """Sessions of the last two days: one of them is today, if the zone isn't known."""
        return self.today + self.yesterday


def tally_of(ctx: Context) -> Tally:
    """Count the sessions that are kept."""
    done, today = ctx.session.profile.done, ctx.now.date()
    return Tally(
        zone_known=ctx.now.tzinfo is not UTC,
        today=done.get(_day(today), 0),
        yesterday=done.get(_day(today, 1), 0),
        week=sum(done.get(_day(today, ago), 0) for ago in range(WEEK_DAYS)),
        first_week=all(day > _day(today, WEEK_DAYS) for day in done),
    )


def _day(today: date, ago: int = 0) -> str:
    return (today - timedelta(days=ago)).isoformat()


def told(ctx: Context, tally: Tally) -> tuple[Statement, ...]:
    """Return how many were done. Zeros are left out."""
    parts = _parts(tally)
    words = [ctx.phrase(name, done=ctx.content.number(done)) for name, done in parts if done]
    if not words:
        return ()
    full = say(ctx.phrase("progress-aim")) if tally.zone_known and tally.today >= AIM else ()
    return (*say(ctx.phrase("progress", times=listed(words, ctx.content))), *full)


def _parts(tally: Tally) -> list[tuple[str, int]]:
    """Return phrases with their numbers of sessions. The week is left out if it adds nothing."""
    week = ("progress-week", tally.week if tally.week > tally.lately else 0)
    if not tally.zone_known:
        return [("progress-lately", tally.lately), week]
    return [("progress-today", tally.today), ("progress-yesterday", tally.yesterday), week]


def next_step(ctx: Context, tally: Tally) -> tuple[str, bool]:
    """Return the name of the phrase that says what is next today, and whether that is a session now.

    Only the first week has a plan. Afterwards the user is asked, not told.
    """
    if not (tally.zone_known and tally.first_week) or tally.today >= AIM:
        return "", tally.today < AIM
    hour, one_done, two_done = ctx.now.hour, tally.today > 0, tally.today > 1
    if not MORNING_FROM_HOUR <= hour < LATE_FROM_HOUR:
        return "progress-next-morning", False
    if hour >= EVENING_FROM_HOUR:
        return "progress-next-evening", True
    if two_done:
        return "progress-next-bed", False
    if hour >= AFTERNOON_FROM_HOUR:
        return "progress-next-afternoon", True
    return ("progress-next-two", False) if one_done else ("progress-next-three", True)
