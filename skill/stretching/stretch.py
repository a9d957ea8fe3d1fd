"""One stretch: what to say, how long to hold, how long to rest."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Annotated, Literal

from msgspec import Meta, Struct

from skill.stretching.rate import CHARACTERS_PER_SECOND, USUAL_RATE_PERCENT, USUAL_SPEED, Speed

if TYPE_CHECKING:
    from collections.abc import Iterator


SHORTEST_REST_SECONDS, LONGEST_REST_SECONDS = 1, 60
AtLeastOne = Annotated[int, Meta(ge=1)]
NotNegative = Annotated[int, Meta(ge=0)]


class Delivery(Struct, frozen=True):
    """How a routine is told."""

    brief: bool = False
    """Whether set-ups are short."""
    terse: bool = False
    """Whether cues are short."""
    pace: int = 0
    """Seconds that are added to each rest; negative is faster."""
    rate: int = USUAL_RATE_PERCENT
    """Rate of the words in percent."""
    characters_per_second: float = CHARACTERS_PER_SECOND
    """That of the routine's language."""
    clear: bool = False
    """Whether the short cue is said after the full one, too."""
    spent: float = 0.0
    """How many seconds of a routine's minutes were spoken before its first stretch."""
    skipped: bool = False
    """Whether a part of the routine was skipped."""
    visit: int = 0
    """How many times the routine was begun before. The more, the less is said."""
    seed: int = 0
    """The seed for the order of cues."""

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
    """Words before the cue, if a stretch begins within a part."""


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
    """Cues before a hold. The first is said once, the others take turns."""
    short_hold: str
    """The short cue."""
    hold_seconds: AtLeastOne
    release: tuple[str, ...]
    """Words after each hold, in the order of `hold`."""
    short_release: str
    rest_seconds: NotNegative
    times: AtLeastOne
    """How often it is repeated if its routine isn't timed."""
    feel: tuple[str, ...]
    """Where to feel it."""
    stop_if: tuple[str, ...]
    """When to ease off, or to stop."""
    sources: tuple[str, ...]
    form: tuple[str, ...] = ()
    """Cues about form, which end with the hold."""
    breath: tuple[str, ...] = ()
    """Cues about breathing, which end with the hold."""
    care: str = ""
    halfway: str = ""
    """Words after half of its cycles, if its routine is timed."""
    halfway_seconds: NotNegative = 0
    """Seconds of silence after that, to change legs."""

    def cycles(self, delivery: Delivery) -> Iterator[Cycle]:
        """Yield endless cycles, with cues taking turns. No delivery shortens a hold."""
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
        """The cues besides the bare words, by kind. Kinds without cues are left out."""
        pools = {"form": self.form, "breath": self.breath, "feel": self.feel, "stop_if": self.stop_if}
        return {kind: words for kind, words in pools.items() if words}


def rest_of(step: Stretch, delivery: Delivery) -> int:
    """Return the seconds of rest after a release."""
    return (
        min(LONGEST_REST_SECONDS, max(SHORTEST_REST_SECONDS, step.rest_seconds + delivery.pace))
        if step.rest_seconds
        else 0
    )


def in_turn(words: tuple[str, ...], turn: int) -> str:
    """Return the words of one turn: the first once, then the others in turn."""
    if turn < len(words):
        return words[turn]
    again = words[1:] or words
    return again[(turn - 1) % len(again)]
