"""Shortens what the previous answer already said: two questions in a row often share a warning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skill.dialogue.beats import Say, say
from skill.dialogue.session import State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skill.content.content import Content
    from skill.dialogue.beats import Statement
    from skill.dialogue.context import Context

SAME_WARNING = "same-warning"
"""The phrase that replaces repeated sentences."""
LEAST_WORDS = 10
"""Shorter sentences are said again, because they take no longer than the phrase."""
IN_A_ROW = (State.ANSWERED, State.CAUTIONED)
"""States in which the previous answer was the last thing said."""


def without_repeats(ctx: Context, told: tuple[Statement, ...], before: Sequence[Statement]) -> tuple[Statement, ...]:
    """Return an answer with one short phrase for all sentences that the previous answer has, too.

    The first sentence, and sentences with the emergency number, are always said.
    """
    again = [beat for beat in told[1:] if beat in before and _is_long(beat, ctx.content)]
    if not again or ctx.session.state not in IN_A_ROW:
        return told
    short = dict.fromkeys(again, ()) | {again[-1]: say(ctx.phrase(SAME_WARNING))}
    return (told[0], *(said for beat in told[1:] for said in short.get(beat, (beat,))))


def _is_long(beat: Statement, content: Content) -> bool:
    return isinstance(beat, Say) and len(beat.words.split()) >= LEAST_WORDS and not content.names_emergency(beat.words)
