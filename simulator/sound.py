"""Words as sound, made by espeak-ng if it is installed on this machine: a WAV for one sentence."""

import io
import re
import shutil
import subprocess
import wave
from typing import Annotated

from msgspec import Meta, Struct

LONGEST_WORDS = 1_000
WORDS_PER_MINUTE = 170
_AMERICAN = frozenset({"en-US", "en-CA"})
_NUMBER_TO_SPELL = re.compile(r"\d{2,}")
_TIME_LIMIT_SECONDS = 20


class Sentence(Struct, forbid_unknown_fields=True):
    """What is to be said, and how."""

    words: Annotated[str, Meta(min_length=1, max_length=LONGEST_WORDS)]
    locale: Annotated[str, Meta(pattern=r"^[a-z]{2}-[A-Z]{2}$")] = "en-GB"
    whispered: bool = False
    pace: Annotated[float, Meta(ge=0.5, le=2)] = 1.0
    """1 is the usual pace; more is faster."""


class SoundError(Exception):
    """No sound could be made."""


def find_program() -> str | None:
    """Return the path of espeak-ng, or None if it is not installed."""
    return shutil.which("espeak-ng")


def voice_of(locale: str) -> str:
    """Return espeak-ng's name of a locale's voice. "en" is British: "en-gb" sounds alike, but takes no variant."""
    return "en-us" if locale in _AMERICAN else "en"


def spelled(words: str) -> str:
    """Return the words with each number divided into its digits, as telephone numbers are said."""
    return _NUMBER_TO_SPELL.sub(lambda digits: " ".join(digits[0]), words)


def wav_of(sentence: Sentence, program: str, variant: str = "") -> bytes:
    """Return a sentence as a WAV file. Its words pass through a pipe and are written nowhere.

    `variant` is one of espeak-ng's variants of a voice: "+f3".

    Raises:
        SoundError: espeak-ng failed, took too long, or said nothing.

    """
    voice = voice_of(sentence.locale) + ("+whisper" if sentence.whispered else variant)
    speed = str(round(WORDS_PER_MINUTE * sentence.pace))
    command = [program, "--stdin", "--stdout", "-z", "-s", speed, "-v", voice]
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
