"""Moves about what is kept: how the person is doing, where they left off, and forgetting it all."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace

from skill.conversation.answer import ask_what_else
from skill.conversation.beats import Told, say
from skill.conversation.effects import Forget
from skill.conversation.guide import pause
from skill.conversation.running import interject, plan_of, routine_of, send, send_later, under_way
from skill.conversation.session import Session, State
from skill.conversation.turn import Turn, anything_else, phrase_question
from skill.conversation.visit import leave_behind, open_bookmark
from skill.conversation.welcome import notes_for, welcome

if TYPE_CHECKING:
    from datetime import datetime

    from skill.conversation.events import Event
    from skill.library.library import Library

AIM = 3
"""Sessions a day: the NHS leg cramps text."""


def open_visit(session: Session, event: Event, library: Library, now: datetime) -> Turn:
    """Begin with the first relief instruction; offer to go on with a stretch that was left unfinished."""
    session = leave_behind(session, library, now)
    if open_bookmark(session, library, now) is None:
        return welcome(session, event, library, now)
    routine = library.routine_for("relief", None)
    notes = notes_for(session, muscle=None)
    session = replace(session.afresh(), state=State.RETURNING, routine=routine.slug, notes=notes)
    told = say(*plan_of(session, routine).part(0).opening, library.phrase("returning"))
    return send_later(session, library, now, told, library.phrase("returning-question"))


def resume_visit(session: Session, event: Event, library: Library, now: datetime) -> Turn:
    """Go on from where the last visit was left."""
    bookmark = open_bookmark(session, library, now)
    if bookmark is None:
        return welcome(session, event, library, now)
    lead = say(library.phrase("carry-on"))
    session = replace(session.like(bookmark=None), counted=False)
    return send(session, library.routines[bookmark.routine], library, now, start=bookmark.cycle, lead=lead)


def resume_what_was_left(session: Session, event: Event, library: Library, now: datetime) -> Turn:
    """Go on from where a stretch was left; ask what else there is, where none was."""
    move = resume_visit if open_bookmark(session, library, now) else ask_what_else
    return move(session, event, library, now)


def start_afresh(session: Session, event: Event, library: Library, now: datetime) -> Turn:
    """Leave the unfinished stretch for good."""
    return welcome(session.like(bookmark=None), event, library, now)


def tell_progress(session: Session, _event: Event, library: Library, now: datetime) -> Turn:
    """Say how many sessions were done today; offer one where nothing is under way and the aim isn't reached."""
    done = _done_lately(session, now)
    told = _progress(done, library, known_day=now.tzinfo is not UTC)
    if under_way(session):
        return interject(session, library, now, told)
    if done >= AIM or session.sign:
        return anything_else(session, library, told)
    offer = library.routine_for("practice", None)
    session = replace(session, state=State.OFFERED, routine="", offer=offer.slug, asking="progress-offer")
    return phrase_question(library, "progress-offer", session, told)


def ask_forget(session: Session, event: Event, library: Library, now: datetime) -> Turn:
    """Ask once before everything is deleted; a routine under way waits."""
    session = leave_behind(session, library, now)
    if under_way(session):
        session = pause(session, event, library, now).session
    waiting = session.state in (State.PAUSED, State.FORGETTING)
    session = replace(session, state=State.FORGETTING, routine=session.routine if waiting else "")
    return phrase_question(library, "forget", session)


def forget(session: Session, _event: Event, library: Library, _now: datetime) -> Turn:
    """Delete everything kept about the person, and say so. The sign named in this session isn't kept, but counts on."""
    begun = Session(zone=session.zone, sign=session.sign, checked=session.checked, quinine_for=session.quinine_for)
    turn = anything_else(begun, library, say(library.phrase("forgotten")))
    return Turn(turn.beats, turn.session, (Forget(),))


def keep(session: Session, _event: Event, library: Library, _now: datetime) -> Turn:
    """Delete nothing; the routine that waited still does."""
    told = say(library.phrase("not-forgotten"))
    if routine_of(session, library):
        return phrase_question(library, "paused", replace(session, state=State.PAUSED), told)
    return anything_else(session, library, told)


def admit_failure(session: Session, _event: Event, library: Library, _now: datetime) -> Turn:
    """Say that it could not be deleted just now."""
    return anything_else(session, library, say(library.phrase("forgetting-failed")))


def _done_lately(session: Session, now: datetime) -> int:
    """Count the sessions of the person's day; of two days by UTC where their zone isn't known."""
    days = [now.date()] if now.tzinfo is not UTC else [now.date(), now.date() - timedelta(days=1)]
    return sum(session.profile.done.get(day.isoformat(), 0) for day in days)


def _progress(done: int, library: Library, *, known_day: bool) -> tuple[Told, ...]:
    if not done:
        return say(library.phrase("progress-none"))
    phrase = "progress-today" if known_day else "progress-lately"
    return say(library.phrase(phrase, done=library.number(done)))
