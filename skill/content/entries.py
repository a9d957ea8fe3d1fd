"""Everything that is said in a country, entry by entry, in the order in which a professional reads and signs it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from skill.content.content import Content
    from skill.content.questions import Answer, Question, Said
    from skill.stretching.routine import Routine
    from skill.stretching.stretch import Stretch

ALARMS = ("urgent", "emergency")
GENERAL = "general-information"
"""The phrase that is said once with answers about quinine."""
IN_A_LIST = " / "
SAID_OF_A_STRETCH = (
    *("set_up", "care", "brief", "hold", "release", "form", "breath", "feel", "stop_if", "halfway"),
    *("short_hold", "short_release"),
)
COUNTED_OF_A_STRETCH = ("hold_seconds", "rest_seconds", "halfway_seconds", "times")
SAID_OF_A_ROUTINE = ("begin", "between", "onward", "done", "done_early", "finish", "coda")


class Line(NamedTuple):
    """A line of an entry: a sentence, or a fact about it."""

    label: str
    text: str
    spoken: bool = True


class Entry(NamedTuple):
    """One answer, stretch, routine, phrase, fact, picture or source."""

    section: str
    name: str
    """Its place in content/: questions/leg-pain, or questions/see-doctor/swollen for a choice."""
    title: str
    lines: tuple[Line, ...]
    sources: tuple[str, ...] = ()
    level: str = ""
    copies_only: bool = False


def entries_of(content: Content) -> list[Entry]:
    """Return everything that is said in a country. Names are unique."""
    found = [*_facts(content), *_routines(content), *_answers(content), *_phrases(content), *_pictures(content)]
    return [*found, *_sources(content, dict.fromkeys(key for entry in found for key in entry.sources))]


def answer_entry(question: str, choice: str | None = None) -> str:
    """Return the name of an answer's entry."""
    return f"questions/{question}/{choice}" if choice else f"questions/{question}"


def routine_entries(routine: Routine) -> set[str]:
    """Return the names of a routine's entries."""
    return {f"routines/{routine.slug}", *(f"stretches/{step.slug}" for step in routine.steps)}


def _facts(content: Content) -> Iterator[Entry]:
    for name, fact in content.facts.items():
        lines = (Line("", fact.say or "(none is named)", spoken=bool(fact.say)),)
        yield Entry("facts", f"facts/{name}", name, lines, tuple(fact.source), copies_only=fact.copies_only)


def _routines(content: Content) -> Iterator[Entry]:
    """Return routines, each with its stretches that no earlier routine has."""
    known: set[str] = set()
    for section in ("relief", "practice"):
        for slug, routine in sorted(content.routines.items()):
            if routine.kind != section:
                continue
            yield Entry(section, f"routines/{slug}", routine.name, tuple(_routine_lines(routine)), routine.sources)
            for step in routine.steps:
                if step.slug not in known:
                    known.add(step.slug)
                    yield Entry(section, f"stretches/{step.slug}", step.name, tuple(_step_lines(step)), step.sources)


def _routine_lines(routine: Routine) -> Iterator[Line]:
    yield Line("stretches", ", ".join(step.slug for step in routine.steps), spoken=False)
    for key in ("position", "minutes", "seated", "extra"):
        if value := getattr(routine, key):
            yield Line(key, str(value), spoken=False)
    yield from _lines(routine, SAID_OF_A_ROUTINE)


def _step_lines(step: Stretch) -> Iterator[Line]:
    yield Line("position", step.position, spoken=False)
    for key in COUNTED_OF_A_STRETCH:
        yield Line(_label(key), str(getattr(step, key)), spoken=False)
    yield from _lines(step, SAID_OF_A_STRETCH)


def _lines(thing: Stretch | Routine, keys: Iterable[str]) -> Iterator[Line]:
    for key in keys:
        value: str | tuple[str, ...] = getattr(thing, key)
        yield from (Line(_label(key), text) for text in ((value,) if isinstance(value, str) else value) if text)


def _label(key: str) -> str:
    return key.replace("_", " ")


def _answers(content: Content) -> Iterator[Entry]:
    found = [
        Entry(
            "alarms" if answer.level in ALARMS else "questions",
            answer_entry(question.slug, choice),
            f"{question.headline} / {question.choices[choice].name}" if choice else question.headline,
            tuple(_answer_lines(content, question, choice, answer)),
            answer.sources,
            answer.level,
            answer.copies_only,
        )
        for question in content.questions.values()
        for choice, answer in question.answers()
    ]
    for section in ("questions", "alarms"):
        yield from (entry for entry in found if entry.section == section)


def _answer_lines(content: Content, question: Question, choice: str, answer: Answer) -> Iterator[Line]:
    asked = (answer.ask, answer.ask_again) if choice else (question.check, question.check_again)
    for label, text in zip(("asked first", "asked again"), asked, strict=True):
        yield from (Line(label, text),) if text else ()
    if answer.otherwise:
        home = content.owner_of(answer.otherwise, question).slug
        yield Line("after a clear no", answer_entry(home, answer.otherwise), spoken=False)
    yield from _said("", answer.said)
    yield from _said("in a cramp", answer.in_relief)
    if question.about_quinine and GENERAL in content.phrases:
        yield Line("and once", content.phrases[GENERAL])
    yield from (Line("to take it back", answer.confirm),) if answer.confirm else ()
    if not choice and question.follow_up:
        yield Line("asked for the rest", question.follow_up)


def _said(label: str, said: Said) -> Iterator[Line]:
    yield from (Line(label, item if isinstance(item, str) else IN_A_LIST.join(item)) for item in said)


def _phrases(content: Content) -> Iterator[Entry]:
    for name, text in content.phrases.items():
        yield Entry("phrases", f"phrases/{name}", name, (Line("", text),))


def _pictures(content: Content) -> Iterator[Entry]:
    pictures = {picture.slug: picture for picture in content.pictures.values()}
    for slug, picture in sorted(pictures.items()):
        yield Entry("pictures", f"pictures/{slug}", slug, (Line("in words", picture.describe),))


def _sources(content: Content, keys: Iterable[str]) -> Iterator[Entry]:
    """Return the sources of a country's entries. The day when they were checked is not signed."""
    for key in keys:
        one = content.sources[key]
        told = (("publisher", one.publisher), ("kind", one.kind), ("grade", one.grade), ("address", one.url))
        lines = tuple(Line(label, text, spoken=False) for label, text in told if text)
        yield Entry("sources", f"sources/{key}", one.title, lines)
