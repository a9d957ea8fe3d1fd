"""The content of all locales, made once at start. What answers an unknown locale: skill/content/locales.py."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from skill.content.checks import problems
from skill.content.entries import entries_of
from skill.content.files import read
from skill.content.loader import contents_of
from skill.content.locales import DEFAULT_LANGUAGE, locale_for
from skill.content.signatures import digests_of, read_signatures, standing
from skill.content.version import version_of
from skill.errors import ContentError

if TYPE_CHECKING:
    from pathlib import Path

    from skill.content.content import Content
    from skill.content.files import ContentFiles
    from skill.content.signatures import Signatures, Standing, State
    from skill.content.version import ContentVersion


class Catalog:
    """The content of all locales."""

    def __init__(self, by_locale: dict[str, Content], version: ContentVersion, signed: dict[str, State]) -> None:
        self.by_locale, self.version = by_locale, version
        self.signed = signed
        """How the words of each published locale compare to their last signature."""

    def __getitem__(self, locale: str | None) -> Content:
        """Return a locale's content. Any other locale gets that of its language, or of the default language."""
        return self.by_locale[locale_for(locale, self.by_locale)]

    def by_language(self) -> dict[str, Content]:
        """Return the content that names no country, by language."""
        return {locale: content for locale, content in self.by_locale.items() if locale == content.language}

    def main_locale(self, language: str = DEFAULT_LANGUAGE) -> str:
        """Return the country that stands for a language: the first published one that inherits from no other.

        If none is published, it is the first that inherits from no other.
        """
        spoken = [content for content in self.by_locale.values() if content.language == language]
        return min(spoken, key=lambda content: (not content.published, bool(content.parent), content.locale)).locale

    def countries(self) -> dict[str, Content]:
        """Return the countries that can be tried, published or not: all but those of languages that are drafts."""
        named = {locale: content for locale, content in self.by_locale.items() if locale != content.language}
        return {locale: content for locale, content in named.items() if not content.draft}

    def published(self) -> dict[str, Content]:
        """Return the locales that are offered to Amazon, in a fixed order."""
        return {locale: content for locale, content in self.by_locale.items() if content.published}


def read_checked(folder: Path, *, wording: bool = True) -> ContentFiles:
    """Read and check all of content/; without `wording`, only what a server's answers depend on, in a third less time.

    Raises:
        ContentError: one line for each problem: file, key, and what to do.

    """
    files = read(folder)
    if found := problems(files, wording=wording):
        raise ContentError("\n".join(found))
    return files


def load_catalog(folder: Path, *, wording: bool = True) -> Catalog:
    """Read and check all of content/, and build the content of each locale. `wording` is as in read_checked.

    Raises:
        ContentError: one line for each problem: file, key, and what to do.

    """
    files = read_checked(folder, wording=wording)
    built = {locale: one for files_of in files.by_language.values() for locale, one in contents_of(files_of).items()}
    signatures = read_signatures(folder, built)  # an invalid signature doesn't count; `skill check` names it
    standings = {locale: standing_in(content, signatures) for locale, content in built.items()}
    by_locale = {locale: replace(built[locale], signed=found.signed) for locale, found in standings.items()}
    signed = {locale: found.state for locale, found in standings.items() if built[locale].published}
    return Catalog(by_locale, version_of(files), signed)


def standing_in(content: Content, signatures: Signatures, role: str | None = None) -> Standing:
    """Return how a country's words compare to its last signature, or to the last one of a role."""
    found = signatures.last(content.locale, role)
    return standing(digests_of(entries_of(content)) if found else {}, found)
