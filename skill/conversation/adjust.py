"""Moves that change how it is told: pace, counting, whispering, how much is explained. A hold is never shortened."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from msgspec.structs import replace

from skill.conversation.beats import say
from skill.conversation.effects import Remember
from skill.conversation.running import BEFORE_RELIEF, interject, place_of, plan_of, send, send_later, under_way
from skill.conversation.session import Session, State
from skill.conversation.turn import Turn, anything_else, phrase_question
from skill.stretching.plan import opening_of

if TYPE_CHECKING:
    from datetime import datetime

    from skill.conversation.events import Event
    from skill.library.library import Library

PACES = (-2, 0, 2, 4, 6)
"""Seconds added to each release."""
PRACTISING = (State.STRETCHING, State.FINISHED)
KNOWN_BY_HEART = 2
"""How many full explanations before a routine starts with a short cue."""


def slow_down(session: Session, _event: Event, library: Library, now: datetime) -> Turn:
    """Lengthen the releases by a step."""
    pace = next((pace for pace in PACES if pace > session.profile.pace), PACES[-1])
    phrase = "slower" if pace != session.profile.pace else "slowest"
    return adjusted(session, session.like(pace=pace), library, now, phrase)


def speed_up(session: Session, _event: Event, library: Library, now: datetime) -> Turn:
    """Shorten the releases by a step."""
    pace = next((pace for pace in reversed(PACES) if pace < session.profile.pace), PACES[0])
    phrase = "faster" if pace != session.profile.pace else "fastest"
    return adjusted(session, session.like(pace=pace), library, now, phrase)


def count(session: Session, _event: Event, library: Library, now: datetime) -> Turn:
    """Count aloud inside each hold."""
    return adjusted(session, session.like(counting=True), library, now, "counting")


def stop_counting(session: Session, _event: Event, library: Library, now: datetime) -> Turn:
    """Leave the holds silent."""
    return adjusted(session, session.like(counting=False), library, now, "no-counting")


def whisper(session: Session, _event: Event, library: Library, now: datetime) -> Turn:
    """Whisper, in fewer words, until told otherwise."""
    return adjusted(session, session.like(whisper=True), library, now, "whispering")


def speak_up(session: Session, _event: Event, library: Library, now: datetime) -> Turn:
    """Speak in a full voice again."""
    return adjusted(session, session.like(whisper=False), library, now, "speaking-up")


def skip_explanation(session: Session, _event: Event, library: Library, now: datetime) -> Turn:
    """Go straight to the stretch, now and on later visits."""
    explained = {**session.profile.explained, session.routine: KNOWN_BY_HEART}
    return adjusted(session, replace(session.like(explained=explained), brief=True), library, now, "")


def explain_again(session: Session, _event: Event, library: Library, now: datetime) -> Turn:
    """Say the whole set-up once more, then go on; later visits start with it again."""
    routine = library.routines[session.routine]
    explained = {slug: times for slug, times in session.profile.explained.items() if slug != routine.slug}
    after = replace(session.like(explained=explained), brief=False)
    start, steps = _same_place(session, after, library, now), plan_of(after, routine).steps
    midway = 0 < start < len(steps) and steps[start] is steps[start - 1]
    lead = say(*opening_of(steps[start], brief=False)) if midway else ()
    turn = send(after, routine, library, now, start=start, lead=lead)
    return Turn(turn.beats, turn.session, (Remember(),))


def tell_time_left(session: Session, _event: Event, library: Library, now: datetime) -> Turn:
    """Say about how many minutes are left."""
    plan = plan_of(session, library.routines[session.routine])
    minutes = ceil(plan.seconds_left(place_of(session, library, now).cycle) / 60)
    phrase = "time-left" if minutes > 1 else "time-left-one"
    words = library.phrase(phrase, left=library.number(minutes)) if minutes else ""
    return interject(session, library, now, say(words))


def tell_count(session: Session, _event: Event, library: Library, now: datetime) -> Turn:
    """Say how many repetitions are done, and how many there are."""
    plan = plan_of(session, library.routines[session.routine])
    done = library.number(place_of(session, library, now).cycle)
    words = library.phrase("count-done", done=done, count=library.number(len(plan.cycles)))
    return interject(session, library, now, say(words))


def adjusted(before: Session, after: Session, library: Library, now: datetime, phrase: str) -> Turn:
    """Go on in the new manner from the same repetition; with nothing under way, say that it is so from now on."""
    lead = say(library.phrase(phrase)) if phrase else ()
    if before.state is State.PAUSED:
        start = _same_place(before, after, library, now)
        turn = phrase_question(library, "paused", replace(after, start=start), lead)
    elif under_way(before):
        start = _same_place(before, after, library, now)
        turn = send(after, library.routines[after.routine], library, now, start=start, lead=lead)
    elif before.state in BEFORE_RELIEF:
        question = "welcome-question" if before.state is State.WELCOMED else "returning-question"
        turn = send_later(after, library, now, lead, library.phrase(question))
    else:
        turn = anything_else(after, library, lead)
    return Turn(turn.beats, turn.session, (Remember(),))


def _same_place(before: Session, after: Session, library: Library, now: datetime) -> int:
    routine = library.routines[before.routine]
    old, new = plan_of(before, routine), plan_of(after, routine)
    place = place_of(before, library, now)
    return len(new.cycles) if place.finished else new.same_place(place.cycle, old)


def tell_side(session: Session, _event: Event, library: Library, now: datetime) -> Turn:
    """Say which leg it is for."""
    return _told(session, library, now, "side-in-practice" if session.state in PRACTISING else "side-in-cramp")


def tell_when_to_let_go(session: Session, _event: Event, library: Library, now: datetime) -> Turn:
    """Say until when to hold."""
    return _told(session, library, now, "let-go")


def tell_to_ease_off(session: Session, _event: Event, library: Library, now: datetime) -> Turn:
    """Say to ease off, and when to stop."""
    return _told(session, library, now, "ease-off")


def _told(session: Session, library: Library, now: datetime, phrase: str) -> Turn:
    """Say something; go on with the routine under way, or ask what else there is."""
    told = say(library.phrase(phrase))
    return interject(session, library, now, told) if under_way(session) else anything_else(session, library, told)
