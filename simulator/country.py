"""Each country in the simulator: recognizer, time zone, voice and telephone numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from simulator.recognizer.recognizer import Recognizer
    from skill.content.content import Content

_NUMBER = re.compile(r"\d[\d, -]*\d")


class Country(NamedTuple):
    """The settings of a device in a country."""

    recognizer: Recognizer
    time_zone: str
    voice: str
    """The voice, as espeak-ng names it."""
    numbers: tuple[str, ...] = ()
    """Telephone numbers, the one for emergencies first."""


def country_of(content: Content, recognizer: Recognizer) -> Country:
    """Return the country of a locale's content."""
    return Country(recognizer, content.time_zone, content.voice, numbers_of(content))


def numbers_of(content: Content) -> tuple[str, ...]:
    """Return the telephone numbers that a country's answers name, the one for emergencies first."""
    answers = [each for one in content.questions.values() for each in (one.general, *one.choices.values())]
    said = [words for one in answers for part in one.said for words in ((part,) if isinstance(part, str) else part)]
    spelled = (number for words in (content.emergency, *said) for number in _NUMBER.findall(words))
    named = dict.fromkeys(re.sub(r"\D", "", number) for number in spelled)
    # "1800 MEDICARE" is the beginning of a number that is also given in full.
    return tuple(number for number in named if not any(other != number and other.startswith(number) for other in named))
