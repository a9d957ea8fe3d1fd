"""Which content answers a request: languages, locales and what stands in for them.

A locale is a language and a country: en-GB. content/<language>/ holds what the language says, and
content/countries/<locale>.toml what is the country's own. countries/<language>.toml names no country: it answers every
locale of its language that has no file, and that of DEFAULT_LANGUAGE answers every other locale.
`Catalog` applies this: `catalog[locale]`, `catalog.by_language()`, `catalog.main_locale(language)`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

DEFAULT_LANGUAGE = "en"
"""Answers requests in a language that has no folder."""
LANGUAGE = re.compile(r"[a-z]{2}")
LOCALE = re.compile(rf"{LANGUAGE.pattern}(?:-[A-Z]{{2}})?")

ALEXAS = frozenset({
    "ar-SA", "de-DE", "en-AU", "en-CA", "en-GB", "en-IN", "en-US", "es-ES", "es-MX", "es-US", "fr-CA", "fr-FR", "hi-IN",
    "it-IT", "ja-JP", "nl-NL", "pt-BR",
})  # fmt: skip
"""The locales that an Echo can be set to: developer.amazon.com, "Develop skills in multiple languages"."""


def language_of(locale: str) -> str:
    """Return the language of a locale: en-GB → en."""
    return locale.split("-", maxsplit=1)[0]


def locale_for(locale: str | None, known: Container[str]) -> str:
    """Return which known locale answers a request: that locale, its language, or the default language."""
    asked = locale or DEFAULT_LANGUAGE
    return next((name for name in (asked, language_of(asked)) if name in known), DEFAULT_LANGUAGE)


def unknown_to_alexa(published: Iterable[str]) -> Iterator[str]:
    """Return a line for each published locale that no Echo can be set to. That is no problem of content/ itself."""
    for locale in sorted(set(published) - ALEXAS):
        yield f"countries/{locale}.toml: published: Alexa has no {locale}, so Amazon would refuse it: write false"
