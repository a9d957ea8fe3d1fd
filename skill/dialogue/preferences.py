"""Actions that change the delivery (counting, length of explanations), and that tell the progress in a routine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from skill.dialogue.beats import say
from skill.dialogue.effects import Remember
from skill.dialogue.playback import BEFORE_RELIEF, interject, send, send_later
from skill.dialogue.position import current_routine, minutes_left, plan_of, position_of
from skill.dialogue.session import Session, State
from skill.dialogue.turn import Turn, anything_else, in_other_words, phrase_question
from skill.stretching.filling import opening_of

if TYPE_CHECKING:
    from skill.dialogue.context import Context
    from skill.dialogue.events import Event

KNOWN_BY_HEART = 2
"""How many full explanations before a routine starts with a short cue."""


OPENING_QUESTIONS = {
    State.WELCOMED: "welcome-question",
    State.RETURNING: "returning-question",
    State.READY: "ready-question",
}
"""Questions of the openings."""


def count(ctx: Context, _event: Event) -> Turn:
    """Count aloud inside each hold."""
    return adjusted(ctx, ctx.session.like(counting=True), "counting")


def stop_counting(ctx: Context, _event: Event) -> Turn:
    """Leave the holds silent."""
    return adjusted(ctx, ctx.session.like(counting=False), "no-counting")


def skip_explanation(ctx: Context, _event: Event) -> Turn:
    """Go straight to the stretch, now and on later visits."""
    explained, slug = ctx.session.profile.explained, ctx.session.routine
    explained = {**explained, slug: max(explained.get(slug, 0), KNOWN_BY_HEART)}
    return adjusted(ctx, replace(ctx.session.like(explained=explained), brief=True), "")


def explain_again(ctx: Context, _event: Event) -> Turn:
    """Say the whole set-up once more, then go on; later visits start with it again."""
    routine = ctx.routine
    explained = {slug: times for slug, times in ctx.session.profile.explained.items() if slug != routine.slug}
    after = replace(ctx.session.like(explained=explained), brief=False)
    start, steps = _same_place(ctx, after), plan_of(after, routine).steps
    midway = start < len(steps) and steps[start] in steps[:start]
    lead = say(*opening_of(steps[start], brief=False)) if midway else ()
    turn = send(ctx.with_session(after), routine, start=start, lead=lead, opening=not lead)
    return Turn(turn.beats, turn.session, (Remember(),))


def tell_time_left(ctx: Context, _event: Event) -> Turn:
    """Say how many minutes are left. Relief goes on until it has eased."""
    if ctx.routine.kind == "relief":
        return interject(ctx, say(ctx.phrase("time-left-relief")))
    return interject(ctx, say(minutes_left(ctx, plan_of(ctx.session, ctx.routine), position_of(ctx).cycle)))


def tell_count(ctx: Context, _event: Event) -> Turn:
    """Say how many repetitions are done, and of how many. Relief goes on until it has eased."""
    if ctx.routine.kind == "relief":
        return tell_time_left(ctx, _event)
    number, count = ctx.content.number, len(plan_of(ctx.session, ctx.routine).cycles)
    done = position_of(ctx).cycle
    phrase = "count-done" if done else "count-none"
    words = ctx.phrase(phrase, done=number(done), count=number(count), left=number(count - done))
    return interject(ctx, say(words))


def adjusted(ctx: Context, after: Session, phrase: str) -> Turn:
    """Continue with the new delivery from the same repetition. Without a routine, say that it applies from now on."""
    lead = say(ctx.phrase(phrase)) if phrase else ()
    state, then = ctx.session.state, ctx.with_session(after)
    if state is State.PAUSED:
        turn = phrase_question(then.updated(start=_same_place(ctx, after)), "paused", lead)
    elif current_routine(ctx.session):
        place, words = position_of(ctx), ctx.phrase(phrase) if phrase else ""
        opening = place.opening or place.part_over
        turn = send(then, then.routine, start=_same_place(ctx, after), acknowledged=words, opening=opening)
    elif state in BEFORE_RELIEF:
        asked = in_other_words(ctx, OPENING_QUESTIONS[state])
        turn = send_later(then.updated(asked=asked), lead, ctx.phrase(asked))
    else:
        turn = anything_else(then, lead)
    return Turn(turn.beats, turn.session, (Remember(),))


def _same_place(ctx: Context, after: Session) -> int:
    old, new, place = plan_of(ctx.session, ctx.routine), plan_of(after, ctx.routine), position_of(ctx)
    return len(new.cycles) if place.finished else new.same_place(place.cycle, old)


def tell_to_ease_off(ctx: Context, _event: Event) -> Turn:
    """Say to ease off, and when to stop."""
    return _told(ctx, "ease-off")


def _told(ctx: Context, phrase: str) -> Turn:
    """Say something, then continue the routine, or ask what else there is."""
    told = say(ctx.phrase(phrase))
    return interject(ctx, told, listening=True) if current_routine(ctx.session) else anything_else(ctx, told)
