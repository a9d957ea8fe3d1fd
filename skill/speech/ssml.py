"""Beats → SSML for Alexa."""

from __future__ import annotations

import re
from functools import lru_cache
from xml.sax.saxutils import escape

from skill.dialogue.beats import Beat, Breath, Hold
from skill.stretching.timing import BREATH_SECONDS

LONGEST_BREAK = 10
"""Seconds: Alexa's limit for one break tag; longer silences stand side by side."""

LONGEST_SPEECH = 8000
"""Characters of one outputSpeech, markup included: Alexa's limit."""

REST_OF_A_SECOND = '<break time="650ms"/>'
"""The silence after a counted number: one takes about 0.35 s to say, measured with espeak-ng at 170 words a minute."""

TELEPHONE = re.compile(r"\d+(?:[ -]\d+)*")
"""Every number in what we say is a telephone number: other numbers are written as words."""


@lru_cache(maxsize=512)
def ssml(beats: tuple[Beat, ...], *, whispered: bool = False) -> str:
    """Render beats as one SSML document; what is said often is rendered once."""
    spoken = " ".join(map(_rendered, beats))
    return (
        f'<speak><amazon:effect name="whispered">{spoken}</amazon:effect></speak>'
        if whispered
        else f"<speak>{spoken}</speak>"
    )


def silence(seconds: int) -> str:
    """Render a silence of whole seconds."""
    full, rest = divmod(seconds, LONGEST_BREAK)
    return f'<break time="{LONGEST_BREAK}s"/>' * full + (f'<break time="{rest}s"/>' if rest else "")


def _rendered(beat: Beat) -> str:
    if isinstance(beat, Hold):
        return _held(beat.seconds, beat.counts)
    if isinstance(beat, Breath):
        return f'<break time="{int(BREATH_SECONDS * 1000)}ms"/>'
    return _said(beat.words)


@lru_cache(maxsize=256)
def _held(seconds: int, counts: tuple[str, ...]) -> str:
    return "".join(word + REST_OF_A_SECOND for word in counts) + silence(seconds - len(counts))


@lru_cache(maxsize=4096)
def _said(words: str) -> str:
    return TELEPHONE.sub(_digit_by_digit, escape(words))


def _digit_by_digit(number: re.Match[str]) -> str:
    groups = re.split(r"[ -]", number[0])
    return ", ".join(f'<say-as interpret-as="digits">{group}</say-as>' for group in groups)
