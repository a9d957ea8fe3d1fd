"""A routine under way: which beats the next part is, and where the person has got to by the clock."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from skill.conversation.beats import Hold, Say, Told, say, seconds
from skill.conversation.session import Session, State
from skill.conversation.turn import Turn, asking, phrase_question
from skill.stretching.plan import LISTENING_SECONDS, Part, Place, Plan, lay_out, speaking_seconds
from skill.stretching.stretch import Manner

if TYPE_CHECKING:
    from datetime import datetime

    from skill.library.library import Library
    from skill.stretching.routine import Routine
    from skill.stretching.stretch import Cycle

RUNNING = {"relief": State.RELIEVING, "practice": State.STRETCHING}
UNDER_WAY = (State.RELIEVING, State.STRETCHING, State.FINISHED, State.PAUSED)
BEFORE_RELIEF = (State.WELCOMED, State.RETURNING)
"""States that relief follows from, if nobody answers."""
LONGEST_COUNT = 10
"""Seconds: longer holds are left in peace."""


def routine_of(session: Session, library: Library) -> Routine | None:
    """Give the routine under way; None where there is none, or none of that name any more."""
    return library.routines.get(session.routine)


def under_way(session: Session) -> bool:
    """Tell whether the person is in the midst of a routine, rather than just before or after one."""
    return session.state in UNDER_WAY


def plan_of(session: Session, routine: Routine) -> Plan:
    """Lay out a routine in the manner the person wants."""
    profile = session.profile
    return lay_out(routine, Manner(brief=session.brief, terse=profile.whisper, pace=profile.pace))


def place_of(session: Session, library: Library, now: datetime) -> Place:
    """Tell where the person has got to in the routine under way; a pause stops the clock."""
    if session.state is State.PAUSED:
        return Place(session.start, part_over=False, finished=False)
    plan = plan_of(session, library.routines[session.routine])
    return plan.place(session.start, now.timestamp() - session.sent, _notes(session, library))


def send(
    session: Session,
    routine: Routine,
    library: Library,
    now: datetime,
    *,
    start: int = 0,
    lead: tuple[Told, ...] = (),
    notes: tuple[str, ...] = (),
) -> Turn:
    """Speak the part that begins with cycle `start`; the part after it follows if nobody answers.

    `notes` names phrases to be said between the part's last release and its question.
    """
    plan = plan_of(session, routine)
    if start >= len(plan.cycles):
        if routine.kind == "practice":
            return finish(session, routine, lead)
        start = 0
    part = plan.part(start)
    sent = now.timestamp() + seconds(lead)
    state = RUNNING[routine.kind]
    session = replace(session, state=state, routine=routine.slug, start=start, sent=sent, notes=notes)
    told = (*lead, *_told(part, session, library), *say(_notes(session, library)))
    return asking(told, part.closing, _unless_answered(plan, part, session, library), session)


def send_later(session: Session, library: Library, now: datetime, told: tuple[Told, ...], question: str) -> Turn:
    """Say something else first and ask; the routine goes on from `session.start` if nobody answers."""
    part = plan_of(session, library.routines[session.routine]).part(session.start)
    wait = seconds(told) + speaking_seconds(question) + LISTENING_SECONDS
    session = replace(session, sent=now.timestamp() + wait)
    then = (*_told(part, session, library), *say(_notes(session, library), part.closing))
    return asking(told, question, then, session)


def interject(session: Session, library: Library, now: datetime, told: tuple[Told, ...]) -> Turn:
    """Say something in the midst of a routine; it goes on from the same repetition if nobody answers."""
    routine = library.routines[session.routine]
    if session.state is State.PAUSED:
        return phrase_question(library, "paused", session, told)
    if session.state is State.FINISHED:
        return finish(session, routine, told)
    place = place_of(session, library, now)
    session = replace(session, start=0 if place.finished else place.cycle, notes=())
    question = routine.between if routine.kind == "relief" else library.phrase("back-to-stretch")
    return send_later(session, library, now, told, question)


def wait(session: Session, library: Library, now: datetime, told: tuple[Told, ...]) -> Turn:
    """Say something and pause the routine: it goes on only when that is asked for."""
    if session.state is State.FINISHED:
        return finish(session, library.routines[session.routine], told)
    place = place_of(session, library, now)
    session = replace(session, state=State.PAUSED, start=0 if place.finished else place.cycle)
    return phrase_question(library, "paused", session, told)


def finish(session: Session, routine: Routine, lead: tuple[Told, ...] = ()) -> Turn:
    """Ask what the routine asks at its end."""
    offer = routine.extra or routine.slug
    session = replace(session, state=State.OFFERED, offer=offer, asking="")
    return asking(lead, routine.finish, say(routine.coda), session)


def next_start(session: Session, library: Library, now: datetime) -> int:
    """Give the first cycle of the part after the one the person is in; past the last cycle where there is none."""
    place = place_of(session, library, now)
    if place.part_over:
        return place.cycle
    plan = plan_of(session, library.routines[session.routine])
    return next(part.stop for part in plan.parts(session.start) if part.stop > place.cycle)


def part_start(session: Session, library: Library, now: datetime, *, back: int = 0) -> int:
    """Give the first cycle of the part the person is in, or of one `back` parts before it."""
    cycle = place_of(session, library, now).cycle
    plan = plan_of(session, library.routines[session.routine])
    starts = [part.start for part in plan.parts() if part.start <= cycle]
    return starts[max(0, len(starts) - 1 - back)]


def _told(part: Part, session: Session, library: Library) -> tuple[Told, ...]:
    return _beats(part, library.numbers if session.profile.counting else ())


@lru_cache(maxsize=2048)
def _beats(part: Part, numbers: tuple[str, ...]) -> tuple[Told, ...]:
    beats: list[Told] = list(say(*part.opening))
    for cycle in part.cycles:
        beats += [Say(cycle.cue), Hold(cycle.hold, counts=_counts(cycle, numbers)), *say(cycle.release)]
        if cycle.rest:
            beats.append(Hold(cycle.rest, resting=True))
    return tuple(beats)


def _counts(cycle: Cycle, numbers: tuple[str, ...]) -> tuple[str, ...]:
    return numbers[1 : cycle.hold + 1] if cycle.hold <= LONGEST_COUNT else ()


def _unless_answered(plan: Plan, part: Part, session: Session, library: Library) -> tuple[Told, ...]:
    if part.last:
        return say(plan.routine.coda)
    following = plan.part(part.stop)
    return (*_told(following, session, library), *say(following.closing))


def _notes(session: Session, library: Library) -> str:
    return " ".join(library.phrases[name] for name in session.notes if name in library.phrases)
