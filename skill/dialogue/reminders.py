"""Actions about reminders: offer and propose them, set them on a clear yes, list them, take them back.

Rule: `set_up` is only for a yes to the question that said the times and that they repeat every day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from skill.dialogue import effects
from skill.dialogue.beats import Statement, say
from skill.dialogue.events import TimeNamed
from skill.dialogue.greeting import leave, misunderstand
from skill.dialogue.hours import BY_DEFAULT, meant, part_of, spoken
from skill.dialogue.playback import interject, wait
from skill.dialogue.position import current_routine
from skill.dialogue.session import Session, State
from skill.dialogue.turn import Turn, anything_else, asking, in_other_words, phrase_question
from skill.dialogue.visit import leave_behind, remember

if TYPE_CHECKING:
    from skill.dialogue.context import Context
    from skill.dialogue.effect_results import RemindersListed
    from skill.dialogue.events import Event, RemindersWanted


def leave_or_offer(ctx: Context, event: Event) -> Turn:
    """Say goodbye; after a finished practice, have it looked up first whether reminders are worth offering."""
    turn = leave(ctx, event)
    if ctx.session.reminders_offered or ctx.session.profile.reminders_refused or not _at_the_end(ctx.session):
        return turn
    return replace(turn, effects=(*turn.effects, effects.LookForReminders()))


def offer(ctx: Context, _event: Event) -> Turn:
    """Offer three reminders a day: once, and of our own accord."""
    ctx = ctx.updated(times=tuple(BY_DEFAULT.values()), reminders_offered=True, offer_phrase="reminders-offer")
    return ask(ctx, say(ctx.phrase("reminders-offer")))


def propose(ctx: Context, event: RemindersWanted | TimeNamed) -> Turn:
    """Say the times that are wanted, and ask whether to set them."""
    session = ctx.session
    if current_routine(session) and not _at_the_end(session):
        return interject(ctx, say(ctx.phrase("reminders-later")))
    asked = session.state is State.REMINDING
    times = _wanted(event, session.times if asked or isinstance(event, TimeNamed) else (), session.time_heard)
    hint = say(ctx.phrase("reminders-hint")) if not asked and len(times) > 1 else ()
    ctx = ctx.updated(times=times, time_heard=event.time or "", offer_phrase=session.offer_phrase if asked else "")
    return ask(ctx, hint)


def change(ctx: Context, event: TimeNamed) -> Turn:
    """Propose a change to the times last proposed, set or read out; a mere time out of the blue is not understood."""
    if not ctx.session.times and not (event.time and event.part):
        return misunderstand(ctx, event)
    return propose(ctx.updated(times=ctx.session.times or tuple(BY_DEFAULT.values())), event)


def ask_again(ctx: Context, _event: Event) -> Turn:
    """Ask once more whether to set the times proposed, and say what else can be said."""
    return ask(ctx, say(ctx.phrase("reminders-hint")))


def set_up(ctx: Context, _event: Event) -> Turn:
    """Set the reminders that were agreed to."""
    times = ctx.session.times
    told = say(ctx.phrase("reminders-set", times=spoken(times, ctx.content)))
    wanted = effects.SetReminders(times, ctx.phrase("reminder"))
    return go_on(ctx.with_profile(reminders_refused=False), told, wanted)


def decline(ctx: Context, event: Event) -> Turn:
    """Set nothing; a "no" to what was offered of our own accord is for good, and ends what was ending anyway."""
    told = say(ctx.phrase("reminders-declined"))
    if ctx.session.offer_phrase != "reminders-offer":
        return go_on(ctx, told)
    turn = leave(ctx.with_profile(reminders_refused=True), event)
    return replace(turn, beats=(*told, *turn.beats))


def tell(ctx: Context, _event: Event) -> Turn:
    """Have it looked up which reminders there are; until that is known, they can't be told."""
    return go_on(ctx, say(ctx.phrase("reminders-down")), effects.ListReminders())


def read_out(ctx: Context, event: RemindersListed) -> Turn:
    """Say which reminders there are."""
    words = ctx.phrase("reminders-listed", times=spoken(event.times, ctx.content)) if event.times else ""
    return go_on(ctx.updated(times=event.times), say(words or ctx.phrase("reminders-none")))


def ask_cancel(ctx: Context, _event: Event) -> Turn:
    """Ask once before all reminders are cancelled; a routine under way waits, and its place is kept."""
    ctx = leave_behind(ctx)
    if current_routine(ctx.session) and not _at_the_end(ctx.session):
        ctx = ctx.with_session(wait(ctx, ()).session)
    waiting = ctx.session.state in (State.PAUSED, State.CANCELLING)
    routine = ctx.session.routine if waiting else ""
    return phrase_question(ctx.updated(state=State.CANCELLING, routine=routine, question=""), "cancel-ask")


def keep(ctx: Context, _event: Event) -> Turn:
    """Cancel nothing; the routine that waited still does."""
    return go_on(_waiting(ctx), say(ctx.phrase("reminders-kept")))


def _waiting(ctx: Context) -> Context:
    """Return the context with the routine that waited for an answer paused again."""
    return ctx.updated(state=State.PAUSED) if ctx.routine_if_any else ctx


def cancel(ctx: Context, _event: Event) -> Turn:
    """Cancel all reminders, and offer none again."""
    told = say(ctx.phrase("reminders-cancelled"))
    ctx = _waiting(ctx).with_profile(reminders_refused=True).updated(times=())
    return go_on(ctx, told, effects.CancelReminders())


def ask(ctx: Context, told: tuple[Statement, ...]) -> Turn:
    """Ask for a clear yes to the session's times, said in the question itself."""
    times = spoken(ctx.session.times, ctx.content)
    coda = say(ctx.phrase("reminders-ask-coda", times=times))
    asked = in_other_words(ctx, "reminders-ask")
    session = replace(ctx.session, state=State.REMINDING, routine="", question="", asked=asked)
    return asking(told, ctx.phrase(asked, times=times), coda, session)


def go_on(ctx: Context, told: tuple[Statement, ...], *wanted: effects.Effect) -> Turn:
    """Say something and have things done; go on with the routine under way, or ask what else there is."""
    going_on = current_routine(ctx.session) and not _at_the_end(ctx.session)
    turn = interject(ctx, told) if going_on else anything_else(ctx, told)
    return replace(turn, effects=(*remember(turn.session), *wanted))


def _at_the_end(session: Session) -> bool:
    """Return whether a practice is over, and what was said answers the question at its end."""
    if session.state is State.OFFERED:
        return session.counted and not session.offer_phrase
    return session.state is State.FINISHED


def _wanted(event: RemindersWanted | TimeNamed, proposed: tuple[str, ...], heard_before: str) -> tuple[str, ...]:
    time, part = event.time, event.part
    if time:
        others = [other for other in proposed if part and part_of(other) != part]
        return tuple(sorted({*others, meant(time, part, proposed, again=time == heard_before)}))
    if part in BY_DEFAULT:
        return tuple(other for other in proposed if part_of(other) == part) or (BY_DEFAULT[part],)
    return proposed or tuple(BY_DEFAULT.values())
