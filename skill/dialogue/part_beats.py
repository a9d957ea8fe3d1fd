"""The beats of a part of a routine: cues, holds that may be counted, and rests."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from skill.dialogue.beats import Hold, Statement, say

if TYPE_CHECKING:
    from skill.dialogue.context import Context
    from skill.stretching.part import Part
    from skill.stretching.stretch import Cycle

LONGEST_COUNT_SECONDS = 10
"""Nothing is said during longer holds."""


def part_beats(part: Part, ctx: Context, *, opening: bool = True) -> tuple[Statement, ...]:
    """Return the words and silences of a part, without its closing question."""
    profile = ctx.session.profile
    numbers, length = ctx.content.speech.numbers if profile.counting else (), ctx.content.speech.counted_milliseconds
    beats = _beats(part, numbers, length, tone=profile.tone)
    return beats if opening else beats[len(say(*part.opening)) :]


@lru_cache(maxsize=512)
def _beats(part: Part, numbers: tuple[str, ...], counted_milliseconds: int, *, tone: bool) -> tuple[Statement, ...]:
    beats: list[Statement] = list(say(*part.opening))
    for cycle in part.cycles:
        counts = _counts(cycle, numbers)
        hold = Hold(cycle.hold, counts=counts, counted_milliseconds=counted_milliseconds, tone=tone)
        beats += [*say(*cycle.lead, cycle.cue), hold, *say(cycle.release)]
        if cycle.rest:
            beats.append(Hold(cycle.rest, resting=True))
    return tuple(beats)


def _counts(cycle: Cycle, numbers: tuple[str, ...]) -> tuple[str, ...]:
    return numbers[1 : cycle.hold + 1] if cycle.hold <= LONGEST_COUNT_SECONDS else ()
