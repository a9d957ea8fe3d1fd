"""The attributes that Alexa knows in `<prosody>`, `<break>` and `<audio>`; all others are refused."""

import re

USUAL_RATE_PERCENT, USUAL_VOLUME = 100.0, "medium"
LOWEST_RATE_PERCENT = 20.0
"""Alexa speaks no slower."""
LOUDEST_DECIBELS = 4.08

_RATES = {"x-slow": 50.0, "slow": 75.0, "medium": 100.0, "fast": 125.0, "x-fast": 150.0}
"""In percent, estimated: Amazon documents no figures for these names."""
_VOLUMES = frozenset({"silent", "x-soft", "soft", "medium", "loud", "x-loud"})
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)%")
_DECIBELS = re.compile(r"[+-](\d+(?:\.\d+)?)dB")
_SOUND = re.compile(r"soundbank://soundlibrary/[a-z_/]+/[a-z0-9_]+")
_TIME = re.compile(r"(\d+(?:\.\d+)?|\.\d+)(ms|s)")
_STRENGTHS = {"none": 0.0, "x-weak": 0.0, "weak": 0.2, "medium": 0.2, "strong": 0.5, "x-strong": 1.0}
LONGEST_BREAK_SECONDS = 10.0
"""Alexa refuses a longer `<break>`."""


def rate_of(rate: str) -> float:
    """Return a rate in percent; ValueError if Alexa doesn't know it."""
    percent = _PERCENT.fullmatch(rate)
    found = float(percent[1]) if percent else _RATES.get(rate, 0.0)
    if found < LOWEST_RATE_PERCENT:
        raise ValueError(f"no such rate: {rate!r}")
    return found


def volume_of(volume: str) -> str:
    """Return a volume by its name or in decibels; ValueError if Alexa doesn't know it."""
    decibels = _DECIBELS.fullmatch(volume)
    if volume not in _VOLUMES and not (decibels and (volume[0] == "-" or float(decibels[1]) <= LOUDEST_DECIBELS)):
        raise ValueError(f"no such volume: {volume!r}")
    return volume


def library_sound(attributes: dict[str, str]) -> str:
    """Return the name of a sound of Amazon's library; ValueError for any other source."""
    name = attributes.get("src", "")
    if not _SOUND.fullmatch(name):
        raise ValueError(f"no sound of Amazon's library: {name!r}")
    return name


def break_seconds(attributes: dict[str, str]) -> float:
    """Return how long a break is; ValueError if Alexa would refuse it."""
    if "time" not in attributes:
        return _strength_seconds(attributes.get("strength", "medium"))
    time = _TIME.fullmatch(attributes["time"].strip())
    if not time:
        raise ValueError(f"a break needs a time with a unit, not {attributes['time']!r}")
    seconds = float(time[1]) / (1000 if time[2] == "ms" else 1)
    if seconds > LONGEST_BREAK_SECONDS:
        raise ValueError(f"a break of {seconds:g} s is over Alexa's {LONGEST_BREAK_SECONDS:g} s")
    return seconds


def _strength_seconds(strength: str) -> float:
    if strength not in _STRENGTHS:
        raise ValueError(f"no such break strength: {strength!r}")
    return _STRENGTHS[strength]
