"""Checks content for names and words that Alexa's model builder refuses: docs/alexa-model-rules.md.

`skill/alexa/publishing/model_rules.py` checks the rest in the built model.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skill.content.files import Files

LONGEST_VALUE_CHARACTERS = 140
"""The longest value or synonym, in characters."""
INTENT_SLUG = re.compile(r"[a-z]+(?:-[a-z]+)*")
INTENT_NAME = re.compile(r"(?:AMAZON\.)?[A-Za-z]+(?:_[A-Za-z]+)*")
SLOT_NAME = re.compile(r"[a-z]+")
STRAY_APOSTROPHE = re.compile(r"''|(?<!\S)'|(?<![s)\]}])'(?!\S)")
"""An apostrophe outside a word or the end of a plural."""


def name_problems(files: Files) -> Iterator[str]:
    """Yield names of intents and slots that the builder refuses, each with its file and key."""
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
    named = [(f"commands.toml: slots.{slot}", slot) for slot in files.slots]
    named += [(f"commands.toml: aliases.{slot}", slot) for slot in files.aliases]
    named += [(f"questions/{slug}.toml: slot", question.slot) for slug, question in files.questions.items()]
    for where, slot in named:
        if slot and not SLOT_NAME.fullmatch(slot):
            yield f"{where}: {slot!r}: a slot's name holds lower-case letters only"
