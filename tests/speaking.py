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

from msgspec.structs import replace  # noqa: E402
from scenarios import NIGHT, visit_of  # noqa: E402
from the_skill import catalog  # noqa: E402

from simulator.recorder import SAMPLES_PER_SECOND, samples_of, silences, trimmed  # noqa: E402
from simulator.sound import Sentence, find_program, wav_of  # noqa: E402
from skill.dialogue.beats import Hold  # noqa: E402
from skill.dialogue.engine import take_turn  # noqa: E402
from skill.dialogue.events import Command  # noqa: E402 - as a program this file finds the skill beside tests/
from skill.dialogue.session import State  # noqa: E402
from skill.dialogue.voice_settings import PACE_SECONDS  # noqa: E402
from skill.speech.ssml import ssml  # noqa: E402
from skill.stretching.coach import TENTH_VISIT  # noqa: E402
from skill.stretching.profile import Profile  # noqa: E402
from skill.stretching.rate import USUAL_RATE_PERCENT  # noqa: E402
from skill.stretching.timing import LISTENING_SECONDS  # noqa: E402


@dataclass(frozen=True, slots=True)
class Recording:
    """Sound, and the silences that were measured in it: start and length, in seconds."""

    seconds: float
    silences: tuple[tuple[float, float], ...]


@cache
def record(document):
    """Speak one SSML document."""
    samples = array("h")
    for piece in _pieces(ET.fromstring(document)):  # noqa: S314 - our own SSML
        samples.extend(
            _spoken(*piece) if isinstance(piece, tuple) else array("h", bytes(2 * round(SAMPLES_PER_SECOND * piece)))
        )
    return Recording(len(samples) / SAMPLES_PER_SECOND, tuple(silences(samples)))


CORNERS = {
    "first visit": ("practice-calf", Profile()),
    "slow, sitting, tenth visit": (
        "practice-calf-seated",
        Profile(disclaimer_given=True, pace=PACE_SECONDS[-1], explained={"practice-calf-seated": TENTH_VISIT}),
    ),
}
"""The most words, and the fewest and slowest: a routine, and who hears it."""


@cache
def practice(corner):
    """Return the turn that begins a practice."""
    slug, person = CORNERS[corner]
    offered = replace(visit_of(person), state=State.OFFERED, offer=slug)
    return take_turn(offered, Command("yes"), catalog()["en-GB"], NIGHT)


def parts(corner):
    """Return the SSML of the practice as it is sent: what is spoken, and what follows if nobody answers."""
    turn = practice(corner)
    return ssml(turn.beats, turn.voice), ssml(turn.ask.reprompt, turn.reprompt_voice)


def holds_sent(corner):
    """Return how many holds each of them has."""
    turn = practice(corner)
    return [sum(isinstance(b, Hold) and not b.resting for b in beats) for beats in (turn.beats, turn.ask.reprompt)]


def _pieces(element):
    """Yield words with their rate, and silences (seconds), in the order they are heard; neighbours come together."""
    words, rate = "", USUAL_RATE_PERCENT
    for value in _flat(element, USUAL_RATE_PERCENT):
        if isinstance(value, tuple) and (value[1] == rate or not words.strip()):
            words, rate = words + value[0], value[1]
            continue
        yield from [(words, rate)] if words.strip() else []
        words, rate = value if isinstance(value, tuple) else ("", rate)
        yield from [] if isinstance(value, tuple) else [value]
    yield from [(words, rate)] if words.strip() else []


def _flat(element, rate):
    if element.tag == "break":
        number = element.attrib["time"]
        yield float(number[:-2]) / 1000 if number.endswith("ms") else float(number[:-1])
    inside = int(element.get("rate", f"{rate}%").removesuffix("%"))
    digits = element.get("interpret-as") == "digits"
    yield (" ".join(element.text or "") if digits else element.text or ""), inside
    for inner in element:
        yield from _flat(inner, inside)
        yield inner.tail or "", inside


@cache
def _spoken(words, rate):
    program = find_program()
    if not program:
        raise RuntimeError("espeak-ng is not installed: the length of the practice can't be measured without it")
    return trimmed(samples_of(wav_of(Sentence(words.strip(), pace=rate / USUAL_RATE_PERCENT), program, "en")))


def table(corner):
    """Write the figures of the whole practice as a table."""
    yield f"{corner}\npart  seconds  holds  shortest  longest"
    recordings = [record(part) for part in parts(corner)]
    for number, recording in enumerate(recordings, start=1):
        holds = holds_of(recording)
        yield f"{number:4}  {recording.seconds:7.1f}  {len(holds):5}  {min(holds):8.3f}  {max(holds):7.3f}"
    total = sum(recording.seconds for recording in recordings)
    yield f" all  {total:7.1f}  {total + LISTENING_SECONDS:.1f} with the {LISTENING_SECONDS} s in which nobody answers"


def holds_of(recording):
    """Return the lengths of the silences that are holds: each is followed by the rest after it."""
    return [length for _, length in recording.silences][::2]


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for corner in CORNERS for line in table(corner))
