"""Moves through a routine: start it, pause and resume, forward and back, again, sitting down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from skill.conversation.adjust import KNOWN_BY_HEART
from skill.conversation.beats import Told, say
from skill.conversation.running import (
    finish,
    interject,
    next_start,
    part_start,
    place_of,
    plan_of,
    routine_of,
    send,
    wait,
)
from skill.conversation.session import Session, State
from skill.conversation.turn import Turn, phrase_question
from skill.conversation.welcome import GENERAL_INFORMATION
from skill.stretching.plan import opening_of

if TYPE_CHECKING:
    from datetime import datetime

    from skill.conversation.events import Event, StretchRequested
    from skill.library.library import Library
    from skill.stretching.routine import Routine


def stretch(session: Session, event: StretchRequested, library: Library, now: datetime) -> Turn:
    """Start the practice for a muscle; for one that has none, say so and take the calf's."""
    routine = library.routine_for("practice", event.muscle)
    other = event.muscle is not None and routine.muscle != event.muscle
    return start(session, routine, library, now, lead=say(library.phrase("only-calf-and-thigh")) if other else ())


def start(session: Session, routine: Routine, library: Library, now: datetime, *, lead: tuple[Told, ...] = ()) -> Turn:
    """Speak the first part of a practice: explained in full the first times, in a short cue for who knows it."""
    general = () if session.told else say(library.phrase(GENERAL_INFORMATION), library.phrase("before-practice"))
    explained = session.profile.explained
    times = explained.get(routine.slug, 0)
    session = session.like(explained={**explained, routine.slug: min(times + 1, KNOWN_BY_HEART)}, bookmark=None)
    session = replace(session, told=True, since=0.0, brief=times >= KNOWN_BY_HEART, counted=False)
    return send(session, routine, library, now, lead=(*lead, *general, *say(routine.begin)))


def accept(session: Session, _event: Event, library: Library, now: datetime) -> Turn:
    """Start what was offered."""
    return start(session, library.routines[session.offer], library, now)


def repeat_offer(session: Session, _event: Event, library: Library, _now: datetime) -> Turn:
    """Ask again."""
    routine = routine_of(session, library)
    if routine:
        return finish(session, routine)
    return phrase_question(library, session.asking if session.asking in library.phrases else "progress-offer", session)


def carry_on(session: Session, _event: Event, library: Library, now: datetime) -> Turn:
    """Go on from the repetition the person is in."""
    routine = library.routines[session.routine]
    return send(session, routine, library, now, start=place_of(session, library, now).cycle)


def go_further(session: Session, _event: Event, library: Library, now: datetime) -> Turn:
    """Start what the practice offers at its end: its extra, or the same once more."""
    routine = library.routines[session.routine]
    return start(session, library.routines[routine.extra or routine.slug], library, now)


def pause(session: Session, _event: Event, library: Library, now: datetime) -> Turn:
    """Keep the place and wait."""
    return wait(session, library, now, ())


def ask_again(session: Session, _event: Event, library: Library, now: datetime) -> Turn:
    """Ask the routine's question again; it goes on from the same repetition if nobody answers."""
    return interject(session, library, now, ())


def stay_paused(session: Session, _event: Event, library: Library, _now: datetime) -> Turn:
    """Say again that it is paused."""
    return phrase_question(library, "paused", session)


def resume(session: Session, _event: Event, library: Library, now: datetime) -> Turn:
    """Go on from the repetition that was paused, at the start of its hold."""
    lead = say(library.phrase("carry-on"))
    return send(session, library.routines[session.routine], library, now, start=session.start, lead=lead)


def skip_ahead(session: Session, _event: Event, library: Library, now: datetime) -> Turn:
    """Go on to the next part."""
    routine, start = library.routines[session.routine], next_start(session, library, now)
    more = start < len(plan_of(session, routine).cycles)
    return send(session, routine, library, now, start=start, lead=say(library.phrase("next-one")) if more else ())


def go_back(session: Session, _event: Event, library: Library, now: datetime) -> Turn:
    """Go back to the part before."""
    routine, start = library.routines[session.routine], part_start(session, library, now, back=1)
    return send(session, routine, library, now, start=start, lead=say(library.phrase("back-one")))


def repeat(session: Session, _event: Event, library: Library, now: datetime) -> Turn:
    """Say the instruction again: a relief step from its start, a practice from the repetition the person is in."""
    routine = library.routines[session.routine]
    plan, place = plan_of(session, routine), place_of(session, library, now)
    just_heard = routine.kind == "relief" and place.part_over and not place.finished
    cycle, start = place.cycle, part_start(session, library, now, back=int(just_heard))
    if routine.kind == "practice" and start < cycle < len(plan.cycles):
        lead = say(*opening_of(plan.steps[cycle], brief=True))
        return send(session, routine, library, now, start=cycle, lead=lead)
    return send(session, routine, library, now, start=start)


def start_over(session: Session, _event: Event, library: Library, now: datetime) -> Turn:
    """Go back to the beginning of the routine."""
    routine, lead = library.routines[session.routine], say(library.phrase("from-the-start"))
    return send(replace(session, counted=False), routine, library, now, lead=lead)


def sit(session: Session, _event: Event, library: Library, now: datetime) -> Turn:
    """Change to the way of doing it that needs no standing."""
    offered = session.state is State.OFFERED
    routine = library.routines[session.offer if offered else session.routine]
    seated = library.routines.get(routine.seated)
    lead = say(library.phrase("sit" if seated else "sit-already"))
    if offered:
        return start(session, seated or routine, library, now, lead=lead)
    if seated:
        return send(replace(session, brief=False, counted=False), seated, library, now, lead=lead)
    return send(session, routine, library, now, start=place_of(session, library, now).cycle, lead=lead)
