"""Moves at the edges of a conversation: the first words, help, what wasn't understood, and the goodbye."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from skill.conversation.beats import say
from skill.conversation.events import MISHEARD, Event
from skill.conversation.running import interject, plan_of, send_later, under_way, wait
from skill.conversation.session import Session, State
from skill.conversation.turn import Turn, phrase_question
from skill.conversation.visit import leave_behind, remember

if TYPE_CHECKING:
    from datetime import datetime

    from skill.library.library import Library

GENERAL_INFORMATION = "general-information"
OTHER_MUSCLE = "instead-foot"


def notes_for(session: Session, *, muscle: str | None) -> tuple[str, ...]:
    """Name what is said after the first relief step: once a visit, that this is general information."""
    general = () if session.told else (GENERAL_INFORMATION,)
    return general if muscle else (*general, OTHER_MUSCLE)


def welcome(session: Session, event: Event, library: Library, now: datetime) -> Turn:
    """Begin with the first relief instruction; say how to get to the stretch; relief follows if nobody answers."""
    missed = say(library.phrase("misheard")) if event == MISHEARD else ()
    routine = library.routine_for("relief", None)
    notes = notes_for(session, muscle=None)
    session = replace(session.afresh(), state=State.WELCOMED, routine=routine.slug, notes=notes)
    told = (*missed, *say(*plan_of(session, routine).part(0).opening, library.phrase("welcome-choice")))
    return send_later(session, library, now, told, library.phrase("welcome-question"))


def explain(session: Session, _event: Event, library: Library, now: datetime) -> Turn:
    """Say what can be asked for."""
    if under_way(session):
        return interject(session, library, now, say(library.phrase("help-in-routine")))
    answered = replace(session, state=State.ANSWERED, routine="", question="")
    return phrase_question(
        library, "help", answered, say(library.phrase("help-emergency"), library.phrase("help-open"))
    )


def misunderstand(session: Session, _event: Event, library: Library, now: datetime) -> Turn:
    """Say so, offer the simplest words there are, and never give up on the person."""
    session = replace(session, misheard=session.misheard + 1)
    if under_way(session) and session.misheard > 1:
        return wait(session, library, now, say(library.phrase("misheard-in-routine")))
    if under_way(session):
        return interject(session, library, now, say(library.phrase("misheard-in-routine")))
    answered = replace(session, state=State.ANSWERED, routine="", question="")
    if session.misheard > 1:
        return phrase_question(library, "misheard-twice", answered)
    return phrase_question(library, "help", answered, say(library.phrase("misheard"), library.phrase("help-emergency")))


def note_denial(session: Session, _event: Event, library: Library, now: datetime) -> Turn:
    """Take note that somebody has none of what was asked about; a routine goes on."""
    told = say(library.phrase("denied"))
    if under_way(session):
        return interject(session, library, now, told)
    return phrase_question(library, "anything-else", replace(session, state=State.ANSWERED, routine=""), told)


def leave(session: Session, _event: Event, library: Library, now: datetime) -> Turn:
    """Say goodbye, and keep what the visit leaves behind."""
    words = library.phrase(_goodbye(session))
    session = leave_behind(session, library, now)
    return Turn(say(words), session, remember(session))


def _goodbye(session: Session) -> str:
    """Name the goodbye: after an alarm, to get help; on a first visit, how to open the skill again."""
    if session.state is State.ALARMED:
        return "goodbye-alarm"
    return "goodbye" if session.known.told else "goodbye-first"


def fall_silent(session: Session, _event: Event, library: Library, now: datetime) -> Turn:
    """Say nothing, since nobody would hear it, and keep what the visit leaves behind."""
    session = leave_behind(session, library, now)
    return Turn((), session, remember(session))
