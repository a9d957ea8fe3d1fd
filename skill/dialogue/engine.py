"""A turn: the transition for an event, and rules that hold for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from skill.dialogue import alarm, answer, relief
from skill.dialogue.context import Context
from skill.dialogue.effects import Forget, Remember
from skill.dialogue.events import MISHEARD, REPEATED
from skill.dialogue.keys import key_of
from skill.dialogue.session import Session, State
from skill.dialogue.timeouts import apply_timeouts
from skill.dialogue.transitions import TRANSITIONS
from skill.dialogue.visit import count_if_done, remember

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from skill.content.content import Content
    from skill.dialogue.events import Event
    from skill.dialogue.turn import Turn


def take_turn(session: Session, event: Event, content: Content, now: datetime) -> Turn:
    """Return the turn for an event. This is a pure function; `now` is an aware datetime."""
    ctx = apply_timeouts(Context(session, content, now))
    counted_before = ctx.session.counted
    ctx = ctx.with_session(count_if_done(ctx))
    if event != MISHEARD:
        ctx = ctx.updated(misheard=0)
    if event == REPEATED:  # in the same words
        ctx = ctx.updated(asked="")
    turn = relief.or_help(TRANSITIONS[ctx.session.state][key_of(event)](ctx, event), ctx)
    turn = kept_from_stretching(turn, ctx, event)
    counted = ctx.session.counted != counted_before
    if not counted or any(isinstance(effect, Remember | Forget) for effect in turn.effects):
        return turn
    return replace(turn, effects=(*remember(turn.session), *turn.effects))


LEADS_TO_STRETCH = (
    State.WELCOMED,
    State.RETURNING,
    State.READY,
    State.RELIEVING,
    State.STRETCHING,
    State.FINISHED,
    State.PAUSED,
    State.OFFERED,
)
"""States with a stretch, or from which a yes or silence leads to one."""


def kept_from_stretching(turn: Turn, ctx: Context, event: Event) -> Turn:
    """Return the turn, or one that refuses a stretch if the turn leads to one after a sign.

    `ctx` is the context before the turn. After a sign that only needs an appointment, relief is allowed once the
    check was passed.
    """
    session = turn.session
    if not session.sign or turn.over:
        return turn
    if (session.taken_back or session.sign == "doctor") and session.state is State.ANSWERED:
        return replace(turn, session=replace(session, state=State.CAUTIONED))
    if session.state not in LEADS_TO_STRETCH:
        return turn
    return _without_stretch(turn, ctx, event)


def _without_stretch(turn: Turn, ctx: Context, event: Event) -> Turn:
    """Return the turn that replaces one that leads to a stretch after a sign."""
    session = turn.session
    if session.taken_back:
        return answer.wait_for_doctor(ctx, event)
    routine = ctx.content.routines.get(session.routine)
    relieving = routine is not None and routine.kind == "relief" and session.state is not State.OFFERED
    if relieving and session.checked:
        return turn
    if session.sign != "doctor":
        return alarm.refuse_stretch(ctx, event)
    return (answer.check_before_relief if relieving else answer.wait_for_doctor)(ctx, event)


def command_problems(commands: Collection[str], with_data: Collection[str], *, draft: bool = False) -> list[str]:
    """Return a line for each command that has no transition, and for each transition that has no command.

    `with_data` names the commands whose events have classes of their own. A language that is a `draft` may lack some.
    """
    everywhere = set.intersection(*(set(row) for row in TRANSITIONS.values()))
    named = {key for row in TRANSITIONS.values() for key in row if isinstance(key, str)}
    lost = sorted(set(commands) - everywhere - set(with_data))
    unsaid = sorted((named | set(with_data)) - set(commands)) if not draft else []
    recipe = 'CONTRIBUTING.md, "… a command"'
    return [
        *(
            f'commands.toml: "{name}" has no transition. Add one to ANYWHERE or IN_A_ROUTINE in '
            f"transitions.py: {recipe}."
            for name in lost
        ),
        *(
            f'commands.toml: "{name}" is missing, but the skill acts on it. Add [{name}], or take it out of '
            f"transitions.py: {recipe}."
            for name in unsaid
        ),
    ]
