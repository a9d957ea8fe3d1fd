"""Actions that answer "who says so": the publishers of the last answer's sources, in two sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skill.content.sources import NOBODY
from skill.dialogue.beats import say

if TYPE_CHECKING:
    from skill.content.content import Content
    from skill.dialogue.beats import Statement
    from skill.dialogue.context import Context

WHO_SAYS_SO = "source"
"""The question that asks for it."""
MOST = 2
"""Publishers named."""


def sources_told(ctx: Context) -> tuple[Statement, ...]:
    """Return who says what was answered last; nothing if nothing was, or if nothing was claimed."""
    question = ctx.content.questions.get(ctx.session.question)
    if question is None or question.slug == WHO_SAYS_SO:
        return ()
    publishers = _publishers(question.answer(ctx.session.choice).sources, ctx.content)
    if not publishers:
        return ()
    names = ctx.phrase("both-sources", first=publishers[0], second=publishers[1]) if publishers[1:] else publishers[0]
    return (*say(ctx.phrase("who-says-so", source=names)), *say(ctx.phrase("who-says-so-then")))


def _publishers(keys: tuple[str, ...], content: Content) -> list[str]:
    """Return who published the first sources: those that were read in the body's own page before copies."""
    known = (content.sources[key] for key in keys)
    claimed = sorted((one for one in known if one.kind != NOBODY), key=lambda one: one.grade)
    return list(dict.fromkeys(one.publisher for one in claimed))[:MOST]
