"""The whole practice spoken offline, to measure how long its holds and the whole of it really are.

The words between two breaks are spoken by espeak-ng one by one; a break is exact silence, so it doesn't depend on the
engine. `python tests/speaking.py` prints the figures.
"""

import sys
from array import array
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from scenarios import CONTENT, NIGHT, visit_of  # noqa: E402

from simulator.recorder import RATE, samples_of, silences, trimmed  # noqa: E402
from simulator.sound import Sentence, find_program, wav_of  # noqa: E402
from skill.content.catalog import load_catalog  # noqa: E402
from skill.dialogue.engine import take_turn  # noqa: E402
from skill.dialogue.events import StretchRequested  # noqa: E402 - as a program this file finds the skill beside tests/
from skill.speech.ssml import ssml  # noqa: E402
from skill.stretching.profile import Profile  # noqa: E402
from skill.stretching.timing import LISTENING_SECONDS  # noqa: E402


@dataclass(frozen=True, slots=True)
class Recording:
    """Sound, and the silences that were measured in it: start and length, in seconds."""

    seconds: float
    silences: tuple[tuple[float, float], ...]


def record(document):
    """Speak one SSML document."""
    samples = array("h")
    for piece in _pieces(ET.fromstring(document)):  # noqa: S314 - our own SSML
        samples.extend(_spoken(piece) if isinstance(piece, str) else array("h", bytes(2 * round(RATE * piece))))
    return Recording(len(samples) / RATE, tuple(silences(samples)))


def parts(locale="en-GB", **manner):
    """Return the SSML of the practice as it is sent: what is spoken, and what follows if nobody answers."""
    person = Profile(disclaimer_given=True, **manner)
    turn = take_turn(visit_of(person), StretchRequested("calf"), load_catalog(CONTENT)[locale], NIGHT)
    return ssml(turn.beats), ssml(turn.ask.reprompt)


def _pieces(element):
    """Yield words and silences (seconds) in the order they are heard; neighbouring words come together."""
    words = ""
    for kind, value in _flat(element):
        if kind == "words":
            words += value
        else:
            yield from [words] if words.strip() else []
            words = ""
            yield value
    yield from [words] if words.strip() else []


def _flat(element):
    if element.tag == "break":
        number = element.attrib["time"]
        yield "silence", float(number[:-2]) / 1000 if number.endswith("ms") else float(number[:-1])
    digits = element.get("interpret-as") == "digits"
    yield "words", " ".join(element.text or "") if digits else element.text or ""
    for inner in element:
        yield from _flat(inner)
        yield "words", inner.tail or ""


@cache
def _spoken(words):
    program = find_program()
    if not program:
        raise RuntimeError("espeak-ng is not installed: the length of the practice can't be measured without it")
    return trimmed(samples_of(wav_of(Sentence(words.strip()), program)))


def table():
    """Write the figures of the whole practice as a table."""
    yield "part  seconds  holds  shortest  longest"
    recordings = [record(part) for part in parts()]
    for number, recording in enumerate(recordings, start=1):
        holds = holds_of(recording)
        yield f"{number:4}  {recording.seconds:7.1f}  {len(holds):5}  {min(holds):8.3f}  {max(holds):7.3f}"
    total = sum(recording.seconds for recording in recordings)
    yield f" all  {total:7.1f}  {total + LISTENING_SECONDS:.1f} with the {LISTENING_SECONDS} s in which nobody answers"


def holds_of(recording, at_least=4.0):
    """Return the lengths of the silences that are holds and not the rests between them."""
    return [length for _, length in recording.silences if length >= at_least]


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in table())
