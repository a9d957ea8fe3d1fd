"""Actions of relief: start, next round, and end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from skill.dialogue.alarm import raise_alarm
from skill.dialogue.answer import CHECK, answer
from skill.dialogue.beats import Statement, say
from skill.dialogue.events import CrampReported, Event, PartlyEased, QuestionAsked
from skill.dialogue.greeting import ask_again, notes_for
from skill.dialogue.playback import GENERAL_INFORMATION, send, wait
from skill.dialogue.position import next_start, plan_of
from skill.dialogue.practice import resume
from skill.dialogue.session import State
from skill.dialogue.turn import Turn, anything_else, phrase_question
from skill.dialogue.visit import TEN_MINUTES, kept_routine, leave_behind, relief_for, relief_start
from skill.stretching.profile import Bookmark

if TYPE_CHECKING:
    from skill.dialogue.context import Context
    from skill.stretching.routine import Routine

TOO_LONG = "over-ten-minutes"
"""The sign for a cramp that has lasted too long."""
LEADS = 6
"""How many phrases follow a no in turn: not-eased-1 and so on."""


def relieve(ctx: Context, event: Event) -> Turn:
    """Start relief with its first instruction, or continue it."""
    if not isinstance(event, CrampReported):
        return relieve_muscle(ctx, event, None)
    if event.helper and not ctx.session.helping:
        return relieve_another(ctx, event)
    if event.pregnant and not ctx.session.helping:
        return relieve_gently(ctx, event)
    if ctx.session.state is State.ANSWERED and not event.helper:
        ctx = ctx.updated(helping=False)  # without a routine, it is the speaker's own cramp
    return relieve_muscle(ctx, event, event.muscle)


def relieve_muscle(ctx: Context, event: Event, muscle: str | None) -> Turn:
    """Continue the current relief if it is for that muscle, or start the right one."""
    if ctx.session.state is State.RELIEVING and muscle in (None, ctx.routine.muscle):
        return go_round(ctx, event)
    return begin(ctx, relief_for(ctx.content, ctx.session, muscle), muscle=muscle)


def relieve_another(ctx: Context, event: CrampReported) -> Turn:
    """Start the helper's routine, for the muscle that is named or is being relieved."""
    under_way = ctx.routine_if_any if ctx.session.state is State.RELIEVING else None
    ctx = ctx.updated(helping=True)
    known = event.muscle or (under_way.muscle if under_way else None)
    return begin(ctx, relief_for(ctx.content, ctx.session, known), muscle=known)


def relieve_gently(ctx: Context, event: CrampReported) -> Turn:
    """Start relief sitting or lying for somebody pregnant."""
    routine = ctx.content.routine_for("relief", event.muscle, "seated")
    return begin(ctx, routine, muscle=event.muscle, lead=say(ctx.phrase("pregnant-cramp")))


def relieve_if_still_there(ctx: Context, event: PartlyEased) -> Turn:
    """Start relief for a cramp that moved, spread or came back. If it only eased in part, ask what is wanted."""
    return relieve(ctx, event) if event.still_there else ask_again(ctx, event)


def answer_in_relief(ctx: Context, asked: QuestionAsked) -> Turn:
    """Answer a question. During relief, "it hurts" is a no to "Has it eased?"."""
    if asked.question == CHECK and not asked.choice:
        return go_round(ctx, asked)
    return answer(ctx, asked)


def relieve_sitting(ctx: Context, _event: Event) -> Turn:
    """Start relief that needs no standing."""
    return begin(ctx, relief_for(ctx.content, ctx.session, None, "seated"), muscle=None)


def begin(ctx: Context, routine: Routine, *, muscle: str | None, lead: tuple[Statement, ...] = ()) -> Turn:
    """Speak the first part of a relief routine."""
    since, resumed = relief_start(ctx)
    notes = notes_for(ctx.session, muscle=muscle)
    ctx = leave_behind(ctx)
    ctx = ctx.updated(
        relief_started=since,
        resumed=resumed,
        disclaimer_given=ctx.session.disclaimer_given or GENERAL_INFORMATION in notes,
        signs_named=True,
        brief=False,
    )
    return send(ctx, routine, notes=notes, lead=lead)


def go_round(ctx: Context, event: Event) -> Turn:
    """Go to the next part, after the last to the first. The first words respond to how far it has eased.

    A helper who makes it worse is told to stop and wait.
    """
    if ctx.session.helping and isinstance(event, PartlyEased) and event.grade == "worse":
        return wait(ctx, say(ctx.phrase("eased-worse-other")))
    start = ctx.session.start if ctx.seconds_now < ctx.session.part_started else next_start(ctx)
    again = start >= len(plan_of(ctx.session, ctx.routine).cycles)
    ctx = ctx.updated(rounds=ctx.session.rounds + 1)
    return send(ctx, ctx.routine, start=start, lead=_lead(ctx, event, again=again))


def _lead(ctx: Context, event: Event, *, again: bool) -> tuple[Statement, ...]:
    """Return the words before the next round."""
    if isinstance(event, PartlyEased):
        phrase = f"eased-{event.grade}"
        return say(ctx.phrase(phrase if phrase in ctx.content.phrases else "eased-in-part"))
    return say(ctx.phrase("round-again" if again else f"not-eased-{(ctx.session.rounds - 1) % LEADS + 1}"))


def or_help(turn: Turn, ctx: Context) -> Turn:
    """Return the turn, or the advice to get help if it would continue a cramp that has lasted too long."""
    since = turn.session.relief_started
    if turn.session.state is not State.RELIEVING or not since or ctx.seconds_now - since < TEN_MINUTES:
        return turn
    begun = Bookmark(kept_routine(ctx.content, turn.session), 0, int(since))
    ctx = ctx.with_session(turn.session).with_profile(begun=begun)
    alarm = too_long(ctx, outright=not turn.session.resumed)
    return replace(alarm, effects=turn.effects)


def too_long(ctx: Context, *, outright: bool) -> Turn:
    """Say what to do about a cramp that has lasted over ten minutes."""
    asked = QuestionAsked(ctx.content.home_of(TOO_LONG).slug, TOO_LONG)
    return raise_alarm(ctx, asked, outright=outright)


def ease(ctx: Context, _event: Event) -> Turn:
    """Close, and offer the practice for that muscle, sitting or lying. A helper is offered nothing."""
    ctx = leave_behind(ctx).with_profile(begun=None)
    if ctx.session.helping:
        return anything_else(ctx.updated(relief_started=0.0, resumed=False), say(ctx.phrase("eased-other")))
    cramped = ctx.routine_if_any
    offer = ctx.content.routine_for("practice", cramped.muscle if cramped else None, "seated")
    ctx = ctx.updated(state=State.OFFERED, routine="", relief_started=0.0, resumed=False, offer=offer.slug)
    ctx = ctx.updated(offer_phrase="eased")
    return phrase_question(ctx, "eased")


def ease_in_pause(ctx: Context, event: Event) -> Turn:
    """End a paused relief. A paused practice continues."""
    return ease(ctx, event) if ctx.routine.kind == "relief" else resume(ctx, event)


def ask_what_it_is(ctx: Context, _event: Event) -> Turn:
    """Ask a user without a cramp what it is, and offer nothing: a stretch could harm them."""
    return phrase_question(ctx.updated(state=State.ANSWERED, routine="", question=""), "not-a-cramp")
