"""The store page: content/<language>/store.toml in the words of a country."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import field

from skill.content.filling import in_words
from skill.content.schema import Shape

if TYPE_CHECKING:
    from skill.content.files import ContentFiles


class StorePage(Shape, frozen=True, kw_only=True):
    """The texts of the store page, and the instructions for Amazon's testers."""

    name: str
    summary: str
    description_lines: tuple[str, ...] = field(name="description")
    examples: tuple[str, ...]
    keywords: tuple[str, ...]
    opening: str
    """The first example, as Amazon wants it in the language."""
    refused: tuple[str, ...]
    """What the description may not say, in lower case."""
    testing_lines: tuple[str, ...] = field(name="testing")
    name_free: dict[str, tuple[str, ...]]
    """Name-free phrases by command or question, or by "launch"."""
    invocation_name: str = ""
    """The country's."""

    @property
    def description(self) -> str:
        return "\n".join(self.description_lines)

    @property
    def testing(self) -> str:
        return "\n".join(self.testing_lines)


def store_pages(files: ContentFiles) -> dict[str, StorePage]:
    """Return the store page of every published locale, in a fixed order."""
    return {
        locale: in_words(one.store, one.words[locale], invocation_name=country.invocation_name)
        for one in files.by_language.values()
        for locale, country in one.countries.items()
        if country.published
    }
