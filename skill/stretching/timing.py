"""Estimates of how long words take, and the limits of a turn."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from skill.stretching.rate import CHARACTERS_PER_SECOND, SENTENCE_END, USUAL_RATE_PERCENT, gap_seconds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from skill.stretching.stretch import Cycle

BREATH_SECONDS = 0.4
"""The pause between the items of a list: long enough to tell them apart, short enough to keep it together."""

LISTENING_SECONDS = 8
"""The microphone stays open so long after a question, by Amazon's documentation."""

RESPONSE_SECONDS = 215
"""The longest response, with its question. Amazon documents 240, and a voice may be slower than ours."""

REPROMPT_SECONDS = 85
"""The longest reprompt in seconds. Amazon documents 90."""


def speaking_seconds(
    words: str, rate: int = USUAL_RATE_PERCENT, characters_per_second: float = CHARACTERS_PER_SECOND
) -> float:
    """Estimate how long words take to say, in seconds; how fast is a `Speed`."""
    spoken = len(words) * USUAL_RATE_PERCENT / (characters_per_second * rate)
    return spoken if rate >= USUAL_RATE_PERCENT else spoken + gap_seconds(rate) * len(SENTENCE_END.findall(words))


def sentences_seconds(
    sentences: Iterable[str], rate: int = USUAL_RATE_PERCENT, characters_per_second: float = CHARACTERS_PER_SECOND
) -> float:
    """Return the estimated seconds of sentences with the pause after each."""
    gap = gap_seconds(rate)
    return sum(speaking_seconds(words, rate, characters_per_second) + gap for words in sentences if words)


@lru_cache(maxsize=4096)
def cycle_seconds(cycle: Cycle) -> float:
    """Return the estimated seconds of one cycle, with its words and silences."""
    spoken = sum(speaking_seconds(words, *cycle.speed) for words in (cycle.cue, cycle.release))
    after = cycle.rest or (gap_seconds(cycle.speed.rate) if cycle.release else 0)
    return sentences_seconds(cycle.lead, *cycle.speed) + spoken + cycle.hold + after
