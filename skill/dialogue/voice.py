"""How a turn is spoken: rate, volume, whispering. An alarm is never whispered, softer or faster than usual."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from skill.stretching.rate import USUAL_RATE_PERCENT, rate_of

if TYPE_CHECKING:
    from skill.stretching.profile import Profile

WHISPERED, SOFTEST, USUAL_VOLUME, LOUDEST = -2, -1, 0, 2
"""Volumes, in steps from the usual one; below the softest is a whisper."""


class Voice(Struct, frozen=True):
    """The voice of a turn."""

    rate: int = USUAL_RATE_PERCENT
    """Percent of the usual rate."""
    volume: int = USUAL_VOLUME
    whispered: bool = False


PLAIN_VOICE = Voice()


def voice_of(profile: Profile) -> Voice:
    """Return the voice that the user wants."""
    volume = max(SOFTEST, min(profile.volume, LOUDEST))
    return Voice(spoken_rate(profile), volume, profile.whisper)


def spoken_rate(profile: Profile) -> int:
    """Return the rate that the user wants, in percent. A whisper, or counting aloud, is never faster than usual."""
    rate = rate_of(profile.pace, clear=profile.clear)
    return min(rate, USUAL_RATE_PERCENT) if profile.whisper or profile.counting else rate


def alarming(voice: Voice) -> Voice:
    """Return the voice for an alarm: as slow and as loud as it is wanted, but no faster or softer than usual."""
    return Voice(min(voice.rate, USUAL_RATE_PERCENT), max(voice.volume, USUAL_VOLUME), whispered=False)
