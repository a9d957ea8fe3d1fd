"""The words of a country, which replace placeholders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skill.content.filling import fill
from skill.errors import ContentError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skill.content.files import Files
    from skill.content.schema import CountryFile

CALLED = ("emergency", "advice", "poison", "crisis")
"""Whom to call: `{advice_now}` and `{advice_today}` say when, too."""


def lineage(files: Files, locale: str) -> list[CountryFile]:
    """Return a locale and its parents, nearest last, so that later ones override.

    Raises:
        ContentError: a parent is missing, or inherits from itself.

    """
    chain: list[CountryFile] = []
    name, seen = locale, set[str]()
    while name:
        if name in seen or name not in files.countries:
            raise ContentError(f"countries/{locale}.toml: parent {name!r} is missing or goes round in a circle")
        seen.add(name)
        chain.insert(0, files.countries[name])
        name = files.countries[name].parent
    return chain


def phrases_of(files: Files, locale: str) -> dict[str, str]:
    """Return the phrases of a locale, its own and inherited ones in place of the language's."""
    return {**files.phrases, **{name: text for level in lineage(files, locale) for name, text in level.phrases.items()}}


def words_of(files: Files, locale: str) -> dict[str, str]:
    """Return everything that may stand in braces in this locale's content: inherited words, own facts."""
    country, language = files.countries[locale], files.language
    words = {key: value for level in lineage(files, locale) for key, value in level.words.items()}
    words |= {key: fact.say for key, fact in country.facts.items()} | {"invocation_name": country.invocation_name}
    called = language.emergency if words["emergency_number"] else language.emergency_anywhere
    words["emergency"] = called.replace("{emergency_number}", words["emergency_number"])
    for key in CALLED:
        for suffix, when in language.when.items():
            words[f"{key}_{suffix}"] = said_when(words[key], when)
    return words | {name: fill(text, words) for name, text in _by_stance(files, country.stance)}


def said_when(called: str, when: str) -> str:
    """Return whom to call and when: "811, or …" and "{called} now" → "811 now, or …"."""
    first, comma, others = called.partition(",")
    return when.replace("{called}", first) + comma + others


def _by_stance(files: Files, stance: str) -> Iterator[tuple[str, str]]:
    """Return what a stance on quinine fills in: phrase "side-effects-rule-no-claim" → {side_effects_rule}."""
    for name, text in files.phrases.items():
        if name.endswith(f"-{stance}"):
            yield name.removesuffix(f"-{stance}").replace("-", "_"), text
