"""Check an interaction model against the rules of Amazon's builder: docs/alexa-model-rules.md has each one's source.

Takes the model as JSON, whoever wrote it: built from content/, or read from a file that may have been edited by hand.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import msgspec

from skill.alexa.publishing.built_in_intents import REQUIRED, STANDARD
from skill.alexa.publishing.type_rules import type_problems
from skill.content.samples import INTENT_NAME, STRAY_APOSTROPHE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    Json = dict[str, Any]

BUILT_IN = "AMAZON."
PHRASE = "AMAZON.SearchQuery"
"""A slot type for any words. Amazon calls it a phrase slot, and gives it rules of its own."""
INDENT = 1
"""Spaces of each level of a file: two would be a tenth of the size that a model may have."""
MOST_BYTES = 1_500_000
MOST_INTENTS = 250
MOST_INTENTS_AND_TYPES = 350
INSTEAD_OF_AN_INTENT = 'see "… a question" in content/README.md, or "… a command" in CONTRIBUTING.md'
"""Where it says what to do about one intent too many."""
LEVELS = ("LOW", "MEDIUM", "HIGH")
SLOT = re.compile(r"\{(\w+)\}")
SLOT_NAME = re.compile(r"[A-Za-z]+(?:_[A-Za-z]+)*")


def as_json(value: Any) -> bytes:
    """Return a value as the JSON of a file, which is what Amazon is sent."""
    return msgspec.json.format(msgspec.json.encode(value), indent=INDENT) + b"\n"


def rule_problems(model: Json, reserved: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """List what the builder would refuse; each line begins with the intent's or the type's name, if it is about one.

    `reserved` are the phrases of the language that Alexa hears as intents of its own, by intent.
    """
    language = model["interactionModel"]["languageModel"]
    intents, types = language["intents"], language["types"]
    yield from _size_problems(model, len(intents), len(types))
    level = language.get("modelConfiguration", {}).get("fallbackIntentSensitivity", {}).get("level", LEVELS[0])
    if level not in LEVELS:
        yield f"fallbackIntentSensitivity: {level!r} is none of {', '.join(LEVELS)}"
    yield from _intent_problems(intents)
    yield from _slot_problems(intents, {kind["name"] for kind in types})
    own = {phrase: intent for intent, phrases in reserved.items() for phrase in phrases}
    for intent in intents:
        yield from _sample_problems(intent, own)
    yield from type_problems(types)


def _size_problems(model: Json, intents: int, types: int) -> Iterator[str]:
    size = len(as_json(model))
    if size > MOST_BYTES:
        yield f"the model: {size:,} bytes, at most {MOST_BYTES:,}: take samples out"
    if intents > MOST_INTENTS:
        yield f"the model: {intents} intents, at most {MOST_INTENTS}: {INSTEAD_OF_AN_INTENT}"
    if intents + types > MOST_INTENTS_AND_TYPES:
        yield f"the model: {intents} intents and {types} slot types, at most {MOST_INTENTS_AND_TYPES} together"


def _intent_problems(intents: Iterable[Json]) -> Iterator[str]:
    names = [intent["name"] for intent in intents]
    for name, count in Counter(map(str.lower, names)).items():
        if count > 1:
            both = " and ".join(dict.fromkeys(one for one in names if one.lower() == name))
            yield f"{both}: {count} intents of one name, upper and lower case aside; rename one"
    for name in names:
        if not INTENT_NAME.fullmatch(name):
            yield f"{name}: an intent's name holds letters only, no digits"
        elif name.startswith(BUILT_IN) and name not in STANDARD:
            yield f"{name}: Alexa has no such intent of its own"
    for name in sorted(set(REQUIRED) - set(names)):
        yield f"{name}: missing; every skill has to have it"


def _slot_problems(intents: Iterable[Json], types: set[str]) -> Iterator[str]:
    names = {intent["name"].lower() for intent in intents}
    kinds: dict[str, str] = {}
    for intent in intents:
        declared = intent.get("slots", [])
        for slot, count in Counter(slot["name"] for slot in declared).items():
            if count > 1:
                yield f"{intent['name']}: the slot {{{slot}}} is declared {count} times"
            if not SLOT_NAME.fullmatch(slot) or slot.lower() in names:
                yield f"{intent['name']}: {{{slot}}}: a slot's name holds letters only, and is no intent's name"
        for slot in declared:
            name, kind = slot["name"], slot["type"]
            if not kind.startswith(BUILT_IN) and kind not in types:
                yield f"{intent['name']}: {{{name}}}: there is no slot type {kind}"
            if kinds.setdefault(name, kind) != kind:
                yield f"{intent['name']}: {{{name}}}: is of type {kind} here and {kinds[name]} elsewhere"


def _sample_problems(intent: Json, reserved: Mapping[str, str]) -> Iterator[str]:
    name, kinds = intent["name"], {slot["name"]: slot["type"] for slot in intent.get("slots", [])}
    if name.startswith(BUILT_IN) and kinds:
        yield f"{name}: an intent of Alexa's own has no slots"
    said: Counter[str] = Counter(intent["samples"])
    for sample, count in said.items():
        if reserved.get(sample, name) != name:
            yield f"{name}: {sample!r}: Alexa hears this as {reserved[sample]}; take it out, and answer it there"
        if count > 1:
            yield f"{name}: {sample!r} stands there {count} times"
        if STRAY_APOSTROPHE.search(sample):
            yield f"{name}: {sample!r}: an apostrophe stands alone, or twice; keep it inside a word"
        yield from (
            f"{name}: {sample!r}: {problem}" for problem in _problems_of_slots(SLOT.findall(sample), sample, kinds)
        )
    used = {slot for sample in said for slot in SLOT.findall(sample)}
    for slot in sorted(kinds.keys() - used):
        yield f"{name}: the slot {{{slot}}} stands in none of its samples"


def _problems_of_slots(slots: list[str], sample: str, kinds: dict[str, str]) -> Iterator[str]:
    for slot, count in Counter(slots).items():
        if slot not in kinds:
            yield f"{{{slot}}} is not declared"
        if count > 1:
            yield f"{{{slot}}} stands there {count} times; one slot, one place"
    if PHRASE in {kinds.get(slot) for slot in slots}:
        if len(slots) > 1:
            yield f"beside a slot of type {PHRASE} there is no other"
        if not SLOT.sub("", sample).strip():
            yield f"a slot of type {PHRASE} needs words beside it"
