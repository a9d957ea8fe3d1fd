"""What a visit leaves behind: a session done, or the place in an unfinished one. By the clock, whoever ends it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace

from skill.conversation.effects import Remember
from skill.conversation.running import place_of, plan_of, routine_of
from skill.conversation.session import Session, State
from skill.stretching.profile import Bookmark

if TYPE_CHECKING:
    from datetime import datetime

    from skill.conversation.effects import Effect
    from skill.library.library import Library
    from skill.stretching.profile import Profile

BOOKMARK_LASTS = 24 * 60 * 60
"""Seconds for which an unfinished routine is offered again."""
DAYS_KEPT = timedelta(days=8)
"""How long the sessions of a day are kept: docs/privacy.md."""


def begin_visit(person: Profile, now: datetime) -> Session:
    """Begin the session of somebody as the store knows them, and let go of the sessions done too long ago."""
    oldest = (now.date() - DAYS_KEPT).isoformat()
    done = {day: times for day, times in person.done.items() if day >= oldest}
    mine = person if done == person.done else replace(person, done=done)
    return Session(told=person.told, known=person, profile=mine)


def count_if_done(session: Session, library: Library, now: datetime) -> Session:
    """Count the practice under way once its last repetition is behind the person; short extras don't count."""
    if not is_done(session, library):
        return session
    today = now.date().isoformat()
    done = {**session.profile.done, today: session.profile.done.get(today, 0) + 1}
    return replace(session.like(done=done, bookmark=None), counted=True)


def is_done(session: Session, library: Library) -> bool:
    """Return whether the practice under way is over and doesn't count yet."""
    routine = routine_of(session, library)
    return session.state is State.FINISHED and not session.counted and routine is not None and routine.minutes > 0


def leave_behind(session: Session, library: Library, now: datetime) -> Session:
    """Keep the place in an unfinished practice, and that the line about general information was said."""
    session = session.like(told=True) if session.told and not session.profile.told else session
    if session.state not in (State.STRETCHING, State.PAUSED) or session.counted:
        return session
    routine = library.routines[session.routine]
    if not routine.minutes:
        return session
    cycle = place_of(session, library, now).cycle
    return session.like(bookmark=Bookmark(routine.slug, cycle, int(now.timestamp())))


def open_bookmark(session: Session, library: Library, now: datetime) -> Bookmark | None:
    """Give the place to offer to go on from: within a day, by clocks that may differ, and in a routine we have."""
    bookmark = session.profile.bookmark
    if bookmark is None or abs(int(now.timestamp()) - bookmark.at) > BOOKMARK_LASTS:
        return None
    routine = library.routines.get(bookmark.routine)
    fits = routine is not None and 0 <= bookmark.cycle < len(plan_of(session, routine).cycles)
    return bookmark if fits else None


def remember(session: Session) -> tuple[Effect, ...]:
    """Name the effect that keeps the profile, where it has changed."""
    return (Remember(),) if session.profile != session.known else ()
