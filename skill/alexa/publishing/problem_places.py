"""Where in content/ an intent or a slot's value is written, so that a problem of the model names file and key."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from skill.content.heard import values_of
from skill.content.intents import intent_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from skill.content.files import Files

INTENT = re.compile(r"[\w.]+Intent\b")


def placed(problems: Iterable[str], files: Files) -> Iterator[str]:
    """Return each problem with its file and key, and intents that two places name alike."""
    places: dict[str, str] = {}
    for name, place in _intents(files):
        if places.setdefault(name, place) != place:
            yield f"{place}: becomes {name}, and so does {places[name]}; rename one"
    values = dict(_values(files))
    for problem in problems:
        yield _with_place(problem, places, values)


def _with_place(problem: str, places: dict[str, str], values: dict[str, str]) -> str:
    subject, _, rest = problem.partition(": ")
    value = f"{subject}: {rest.partition(': ')[0]}"
    if place := places.get(subject) or values.get(value):
        return f"{place}: {problem}"
    return INTENT.sub(lambda found: f"{found[0]} ({places[found[0]]})" if found[0] in places else found[0], problem)


def _intents(files: Files) -> Iterator[tuple[str, str]]:
    for name, command in files.commands.items():
        yield command.intent, files.place(f"commands.toml: {name}")
    for slug, question in files.questions.items():
        if question.samples:
            yield intent_name(slug), files.place(f"questions/{slug}.toml")
        for choice in question.choices.values():
            if choice.samples:
                yield intent_name(choice.slug), files.place(f"questions/{slug}.toml: {choice.slug}")


def _values(files: Files) -> Iterator[tuple[str, str]]:
    """Return "Type: id" of every value, and where it is written."""
    for value in values_of(files):
        yield f"{value.slot.capitalize()}: {value.slug}", files.place(value.where)
