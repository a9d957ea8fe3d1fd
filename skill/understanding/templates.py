"""Templates of content/ → regular expressions that are searched in text.

Endings are removed from both: LanguageRules.bare. Text is normalized: lower-case words, each followed by a space. The
words of a slot are marked, so that expressions need not list them: with `{muscle}` marked by "~", "my left leg" is
"my ~left ~leg ". So are the words that no gap holds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

NOT_IN_A_GAP = "not in a gap"
MARKS = {"muscle": "~", "person": "@", NOT_IN_A_GAP: "!"}
"""By slot, the mark before each of its words."""
_ANY_MARK = f"[{''.join(MARKS.values())}]?"
_WORD_OF_A_GAP = rf"(?:[^\s{MARKS[NOT_IN_A_GAP]}]\S* )"
_TOKEN = re.compile(r"[()\[\]|*]|\{\w+\}|[^\s()\[\]|*{}]+")
OPENING, GAP, BOTH = "(", "*", "&"
_FAR_WORDS = 15
"""How many words may be between two templates that are joined by `&`."""
_CLOSING = {OPENING: ")", "[": "]"}
_APOSTROPHES = re.compile("['\N{RIGHT SINGLE QUOTATION MARK}]")
_WORD = re.compile(r"[^\W_]+")
_NEVER = "(?!)"
"""Matches nothing."""


def normalised(text: str) -> str:
    """Return lower-case words, each followed by a space, without apostrophes.

    There is no cache: what users say must not stay in memory.
    """
    return "".join(f"{word} " for word in _WORD.findall(_APOSTROPHES.sub("", text.lower())))


def contracted(text: str, contractions: Mapping[str, str]) -> str:
    """Return a text or a template with each spelling of `contractions` replaced."""
    if not contractions:
        return text
    return re.sub(rf"\b(?:{'|'.join(contractions)})\b", lambda found: contractions[found[0]], text)


class Marker:
    """Marks the words of slots in normalized text."""

    def __init__(self, slots: Mapping[str, Iterable[str]]) -> None:
        """Set up with the values of slots, or of NOT_IN_A_GAP."""
        values = {slot: _normalised(found) for slot, found in slots.items()}
        self._slots = [(MARKS[slot], re.compile(rf"(?<![^ ])(?:{_any(found)})")) for slot, found in values.items()]
        self.words = frozenset(word for found in values.values() for value in found for word in value.split())
        """The words that may be marked."""

    def __call__(self, text: str) -> str:
        """Return the text with each word of a slot's value marked. The longest value counts."""
        for mark, values in self._slots:
            text = values.sub(partial(_marked, mark), text)
        return text


def _marked(mark: str, found: re.Match[str]) -> str:
    return "".join(f"{mark}{word} " for word in found[0].split())


@dataclass(frozen=True)
class Template:
    """A parsed template."""

    source: str
    """Its regular expression."""
    words: frozenset[str]
    """A matching text contains at least one of these; empty if none is certain."""


@lru_cache(maxsize=8192)
def parsed(template: str, marked: frozenset[str] = frozenset()) -> Template:
    """Return a parsed template. `marked` are the words that may be marked in a text.

    `*` is up to four words, none of NOT_IN_A_GAP. `&` stands between two templates that are both there, in either
    order, with no such word between them.
    Cached, because each application of a process parses the same content.

    Raises:
        ValueError: a bracket is left open or closed twice.

    """
    first, *others = (_whole(part, marked) for part in template.split(BOTH))
    for other in others:
        first = _both(first, other)
    return first


def _whole(template: str, marked: frozenset[str]) -> Template:
    reader = _Reader(_TOKEN.findall(template), marked)
    found = reader.alternatives("")
    if reader.left:
        raise ValueError(f"a bracket is closed twice: {template!r}")
    return found


def _both(one: Template, other: Template) -> Template:
    """Return an expression for two templates in either order."""
    gap = f"{_WORD_OF_A_GAP}{{0,{_FAR_WORDS}}}"
    source = f"(?:(?:{one.source}){gap}(?:{other.source})|(?:{other.source}){gap}(?:{one.source}))"
    return Template(source, _rarest([one.words, other.words]))


def _rarest(certain: Iterable[frozenset[str]]) -> frozenset[str]:
    """Return the set whose shortest word is longest, because long words are rare; none if nothing is certain."""
    known = (words for words in certain if words)
    return max(known, key=lambda one: min(map(len, one)), default=frozenset[str]())


class Expression:
    """A search for any of some templates at the start of a word, compiled at the first use."""

    def __init__(self, templates: Sequence[Template]) -> None:
        self._sources = sorted({one.source for one in templates} - {""}, key=lambda one: (-len(one), one))
        self.words = frozenset().union(*(one.words for one in templates)) if all(t.words for t in templates) else None
        """A matching text contains at least one of these; None if none is certain."""

    @property
    def source(self) -> str:
        return rf"(?<![^ ])(?:{'|'.join(self._sources) or _NEVER})"

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.source)

    def may_be_in(self, words: frozenset[str]) -> bool:
        """Return whether a text that consists of `words` can match."""
        return self.words is None or not self.words.isdisjoint(words)

    def in_text(self, text: str, words: frozenset[str]) -> Iterator[re.Match[str]]:
        """Return the positions of matches in a text that consists of `words`."""
        return self._compiled.finditer(text) if self.may_be_in(words) else iter(())


@lru_cache(maxsize=8192)
def _words(token: str) -> tuple[str, ...]:
    """Return the words of a token. Tokens repeat in many templates, so this is cached."""
    return tuple(normalised(token).split())


@dataclass
class _Reader:
    """Parses tokens from left to right."""

    left: list[str]
    marked: frozenset[str]

    def alternatives(self, closing: str) -> Template:
        """Read alternatives up to a closing bracket, or to the end."""
        branches = [self._sequence(closing)]
        while self.left and self.left[0] == "|":
            self.left.pop(0)
            branches.append(self._sequence(closing))
        if closing and (not self.left or self.left.pop(0) != closing):
            raise ValueError(f"a bracket is left open: {closing!r} is missing")
        words = frozenset[str]().union(*(branch.words for branch in branches))
        source = "|".join(branch.source for branch in branches)
        certain = words if all(branch.words for branch in branches) else frozenset[str]()
        return Template(f"(?:{source})" if len(branches) > 1 else source, certain)

    def _sequence(self, closing: str) -> Template:
        parts: list[Template] = []
        while self.left and self.left[0] not in ("|", closing, ")", "]"):
            parts.append(self._part(self.left.pop(0)))
        words = _rarest(part.words for part in parts)
        return Template("".join(part.source for part in parts), words)

    def _part(self, token: str) -> Template:
        if token in _CLOSING:
            inner = self.alternatives(_CLOSING[token])
            return inner if token == OPENING else Template(f"(?:{inner.source})?", frozenset())
        if token == GAP:
            return Template(f"{_WORD_OF_A_GAP}{{0,4}}", frozenset())
        if token.startswith("{"):
            mark = MARKS.get(token[1:-1])
            return Template(rf"(?:{mark}\S+ )+" if mark else _NEVER, frozenset())
        words = _words(token)
        source = "".join(f"{_ANY_MARK if word in self.marked else ''}{word} " for word in words)
        return Template(source, frozenset(words[:1]))


def _normalised(values: Iterable[str]) -> frozenset[str]:
    return frozenset(map(normalised, values)) - {""}


def _any(values: Iterable[str]) -> str:
    """Return an expression for any of some values, the longest first. Without values it matches nothing."""
    return "|".join(sorted(values, key=lambda value: (-len(value), value))) or _NEVER
