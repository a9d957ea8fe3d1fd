"""Checks of the words around a hold: cues are short, end correctly, and are enough for a whole routine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skill.content.style_checks import SENTENCE_END
from skill.content.texts import versions
from skill.stretching.timing import REPROMPT_SECONDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from skill.content.files import Files
    from skill.stretching.routine import Routine
    from skill.stretching.stretch import Stretch

LONGEST_CUE_WORDS, LONGEST_HOLD_CUE_WORDS = 13, 16
"""The cue before a hold may say the whole movement."""
LONGEST_CUE_SENTENCES = 2
BEDTIME_HOLD_SECONDS = 5
"""Of a timed routine: docs/source-coverage.md."""
FEWEST_CUES = 4
"""The fewest cues of each kind, so that none is said more than three times in five minutes."""
IN_TURN = 2
"""How many stretches of a relief take turns."""
SAID_AGAIN = ("hold", "short_hold", "release", "short_release", "form", "breath", "feel", "stop_if")
TAKING_TURNS = ("form", "breath", "feel", "stop_if")


def cue_problems(files: Files) -> Iterator[str]:
    """Yield cues that are too long or break a rule, each problem once."""
    for slug, stretch in files.stretches.items():
        for key in TAKING_TURNS:
            cues = getattr(stretch, key)
            for cue in sorted({cue for cue in cues if cues.count(cue) > 1}):
                yield f"stretches/{slug}.toml: {key}: stands twice; write another, or take one out: {cue!r}"
        yield from dict.fromkeys(_length_problems(f"stretches/{slug}.toml", stretch, files))
    coached = [routine for routine in files.routines.values() if routine.minutes]
    yield from _silence_problems(coached)
    for slug in dict.fromkeys(step for routine in coached for step in routine.step_slugs):
        yield from _coached_problems(slug, files) if slug in files.stretches else ()
    for slug, routine in files.routines.items():
        if routine.kind == "relief":
            yield from _relief_problems(slug, routine, files)


def _length_problems(where: str, stretch: Stretch, files: Files) -> Iterator[str]:
    for key in SAID_AGAIN:
        value = getattr(stretch, key)
        most = LONGEST_HOLD_CUE_WORDS if key == "hold" else LONGEST_CUE_WORDS
        cues = [value] if isinstance(value, str) else value
        for cue in (cue for version in versions(files, cues) for cue in version):
            if (count := len(cue.split())) > most:
                yield f"{where}: {key}: {count} words in a cue, at most {most}: {cue!r}"
            if (count := len(SENTENCE_END.split(cue))) > LONGEST_CUE_SENTENCES:
                yield f"{where}: {key}: {count} sentences in a cue, at most {LONGEST_CUE_SENTENCES}: {cue!r}"


def _silence_problems(coached: Iterable[Routine]) -> Iterator[str]:
    """Yield routines whose minutes would not be over after a response and its reprompt, which end with a stretch."""
    for routine in coached:
        count = len(routine.step_slugs)
        if 60 * routine.minutes * (count - 1) > REPROMPT_SECONDS * count:
            why = f"without a reply Alexa speaks twice, so all but the first have to fit in {REPROMPT_SECONDS} seconds"
            yield f"routines/{routine.slug}.toml: steps: {count} stretches in {routine.minutes} minutes: {why}"


def _coached_problems(slug: str, files: Files) -> Iterator[str]:
    """Yield what a stretch of a timed routine lacks."""
    where, stretch, hold = f"stretches/{slug}.toml", files.stretches[slug], files.language.hold
    if stretch.hold_seconds != BEDTIME_HOLD_SECONDS:
        yield f"{where}: hold_seconds: {BEDTIME_HOLD_SECONDS}, because its routine names minutes"
    for key in ("release", *TAKING_TURNS):
        if len(set(getattr(stretch, key))) < FEWEST_CUES:
            yield f"{where}: {key}: give at least {FEWEST_CUES} that differ, because its routine names minutes"
    for cue in stretch.form:
        if not cue.lower().endswith(f"{hold}."):
            yield f"{where}: form: must end in the hold, as in 'Heels down. Hold.': {cue!r}"
    for cue in stretch.breath:
        if hold not in cue.lower():
            yield f"{where}: breath: must say that it is held meanwhile, as in 'Hold, and breathe.': {cue!r}"


def _relief_problems(slug: str, routine: Routine, files: Files) -> Iterator[str]:
    if routine.begin:
        yield f"routines/{slug}.toml: begin: take it out, because in a cramp there is no time: {routine.begin!r}"
    for number, step in enumerate(step for step in routine.step_slugs if step in files.stretches):
        stretch = files.stretches[step]
        if len(set(stretch.hold)) < stretch.times and number < IN_TURN:
            yield f"stretches/{step}.toml: hold: give {stretch.times} that differ, as many as its `times`"
        first = stretch.set_up[0] if stretch.set_up else ""
        word = first.split(maxsplit=1)[0].strip(",").lower() if first else ""
        if number == 0 and (first.endswith("?") or word in files.language.begin_no_instruction):
            yield f"stretches/{step}.toml: set_up: must begin with an instruction, because it is for a cramp: {first!r}"
