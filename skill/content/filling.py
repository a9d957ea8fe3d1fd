"""Fills placeholders in braces with a country's words, facts and phrases."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct
from msgspec.structs import astuple, replace

if TYPE_CHECKING:
    from collections.abc import Mapping

T = TypeVar("T", bound=Struct)

PLACEHOLDER = re.compile(r"\{(\w+)\}")
HEARD = frozenset({"samples", "synonyms", "patterns"})
"""Fields that are heard and not said: their braces are slots."""


def fill(text: str, words: Mapping[str, str]) -> str:
    """Return a text with words filled in. An unknown placeholder keeps its braces, for run time.

    At the beginning of a sentence it gets a capital letter: "{water_tablets} can …" → "Water tablets can …".
    """
    if "{" not in text:
        return text

    def word(found: re.Match[str]) -> str:
        value, before = words.get(found[1], found[0]), text[: found.start()]
        begins = not before or (before[-1].isspace() and before.rstrip().endswith((".", "?", "!")))
        return value[:1].upper() + value[1:] if begins else value

    return PLACEHOLDER.sub(word, text)


def in_words(thing: T, words: Mapping[str, str], **given: Any) -> T:
    """Return a struct with words filled into all its texts and with the given fields; itself if nothing changes."""
    values = zip(thing.__struct_fields__, astuple(thing), strict=True)
    full = ((name, value, _filled(value, words)) for name, value in values if value and name not in HEARD)
    changed = {name: new for name, value, new in full if new is not value}
    return replace(thing, **changed | given) if changed or given else thing


def _filled(value: Any, words: Mapping[str, str]) -> Any:
    """Return a value with words filled into its texts; the same object if they have no placeholder."""
    if isinstance(value, str):
        return fill(value, words)
    if isinstance(value, tuple) and value:
        full = tuple([_filled(item, words) for item in value])
        return value if full == value else full
    return value
