"""A routine under way: which beats the next part is, and where the person has got to by the clock."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from skill.dialogue.beats import Ask, Hold, Say, Statement, say, seconds
from skill.dialogue.session import Session, State
from skill.dialogue.turn import OTHERWISE, Turn, asking, phrase_question
from skill.dialogue.voice import spoken_rate
from skill.stretching.plan import LISTENING_SECONDS, REPROMPT_SECONDS, Part, Plan, Position, lay_out, speaking_seconds
from skill.stretching.rate import gap_seconds
from skill.stretching.stretch import Delivery

if TYPE_CHECKING:
    from skill.dialogue.context import Context
    from skill.stretching.routine import Routine
    from skill.stretching.stretch import Cycle

BETWEEN = "between"
"""The question between two parts, as the session notes the one asked last."""
RUNNING = {"relief": State.RELIEVING, "practice": State.STRETCHING}
UNDER_WAY = (State.RELIEVING, State.STRETCHING, State.FINISHED, State.PAUSED)
BEFORE_RELIEF = (State.WELCOMED, State.RETURNING, State.READY)
"""States that relief follows from, if nobody answers."""
GENERAL_INFORMATION = "general-information"
RED_FLAGS = "red-flags"
ONCE_A_VISIT = (RED_FLAGS, GENERAL_INFORMATION)
"""Phrases that are said once a visit, the most important first."""
LONGEST_COUNT = 10
"""Seconds: longer holds are left in peace."""


def current_routine(session: Session) -> bool:
    """Return whether the person is in the midst of a routine, rather than just before or after one."""
    return session.state in UNDER_WAY


def plan_of(session: Session, routine: Routine) -> Plan:
    """Lay out a routine in the manner the person wants."""
    profile = session.profile
    delivery = Delivery(brief=session.brief, terse=profile.whisper, pace=profile.pace, rate=spoken_rate(profile))
    return lay_out(routine, delivery)


def position_of(ctx: Context) -> Position:
    """Return where the person has got to in the routine under way; a pause stops the clock."""
    session = ctx.session
    if session.state is State.PAUSED:
        return Position(session.start, part_over=False, finished=False)
    plan = plan_of(session, ctx.routine)
    return plan.place(session.start, ctx.seconds_now - session.part_started, _notes(ctx))


def send(
    ctx: Context, routine: Routine, *, start: int = 0, lead: tuple[Statement, ...] = (), notes: tuple[str, ...] = ()
) -> Turn:
    """Speak the part that begins with cycle `start`; the part after it follows if nobody answers.

    `notes` names phrases to be said between the part's last release and its question, besides those not heard yet.
    """
    plan, notes = plan_of(ctx.session, routine), tuple(dict.fromkeys((*notes, *unheard(ctx))))
    if start >= len(plan.cycles):
        if routine.kind == "practice":
            return finish(ctx, routine, lead)
        start = 0
    part, sent = plan.part(start), ctx.seconds_now + seconds((*lead, Say("")), ctx.rate)
    ctx = ctx.updated(
        state=RUNNING[routine.kind], routine=routine.slug, start=start, part_started=sent, notes=notes, asked=BETWEEN
    )
    told = (*lead, *_told(part, ctx), *say(_notes(ctx)))
    return asking(told, part.closing, _unless_answered(plan, part, ctx), ctx.session)


def send_later(ctx: Context, told: tuple[Statement, ...], question: str) -> Turn:
    """Say something else first and ask; the routine goes on from `session.start` if nobody answers."""
    part = plan_of(ctx.session, ctx.routine).part(ctx.session.start)
    wait = seconds((*told, Ask(question, ())), ctx.rate) + LISTENING_SECONDS
    ctx = _with_notes_that_fit(ctx.updated(part_started=ctx.seconds_now + wait), part)
    return asking(told, question, (*_told(part, ctx), *say(_notes(ctx)), *_closing(part, ctx)), ctx.session)


def _with_notes_that_fit(ctx: Context, part: Part) -> Context:
    """Return the context without the notes for which a reprompt has no room, the first ones kept."""
    room = REPROMPT_SECONDS - seconds((*_told(part, ctx), *_closing(part, ctx)), ctx.rate)
    kept: list[str] = []
    for name in ctx.session.notes:
        needed = speaking_seconds(ctx.content.phrases.get(name, ""), ctx.rate) + gap_seconds(ctx.rate)
        if needed <= room:
            room -= needed
            kept.append(name)
    return ctx.updated(notes=tuple(kept))


def _closing(part: Part, ctx: Context) -> tuple[Say, ...]:
    """Return how a reprompt ends: relief says that it stops here and what to do then, before its question."""
    return say(ctx.routine.stop_here, part.closing)


def interject(ctx: Context, told: tuple[Statement, ...]) -> Turn:
    """Say something in the midst of a routine; it goes on from the same repetition if nobody answers."""
    if ctx.session.state is State.PAUSED:
        return phrase_question(ctx, "paused", told)
    if ctx.session.state is State.FINISHED:
        return finish(ctx, ctx.routine, told)
    place, routine = position_of(ctx), ctx.routine
    question, asked = routine.between, BETWEEN
    if ctx.session.asked == BETWEEN:
        question, asked = ctx.phrase(f"{BETWEEN}-{routine.kind}{OTHERWISE}"), f"{BETWEEN}{OTHERWISE}"
    ctx = ctx.updated(start=0 if place.finished else place.cycle, notes=unheard(ctx), asked=asked)
    return send_later(ctx, told, question)


def unheard(ctx: Context) -> tuple[str, ...]:
    """Return the names of what was to be said at the end of the part under way and still has to be."""
    routine = ctx.routine_if_any
    if ctx.session.state not in UNDER_WAY or routine is None or not ctx.session.notes:
        return ()
    if position_of(ctx).cycle >= plan_of(ctx.session, routine).part(ctx.session.start).stop:
        return ()
    return tuple(name for name in ctx.session.notes if name in ONCE_A_VISIT)


def wait(ctx: Context, told: tuple[Statement, ...]) -> Turn:
    """Say something and pause the routine: it goes on only when that is asked for."""
    if ctx.session.state is State.FINISHED:
        return finish(ctx, ctx.routine, told)
    place = position_of(ctx)
    return phrase_question(ctx.updated(state=State.PAUSED, start=0 if place.finished else place.cycle), "paused", told)


def finish(ctx: Context, routine: Routine, lead: tuple[Statement, ...] = ()) -> Turn:
    """Ask what the routine asks at its end."""
    asked, words = routine.slug, routine.finish
    if ctx.session.asked == asked:
        asked, words = f"finish{OTHERWISE}", ctx.phrase(f"finish{OTHERWISE}")
    session = replace(ctx.session, state=State.OFFERED, offer=routine.extra or routine.slug, offer_phrase="")
    return asking(lead, words, say(routine.coda), replace(session, asked=asked))


def next_start(ctx: Context) -> int:
    """Return the first cycle of the part after the one the person is in; past the last cycle if there is none."""
    place = position_of(ctx)
    if place.part_over:
        return place.cycle
    plan = plan_of(ctx.session, ctx.routine)
    return next(part.stop for part in plan.parts(ctx.session.start) if part.stop > place.cycle)


def part_start(ctx: Context, *, back: int = 0) -> int:
    """Return the first cycle of the part the person is in, or of one `back` parts before it."""
    cycle = position_of(ctx).cycle
    starts = [part.start for part in plan_of(ctx.session, ctx.routine).parts() if part.start <= cycle]
    return starts[max(0, len(starts) - 1 - back)]


def _told(part: Part, ctx: Context) -> tuple[Statement, ...]:
    return _beats(part, ctx.content.numbers if ctx.session.profile.counting else ())


@lru_cache(maxsize=512)
def _beats(part: Part, numbers: tuple[str, ...]) -> tuple[Statement, ...]:
    beats: list[Statement] = list(say(*part.opening))
    for cycle in part.cycles:
        beats += [*say(*cycle.lead, cycle.cue), Hold(cycle.hold, counts=_counts(cycle, numbers)), *say(cycle.release)]
        if cycle.rest:
            beats.append(Hold(cycle.rest, resting=True))
    return tuple(beats)


def _counts(cycle: Cycle, numbers: tuple[str, ...]) -> tuple[str, ...]:
    return numbers[1 : cycle.hold + 1] if cycle.hold <= LONGEST_COUNT else ()


def _unless_answered(plan: Plan, part: Part, ctx: Context) -> tuple[Statement, ...]:
    if part.last:
        return say(plan.routine.stop_here, plan.routine.coda)
    following = plan.part(part.stop)
    return (*say(*plan.still_here(part.stop)), *_told(following, ctx), *_closing(following, ctx))


def _notes(ctx: Context) -> str:
    phrases = ctx.content.phrases
    return " ".join(phrases[name] for name in ctx.session.notes if name in phrases)
