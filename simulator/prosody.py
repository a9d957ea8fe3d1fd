"""The rates and volumes that Alexa knows in `<prosody>`."""

import re

USUAL_RATE, USUAL_VOLUME = 100.0, "medium"
LOWEST_RATE = 20.0
"""Percent: Alexa speaks no slower."""
LOUDEST_DECIBELS = 4.08

_RATES = {"x-slow": 50.0, "slow": 75.0, "medium": 100.0, "fast": 125.0, "x-fast": 150.0}
"""Percent, about: what Alexa makes of these names is said nowhere."""
_VOLUMES = frozenset({"silent", "x-soft", "soft", "medium", "loud", "x-loud"})
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)%")
_DECIBELS = re.compile(r"[+-](\d+(?:\.\d+)?)dB")


def rate_of(rate: str) -> float:
    """Return a rate in percent; ValueError for what Alexa doesn't know."""
    percent = _PERCENT.fullmatch(rate)
    found = float(percent[1]) if percent else _RATES.get(rate, 0.0)
    if found < LOWEST_RATE:
        raise ValueError(f"no such rate: {rate!r}")
    return found


def volume_of(volume: str) -> str:
    """Return a volume by its name or in decibels; ValueError for what Alexa doesn't know."""
    decibels = _DECIBELS.fullmatch(volume)
    if volume not in _VOLUMES and not (decibels and (volume[0] == "-" or float(decibels[1]) <= LOUDEST_DECIBELS)):
        raise ValueError(f"no such volume: {volume!r}")
    return volume
