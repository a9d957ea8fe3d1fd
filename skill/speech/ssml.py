"""Beats → SSML for Alexa."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from skill.dialogue.beats import Ask, Beat, Hold, Say
from skill.dialogue.voice import PLAIN_VOICE, USUAL_VOLUME, Voice
from skill.stretching.rate import SENTENCE_END, USUAL_RATE_PERCENT, gap_milliseconds
from skill.stretching.timing import BREATH_SECONDS

LONGEST_BREAK_SECONDS = 10
"""Alexa's limit of one break tag. A longer silence is several tags."""

LONGEST_SPEECH_CHARACTERS = 8000
"""Alexa's limit of one outputSpeech, with markup."""

TELEPHONE = re.compile(r"\d+(?:[ -]\d+)*")
"""Any digits are a telephone number: content writes other numbers as words."""

SOUND = re.compile(r"<audio [^>]*>")

VOLUMES = {-1: "soft", 1: "loud", 2: "x-loud"}
"""Alexa's volumes, by steps from the usual one."""


@lru_cache(maxsize=512)
def ssml(beats: tuple[Beat, ...], voice: Voice = PLAIN_VOICE, tone: str = "") -> str:
    """Render beats as an SSML document. Frequent sentences are cached.

    `tone` names the sound that is played at the end of the holds that want one; empty if there is none.
    """
    runs = groupby(beats, lambda beat: isinstance(beat, Say | Ask))
    spoken = " ".join(_run(tuple(run), voice, tone, said=said) for said, run in runs)
    before, after = _around(voice)
    return f"<speak>{before}{SOUND.sub(lambda sound: after + sound[0] + before, spoken)}{after}</speak>"


def _around(voice: Voice) -> tuple[str, str]:
    """Return the markup around everything but sounds: whispering, or a volume without a rate."""
    if voice.whispered:
        return '<amazon:effect name="whispered">', "</amazon:effect>"
    if voice.rate == USUAL_RATE_PERCENT and voice.volume != USUAL_VOLUME:
        return f"<prosody volume='{VOLUMES[voice.volume]}'>", "</prosody>"
    return "", ""


def silence(seconds: int) -> str:
    """Render a silence of whole seconds."""
    full, rest = divmod(seconds, LONGEST_BREAK_SECONDS)
    return f'<break time="{LONGEST_BREAK_SECONDS}s"/>' * full + (f'<break time="{rest}s"/>' if rest else "")


def _run(beats: tuple[Beat, ...], voice: Voice, tone: str, *, said: bool) -> str:
    """Render a run of sentences or of silences. Silences are outside any rate."""
    if said:
        return _spoken(tuple(beat.words for beat in beats if isinstance(beat, Say | Ask)), voice)
    return " ".join(
        _held(beat, voice) + (f"<audio src={quoteattr(tone)}/>" if tone and beat.tone else "")
        if isinstance(beat, Hold)
        else f'<break time="{int(BREATH_SECONDS * 1000)}ms"/>'
        for beat in beats
    )


@lru_cache(maxsize=256)
def _held(hold: Hold, voice: Voice) -> str:
    """Render a hold, with a silence after each counted number that makes a second of both.

    There are more than a hundred in one response: single quotes cost no backslash in JSON. So it is with `<prosody>`.
    """
    rest_of_a_second = f"<break time='{1000 - hold.counted_milliseconds}ms'/>"
    counted = "".join(word + rest_of_a_second for word in hold.counts)
    loud = hold.counts and voice.rate != USUAL_RATE_PERCENT and voice.volume != USUAL_VOLUME and not voice.whispered
    if loud:
        counted = f"<prosody volume='{VOLUMES[voice.volume]}'>{counted}</prosody>"
    return counted + silence(hold.seconds - len(hold.counts))


@lru_cache(maxsize=4096)
def _spoken(texts: tuple[str, ...], voice: Voice) -> str:
    """Render sentences. If speech is slow, the pauses between them are longer."""
    gap = gap_milliseconds(voice.rate)
    between = f' <break time="{gap}ms"/> ' if gap else " "
    return _prosody(between.join(SENTENCE_END.sub(between, _said(words)) for words in texts), voice)


def _prosody(spoken: str, voice: Voice) -> str:
    """Render speech at a rate and a volume. A whisper has no volume."""
    if voice.rate == USUAL_RATE_PERCENT:
        return spoken
    loud = voice.volume != USUAL_VOLUME and not voice.whispered
    volume = f" volume='{VOLUMES[voice.volume]}'" if loud else ""
    return f"<prosody rate='{voice.rate}%'{volume}>{spoken}</prosody>"


@lru_cache(maxsize=4096)
def _said(words: str) -> str:
    return TELEPHONE.sub(_digit_by_digit, escape(words))


def _digit_by_digit(number: re.Match[str]) -> str:
    groups = re.split(r"[ -]", number[0])
    return ", ".join(f'<say-as interpret-as="digits">{group}</say-as>' for group in groups)
