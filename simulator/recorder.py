"""A conversation as a sound file: words by espeak-ng, silences exact to the sample, and its measurements.

The recorder replaces the voice, the clock and the waiting of `talk`: time passes as fast as it is recorded.
"""

from __future__ import annotations

import io
import math
import wave
from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulator.sound import Sentence, tone_samples, wav_of
from simulator.spoken import Tone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from simulator.spoken import Spoken

SAMPLES_PER_SECOND = 22_050
"""espeak-ng's."""
FULL_SCALE = 32_767
QUIET = 60
"""The loudest sample that still counts as silence."""
SHORTEST_SILENCE_SECONDS = 0.8
"""Shorter silences belong to the words."""
HOLD_SECONDS = 4.0
"""A silence of this length is a hold, a shorter one a rest."""
LISTENING_SECONDS = 8.0
"""How long Alexa listens to somebody who says nothing."""
THINKING_SECONDS = 1.0
"""How long the person waits before answering."""
PERSON = "+f3"
"""espeak-ng's variant of the voice for the user."""


class Recorder:
    """Records words and silences."""

    def __init__(self, program: str, voice: str) -> None:
        self._program, self._voice = program, voice
        self.samples = array("h")

    def clock(self) -> float:
        """Return the recorded seconds."""
        return len(self.samples) / SAMPLES_PER_SECOND

    def wait(self, seconds: float) -> None:
        """Record silence."""
        self.samples.extend(array("h", bytes(2 * round(SAMPLES_PER_SECOND * seconds))))

    def say(self, spoken: Spoken | Tone) -> None:
        """Record what Alexa says, or a tone.

        Raises:
            SoundError: espeak-ng failed.

        """
        if isinstance(spoken, Tone):
            self.samples.extend(tone_samples(spoken.seconds))
        else:
            self._append(Sentence(spoken.words, "", spoken.whispered, spoken.rate / 100, spoken.volume))

    def hear(self, words: str) -> None:
        """Record what the user says, or the silence if they say nothing."""
        if words:
            self.wait(THINKING_SECONDS)
            self._append(Sentence(words), variant=PERSON)
        else:
            self.wait(LISTENING_SECONDS)

    def save(self, path: Path) -> None:
        """Write the recording as a WAV file.

        Raises:
            OSError: it can't be written.

        """
        with path.open("wb") as file, wave.open(file, "wb") as target:
            target.setnchannels(1)
            target.setsampwidth(2)
            target.setframerate(SAMPLES_PER_SECOND)
            target.writeframes(self.samples.tobytes())

    def _append(self, sentence: Sentence, variant: str = "") -> None:
        self.samples.extend(trimmed(samples_of(wav_of(sentence, self._program, self._voice, variant))))


@dataclass(frozen=True, slots=True)
class Measured:
    """Measurements of a recording. Levels are in decibels below full scale."""

    seconds: float
    peak: float
    mean: float
    """Of the words alone."""
    silences: tuple[tuple[float, float], ...]
    """Start and length, in seconds."""

    def __str__(self) -> str:
        holds = [length for _, length in self.silences if length >= HOLD_SECONDS]
        minutes, seconds = divmod(round(self.seconds), 60)
        lengths = f", the shortest {min(holds):.2f} s, the longest {max(holds):.2f} s" if holds else ""
        return (
            f"{minutes} min {seconds} s; words at {self.mean:.1f} dB, the loudest at {self.peak:.1f} dB;"
            f" {len(self.silences)} silences, {len(holds)} of them holds{lengths}"
        )


def measure(samples: Sequence[int]) -> Measured:
    """Measure length, levels and silences."""
    heard = [sample for sample in samples if abs(sample) > QUIET]
    peak = max(map(abs, heard), default=0)
    mean = math.sqrt(sum(sample * sample for sample in heard) / len(heard)) if heard else 0.0
    return Measured(len(samples) / SAMPLES_PER_SECOND, _decibels(peak), _decibels(mean), tuple(silences(samples)))


def silences(samples: Sequence[int], window: int = SAMPLES_PER_SECOND // 200) -> Iterator[tuple[float, float]]:
    """Yield start and length of silences: runs of quiet windows of 5 ms."""
    begin: int | None = None
    nothing = array("h", bytes(2 * window))  # to compare is quicker than max and min, and most windows are equal to it
    for place in range(0, len(samples) + window, window):
        heard = samples[place : place + window]
        if heard and (heard == nothing or (max(heard) <= QUIET and min(heard) >= -QUIET)):
            begin = place if begin is None else begin
        elif begin is not None:
            length = (min(place, len(samples)) - begin) / SAMPLES_PER_SECOND
            if length >= SHORTEST_SILENCE_SECONDS:
                yield begin / SAMPLES_PER_SECOND, length
            begin = None


def samples_of(recorded: bytes) -> array[int]:
    """Return the samples of a WAV file that espeak-ng wrote."""
    with wave.open(io.BytesIO(recorded)) as source:
        return array("h", source.readframes(source.getnframes()))


def trimmed(samples: array[int]) -> array[int]:
    """Return words without the quiet before and after them."""
    first = next((place for place, sample in enumerate(samples) if abs(sample) > QUIET), len(samples))
    after = next((place for place in range(len(samples), first, -1) if abs(samples[place - 1]) > QUIET), first)
    return samples[first:after]


def _decibels(level: float) -> float:
    return 20 * math.log10(level / FULL_SCALE) if level else -math.inf
