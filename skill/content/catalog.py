"""The Libraries of all locales, made once at start; an unknown English locale gets the careful defaults."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skill.content.checks import faults
from skill.content.files import read
from skill.content.loader import Builder
from skill.errors import ContentError

if TYPE_CHECKING:
    from pathlib import Path

    from skill.content.content import Library

DEFAULT_LOCALE = "en"


class Shelf:
    """Every locale's Library, by locale."""

    def __init__(self, libraries: dict[str, Library]) -> None:
        self.libraries = libraries

    def __getitem__(self, locale: str | None) -> Library:
        """Give a locale's Library; any other locale gets the one that names no country."""
        return self.libraries.get(locale or "", self.libraries[DEFAULT_LOCALE])

    def published(self) -> dict[str, Library]:
        """Give the locales that have an interaction model, in a fixed order."""
        return {locale: library for locale, library in self.libraries.items() if library.published}


def open_shelf(folder: Path) -> Shelf:
    """Read and check all of content/.

    Raises:
        ContentError: one line for each fault: file, key, and what to do.

    """
    files = read(folder)
    found = faults(files)
    if found:
        raise ContentError("\n".join(found))
    return Shelf({locale: Builder(files, locale).build() for locale in files.locales})
