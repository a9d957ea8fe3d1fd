"""Actions of a routine: start, pause, resume, next, back, repeat, start over, sit down."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from skill.dialogue.beats import Statement, say
from skill.dialogue.playback import (
    GENERAL_INFORMATION,
    finish,
    interject,
    send,
    wait,
)
from skill.dialogue.position import next_section, plan_of, position_of, section_start
from skill.dialogue.preferences import KNOWN_BY_HEART
from skill.dialogue.session import State
from skill.dialogue.turn import Turn, phrase_question
from skill.stretching.coach import TENTH_VISIT
from skill.stretching.filling import opening_of

if TYPE_CHECKING:
    from skill.dialogue.context import Context
    from skill.dialogue.events import Event, StretchRequested
    from skill.stretching.routine import Routine

SEEDS = 1_000_000


def stretch(ctx: Context, event: StretchRequested) -> Turn:
    """Start the practice for a muscle. If it has none, say so and start the calf's."""
    routine = ctx.content.routine_for("practice", event.muscle)
    other = event.muscle is not None and routine.muscle != event.muscle
    return start(ctx, routine, lead=say(ctx.phrase("only-calf-and-thigh")) if other else ())


def start(ctx: Context, routine: Routine, *, lead: tuple[Statement, ...] = ()) -> Turn:
    """Speak the first part of a practice: explained in full the first times, then with a short cue."""
    explained = ctx.session.profile.explained
    times = max(explained.get(routine.slug, 0), 0)
    brief = times >= KNOWN_BY_HEART
    told = (*lead, *_warning(ctx, brief=brief), *say(routine.begin))
    ctx = ctx.with_profile(explained={**explained, routine.slug: min(times + 1, TENTH_VISIT)}, bookmark=None)
    ctx = ctx.updated(
        disclaimer_given=True,
        warned=True,
        helping=False,
        relief_started=0.0,
        brief=brief,
        counted=False,
        spent=ceil(ctx.followed_seconds(told)),
        skipped=False,
        visit=times,
        seed=seed_of(ctx, times),
    )
    return send(ctx, routine, lead=told)


def _warning(ctx: Context, *, brief: bool) -> tuple[Statement, ...]:
    """Return who should skip the stretch: once a visit, in full or in short. After that, say that it still applies."""
    if ctx.session.warned:
        return say(ctx.phrase("same-warning"))
    general = "" if ctx.session.disclaimer_given else ctx.phrase(GENERAL_INFORMATION)
    return say(general, ctx.phrase("before-practice-brief" if brief else "before-practice"))


def seed_of(ctx: Context, times: int) -> int:
    """Return the seed: different for each practice, and the same for the same request."""
    return int(ctx.seconds_now) % SEEDS + times


def accept(ctx: Context, _event: Event) -> Turn:
    """Start what was offered."""
    return start(ctx, ctx.content.routines[ctx.session.offer])


def repeat_offer(ctx: Context, _event: Event) -> Turn:
    """Ask again."""
    if routine := ctx.routine_if_any:
        return finish(ctx, routine)
    asking = ctx.session.offer_phrase
    return phrase_question(ctx, asking if asking in ctx.content.phrases else "progress-offer")


def carry_on(ctx: Context, _event: Event) -> Turn:
    """Continue from the current repetition."""
    return send(ctx, ctx.routine, start=position_of(ctx).cycle)


def go_further(ctx: Context, _event: Event) -> Turn:
    """Start what the practice offers at its end: its extra, or itself again."""
    return start(ctx, ctx.content.routines[ctx.routine.extra or ctx.routine.slug])


def pause(ctx: Context, _event: Event) -> Turn:
    """Pause at the current repetition."""
    return wait(ctx, ())


def ask_again(ctx: Context, _event: Event) -> Turn:
    """Ask the routine's question again. It continues from the same repetition if nobody answers."""
    return interject(ctx, ())


def stay_paused(ctx: Context, _event: Event) -> Turn:
    """Say again that it is paused."""
    return phrase_question(ctx, "paused")


def resume(ctx: Context, _event: Event) -> Turn:
    """Continue from the paused repetition, at the start of its hold."""
    return send(ctx, ctx.routine, start=ctx.session.start, acknowledged=ctx.phrase("carry-on"))


def skip_ahead(ctx: Context, _event: Event) -> Turn:
    """Go to the next section, or to the end after the last one of a practice."""
    plan, start = plan_of(ctx.session, ctx.routine), next_section(ctx)
    skipping = ctx.updated(skipped=True)
    if start >= len(plan.cycles):
        return send(skipping, ctx.routine, start=start, lead=say(ctx.routine.done_early))
    change = say(plan.steps[start].halfway) if start and plan.steps[start - 1] is plan.steps[start] else ()
    return send(skipping, ctx.routine, start=start, lead=change)


def go_back(ctx: Context, _event: Event) -> Turn:
    """Go back to the previous section."""
    return send(ctx, ctx.routine, start=section_start(ctx, back=1))


def repeat(ctx: Context, _event: Event) -> Turn:
    """Say the instruction again, from the current repetition; right after a part of relief, repeat that part."""
    routine = ctx.routine
    plan, place = plan_of(ctx.session, routine), position_of(ctx)
    just_heard = routine.kind == "relief" and place.part_over and not place.finished
    cycle, start = place.cycle, section_start(ctx, back=int(just_heard))
    if routine.kind == "relief" and not place.part_over:
        return send(ctx, routine, start=cycle)
    if routine.kind == "practice" and start < cycle < len(plan.cycles):
        lead = say(*opening_of(plan.steps[cycle], brief=True))
        return send(ctx, routine, start=cycle, lead=lead, opening=False)
    return send(ctx, routine, start=start)


def start_over(ctx: Context, _event: Event) -> Turn:
    """Go back to the beginning of the routine."""
    return send(ctx.updated(counted=False, skipped=False), ctx.routine)


def sit(ctx: Context, _event: Event) -> Turn:
    """Change to the version that needs no standing."""
    offered = ctx.session.state is State.OFFERED
    routine = ctx.content.routines[ctx.session.offer] if offered else ctx.routine
    seated = ctx.content.routines.get(routine.seated)
    lead = say(ctx.phrase("sit" if seated else "sit-already"))
    if offered:
        return start(ctx, seated or routine, lead=lead)
    if seated:
        ctx = ctx.updated(brief=False, counted=False, skipped=False, spent=ceil(ctx.followed_seconds(lead)))
        return send(ctx, seated, lead=lead)
    return send(ctx, routine, start=position_of(ctx).cycle, lead=lead)
