"""Speech by espeak-ng, if it is installed: a WAV for each sentence."""

from __future__ import annotations

import io
import math
import re
import shutil
import subprocess
import wave
from array import array
from typing import Annotated

from msgspec import Meta, Struct

from simulator.ssml_attributes import USUAL_VOLUME

LONGEST_WORDS = 1_000
WORDS_PER_MINUTE = 170
_NUMBER_TO_SPELL = re.compile(r"\d{2,}")
_TIME_LIMIT_SECONDS = 20


class Sentence(Struct, forbid_unknown_fields=True):
    """Words and how to say them."""

    words: Annotated[str, Meta(min_length=1, max_length=LONGEST_WORDS)]
    locale: Annotated[str, Meta(pattern=r"^([a-z]{2}-[A-Z]{2})?$")] = ""
    whispered: bool = False
    pace: Annotated[float, Meta(ge=0.2, le=2.5)] = 1.0
    """1 is the usual pace; more is faster."""
    volume: Annotated[str, Meta(max_length=20)] = USUAL_VOLUME
    """As SSML names it."""


AMPLITUDES = {"silent": 0, "x-soft": 20, "soft": 40, "medium": 65, "loud": 85, "x-loud": 108}
"""espeak-ng's amplitudes, of 200, by SSML's names. From 110 on, the loudest words are cut off at full scale."""
SAMPLES_PER_SECOND = 22_050
"""espeak-ng's."""
TONE_HERTZ, TONE_LOUDNESS = 660, 0.2
"""Frequency of the soft tone that replaces sounds of Amazon's library, in hertz."""


class SoundError(Exception):
    """No sound could be created."""


def find_program() -> str | None:
    """Return the path of espeak-ng, or None if it is not installed."""
    return shutil.which("espeak-ng")


def spelled(words: str) -> str:
    """Return the words with each number split into its digits, as telephone numbers are said."""
    return _NUMBER_TO_SPELL.sub(lambda digits: " ".join(digits[0]), words)


def how(pace: float, volume: str) -> list[str]:
    """Return espeak-ng's options for a pace, of which 1 is the usual one, and a volume as SSML names it."""
    amplitude = AMPLITUDES.get(volume, AMPLITUDES[USUAL_VOLUME])
    return ["-s", str(round(WORDS_PER_MINUTE * pace)), "-a", str(amplitude)]


def tone_samples(seconds: float) -> array[int]:
    """Return the samples of a soft tone that fades out."""
    count = round(SAMPLES_PER_SECOND * seconds)
    fading = (TONE_LOUDNESS * 32_767 * (1 - place / count) for place in range(count))
    turn = 2 * math.pi * TONE_HERTZ / SAMPLES_PER_SECOND
    return array("h", (round(loud * math.cos(turn * place)) for place, loud in enumerate(fading)))


def tone_wav(seconds: float) -> bytes:
    """Return that tone as a WAV file."""
    written = io.BytesIO()
    with wave.open(written, "wb") as target:
        target.setnchannels(1)
        target.setsampwidth(2)
        target.setframerate(SAMPLES_PER_SECOND)
        target.writeframes(tone_samples(seconds).tobytes())
    return written.getvalue()


def wav_of(sentence: Sentence, program: str, voice: str, variant: str = "") -> bytes:
    """Return a sentence as a WAV file. Its words pass through a pipe and are written nowhere.

    `voice` is espeak-ng's name of it, and `variant` one of its variants: "+f3".

    Raises:
        SoundError: espeak-ng failed, took too long, or said nothing.

    """
    voice += "+whisper" if sentence.whispered else variant
    command = [program, "--stdin", "--stdout", "-z", *how(sentence.pace, sentence.volume), "-v", voice]
    try:
        done = subprocess.run(  # noqa: S603 - the program on the PATH, and no word of the sentence among its arguments
            command,
            input=spelled(sentence.words).encode(),
            capture_output=True,
            timeout=_TIME_LIMIT_SECONDS,
            check=True,
        )
        return _with_its_length(done.stdout)
    except (OSError, subprocess.SubprocessError, wave.Error, EOFError) as error:
        raise SoundError(type(error).__name__) from error


def _with_its_length(piped: bytes) -> bytes:
    """Return a WAV whose header says how long it is: written to a pipe, it says the longest there can be."""
    with wave.open(io.BytesIO(piped)) as source:
        kind, frames = source.getparams(), source.readframes(source.getnframes())
    if not frames:
        raise wave.Error("no sound")
    written = io.BytesIO()
    with wave.open(written, "wb") as target:
        target.setnchannels(kind.nchannels)
        target.setsampwidth(kind.sampwidth)
        target.setframerate(kind.framerate)
        target.writeframes(frames)
    return written.getvalue()
