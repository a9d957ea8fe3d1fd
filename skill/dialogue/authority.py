"""Actions that answer "who says so": the publishers of the last answer's sources, in two sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skill.content.entries import answer_entry, routine_entries
from skill.content.sources import SECOND_HAND, publishers_of, vouching
from skill.dialogue.beats import say
from skill.dialogue.position import current_routine
from skill.dialogue.session import State

if TYPE_CHECKING:
    from skill.content.schema import Source
    from skill.dialogue.beats import Statement
    from skill.dialogue.context import Context

WHO_SAYS_SO = "source"
"""The question that asks for it."""
MOST_PUBLISHERS = 2


def sources_told(ctx: Context) -> tuple[Statement, ...]:
    """Return who says what was answered last, or the stretch under way; nothing if neither is known."""
    keys = _keys(ctx)
    if not keys:
        return ()
    said, then = _words(ctx, vouching(ctx.content.sources[key] for key in keys))
    # An alarm is not weakened: whoever doubts it is sent to that help, not to an appointment.
    then = "who-says-so-alarmed" if ctx.session.state is State.ALARMED else then
    return (*say(said), *say(ctx.phrase(then)))


def _words(ctx: Context, sources: list[Source]) -> tuple[str, str]:
    """Return the first sentence, and the name of the second."""
    if not sources:
        return ctx.phrase("nobody-says-so"), "who-says-so-then"
    names = publishers_of(sources)[:MOST_PUBLISHERS]
    named = ctx.phrase("both-sources", first=names[0], second=names[1]) if names[1:] else names[0]
    if sources[0].grade == SECOND_HAND:  # a signature must not add weight to it
        return ctx.phrase("second-hand", source=named), "second-hand-then"
    return ctx.phrase("who-says-so", source=named), "who-says-so-signed-then" if _is_signed(ctx) else "who-says-so-then"


def _is_signed(ctx: Context) -> bool:
    """Return whether a health professional has signed these very words, as they are said in this country."""
    question = ctx.content.questions.get(ctx.session.question)
    if question is not None:
        choice = ctx.session.choice if ctx.session.choice in question.choices else None
        return answer_entry(question.slug, choice) in ctx.content.signed
    return ctx.routine_if_any is not None and routine_entries(ctx.routine_if_any) <= ctx.content.signed


def _keys(ctx: Context) -> tuple[str, ...]:
    """Return the sources of the last answer, or of the routine if nothing was answered yet."""
    question = ctx.content.questions.get(ctx.session.question)
    if question is not None:
        return () if question.slug == WHO_SAYS_SO else question.answer(ctx.session.choice).sources
    routine = ctx.routine_if_any
    return routine.sources if routine is not None and current_routine(ctx.session) else ()
