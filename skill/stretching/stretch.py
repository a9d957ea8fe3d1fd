"""One stretch: what to say, how long to hold, how long to rest."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from skill.stretching.rate import CHARACTERS_PER_SECOND, USUAL_RATE, USUAL_SPEED, Speed

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
    characters_per_second: float = CHARACTERS_PER_SECOND
    """That of the routine's language."""
    clear: bool = False
    """Say what to do once more: the short cue after the full one."""
    spent: float = 0.0
    """How many seconds of a routine's minutes were spoken before its first stretch."""
    skipped: bool = False
    """Whether some of the routine was left out."""
    visit: int = 0
    """How many times the routine was begun before: who knows it is told less."""
    seed: int = 0
    """Decides the order of the cues."""

    @property
    def speed(self) -> Speed:
        return Speed(self.rate, self.characters_per_second)


@dataclass(frozen=True, slots=True)
class Cycle:
    """One hold and its release."""

    cue: str
    hold: int
    """Seconds."""
    release: str
    rest: int
    """Seconds."""
    speed: Speed = USUAL_SPEED
    lead: tuple[str, ...] = ()
    """What is said before the cue, if a stretch begins in the midst of a part."""


class Stretch(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, eq=False):
    """A stretch as its content file describes it, in the words of one locale. It is equal only to itself."""

    slug: str
    """The file's name."""
    name: str
    muscle: str
    position: Literal["standing", "sitting", "lying", "sitting or lying", "any"]
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
    feel: tuple[str, ...]
    """Where to feel it."""
    stop_if: tuple[str, ...]
    """When to ease off, or to stop."""
    sources: tuple[str, ...]
    form: tuple[str, ...] = ()
    """How to do it well: said before a hold, and ends in it."""
    breath: tuple[str, ...] = ()
    """How to breathe, likewise."""
    care: str = ""
    halfway: str = ""
    """What is said after half of its cycles, where its routine names minutes."""
    halfway_seconds: int = 0
    """Silence after that, to change legs."""

    def cycles(self, delivery: Delivery) -> Iterator[Cycle]:
        """Yield holds and releases without end, cues taking turns. No delivery ever shortens a hold."""
        rest = rest_of(self, delivery)
        for turn in count():
            cue, release = in_turn(self.hold, turn), in_turn(self.release, turn)
            if delivery.terse:
                cue, release = self.short_hold, self.short_release
            if delivery.clear:
                cue, release = f"{cue} {self.short_hold}", f"{release} {self.short_release}".strip()
            yield Cycle(cue, self.hold_seconds, release, rest, delivery.speed)

    @property
    def cues(self) -> dict[str, tuple[str, ...]]:
        """What is said beside the bare words, by kind; kinds without any are left out."""
        pools = {"form": self.form, "breath": self.breath, "feel": self.feel, "stop_if": self.stop_if}
        return {kind: words for kind, words in pools.items() if words}


def rest_of(step: Stretch, delivery: Delivery) -> int:
    """Return how long a stretch rests after a release, in seconds."""
    return min(LONGEST_REST, max(SHORTEST_REST, step.rest_seconds + delivery.pace)) if step.rest_seconds else 0


def in_turn(words: tuple[str, ...], turn: int) -> str:
    """Return the words for one turn: the first once, then the others over and over."""
    if turn < len(words):
        return words[turn]
    again = words[1:] or words
    return again[(turn - 1) % len(again)]
