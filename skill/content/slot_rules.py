"""Checks content for names and words that Alexa's model builder refuses: docs/alexa-model-rules.md.

`skill/alexa/publishing/model_rules.py` checks the rest in the built model.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from skill.content.files import Files

LONGEST_VALUE_CHARACTERS = 140
"""The longest value or synonym, in characters."""
INTENT_SLUG = re.compile(r"[a-z]+(?:-[a-z]+)*")
INTENT_NAME = re.compile(r"(?:AMAZON\.)?[A-Za-z]+(?:_[A-Za-z]+)*")
SLOT_NAME = re.compile(r"[a-z]+")
STRAY_APOSTROPHE = re.compile(r"''|(?<!\S)'|(?<![s)\]}])'(?!\S)")
"""An apostrophe outside a word or the end of a plural."""


def slot_rule_problems(files: Files) -> Iterator[str]:
    """Yield names, values and samples that the builder refuses, each with its file and key."""
    yield from _intent_name_problems(files)
    yield from _slot_name_problems(files)
    for where, name, synonyms in _values(files):
        yield from _value_problems(where, name, synonyms)
    for where, sample in _ways(files):
        if STRAY_APOSTROPHE.search(sample):
            yield f"{where}: an apostrophe stands alone, or twice: {sample!r}; keep it inside a word"


def _intent_name_problems(files: Files) -> Iterator[str]:
    for name, command in files.commands.items():
        if not INTENT_NAME.fullmatch(command.intent):
            yield f"commands.toml: {name}.intent: {command.intent!r}: an intent's name holds letters only, no digits"
    for slug, question in files.questions.items():
        if any(map(str.isdigit, slug)):
            yield f"questions/{slug}.toml: the file's name becomes an intent's, which holds no digits; write them out"
        for choice in question.choices.values():
            if choice.samples and not INTENT_SLUG.fullmatch(choice.slug):
                where = f"questions/{slug}.toml: {choice.slug}"
                yield f"{where}: slug: `samples` make it an intent's name, which holds no digits: write them out"


def _slot_name_problems(files: Files) -> Iterator[str]:
    named = [(f"commands.toml: slots.{slot}", slot) for slot in files.slots]
    named += [(f"commands.toml: aliases.{slot}", slot) for slot in files.aliases]
    named += [(f"questions/{slug}.toml: slot", question.slot) for slug, question in files.questions.items()]
    for where, slot in named:
        if slot and not SLOT_NAME.fullmatch(slot):
            yield f"{where}: {slot!r}: a slot's name holds lower-case letters only"


def _values(files: Files) -> Iterator[tuple[str, str, Sequence[str]]]:
    for slot, values in files.slots.items():
        for slug, value in values.items():
            yield f"commands.toml: slots.{slot}.{slug}", value.name, value.synonyms
    for slug, question in files.questions.items():
        for choice in question.choices.values():
            yield f"questions/{slug}.toml: {choice.slug}", choice.name, choice.synonyms


def _value_problems(where: str, name: str, synonyms: Sequence[str]) -> Iterator[str]:
    for words, count in {name: 1, **Counter(synonyms)}.items():
        if count > 1:
            yield f"{where}: {words!r} stands there {count} times; keep it once"
        if len(words) > LONGEST_VALUE_CHARACTERS:
            yield f"{where}: {words[:40]!r}… has {len(words)} characters; at most {LONGEST_VALUE_CHARACTERS}"
        if STRAY_APOSTROPHE.search(words):
            yield f"{where}: {words!r}: an apostrophe stands alone, or twice; keep it inside a word"
        if "  " in words or words != words.strip():
            yield f"{where}: {words!r}: one space between words, and none around them"


def _ways(files: Files) -> Iterator[tuple[str, str]]:
    for name, command in files.commands.items():
        yield from ((f"commands.toml: {name}.samples", sample) for sample in command.samples)
    for slug, question in files.questions.items():
        yield from ((f"questions/{slug}.toml: samples", sample) for sample in question.samples)
        for choice in question.choices.values():
            yield from ((f"questions/{slug}.toml: {choice.slug}.samples", sample) for sample in choice.samples)
