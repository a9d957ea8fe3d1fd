"""Everything the skill can say in one locale, in order, timed and sourced: the sheet a clinician signs.

`python -m skill read` prints it. It must not know how words are spoken or shown.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from skill.content.files import read
from skill.content.loader import Builder
from skill.content.style_checks import breaths_in
from skill.errors import ContentError
from skill.stretching.plan import lay_out
from skill.stretching.timing import BREATH_SECONDS, speaking_seconds

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from skill.content.content import Answer, Content, Question, Said
    from skill.content.schema import Fact, Source
    from skill.stretching.routine import Routine
    from skill.stretching.stretch import Stretch

ALARMS = ("urgent", "emergency")
KINDS = {"relief": "IN A CRAMP", "practice": "BETWEEN CRAMPS"}
SAID_OF_A_STRETCH = (
    *("set_up", "care", "hold", "release", "form", "breath", "feel", "stop_if", "halfway"),
    *("brief", "short_hold", "short_release"),
)
BLANKS = (
    "Reviewed by: ______________________________",
    "Role and registration: ____________________",
    "Date: ____________  Signature: ____________",
)


def review_document(folder: Path, locale: str) -> Iterator[str]:
    """Return the lines of the sheet for one locale of the content in `folder`.

    Raises:
        ContentError: a file can't be read, or there is no such locale.

    """
    files = read(folder)
    if locale not in files.countries:
        raise ContentError(f"countries/{locale}.toml: missing; there are {', '.join(files.countries)}")
    content = Builder(files, locale).build()
    yield from (f"LEG CRAMP HELPER, {locale}: everything it can say", f"Content version: {version_of(folder)}", *BLANKS)
    yield from _facts(files.countries[locale].facts)
    known: set[str] = set()
    for kind, heading in KINDS.items():
        yield from ("", heading)
        for _, routine in sorted(content.routines.items()):
            if routine.kind == kind:
                yield from _routine(routine, known)
    yield from ("", "QUESTIONS")
    yield from _answers(content, alarming=False)
    yield from ("", "ALARMS")
    yield from _answers(content, alarming=True)
    yield from ("", "PHRASES", *(_timed(f"{name}: {text}", text) for name, text in content.phrases.items()))
    yield from ("", "SOURCES", *(_source(key, source) for key, source in content.sources.items()))
    yield from ("", _longest(content))


def version_of(folder: Path) -> str:
    """Name the content by what stands in its files: the same words, the same twelve letters."""
    digest = sha256()
    for path in sorted(folder.rglob("*.toml")):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def answer_seconds(said: Said) -> float:
    """Estimate how long an answer takes to say, its breaths included."""
    return sum(map(speaking_seconds, _lines(said))) + BREATH_SECONDS * breaths_in(said)


def answers(content: Content) -> Iterator[tuple[str, Question, Answer]]:
    """Return every answer, under the name of its question and choice."""
    for slug, question in content.questions.items():
        yield slug, question, question.general
        yield from ((f"{slug} / {choice}", question, answer) for choice, answer in question.choices.items())


def _facts(facts: Mapping[str, Fact]) -> Iterator[str]:
    yield from ("", "OF THIS COUNTRY")
    for name, fact in facts.items():
        yield f"{name}: {fact.say or '(none is named)'}"
        yield from _sources(tuple(fact.source))


def _routine(routine: Routine, known: set[str]) -> Iterator[str]:
    seconds = sum(part.seconds for part in lay_out(routine).parts())
    yield from ("", f"{routine.slug}: {routine.name} ({seconds:.0f} s with its silences)")
    yield from _said(routine.begin)
    for step in routine.steps:
        if step.slug in known:
            yield f"  {step.slug}: as above"
        else:
            yield from _stretch(step)
            known.add(step.slug)
    for key in ("between", "onward", "done", "done_early", "finish", "coda"):
        yield from _said(getattr(routine, key), f"{key}: ")
    yield from _sources(routine.sources)


def _stretch(step: Stretch) -> Iterator[str]:
    yield f"  {step.slug}: {step.name}; {step.position}; hold {step.hold_seconds} s, rest {step.rest_seconds} s"
    for key in SAID_OF_A_STRETCH:
        value = getattr(step, key)
        for text in (value,) if isinstance(value, str) else value:
            yield from _said(text, f"  {key}: ")
    yield from _sources(step.sources)


def _answers(content: Content, *, alarming: bool) -> Iterator[str]:
    for name, question, answer in answers(content):
        if (answer.level in ALARMS) is not alarming:
            continue
        yield from ("", f"{name}: {question.choice_names.get(name.split(' / ')[-1]) or question.headline}")
        yield f"    {answer.level}, {answer_seconds(answer.said):.1f} s"
        yield from _said(question.check if answer is question.general else answer.ask, "asked first: ")
        for item in answer.said:
            yield f"  {item if isinstance(item, str) else ' / '.join(item)}"
        for item in answer.in_relief:
            yield f"  in a cramp: {item if isinstance(item, str) else ' / '.join(item)}"
        yield from _said(answer.confirm, "to take it back: ")
        if answer is question.general:
            yield from _said(question.follow_up, "then: ")
        yield from _sources(answer.sources)
        yield from ("    only copies support this",) if answer.copies_only else ()


def _said(text: str, label: str = "") -> Iterator[str]:
    if text:
        yield _timed(f"  {label}{text}", text)


def _timed(line: str, text: str) -> str:
    return f"{line} ({speaking_seconds(text):.1f} s)"


def _sources(sources: tuple[str, ...]) -> Iterator[str]:
    yield from (f"    source: {source}" for source in sources)


def _source(key: str, one: Source) -> str:
    where = f" {one.url}" if one.url else ""
    read = f"{one.kind}, {one.grade}, checked {one.checked}, review by {one.review_by}"
    return f"{key}: {one.title}, by {one.publisher}; {read}{where}"


def _longest(content: Content) -> str:
    seconds, name = max((answer_seconds(answer.said), name) for name, _, answer in answers(content))
    return f"Longest answer: {name}, {seconds:.1f} s"


def _lines(said: Said) -> list[str]:
    return [text for item in said for text in ((item,) if isinstance(item, str) else item)]
