"""The cues around each hold of a timed stretch, in an order that a seed decides."""

from __future__ import annotations

from hashlib import blake2b
from itertools import chain, count, cycle, islice, repeat
from typing import TYPE_CHECKING, TypeVar

from skill.stretching.stretch import Cycle, rest_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from skill.stretching.stretch import Delivery, Stretch

T = TypeVar("T")

BEFORE_A_HOLD = ("form", "breath")
AFTER_A_RELEASE = ("feel", "stop_if")
AT_FIRST = ("form", "feel", "stop_if", "breath")
"""The kinds of cues, in the order in which they are first said."""
KNOWN_WELL = ("stop_if", "breath", "feel", "form")
"""The same if few are said: safety comes first."""
THIRD_VISIT, TENTH_VISIT = 2, 9
"""Numbers of earlier visits at which the rhythm changes."""
RHYTHMS = {0: (True, True, False), THIRD_VISIT: (True, False), TENTH_VISIT: (True, False, False, False, False)}
"""By visit, the repeating pattern of repetitions with more than a word."""
FEW_WORDS = (True, *[False] * 8)
QUIET = ("", "")
CLEAR_REST_SECONDS = 2
"""A clear voice rests so much longer: it says more in each cycle, and a response is limited in bytes."""
OTHER_RELEASE = 3
"""A release is said in other words once in so many repetitions."""


def coached(step: Stretch, delivery: Delivery) -> Iterator[Cycle]:
    """Yield endless cycles: the first in full, then cues of one kind after another, and quiet cycles.

    No delivery ever shortens a hold.
    """
    few = delivery.terse or delivery.visit >= TENTH_VISIT
    rest = rest_of(step, delivery) + CLEAR_REST_SECONDS * delivery.clear
    cues, releases = _cues(step, delivery, few=few), _releases(step, delivery)
    hold, let_go = (step.short_hold, step.short_release) if delivery.clear else ("", "")
    first = f"{step.hold[0]} {hold}".strip(), f"{step.release[0]} {let_go}".strip()
    yield Cycle(first[0], step.hold_seconds, first[1], rest, delivery.speed)
    rhythm, turns = cycle(_rhythm(delivery)), count(1)
    while True:
        turn = next(turns)
        kind, words = next(cues, QUIET) if next(rhythm) else QUIET
        other = not few and turn % OTHER_RELEASE == 0
        release = next(releases) if other else step.short_release
        cue = words if kind in BEFORE_A_HOLD else step.short_hold
        after = words if kind in AFTER_A_RELEASE else ""
        cue, release = (" ".join(filter(None, said)) for said in ((cue, hold), (release, let_go, after)))
        yield Cycle(cue, step.hold_seconds, release, rest, delivery.speed)


def _rhythm(delivery: Delivery) -> Sequence[bool]:
    """Return the rhythm for a visit. A faster delivery has as few words as the third visit."""
    if delivery.terse:
        return FEW_WORDS
    known = max(delivery.visit, THIRD_VISIT if delivery.pace < 0 else 0)
    return RHYTHMS[max(visit for visit in RHYTHMS if visit <= known)]


def _cues(step: Stretch, delivery: Delivery, *, few: bool) -> Iterator[tuple[str, str]]:
    """Yield cues with their kinds: kinds take turns, and no cue is repeated before all of its kind were said."""
    pools = {kind: _again_and_again(words, delivery.seed) for kind, words in step.cues.items()}
    for turn in count() if pools else ():
        order = shuffled(AT_FIRST, delivery.seed, turn) if turn else KNOWN_WELL if few else AT_FIRST
        yield from ((kind, next(pools[kind])) for kind in order if kind in pools)


def _releases(step: Stretch, delivery: Delivery) -> Iterator[str]:
    """Yield the words of releases: each at most twice, then the bare word."""
    others = step.release[1:]
    twice = islice(_again_and_again(others, delivery.seed), 2 * len(others))
    return chain(twice, repeat(step.short_release))


def _again_and_again(words: Sequence[str], seed: int) -> Iterator[str]:
    """Yield words endlessly, each once before any is repeated. A changed word doesn't move the others."""
    for turn in count():
        yield from (words[place] for place in shuffled(range(len(words)), seed, turn))


def shuffled(things: Iterable[T], seed: int, turn: int = 0) -> list[T]:
    """Return words or numbers in an order that a seed decides, always the same for a seed."""
    return sorted(things, key=lambda each: blake2b(f"{seed} {turn} {each}".encode(), digest_size=8).digest())
