"""Signatures: a file for each time that a professional has read everything that is said in a country.

It has a role, a day, and digests of what was read, so that later changes can be found without the old words.
It has no name. The printed page has the name and the same code.
"""

from __future__ import annotations

import json
from datetime import date  # noqa: TC003 - msgspec reads it at run time
from hashlib import sha256
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

import msgspec
import tomli

from skill.content.schema import Shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from skill.content.entries import Entry

FOLDER = "signatures"
Role = Literal["clinical-safety-officer", "doctor", "midwife", "nurse", "paramedic", "pharmacist", "physiotherapist"]
ROLES: tuple[str, ...] = get_args(Role)
"""Health professionals only: "who says so" calls them so."""
State = Literal["signed", "outdated", "unsigned"]
Digests = dict[str, str]
"""By an entry's name, a digest of its title, level and sources, and of each of its lines, with spaces between."""
DIGITS = 12
HEAD = """\
# What a {role} has read of {locale}. Written by `python -m skill sign`: don't edit it, sign again.
role = "{role}"
date = {date}
content = "{content}"

# A digest for the head of each entry, and for each of its lines.
[said]
"""


class Signature(Shape, frozen=True, kw_only=True):
    """content/signatures/<locale>/<date>-<role>.toml."""

    role: Role
    date: date
    content: str
    """The hash of `said`."""
    said: Digests

    @property
    def in_words(self) -> str:
        """By whom and when it was signed: "signed by a nurse on 2026-12-01"."""
        return f"signed by a {self.role.replace('-', ' ')} on {self.date}"

    @property
    def file(self) -> str:
        return f"{self.date}-{self.role}.toml"


class Standing(NamedTuple):
    """How a country's words compare to their last signature."""

    state: State
    signature: Signature | None = None
    changed: tuple[str, ...] = ()
    """Names of the entries that are new, changed or gone."""
    signed: frozenset[str] = frozenset()
    """Names of the entries that are as they were signed."""


def digests_of(entries: Iterable[Entry]) -> Digests:
    """Return the digests of entries."""
    return {entry.name: " ".join((_head(entry), *(_digest(*line[:2]) for line in entry.lines))) for entry in entries}


def hash_of(said: Digests) -> str:
    """Return the hash of everything that is said in a country, SHA-256."""
    return sha256("".join(f"{name}\0{digests}\n" for name, digests in sorted(said.items())).encode()).hexdigest()


def code_of(said: Digests) -> str:
    """Return the beginning of that hash, as the review page shows it."""
    return hash_of(said)[:DIGITS]


def text_of(locale: str, signature: Signature) -> str:
    """Return a signature as its file's text."""
    head = HEAD.format(locale=locale, role=signature.role, date=signature.date, content=signature.content)
    return head + "".join(f"{json.dumps(name)} = {json.dumps(value)}\n" for name, value in signature.said.items())


def standing(said: Digests, signature: Signature | None) -> Standing:
    """Return how the current words compare to a signature."""
    if signature is None:
        return Standing("unsigned")
    names = [*said, *(name for name in signature.said if name not in said)]
    changed = tuple(name for name in names if said.get(name) != signature.said.get(name))
    return Standing("outdated" if changed else "signed", signature, changed, frozenset(names) - {*changed})


class Signatures(NamedTuple):
    """The signatures in content/signatures/."""

    by_locale: Mapping[str, list[Signature]]
    problems: list[str]
    """A line for each invalid file."""

    def last(self, locale: str, role: str | None = None) -> Signature | None:
        """Return the newest signature, or the newest of a role."""
        found = (one for one in self.by_locale.get(locale, ()) if role in (None, one.role))
        return max(found, key=lambda one: one.file, default=None)


def read_signatures(folder: Path, locales: Iterable[str]) -> Signatures:
    """Return all signatures of a content folder. An invalid one doesn't count, and is named in `problems`."""
    by_locale: dict[str, list[Signature]] = {locale: [] for locale in locales}
    problems = []
    for path in sorted((folder / FOLDER).glob("*/*")):
        where = path.relative_to(folder).as_posix()
        try:
            signature = msgspec.convert(tomli.loads(path.read_text(encoding="utf-8")), Signature)
        except (OSError, UnicodeDecodeError, tomli.TOMLDecodeError, msgspec.ValidationError) as error:
            problems.append(f"{where}: {type(error).__name__}: a signature is written by `python -m skill sign`")
            continue
        if found := list(_faults(path, signature, by_locale)):
            problems += [f"{where}: {fault}" for fault in found]
        else:
            by_locale[path.parent.name].append(signature)
    return Signatures(by_locale, problems)


def _faults(path: Path, signature: Signature, known: Mapping[str, object]) -> Iterator[str]:
    if path.parent.name not in known:
        yield f"there is no countries/{path.parent.name}.toml"
    if path.name != signature.file:
        yield f"the file's name: {signature.file}, by its date and role"
    if signature.content != hash_of(signature.said):
        yield "it was edited after it was signed: take it out, read the page again and sign that"


def _head(entry: Entry) -> str:
    return _digest(entry.title, entry.level, *entry.sources, "copies" if entry.copies_only else "")


def _digest(*parts: str) -> str:
    return sha256("\0".join(parts).encode()).hexdigest()[:DIGITS]
