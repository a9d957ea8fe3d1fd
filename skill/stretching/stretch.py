"""One stretch: what to say, how long to hold, how long to rest."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count, islice
from typing import TYPE_CHECKING

from msgspec import Struct

from skill.stretching.rate import USUAL_RATE

if TYPE_CHECKING:
    from collections.abc import Iterator


SHORTEST_REST, LONGEST_REST = 1, 60
"""Seconds."""


class Delivery(Struct, frozen=True):
    """How somebody wants it told."""

    brief: bool = False
    """A short set-up, for somebody who knows it."""
    terse: bool = False
    """Short cues."""
    pace: int = 0
    """Seconds added to each rest; negative is faster."""
    rate: int = USUAL_RATE
    """How fast the words are spoken, in percent."""
    clear: bool = False
    """Say what to do once more: the short cue after the full one."""
    spent: float = 0.0
    """How many seconds of a routine's minutes were spoken before its first stretch."""
    skipped: bool = False
    """Whether some of the routine was left out."""


@dataclass(frozen=True, slots=True)
class Cycle:
    """One hold and its release."""

    cue: str
    hold: int
    """Seconds."""
    release: str
    rest: int
    """Seconds."""
    rate: int = USUAL_RATE
    """How fast the words are spoken, in percent."""
    lead: tuple[str, ...] = ()
    """What is said before the cue, if a stretch begins in the midst of a part."""


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """A stretch as its content file describes it; the words are those of one locale."""

    slug: str
    name: str
    muscle: str
    position: str
    set_up: tuple[str, ...]
    brief: tuple[str, ...]
    hold: tuple[str, ...]
    """Cues before a hold: the first is said once, the others take turns."""
    short_hold: str
    """The cue for somebody who wants few words."""
    hold_seconds: int
    release: tuple[str, ...]
    """What is said after each hold, in the order of `hold`."""
    short_release: str
    rest_seconds: int
    times: int
    """How often it is repeated where its routine names no minutes."""
    care: str = ""
    halfway: str = ""
    """What is said after half of its cycles, where its routine names minutes."""
    halfway_seconds: int = 0
    """Silence after that, to change legs."""
    sources: tuple[str, ...] = ()

    def cycles(self, delivery: Delivery) -> Iterator[Cycle]:
        """Yield holds and releases without end, cues taking turns. No delivery ever shortens a hold."""
        rest = min(LONGEST_REST, max(SHORTEST_REST, self.rest_seconds + delivery.pace)) if self.rest_seconds else 0
        for turn in count():
            cue, release = in_turn(self.hold, turn), in_turn(self.release, turn)
            if delivery.terse:
                cue, release = self.short_hold, self.short_release
            if delivery.clear:
                cue, release = f"{cue} {self.short_hold}", f"{release} {self.short_release}".strip()
            yield Cycle(cue, self.hold_seconds, release, rest, delivery.rate)

    def kinds(self, delivery: Delivery) -> Iterator[Cycle]:
        """Yield each cycle that differs in words from the others, the first one aside."""
        yield from islice(self.cycles(delivery), 1, max(len(self.hold), len(self.release)) + 1)


def in_turn(words: tuple[str, ...], turn: int) -> str:
    """Return the words for one turn: the first once, then the others over and over."""
    if turn < len(words):
        return words[turn]
    again = words[1:] or words
    return again[(turn - 1) % len(again)]
