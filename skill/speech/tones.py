"""Chooses the holds that end with a tone: Alexa plays only a few sounds in a response."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace

from skill.dialogue.beats import Hold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from skill.dialogue.beats import Beat, Statement

B = TypeVar("B", bound="Beat")


def audible(
    beats: Sequence[Beat], reprompt: Sequence[Statement], most: int
) -> tuple[tuple[Beat, ...], tuple[Statement, ...]]:
    """Return beats and reprompt with a limited number of tones: the last one, and others evenly spread."""
    tones = sum(isinstance(beat, Hold) and beat.tone for beat in (*beats, *reprompt))
    if not tones:
        return tuple(beats), tuple(reprompt)
    heard = min(tones, most)
    chosen = {(place + 1) * tones // heard - 1 for place in range(heard)}
    numbered = iter(range(tones))
    return tuple(_chosen(beats, numbered, chosen)), tuple(_chosen(reprompt, numbered, chosen))


def _chosen(beats: Sequence[B], numbered: Iterator[int], chosen: set[int]) -> Iterator[B]:
    for beat in beats:
        silent = isinstance(beat, Hold) and beat.tone and next(numbered) not in chosen
        yield replace(beat, tone=False) if silent else beat


def with_room(beats: Sequence[Beat], seconds: int) -> tuple[Beat, ...]:
    """Return beats in which the rest after each tone is shorter by the tone's seconds."""
    return tuple(_shortened(beats, seconds) if seconds else beats)


def _shortened(beats: Sequence[Beat], seconds: int) -> Iterator[Beat]:
    taken = 0
    for beat in beats:
        if not isinstance(beat, Hold):
            yield beat
        elif beat.resting:
            yield replace(beat, seconds=max(0, beat.seconds - taken))
            taken = 0
        else:
            yield beat
            taken = seconds if beat.tone else 0
