"""Outcomes of a turn, for operators. No name reveals a sign, a medicine or a muscle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skill.dialogue.events import MISHEARD, REPEATED, Command, QuestionAsked
from skill.dialogue.session import ALARMING, Session, State
from skill.dialogue.timeouts import apply_timeouts
from skill.dialogue.visit import is_done

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skill.content.content import Content
    from skill.dialogue.context import Context
    from skill.dialogue.events import Event
    from skill.dialogue.turn import Turn

STARTED_AFRESH = "started-afresh"
"""The session could not be continued, by a fault of ours: the user heard an opening instead of the answer."""
OUTCOMES = (
    "misheard",
    "unknown",
    "asked-again",
    "check-asked",
    "check-passed",
    "alarm-raised",
    "alarm-taken-back",
    "relief-begun",
    "relief-done",
    "relief-silent",
    "relief-left",
    "practice-begun",
    "practice-done",
    "practice-silent",
    "practice-left",
    STARTED_AFRESH,
)
"""All outcomes. A routine is finished, ends in silence, or is left; an alarm also ends relief."""
UNSURE = Command("unsure")
CONTENT = ("yes", "eased")
"""Commands that mean that relief worked."""
RUNNING = (State.RELIEVING, State.STRETCHING, State.PAUSED)
"""States with a routine that isn't over."""


def outcomes_of(ctx: Context, event: Event, turn: Turn, *, unanswered: bool = False) -> tuple[str, ...]:
    """Return the outcomes of an event, in the order of OUTCOMES.

    `ctx` is the context before the turn. `unanswered` is whether the session ended because nobody answered.
    """
    before, ctx = ctx.session, apply_timeouts(ctx)
    found = {*_understood(ctx.session, event, turn), *_alarms(before, ctx.session, turn)}
    found |= {*_begun(before, ctx, turn), *_ended(ctx, event, turn, unanswered=unanswered)}
    return tuple(outcome for outcome in OUTCOMES if outcome in found)


def _understood(session: Session, event: Event, turn: Turn) -> Iterator[str]:
    after = turn.session
    if event == MISHEARD:
        yield "misheard"
    if isinstance(event, QuestionAsked) and event.unlisted:
        yield "unknown"
    if turn.over:
        return
    same_check = after.state is session.state is State.CHECKING and _checked(after) == _checked(session)
    if event == UNSURE or (same_check and event != REPEATED):
        yield "asked-again"
    if after.state is State.CHECKING and not after.taking_back and not same_check:
        yield "check-asked"
    if session.state is State.CHECKING and not session.taking_back and after.state not in ALARMING:
        yield "check-passed"


def _checked(session: Session) -> tuple[str, str]:
    """Return the question that a check is about."""
    return session.question, session.choice


def _alarms(before: Session, session: Session, turn: Turn) -> Iterator[str]:
    after = turn.session
    if {*session.alarms, *after.alarms} - {*before.alarms}:
        yield "alarm-raised"
    if {*session.alarms} - {*after.alarms}:
        yield "alarm-taken-back"


def _begun(before: Session, ctx: Context, turn: Turn) -> Iterator[str]:
    """Yield the kind of a routine that began, by words or by silence. After a check, it continues and doesn't begin."""
    running = _kind(ctx.session, ctx.content)
    by_silence = {running} - {_kind(before, ctx.content)}
    held_up = _kind(ctx.session, ctx.content, (State.CHECKING,))
    by_words = {_kind(turn.session, ctx.content)} - {running, held_up}
    yield from (f"{kind}-begun" for kind in sorted(by_silence | by_words) if kind)


def _ended(ctx: Context, event: Event, turn: Turn, *, unanswered: bool) -> Iterator[str]:
    session, after, kind = ctx.session, turn.session, _kind(ctx.session, ctx.content)
    if is_done(ctx):
        yield "practice-done"
    if turn.over and kind and after.state not in ALARMING:
        yield f"{kind}-silent" if unanswered else f"{kind}-left"
    relieved = kind == "relief" or session.state is State.WELCOMED
    well = isinstance(event, Command) and event.name in CONTENT
    if relieved and well and not turn.over and not _kind(after, ctx.content) and after.state not in ALARMING:
        yield "relief-done"


def _kind(session: Session, content: Content, states: tuple[State, ...] = RUNNING) -> str:
    """Return the kind of the current routine; empty if there is none."""
    routine = content.routines.get(session.routine) if session.state in states else None
    return routine.kind if routine else ""
