"""Beats → SSML for Alexa. It must not know what a stretch is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from skill.conversation.beats import BREATH_SECONDS, Ask, Beat, Breath, Hold, Say

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_BREAK = 10
"""Seconds: Alexa's limit for one break tag; longer silences stand side by side."""

LONGEST_SPEECH = 8000
"""Characters of one outputSpeech, markup included: Alexa's limit."""

TELEPHONE = re.compile(r"\d+(?:[ -]\d+)*")
"""Every number in what we say is a telephone number: other numbers are written as words."""


def ssml(beats: Iterable[Beat]) -> str:
    """Render beats as one SSML document."""
    return f"<speak>{' '.join(map(_rendered, beats))}</speak>"


def silence(seconds: int) -> str:
    """Render a silence of whole seconds."""
    full, rest = divmod(seconds, LONGEST_BREAK)
    return f'<break time="{LONGEST_BREAK}s"/>' * full + (f'<break time="{rest}s"/>' if rest else "")


def _rendered(beat: Beat) -> str:
    match beat:
        case Hold(seconds=seconds):
            return silence(seconds)
        case Breath():
            return f'<break time="{int(BREATH_SECONDS * 1000)}ms"/>'
        case Say(words=words) | Ask(words=words):
            return TELEPHONE.sub(_digit_by_digit, escape(words))


def _digit_by_digit(number: re.Match[str]) -> str:
    groups = re.split(r"[ -]", number[0])
    return ", ".join(f'<say-as interpret-as="digits">{group}</say-as>' for group in groups)
