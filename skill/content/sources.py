"""The register of sources and its checks. Content refers to a source by its key."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from skill.content.files import ContentFiles, Files
    from skill.content.schema import Source

WEAK = frozenset({"copy", "news", "reference", "blog"})
"""Kinds of publishers that may quote an official body, but are none."""
NOBODY = "no-claim"
"""The kind of an answer that claims nothing."""
SECOND_HAND = "C2"
"""The grade of a copy, or of a page that quotes the body."""
WARNING = timedelta(days=30)
"""How long before a source expires `skill check` names it."""
SPOKEN = re.compile(r"[^\W\d_](?:[^\W\d_]|[ ,'-])*")
"""The characters of a publisher's name, which is said within a sentence."""


class Reference(NamedTuple):
    """The sources of a claim."""

    where: str
    keys: Sequence[str]
    marked: bool = False
    """Whether content marks it as supported by second-hand pages only."""
    may_be_marked: bool = True


def vouching(sources: Iterable[Source]) -> list[Source]:
    """Return the best sources of a claim: bodies in their own words, or else who quotes or copies them."""
    claimed = [source for source in sources if source.kind != NOBODY]
    return [source for source in claimed if source.grade != SECOND_HAND] or claimed


def publishers_of(sources: Iterable[Source]) -> list[str]:
    """Return the publishers, each once."""
    return list(dict.fromkeys(source.publisher for source in sources))


def due(sources: Mapping[str, Source], today: date, within: timedelta = WARNING) -> list[str]:
    """Return the keys of sources that expire `within` some time, the longest overdue first."""
    return sorted(
        (key for key, one in sources.items() if one.review_by - today <= within), key=lambda key: sources[key].review_by
    )


def reading_list(sources: Mapping[str, Source], keys: Iterable[str]) -> Iterator[str]:
    """Return a line for each source that has to be read again: until when, where, and what to do."""
    for key in keys:
        one = sources[key]
        where = one.url or f"{one.title!r}"
        yield f"sources.toml: {key}: read it again by {one.review_by}, at {where}; then set checked and review_by"


def expired(sources: Mapping[str, Source], today: date) -> list[str]:
    """Return a line for each source whose last day has passed."""
    return list(reading_list(sources, due(sources, today, timedelta(days=-1))))


def source_problems(files: ContentFiles) -> Iterator[str]:
    """Yield keys that are not in the register, unused entries, and claims that only a copy supports."""
    used: set[str] = set()
    for language in files.by_language.values():
        for reference in _referring(language):
            used |= set(reference.keys)
            yield from map(language.place, _reference_problems(reference, files.sources))
    for key in sorted(files.sources.keys() - used):
        yield f"sources.toml: {key}: nothing refers to it; take it out"
    for key, source in files.sources.items():
        yield from _entry_problems(key, source)
    yield from _twin_problems(files.sources)


def _referring(files: Files) -> Iterator[Reference]:
    for slug, stretch in files.stretches.items():
        yield Reference(f"stretches/{slug}.toml", stretch.sources, may_be_marked=False)
    for slug, routine in files.routines.items():
        yield Reference(f"routines/{slug}.toml", routine.sources, may_be_marked=False)
    for slug, question in files.questions.items():
        for name, table in [("answer", question), *question.choices.items()]:
            yield Reference(f"questions/{slug}.toml: {name}", table.sources, table.copies_only)
    for name, sound in files.sounds.items():
        yield Reference(f"sounds.toml: {name}", sound.sources, may_be_marked=False)
    for locale, country in files.countries.items():
        for name, fact in country.facts.items():
            yield Reference(f"countries/{locale}.toml: facts.{name}", fact.source, fact.copies_only)


def _reference_problems(reference: Reference, known: Mapping[str, Source]) -> Iterator[str]:
    where, keys, marked, may_be_marked = reference
    for key in [key for key in keys if key not in known]:
        yield f"{where}: sources: {key!r} is not in sources.toml: add it there, and name it here by its key"
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        yield f"{where}: sources: {key!r} stands twice"
    claimed = [known[key] for key in keys if key in known and known[key].kind != NOBODY]
    if claimed and len(claimed) < len([key for key in keys if key in known]):
        yield f"{where}: sources: no-claim stands beside a source; take it out"
    grades = {source.grade for source in claimed}
    second_hand = grades == {SECOND_HAND}
    if second_hand and not marked:
        instead = ", or say it carefully: copies_only" if may_be_marked else ""
        yield f"{where}: only copies or news support it: find the body's own page{instead}"
    if marked and grades and not second_hand:
        yield f"{where}: copies_only: a source that is the body's own supports it; take the key out"


def _entry_problems(key: str, source: Source) -> Iterator[str]:
    where = f"sources.toml: {key}"
    if source.kind in WEAK and source.grade != SECOND_HAND:
        yield f"{where}.grade: a {source.kind} is second-hand: write {SECOND_HAND}"
    if source.review_by <= source.checked:
        yield f"{where}.review_by: must be later than checked"
    if not source.title.strip():
        yield f"{where}.title: empty; write the page's or the paper's own title"
    if not SPOKEN.fullmatch(source.publisher):
        yield f"{where}.publisher: it is spoken within a sentence: letters only, numbers in words, no full stop"
    if not source.url and source.kind != NOBODY and source.grade == SECOND_HAND:
        yield f"{where}.url: missing; a second-hand page needs its address"


def _twin_problems(sources: Mapping[str, Source]) -> Iterator[str]:
    """Yield entries with the same address: a page is one entry."""
    first: dict[str, str] = {}
    for key, source in sources.items():
        if source.url and first.setdefault(source.url, key) != key:
            yield f"sources.toml: {key}.url: {first[source.url]} has the same; keep one of them"
