"""Beats → what is shown from which moment on, with the plan's estimate of time.

Each moment counts from the first word, so lateness doesn't add up.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from skill.dialogue.beats import Ask, Hold, Say, lengths, seconds
from skill.stretching.rate import CHARACTERS_PER_SECOND, SENTENCE_END, USUAL_RATE_PERCENT, Speed
from skill.stretching.timing import LISTENING_SECONDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from skill.dialogue.beats import Beat


class Ring(IntEnum):
    """States of the hold ring."""

    IDLE = 0
    FILLING = 1
    EMPTYING = 2


@dataclass(frozen=True, slots=True)
class Moment:
    """What is shown from a moment on."""

    at: float
    """Seconds from the first word of the turn."""
    seconds: float
    ring: Ring
    words: str
    cycle: int
    """How many holds of the turn are over: the index of the current or next one."""


@lru_cache(maxsize=512)
def timeline(
    beats: tuple[Beat, ...], rate: int = USUAL_RATE_PERCENT, characters_per_second: float = CHARACTERS_PER_SECOND
) -> tuple[Moment, ...]:
    """Return the moments of the beats and, after the closing question, of the reprompt."""
    speed = Speed(rate, characters_per_second)
    shown, _ = _segment(beats, 0.0, 0, speed)
    last = beats[-1] if beats else None
    if isinstance(last, Ask):
        over, begun = seconds(beats, *speed) + LISTENING_SECONDS, _holds(beats)
        shown += _segment(last.reprompt, over, begun, speed)[0]
    return tuple(shown)


def in_captions(moments: Iterable[Moment], longest: int) -> Iterator[Moment]:
    """Yield moments. Text of more than `longest` characters is shown sentence by sentence, as it is spoken."""
    for moment in moments:
        if moment.ring is not Ring.IDLE or len(moment.words) <= longest:
            yield moment
            continue
        at = moment.at
        for words in _captions(moment.words, longest):
            length = moment.seconds * (len(words) + 1) / (len(moment.words) + 1)
            yield replace(moment, at=at, seconds=length, words=words)
            at += length


def _captions(words: str, longest: int) -> Iterator[str]:
    """Yield sentences, as many together as fit. A longer one stays whole."""
    caption = ""
    for sentence in SENTENCE_END.split(words):
        if caption and len(caption) + 1 + len(sentence) > longest:
            yield caption
            caption = ""
        caption = f"{caption} {sentence}".strip()
    yield caption


def _segment(beats: Sequence[Beat], at: float, cycle: int, speed: Speed) -> tuple[list[Moment], float]:
    shown: list[Moment] = []
    last = cycle + _holds(beats) - 1
    words = ""
    for beat, length in zip(beats, lengths(beats, *speed), strict=True):
        if isinstance(beat, Hold):
            ring = Ring.EMPTYING if beat.resting else Ring.FILLING
            shown.append(Moment(at, length, ring, words, cycle - beat.resting))
            cycle += not beat.resting
        elif isinstance(beat, Say | Ask):
            words = beat.words
            shown.append(Moment(at, length, Ring.IDLE, words, max(0, min(cycle, last))))
        at += length
    return _released(shown), at


def _released(shown: list[Moment]) -> list[Moment]:
    """Return the moments, in which the ring runs out from the first word of a release to the end of its rest."""
    merged: list[Moment] = []
    for moment in shown:
        before = merged[-1] if merged else None
        if moment.ring is Ring.EMPTYING and before and before.ring is Ring.IDLE:
            length = before.seconds + moment.seconds
            merged[-1] = replace(before, seconds=length, ring=Ring.EMPTYING, cycle=moment.cycle)
        else:
            merged.append(moment)
    return merged


def _holds(beats: Sequence[Beat]) -> int:
    return sum(isinstance(beat, Hold) and not beat.resting for beat in beats)
