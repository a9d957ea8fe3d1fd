"""Templates of content/ as regular expressions, to be looked for in normalised text."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

GAP = r"(?:\S+ ){0,4}"
"""What `*` stands for: up to four words."""
SLOT = re.compile(r"\{(\w+)\}")
_TOKEN = re.compile(r"[()\[\]|*]|\{\w+\}|[^\s()\[\]|*{}]+")
_POSSESSIVE = re.compile(r"'s\b")
_WORD = re.compile(r"[a-z0-9]+")
_SYNTAX = {"(": "(?:", ")": ")", "[": "(?:", "]": ")?", "|": "|", "*": GAP}
NEVER = "(?!)"
"""Matches nothing."""


def normalised(text: str) -> str:
    """Return lower-case words, each followed by a space, without apostrophes or possessive endings."""
    plain = text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    return "".join(f"{word} " for word in _WORD.findall(_POSSESSIVE.sub("", plain).replace("'", "")))


def contracted(text: str, contractions: Mapping[str, str]) -> str:
    """Return normalised text in which every spelling of `contractions` is replaced by what it counts as."""
    for long, short in contractions.items():
        text = re.sub(rf"(?<![^ ]){long} ", f"{short} ", text)
    return text


def pattern(template: str, slots: Mapping[str, Iterable[str]]) -> str:
    """Return the regular expression of a template, a slot standing for any of its words.

    Raises:
        re.error: a bracket is left open or closed twice.

    """
    source = _source(template, slots)
    re.compile(source)
    return source


def any_of(templates: Iterable[str], slots: Mapping[str, Iterable[str]]) -> re.Pattern[str]:
    """Compile templates into one expression that matches whole words; one that matches nothing if there are none."""
    sources = sorted({_source(template, slots) for template in templates} - {""}, key=lambda one: (-len(one), one))
    return _compiled(rf"(?<![^ ])(?:{'|'.join(sources) or NEVER})")


_compiled = cache(re.compile)
"""Most locales have the same words. Without this, compiling them took half of the start."""


def _source(template: str, slots: Mapping[str, Iterable[str]]) -> str:
    return "".join(_part(token, slots) for token in _TOKEN.findall(template))


def _part(token: str, slots: Mapping[str, Iterable[str]]) -> str:
    if token in _SYNTAX:
        return _SYNTAX[token]
    if slot := SLOT.fullmatch(token):
        words = sorted({normalised(word) for word in slots.get(slot[1], ())}, key=lambda word: (-len(word), word))
        return f"(?:{'|'.join(words) or NEVER})"
    return normalised(token)
