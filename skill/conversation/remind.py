"""Moves about reminders: offer and propose them, set them on a clear yes, list them, take them back.

Rule: `set_up` is only for a yes to the question that said the times and that they repeat every day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from skill.conversation import effects
from skill.conversation.beats import Told, say
from skill.conversation.events import TimeNamed
from skill.conversation.hours import BY_DEFAULT, meant, part_of, spoken
from skill.conversation.running import interject, place_of, routine_of, under_way, wait
from skill.conversation.session import Session, State
from skill.conversation.turn import Turn, anything_else, asking, phrase_question
from skill.conversation.visit import leave_behind, remember
from skill.conversation.welcome import leave, misunderstand

if TYPE_CHECKING:
    from datetime import datetime

    from skill.conversation.events import Event, RemindersWanted
    from skill.conversation.outcomes import RemindersListed
    from skill.library.library import Library


def leave_or_offer(session: Session, event: Event, library: Library, now: datetime) -> Turn:
    """Say goodbye; after a finished practice, have it looked up first whether reminders are worth offering."""
    turn = leave(session, event, library, now)
    if session.offered or session.profile.reminders_refused or not _at_the_end(session, library, now):
        return turn
    return replace(turn, effects=(*turn.effects, effects.LookForReminders()))


def offer(session: Session, _event: Event, library: Library, _now: datetime) -> Turn:
    """Offer three reminders a day: once, and of our own accord."""
    session = replace(session, times=tuple(BY_DEFAULT.values()), offered=True, asking="reminders-offer")
    return ask(session, library, say(library.phrase("reminders-offer")))


def propose(session: Session, event: RemindersWanted | TimeNamed, library: Library, now: datetime) -> Turn:
    """Say the times that are wanted, and ask whether to set them."""
    if under_way(session) and not _at_the_end(session, library, now):
        return interject(session, library, now, say(library.phrase("reminders-later")))
    asked = session.state is State.REMINDING
    times = _wanted(event, session.times if asked or isinstance(event, TimeNamed) else (), session.time_heard)
    hint = say(library.phrase("reminders-hint")) if not asked and len(times) > 1 else ()
    session = replace(session, times=times, time_heard=event.time or "", asking=session.asking if asked else "")
    return ask(session, library, hint)


def change(session: Session, event: TimeNamed, library: Library, now: datetime) -> Turn:
    """Propose a change to the times last proposed, set or read out; a mere time out of the blue is not understood."""
    if not session.times and not (event.time and event.part):
        return misunderstand(session, event, library, now)
    return propose(replace(session, times=session.times or tuple(BY_DEFAULT.values())), event, library, now)


def ask_again(session: Session, _event: Event, library: Library, _now: datetime) -> Turn:
    """Ask once more whether to set the times proposed, and say what else can be said."""
    return ask(session, library, say(library.phrase("reminders-hint")))


def set_up(session: Session, _event: Event, library: Library, now: datetime) -> Turn:
    """Set the reminders that were agreed to."""
    wanted = effects.SetReminders(session.times, library.phrase("reminder"))
    told = say(library.phrase("reminders-set", times=spoken(session.times, library)))
    return go_on(session.like(reminders_refused=False), library, now, told, wanted)


def decline(session: Session, event: Event, library: Library, now: datetime) -> Turn:
    """Set nothing; a "no" to what was offered of our own accord is for good, and ends what was ending anyway."""
    told = say(library.phrase("reminders-declined"))
    if session.asking != "reminders-offer":
        return go_on(session, library, now, told)
    turn = leave(session.like(reminders_refused=True), event, library, now)
    return replace(turn, beats=(*told, *turn.beats))


def tell(session: Session, _event: Event, library: Library, now: datetime) -> Turn:
    """Have it looked up which reminders there are; until that is known, they can't be told."""
    return go_on(session, library, now, say(library.phrase("reminders-down")), effects.ListReminders())


def read_out(session: Session, event: RemindersListed, library: Library, now: datetime) -> Turn:
    """Say which reminders there are."""
    words = library.phrase("reminders-listed", times=spoken(event.times, library)) if event.times else ""
    return go_on(replace(session, times=event.times), library, now, say(words or library.phrase("reminders-none")))


def ask_cancel(session: Session, _event: Event, library: Library, now: datetime) -> Turn:
    """Ask once before all reminders are cancelled; a routine under way waits, and its place is kept."""
    session = leave_behind(session, library, now)
    if under_way(session) and not _at_the_end(session, library, now):
        session = wait(session, library, now, ()).session
    waiting = session.state in (State.PAUSED, State.CANCELLING)
    routine = session.routine if waiting else ""
    return phrase_question(
        library, "cancel-ask", replace(session, state=State.CANCELLING, routine=routine, question="")
    )


def keep(session: Session, _event: Event, library: Library, now: datetime) -> Turn:
    """Cancel nothing; the routine that waited still does."""
    return go_on(_waiting(session, library), library, now, say(library.phrase("reminders-kept")))


def _waiting(session: Session, library: Library) -> Session:
    """Return the session with the routine that waited for an answer paused again."""
    return replace(session, state=State.PAUSED) if routine_of(session, library) else session


def cancel(session: Session, _event: Event, library: Library, now: datetime) -> Turn:
    """Take all reminders back, and offer none again."""
    told = say(library.phrase("reminders-cancelled"))
    session = replace(_waiting(session, library).like(reminders_refused=True), times=())
    return go_on(session, library, now, told, effects.CancelReminders())


def ask(session: Session, library: Library, told: tuple[Told, ...]) -> Turn:
    """Ask for a clear yes to the session's times, said in the question itself."""
    times = spoken(session.times, library)
    coda = say(library.phrase("reminders-ask-coda", times=times))
    session = replace(session, state=State.REMINDING, routine="", question="")
    return asking(told, library.phrase("reminders-ask", times=times), coda, session)


def go_on(session: Session, library: Library, now: datetime, told: tuple[Told, ...], *wanted: effects.Effect) -> Turn:
    """Say something and have things done; go on with the routine under way, or ask what else there is."""
    if under_way(session) and not _at_the_end(session, library, now):
        turn = interject(session, library, now, told)
    else:
        turn = anything_else(session, library, told)
    return replace(turn, effects=(*remember(turn.session), *wanted))


def _at_the_end(session: Session, library: Library, now: datetime) -> bool:
    """Tell whether a practice is over, and what was said answers the question at its end."""
    if session.state is State.OFFERED:
        return session.counted and not session.asking
    return session.state is State.STRETCHING and place_of(session, library, now).finished


def _wanted(event: RemindersWanted | TimeNamed, proposed: tuple[str, ...], heard_before: str) -> tuple[str, ...]:
    time, part = event.time, event.part
    if time:
        others = [other for other in proposed if part and part_of(other) != part]
        return tuple(sorted({*others, meant(time, part, proposed, again=time == heard_before)}))
    if part in BY_DEFAULT:
        return tuple(other for other in proposed if part_of(other) == part) or (BY_DEFAULT[part],)
    return proposed or tuple(BY_DEFAULT.values())
