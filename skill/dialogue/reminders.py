"""Actions of reminders: offer, propose, set, list, cancel.

`set_up` is only reached by a yes to the question that said when, and how it repeats.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace

from skill.dialogue import effects
from skill.dialogue.beats import Statement, say
from skill.dialogue.events import TimeNamed
from skill.dialogue.greeting import leave, misunderstand
from skill.dialogue.hours import BY_DEFAULT
from skill.dialogue.playback import interject, wait
from skill.dialogue.position import current_routine
from skill.dialogue.reminder_words import sentences, whens
from skill.dialogue.schedule import is_once, joined, minutes_in, needs_date, wanted
from skill.dialogue.session import Session, State
from skill.dialogue.turn import Turn, anything_else, asking, in_other_words, phrase_question
from skill.dialogue.visit import leave_behind, remember

if TYPE_CHECKING:
    from skill.dialogue.context import Context
    from skill.dialogue.effect_results import RemindersListed
    from skill.dialogue.events import Event, RemindersWanted


MOST_ONCE = 4
"""The most single reminders whose times are stored."""


def leave_or_offer(ctx: Context, event: Event) -> Turn:
    """Say goodbye. After a finished practice, find out first whether to offer reminders."""
    turn = leave(ctx, event)
    if ctx.session.reminders_offered or ctx.session.profile.reminders_refused or not _at_the_end(ctx.session):
        return turn
    return replace(turn, effects=(*turn.effects, effects.LookForReminders()))


def offer(ctx: Context, _event: Event) -> Turn:
    """Offer three reminders a day, unasked."""
    ctx = ctx.updated(times=tuple(BY_DEFAULT.values()), reminders_offered=True, offer_phrase="reminders-offer")
    return ask(ctx, say(ctx.phrase("reminders-offer")))


def propose(ctx: Context, event: RemindersWanted | TimeNamed) -> Turn:
    """Say the times that were asked for, and what isn't possible, and ask whether to set them."""
    session = ctx.session
    if current_routine(session) and not _at_the_end(session):
        return interject(ctx, say(ctx.phrase("reminders-later")))
    if needs_date(event) and ctx.now.tzinfo is UTC:
        return go_on(ctx, say(ctx.phrase("reminders-no-zone")))
    asked = session.state is State.REMINDING
    before = session.times if asked or isinstance(event, TimeNamed) else ()
    times, notes = wanted(event, before, session.time_heard, ctx.now)
    told = say(*(ctx.phrase(note) for note in notes))
    hint = say(ctx.phrase("reminders-hint")) if not asked and len(times) > 1 and not told else ()
    ctx = ctx.updated(
        times=times,
        time_heard=event.time or (session.time_heard if asked else ""),
        offer_phrase=session.offer_phrase if asked else "",
    )
    return ask(ctx, (*told, *hint))


def change(ctx: Context, event: TimeNamed) -> Turn:
    """Propose a change to the times last proposed, set or read out. Without any, a time is not understood."""
    if not ctx.session.times and not (event.time and (event.part or event.days)):
        return misunderstand(ctx, event)
    return propose(ctx.updated(times=ctx.session.times or tuple(BY_DEFAULT.values())), event)


def put_off(ctx: Context, event: TimeNamed) -> Turn:
    """Treat a bare "tomorrow" as a no to a stretch now. Propose reminders for any other time."""
    if event.days == ("tomorrow",) and not (event.time or event.part) and ctx.session.offer_phrase == "eased":
        return leave(ctx, event)
    return change(ctx, event)


def ask_again(ctx: Context, _event: Event) -> Turn:
    """Ask again whether to set the proposed times, and say what else can be said."""
    return ask(ctx, say(ctx.phrase("reminders-hint")))


def set_up(ctx: Context, _event: Event) -> Turn:
    """Set the reminders that were agreed to. Others stay, and are named."""
    times, before = ctx.session.times, ctx.session.profile.reminders
    kept = joined(before, times)
    others = ctx.phrase("reminders-others-stay") if set(kept) - set(times) else ""
    told = say(ctx.phrase("reminders-set", times=whens(times, ctx.content, ctx.now)), others)
    once = (*ctx.session.profile.reminded_once, *_moments(times, ctx.now))
    ctx = ctx.with_profile(reminders_refused=False, reminders=kept, reminded_once=once[-MOST_ONCE:])
    return go_on(ctx, told, effects.SetReminders(times, ctx.phrase("reminder")))


def _moments(times: tuple[str, ...], now: datetime) -> tuple[int, ...]:
    """Return the single times in seconds since 1970. Dates are in the zone of `now`."""
    delays = [int(now.timestamp()) + 60 * minutes for when in times if (minutes := minutes_in(when))]
    dates = [datetime.fromisoformat(when) for when in times if is_once(when) and not minutes_in(when)]
    return (*delays, *(int(moment.replace(tzinfo=now.tzinfo).timestamp()) for moment in dates))


def decline(ctx: Context, event: Event) -> Turn:
    """Set nothing. A no to an unasked offer is stored, and ends the session."""
    told = say(ctx.phrase("reminders-declined"))
    if ctx.session.offer_phrase != "reminders-offer":
        return go_on(ctx, told)
    turn = leave(ctx.with_profile(reminders_refused=True), event)
    return replace(turn, beats=(*told, *turn.beats))


def tell(ctx: Context, _event: Event) -> Turn:
    """List the reminders. The result is an event."""
    return go_on(ctx, say(ctx.phrase("reminders-down")), effects.ListReminders())


def read_out(ctx: Context, event: RemindersListed) -> Turn:
    """Say which reminders there are. They may have been changed in the Alexa app."""
    ctx = _with_those(ctx, event)
    if not event.times:
        return go_on(ctx, say(ctx.phrase("reminders-none")))
    return go_on(ctx, sentences(event.times, ctx.content, ctx.now))


def _with_those(ctx: Context, event: RemindersListed) -> Context:
    repeating = tuple(when for when in event.times if not is_once(when))
    return ctx.updated(times=repeating).with_profile(reminders=repeating)


def ask_cancel(ctx: Context, _event: Event) -> Turn:
    """Ask once before all reminders are cancelled, and say which they are. A routine waits."""
    ctx = leave_behind(ctx)
    if current_routine(ctx.session) and not _at_the_end(ctx.session):
        ctx = ctx.with_session(wait(ctx, ()).session)
    waits = ctx.session.state in (State.PAUSED, State.CANCELLING)
    routine = ctx.session.routine if waits else ""
    turn = phrase_question(ctx.updated(state=State.CANCELLING, routine=routine, question=""), "cancel-ask")
    return replace(turn, effects=(effects.ListReminders(),))


def confirm_cancel(ctx: Context, event: RemindersListed) -> Turn:
    """Say which reminders would be cancelled, and ask. There may be none."""
    ctx = _with_those(ctx, event)
    if not event.times:
        return go_on(waiting(ctx), say(ctx.phrase("reminders-none")))
    several = len(event.times) > 1
    told = (*sentences(event.times, ctx.content, ctx.now), *say(ctx.phrase("cancel-one") if several else ""))
    asked = "cancel-ask-otherwise" if ctx.session.asked == "cancel-ask-otherwise" else "cancel-ask"
    return asking(told, ctx.phrase(asked), say(ctx.phrase("cancel-ask-coda")), ctx.session)


def keep(ctx: Context, _event: Event) -> Turn:
    """Cancel nothing. A routine goes on waiting."""
    return go_on(waiting(ctx), say(ctx.phrase("reminders-kept")))


def waiting(ctx: Context) -> Context:
    """Return the context with a routine that waited for an answer paused again."""
    return ctx.updated(state=State.PAUSED) if ctx.routine_if_any else ctx


def cancel(ctx: Context, _event: Event) -> Turn:
    """Cancel all reminders, and offer none again."""
    told = say(ctx.phrase("reminders-cancelled"))
    ctx = waiting(ctx).with_profile(reminders_refused=True, reminders=(), reminded_once=()).updated(times=())
    return go_on(ctx, told, effects.CancelReminders())


def ask(ctx: Context, told: tuple[Statement, ...]) -> Turn:
    """Ask for a clear yes to the session's times, said in the question itself."""
    times = whens(ctx.session.times, ctx.content, ctx.now)
    coda = say(ctx.phrase("reminders-ask-coda", times=times))
    asked = in_other_words(ctx, "reminders-ask")
    session = replace(ctx.session, state=State.REMINDING, routine="", question="", asked=asked)
    return asking(told, ctx.phrase(asked, times=times), coda, session)


def go_on(ctx: Context, told: tuple[Statement, ...], *wanted: effects.Effect) -> Turn:
    """Say something with effects, then continue the routine, or ask what else there is.

    Saving is the last effect, so that a failure of another one can undo its change.
    """
    going_on = current_routine(ctx.session) and not _at_the_end(ctx.session)
    turn = interject(ctx, told) if going_on else anything_else(ctx, told)
    return replace(turn, effects=(*wanted, *remember(turn.session)))


def _at_the_end(session: Session) -> bool:
    """Return whether a practice is finished and its closing question was answered."""
    if session.state is State.OFFERED:
        return session.counted and not session.offer_phrase
    return session.state is State.FINISHED
