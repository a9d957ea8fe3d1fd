"""The parts of a turn: words, silences with a purpose, and the question at its end. They contain no markup."""

from __future__ import annotations

from functools import lru_cache
from itertools import zip_longest
from typing import TYPE_CHECKING

from msgspec import Struct

from skill.stretching.rate import CHARACTERS_PER_SECOND, USUAL_RATE_PERCENT, gap_seconds
from skill.stretching.timing import BREATH_SECONDS, speaking_seconds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from skill.content.questions import Said


class Say(Struct, frozen=True, cache_hash=True):
    """Words."""

    words: str


class Breath(Struct, frozen=True):
    """The short pause between the items of a list."""


class Hold(Struct, frozen=True, cache_hash=True):
    """Silence with a purpose: a stretch held, or the rest after it."""

    seconds: int
    resting: bool = False
    counts: tuple[str, ...] = ()
    """Words that are counted aloud during it, one a second."""
    counted_milliseconds: int = 350
    """How long one of them takes to say, on average."""
    tone: bool = False
    """Whether a soft tone is wanted at its end."""


Statement = Say | Breath | Hold


class Ask(Struct, frozen=True):
    """The question at the end of a turn. `reprompt` is said if nobody answers."""

    words: str
    reprompt: tuple[Statement, ...]


Beat = Statement | Ask


def say(*words: str) -> tuple[Say, ...]:
    """Return a beat for each sentence that isn't empty."""
    return tuple(Say(sentence) for sentence in words if sentence)


def clearly(told: tuple[Statement, ...], *, clear: bool) -> tuple[Statement, ...]:
    """Return statements. If `clear` is wanted, the first of them, which answers or says what to do, is said twice."""
    return (*told[:1], *told) if clear else told


@lru_cache(maxsize=1024)
def statements(said: Said) -> tuple[Statement, ...]:
    """Return the beats of an answer, with a breath between the items of a list."""
    beats: list[Statement] = []
    for item in said:
        if isinstance(item, str):
            beats.append(Say(item))
        else:
            beats += [beat for words in item for beat in (Say(words), Breath())][:-1]
    return tuple(beats)


def seconds(
    beats: Sequence[Beat], rate: int = USUAL_RATE_PERCENT, characters_per_second: float = CHARACTERS_PER_SECOND
) -> float:
    """Return the estimated seconds of beats until the microphone opens. A `Speed` has both other arguments."""
    return estimated_seconds(tuple(beats), rate, characters_per_second)


@lru_cache(maxsize=2048)
def estimated_seconds(beats: tuple[Beat, ...], rate: int, characters_per_second: float) -> float:
    """Return the estimated seconds of beats, which are worked out once."""
    return sum(lengths(beats, rate, characters_per_second))


def lengths(
    beats: Sequence[Beat], rate: int = USUAL_RATE_PERCENT, characters_per_second: float = CHARACTERS_PER_SECOND
) -> Iterator[float]:
    """Return the estimated seconds of each beat, with the pause before the next sentence."""
    for beat, after in zip_longest(beats, beats[1:]):
        if isinstance(beat, Hold):
            yield beat.seconds
        elif isinstance(beat, Breath):
            yield BREATH_SECONDS
        else:
            gap = gap_seconds(rate) if isinstance(after, Say | Ask) else 0
            yield speaking_seconds(beat.words, rate, characters_per_second) + gap
