"""Checks of the countries' files: facts, words, phrases and time zones."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from skill.content.words import lineage
from skill.errors import ContentError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from skill.content.files import Files
    from skill.content.schema import CountryFile, Fact

REQUIRED_FACTS = frozenset({"emergency_number", "advice", "advice_by_day", "poison", "crisis", "quinine_rule"})
LONGEST_CALLED_WORDS = 12
"""The most words of whom to call, or whom to see."""


def country_problems(files: Files) -> Iterator[str]:
    """Yield what is wrong in the countries of a language. Their words can be filled in only if there is nothing."""
    if files.folder not in files.countries:
        yield f"countries/{files.folder}.toml: missing; unknown locales need its careful defaults"
    known = {word for country in files.countries.values() if not country.parent for word in country.words}
    for locale, country in files.countries.items():
        where = f"countries/{locale}.toml"
        try:
            have = {word for level in lineage(files, locale) for word in level.words}
        except ContentError as error:
            yield str(error)
        else:
            yield from _word_problems(where, country, have, known)
        for name in sorted(country.phrases.keys() - files.phrases.keys()):
            yield f"{where}: phrases.{name}: phrases.toml has no such phrase to replace"
        if not _is_zone(country.time_zone):
            yield f"{where}: time_zone: {country.time_zone!r} is none; write one such as Europe/London"
        yield from _fact_problems(where, country, names_no_country=locale == files.folder)


def _word_problems(where: str, country: CountryFile, have: AbstractSet[str], known: AbstractSet[str]) -> Iterator[str]:
    """Yield words that nothing uses, and words that a country has neither itself nor from a parent."""
    if country.parent:
        for word in sorted(country.words.keys() - known):
            near = get_close_matches(word, known, 1)
            yield f"{where}: words.{word}: unknown; " + (f"did you mean {near[0]}?" if near else "take it out")
    if lacking := sorted(known - have):
        yield f"{where}: words: {', '.join(lacking)}: missing; add them, or name the `parent` that has them"


def _fact_problems(where: str, country: CountryFile, *, names_no_country: bool) -> Iterator[str]:
    for fact in sorted(REQUIRED_FACTS - country.facts.keys()):
        yield f"{where}: facts.{fact}: missing; facts are never inherited, state it with its source"
    for fact in sorted(country.facts.keys() - REQUIRED_FACTS):
        yield f"{where}: facts.{fact}: unknown; the facts are {', '.join(sorted(REQUIRED_FACTS))}"
    for name, said in country.facts.items():
        for problem in _problems_of_fact(name, said, may_be_empty=names_no_country and name == "emergency_number"):
            yield f"{where}: facts.{name}{problem}"


def _problems_of_fact(name: str, fact: Fact, *, may_be_empty: bool) -> Iterator[str]:
    if not fact.source:
        yield ".source: empty; say where it comes from"
    if not fact.say.strip() and not may_be_empty:
        yield ".say: empty; write what is said"
    if name != "quinine_rule" and (count := len(fact.say.split())) > LONGEST_CALLED_WORDS:
        yield f": {count} words, at most {LONGEST_CALLED_WORDS}, because it is said within sentences"


def _is_zone(name: str) -> bool:
    try:
        return bool(ZoneInfo(name).key)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
