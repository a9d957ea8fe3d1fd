"""How fast a voice speaks, in percent of its usual rate: slower words, and longer pauses between sentences."""

from __future__ import annotations

import re
from typing import NamedTuple

USUAL_RATE = 100
SLOWEST_RATE, FASTEST_RATE = 60, 115
CLEAR_RATE = 90
"""The fastest rate of a voice that is to be clear."""
PERCENT_PER_SECOND = 7.5
"""How much slower the words are for each second by which a release is longer."""
GAP_MILLISECONDS_PER_PERCENT = 15
"""How much longer the pause between two sentences is for each percent below the usual rate."""
CHARACTERS_PER_SECOND = 16.0
"""How fast a voice speaks at its usual rate, unless its language says otherwise."""
SENTENCE_END = re.compile(r"(?<=[.?!]) +(?=\S)")
"""Where one sentence ends and the next begins."""


class Speed(NamedTuple):
    """How fast words are spoken."""

    rate: int = USUAL_RATE
    """Percent of the voice's usual rate."""
    characters_per_second: float = CHARACTERS_PER_SECOND
    """At the usual rate, in their language. It differs a little by locale: the plan leaves room for it."""


USUAL_SPEED = Speed()


def rate_of(pace: int, *, clear: bool = False) -> int:
    """Return the rate for a pace, which is the seconds added to each release."""
    rate = round(USUAL_RATE - PERCENT_PER_SECOND * pace)
    return max(SLOWEST_RATE, min(rate, CLEAR_RATE if clear else FASTEST_RATE))


def gap_milliseconds(rate: int) -> int:
    """Return what is added to the pause between two sentences; nothing unless the voice is slower than usual."""
    return max(0, USUAL_RATE - rate) * GAP_MILLISECONDS_PER_PERCENT


def gap_seconds(rate: int) -> float:
    """Return the same in seconds."""
    return gap_milliseconds(rate) / 1000
