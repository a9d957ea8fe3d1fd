"""Alexa's rules for a skill's name and store page: docs/certification-tests.md."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from skill.alexa.publishing.invocation_name import LONGEST_NAME_CHARACTERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from skill.content.store_page import StorePage
    from skill.settings import Addresses

LONGEST_SUMMARY_CHARACTERS, LONGEST_TEXT_CHARACTERS = 120, 4000
"""Amazon's own figure for a summary is 120 or 160, depending on whom you ask."""
MOST_EXAMPLES, MOST_KEYWORDS, MOST_PHRASES = 3, 30, 5
SLOT = re.compile(r"\{(\w+)\}")
NOT_IN_AN_EXAMPLE = re.compile(r"[/*@#$%^&(){}_\[\]|<>:;+=]")
"""What the manifest's own check refuses in an example phrase."""
LONGEST_EXAMPLE_CHARACTERS = 200
TRADEMARK = re.compile(r"alexa|amazon", re.IGNORECASE)


def listing_problems(page: StorePage, model: dict[str, Any]) -> Iterator[str]:
    """List what Amazon's reviewers would refuse in a store page, given its language's interaction model."""
    limits = (LONGEST_NAME_CHARACTERS, LONGEST_SUMMARY_CHARACTERS, LONGEST_TEXT_CHARACTERS)
    for key, longest in zip(("name", "summary", "description"), limits, strict=True):
        if not 1 < len(getattr(page, key)) <= longest:
            yield f"{key}: write at most {longest} characters, and not none"
    if not 1 < len(page.testing) <= LONGEST_TEXT_CHARACTERS:
        yield f"testing: write at most {LONGEST_TEXT_CHARACTERS} characters, and not none"
    if not 0 < len(page.keywords) <= MOST_KEYWORDS:
        yield f"keywords: write at most {MOST_KEYWORDS}, and not none"
    if not 0 < len(page.examples) <= MOST_EXAMPLES:
        yield f"examples: write at most {MOST_EXAMPLES}, and not none"
    yield from _trademark_problems(page)
    said = Samples(model)
    yield from _example_problems(page, said)
    yield from _name_free_problems(page, said)


def _trademark_problems(page: StorePage) -> Iterator[str]:
    if TRADEMARK.search(page.name):
        yield "name: Amazon's names may not stand in it"
    for words in page.refused:
        if words in page.description.lower():
            yield f"description: {words!r} may not stand in it"


def _example_problems(page: StorePage, said: Samples) -> Iterator[str]:
    """List example phrases that don't open the skill, or can't be said once it is open.

    No example is a one-shot ("ask … to …"), because Alexa+ refuses those.
    """
    for number, example in enumerate(page.examples):
        if number == 0 and example != page.opening:
            yield f"examples: {example!r}: the first must be {page.opening!r}"
        if number and not said.holds(example.lower()):
            yield f"examples: {example!r} is not a sample, as it is said once the skill is open"
        if NOT_IN_AN_EXAMPLE.search(example) or len(example) > LONGEST_EXAMPLE_CHARACTERS:
            most = LONGEST_EXAMPLE_CHARACTERS
            yield f"examples: {example!r}: words and their punctuation only, at most {most} characters"


def _name_free_problems(page: StorePage, said: Samples) -> Iterator[str]:
    for key, phrases in page.name_free.items():
        if not 0 < len(phrases) <= MOST_PHRASES:
            yield f"name_free.{key}: write at most {MOST_PHRASES}, and not none"
        for phrase in phrases:
            if SLOT.search(phrase) or said.holds(phrase) is (key == "launch"):
                yield f"name_free.{key}: {phrase!r}: no slots; a sample, or for launch none of the samples"


class Samples:
    """Every sentence that a model lists, with any of its own values where a slot stands."""

    def __init__(self, model: dict[str, Any]) -> None:
        language = model["interactionModel"]["languageModel"]
        self._values = {kind["name"]: "|".join(_names(kind["values"])) for kind in language["types"]}
        self._plain = {sample for intent in language["intents"] for sample in intent["samples"]}
        self._ways = [
            (sample, SLOT.split(sample)[::2], intent)
            for intent in language["intents"]
            for sample in intent["samples"]
            if SLOT.search(sample)
        ]
        """Samples with slots, the words between these, and the intent."""

    def holds(self, sentence: str) -> bool:
        """True if it is a sample."""
        if SLOT.search(sentence):
            return False
        return sentence in self._plain or any(self._fits(sentence, *way) for way in self._ways)

    def _fits(self, sentence: str, sample: str, between: list[str], intent: dict[str, Any]) -> bool:
        if not all(words in sentence for words in between):
            return False
        kinds = {slot["name"]: slot["type"] for slot in intent["slots"]}
        slots = [f"(?:{self._values.get(kinds[slot], '')})" for slot in SLOT.findall(sample)]
        pattern = "".join(re.escape(words) + slot for words, slot in zip(between, [*slots, ""], strict=True))
        return re.fullmatch(pattern, sentence) is not None


def _names(values: Iterable[dict[str, Any]]) -> Iterator[str]:
    for value in values:
        yield from map(re.escape, (value["name"]["value"], *value["name"]["synonyms"]))


def address_problems(addresses: Addresses) -> Iterator[str]:
    """List addresses shown to people whose host holds one of Amazon's names; the endpoint is shown to nobody."""
    for name, address in (("SKILL_PRIVACY_URL", addresses.privacy), ("SKILL_TERMS_URL", addresses.terms)):
        if TRADEMARK.search(urlsplit(address).hostname or ""):
            yield f"{name}, or SKILL_URL where it isn't set: Amazon's names may not stand in its host"
