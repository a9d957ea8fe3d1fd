"""What a published language must have: everything that the default language has, above all its signs and alarms."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skill.content.files import Files

NOT_NEEDED = re.compile(r".*-(?:otherwise|[2-9]|\d\d)")
"""Phrases that are other words for one: a language has as many as it likes."""


def missing_problems(files: Files, default: Files) -> Iterator[str]:
    """List what a language lacks if one of its countries is published. A draft may lack anything."""
    published = [locale for locale, country in files.countries.items() if country.published]
    if files is default or not published:
        return
    known = set(_names(files))
    missing = dict.fromkeys(name for name in _names(default) if name not in known)
    for name in missing:
        file, _, key = name.partition(": ")
        if not (key and file in missing):
            yield f"{name}: missing; {published[0]} is published, and {default.folder}/ has it"


def _names(files: Files) -> Iterator[str]:
    """Yield the places of everything that is said or heard."""
    for slug, question in files.questions.items():
        yield f"questions/{slug}.toml"
        yield from (f"questions/{slug}.toml: {choice}" for choice in question.choices)
    yield from (f"routines/{slug}.toml" for slug in files.routines)
    yield from (f"commands.toml: {name}" for name in files.commands)
    for slot, values in files.slots.items():
        yield from (f"commands.toml: slots.{slot}.{value}" for value in values)
    yield from (f"phrases.toml: {name}" for name in files.phrases if not NOT_NEEDED.fullmatch(name))
