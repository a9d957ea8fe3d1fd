"""What a store shows of the skill: content/en/store.toml in the words of each locale. It knows no store's rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from skill.content.loader import PLACEHOLDER, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from skill.content.files import ContentFiles, Files


@dataclass(frozen=True, slots=True)
class StorePage:
    """The words of one locale; texts of several lines hold line breaks."""

    invocation_name: str
    name: str
    summary: str
    description: str
    examples: tuple[str, ...]
    keywords: tuple[str, ...]
    testing: str
    name_free: Mapping[str, tuple[str, ...]]
    """Phrases by command or question; or by "launch"."""


def store_pages(files: ContentFiles) -> dict[str, StorePage]:
    """Return the listing of every published locale, in a fixed order."""
    return {
        locale: _listing(one, locale)
        for one in files.by_language.values()
        for locale, table in one.countries.items()
        if table.published
    }


def _listing(files: Files, locale: str) -> StorePage:
    (store,) = files.store.values()
    words = words_of(files, locale)

    def fill(texts: Iterable[str]) -> tuple[str, ...]:
        return tuple(PLACEHOLDER.sub(lambda found: words.get(found[1], found[0]), text) for text in texts)

    name, summary = fill((store.name, store.summary))
    return StorePage(
        invocation_name=words["invocation_name"],
        name=name,
        summary=summary,
        description="\n".join(fill(store.description)),
        examples=fill(store.examples),
        keywords=fill(store.keywords),
        testing="\n".join(fill(store.testing)),
        name_free={key: fill(phrases) for key, phrases in store.name_free.items()},
    )
