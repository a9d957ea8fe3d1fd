"""What a visit saves: a session done, or the place in an unfinished one."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace

from skill.dialogue.effects import Remember
from skill.dialogue.position import plan_of, position_of
from skill.dialogue.session import NOBODY, Session, State
from skill.stretching.profile import Bookmark

if TYPE_CHECKING:
    from datetime import datetime

    from skill.content.content import Content
    from skill.dialogue.context import Context
    from skill.dialogue.effects import Effect
    from skill.stretching.profile import Profile
    from skill.stretching.routine import Routine

BOOKMARK_SECONDS = 24 * 60 * 60
"""How long an unfinished routine is offered."""
TEN_MINUTES = 600
"""After so many seconds a cramp needs help: https://nidirect.gov.uk/node/10453."""
COUNT_SECONDS = 20 * 60
"""How long after the start of a relief opening the skill again goes on with its count."""
HELPER = "helper"
"""Position of the helpers' routines."""
ONCE_SECONDS = 60 * 60
"""How long the time of a reminder that rang once is kept after it."""
DAYS_KEPT = timedelta(days=8)
"""How long the sessions of a day are kept: docs/privacy.md."""


def begin_visit(person: Profile, now: datetime) -> Session:
    """Return the first session of a visit, from the stored profile without expired sessions."""
    oldest = (now.date() - DAYS_KEPT).isoformat()
    done = {day: times for day, times in person.done.items() if day >= oldest}
    mine = person if done == person.done else replace(person, done=done)
    if mine.begun and not _is_recent(mine.begun, now.timestamp()):
        mine = replace(mine, begun=None)
    once = tuple(moment for moment in mine.reminded_once if moment > now.timestamp() - ONCE_SECONDS)
    if once != mine.reminded_once:
        mine = replace(mine, reminded_once=once)
    return Session(disclaimer_given=person.disclaimer_given, stored_profile=person, profile=mine)


def _is_recent(begun: Bookmark, seconds_now: float) -> bool:
    """Return whether a relief began so recently that its ten minutes go on, by clocks that may differ a little."""
    return -TEN_MINUTES < int(seconds_now) - begun.at < COUNT_SECONDS


def relief_start(ctx: Context) -> tuple[float, bool]:
    """Return from when the ten minutes of this relief count, and whether that is from an earlier visit."""
    if ctx.session.relief_started:
        return ctx.session.relief_started, ctx.session.resumed
    begun = ctx.session.profile.begun
    if begun and _is_recent(begun, ctx.seconds_now):
        return min(float(begun.at), ctx.seconds_now), True
    return ctx.seconds_now, False


def relief_for(content: Content, session: Session, muscle: str | None, position: str = "standing") -> Routine:
    """Return the relief for a muscle: the helper's if it is another person's cramp, else the one for a position."""
    return content.routine_for("relief", muscle, HELPER if session.helping else position)


def kept_routine(content: Content, session: Session) -> str:
    """Return the slug to store for the current routine. It doesn't reveal that somebody was helped."""
    routine = content.routines.get(session.routine)
    if routine is None or routine.position != HELPER:
        return session.routine
    return content.routine_for("relief", routine.muscle).slug


def count_if_done(ctx: Context) -> Session:
    """Return the session with a finished practice counted; short extras don't count."""
    session = ctx.session
    if not is_done(ctx):
        return session
    today = ctx.now.date().isoformat()
    done = {**session.profile.done, today: session.profile.done.get(today, 0) + 1}
    return replace(session.like(done=done, bookmark=None), counted=True)


def is_done(ctx: Context) -> bool:
    """Return whether the current practice is finished and not counted yet."""
    session, routine = ctx.session, ctx.routine_if_any
    return session.state is State.FINISHED and not session.counted and routine is not None and routine.minutes > 0


def leave_behind(ctx: Context) -> Context:
    """Return the context with the place in an unfinished practice, and the disclaimer, in the profile."""
    if ctx.session.disclaimer_given and not ctx.session.profile.disclaimer_given:
        ctx = ctx.with_profile(disclaimer_given=True)
    if ctx.session.relief_started:
        begun = Bookmark(kept_routine(ctx.content, ctx.session), 0, int(ctx.session.relief_started))
        ctx = ctx.with_profile(begun=begun) if ctx.session.routine else ctx
    if ctx.session.state not in (State.STRETCHING, State.PAUSED) or ctx.session.counted or not ctx.routine.minutes:
        return ctx
    return ctx.with_profile(bookmark=Bookmark(ctx.session.routine, position_of(ctx).cycle, int(ctx.seconds_now)))


def end_visit(ctx: Context) -> Context:
    """Return the context with the visit in the profile, and when it ended, if the profile isn't empty."""
    ctx = leave_behind(ctx)
    return ctx.with_profile(last_visit=int(ctx.seconds_now)) if ctx.session.profile != NOBODY else ctx


def open_bookmark(ctx: Context) -> Bookmark | None:
    """Return the place to continue from: within a day, and in a routine that content has."""
    bookmark = ctx.session.profile.bookmark
    if bookmark is None or abs(int(ctx.seconds_now) - bookmark.at) > BOOKMARK_SECONDS:
        return None
    routine = ctx.content.routines.get(bookmark.routine)
    fits = routine is not None and 0 <= bookmark.cycle < len(plan_of(ctx.session, routine).cycles)
    return bookmark if fits else None


def remember(session: Session) -> tuple[Effect, ...]:
    """Return the effect that saves the profile, if it has changed."""
    return (Remember(),) if session.profile != session.stored_profile else ()
