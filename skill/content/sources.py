"""The register of sources, and what must hold of it: content refers to a source by its key."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from skill.content.files import Files
    from skill.content.schema import Source

WEAK = frozenset({"copy", "news", "reference", "blog"})
"""Kinds that may quote a body rightly, but are not the body."""
NOBODY = "no-claim"
"""The kind of an answer that claims nothing."""


def source_problems(files: Files) -> Iterator[str]:
    """List keys that are not in the register, entries nobody refers to, and claims that only a copy supports."""
    used: set[str] = set()
    for where, keys in _referring(files):
        used |= set(keys)
        for key in [key for key in keys if key not in files.sources]:
            yield f"{where}: sources: {key!r} is not in sources.toml: add it there, and name it here by its key"
    for key in sorted(files.sources.keys() - used):
        yield f"sources.toml: {key}: nothing refers to it; take it out"
    for key, source in files.sources.items():
        yield from _entry_problems(key, source)
    for slug, question in files.questions.items():
        for name, table in [("answer", question), *((choice.slug, choice) for choice in question.choices)]:
            yield from _weak_problems(
                f"questions/{slug}.toml: {name}", table.sources, files.sources, marked=table.copies_only
            )


def _referring(files: Files) -> Iterator[tuple[str, Iterable[str]]]:
    for slug, stretch in files.stretches.items():
        yield f"stretches/{slug}.toml", stretch.sources
    for slug, routine in files.routines.items():
        yield f"routines/{slug}.toml", routine.sources
    for slug, question in files.questions.items():
        yield f"questions/{slug}.toml", question.sources
        yield from ((f"questions/{slug}.toml: {choice.slug}", choice.sources) for choice in question.choices)
    for locale, table in files.locales.items():
        yield from ((f"locales.toml: {locale}.facts.{name}", fact.source) for name, fact in table.facts.items())


def _entry_problems(key: str, source: Source) -> Iterator[str]:
    if source.kind in WEAK and source.grade == "C":
        yield f"sources.toml: {key}.grade: a {source.kind} is second-hand: write C2"
    if source.review_by <= source.seen:
        yield f"sources.toml: {key}.review_by: must be later than seen"
    if not source.url and source.kind != NOBODY and source.grade == "C2":
        yield f"sources.toml: {key}.url: missing; a second-hand page needs its address"


def _weak_problems(where: str, keys: Iterable[str], known: Mapping[str, Source], *, marked: bool) -> Iterator[str]:
    kinds = [known[key].kind for key in keys if key in known]
    weak = bool(kinds) and all(kind in WEAK for kind in kinds)
    if weak and not marked:
        yield f"{where}: only copies or news support it: find the body's own page, or say it carefully: copies_only"
    if marked and not weak:
        yield f"{where}: copies_only: a source that is the body's own supports it; take the key out"
