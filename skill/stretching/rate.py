"""Rate of speech in percent of the usual rate, and pauses between sentences."""

from __future__ import annotations

import re
from typing import NamedTuple

USUAL_RATE_PERCENT = 100
SLOWEST_RATE_PERCENT, FASTEST_RATE_PERCENT = 60, 115
CLEAR_RATE_PERCENT = 90
"""The fastest rate of clear speech."""
PERCENT_PER_SECOND = 7.5
"""Percent of rate for each second that is added to a release."""
GAP_MILLISECONDS_PER_PERCENT = 15
"""Milliseconds that are added to the pause between sentences, for each percent below the usual rate."""
CHARACTERS_PER_SECOND = 16.0
"""Characters a second at the usual rate, unless the language has its own."""
SENTENCE_END = re.compile(r"(?<=[.?!]) +(?=\S)")
"""Where one sentence ends and the next begins."""


class Speed(NamedTuple):
    """How fast words are spoken."""

    rate: int = USUAL_RATE_PERCENT
    """Percent of the voice's usual rate."""
    characters_per_second: float = CHARACTERS_PER_SECOND
    """At the usual rate, in their language. It differs a little by locale: the plan leaves room for it."""


USUAL_SPEED = Speed()


def rate_of(pace: int, *, clear: bool = False) -> int:
    """Return the rate for a pace, which is the seconds that are added to each release."""
    rate = round(USUAL_RATE_PERCENT - PERCENT_PER_SECOND * pace)
    return max(SLOWEST_RATE_PERCENT, min(rate, CLEAR_RATE_PERCENT if clear else FASTEST_RATE_PERCENT))


def gap_milliseconds(rate: int) -> int:
    """Return what is added to the pause between sentences; nothing at the usual rate or faster."""
    return max(0, USUAL_RATE_PERCENT - rate) * GAP_MILLISECONDS_PER_PERCENT


def gap_seconds(rate: int) -> float:
    """Return the same in seconds."""
    return gap_milliseconds(rate) / 1000
