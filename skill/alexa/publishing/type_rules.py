"""Check the slot types of an interaction model against the rules of Amazon's builder: docs/alexa-model-rules.md."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from skill.content.samples import LONGEST_VALUE_CHARACTERS, STRAY_APOSTROPHE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Json = dict[str, Any]

TYPE_NAME = re.compile(r"[A-Za-z]+(?:_[A-Za-z]+)*")
WORDS = re.compile(r"(?:[^\W_]|[ ,'.\-&@])+")
"""What a value of a slot is written in, in any language."""


def type_problems(types: Iterable[Json]) -> Iterator[str]:
    """List what is wrong with slot types: names, values, synonyms, ids."""
    for name, count in Counter(kind["name"] for kind in types).items():
        if count > 1:
            yield f"{name}: {count} slot types of one name"
        if not TYPE_NAME.fullmatch(name):
            yield f"{name}: a slot type's name holds letters and single underscores only"
    for kind in types:
        if not kind["values"]:
            yield f"{kind['name']}: a slot type needs at least one value"
        yield from _repeated(kind)
        for value in kind["values"]:
            yield from (f"{kind['name']}: {value['id']}: {problem}" for problem in _value_problems(value["name"]))


def _repeated(kind: Json) -> Iterator[str]:
    for id_, count in Counter(value["id"] for value in kind["values"]).items():
        if count > 1:
            yield f"{kind['name']}: {id_}: {count} values have this id"
    names = Counter(value["name"]["value"].lower() for value in kind["values"])
    for value in kind["values"]:
        if names[value["name"]["value"].lower()] > 1:
            yield f"{kind['name']}: {value['id']}: another value has the name {value['name']['value']!r} too"


def _value_problems(name: Json) -> Iterator[str]:
    words = (name["value"], *name["synonyms"])
    for text, count in Counter(map(str.lower, words)).items():
        if count > 1:
            yield f"{text!r} stands there {count} times; keep it once"
    for text in dict.fromkeys(words):
        if len(text) > LONGEST_VALUE_CHARACTERS:
            yield f"{text[:40]!r}… has {len(text)} characters; at most {LONGEST_VALUE_CHARACTERS}"
        if not WORDS.fullmatch(text) or not text.strip() or STRAY_APOSTROPHE.search(text):
            yield f"{text!r}: letters, spaces and apostrophes inside words only"
