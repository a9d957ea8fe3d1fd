"""Checks of what can be heard: samples, values of slots, names and slugs, also by the rules of Alexa's model builder.

Those are in docs/alexa-model-rules.md. `skill/alexa/publishing/model_rules.py` checks the rest in the built model.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from skill.content.heard import samples_of, values_of
from skill.content.questions import IN_PATTERNS, SLOT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from skill.content.files import Files
    from skill.content.heard import Value
    from skill.content.questions import Question

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
BRACKET = re.compile(r"[()\[\]{}]")
LONGEST_VALUE_CHARACTERS = 140
"""The longest value or synonym, in characters."""
INTENT_SLUG = re.compile(r"[a-z]+(?:-[a-z]+)*")
INTENT_NAME = re.compile(r"(?:AMAZON\.)?[A-Za-z]+(?:_[A-Za-z]+)*")
SLOT_NAME = re.compile(r"[a-z]+")
STRAY_APOSTROPHE = re.compile(r"''|(?<!\S)'|(?<![s)\]}])'(?!\S)")
"""An apostrophe outside a word or the end of a plural."""


def heard_problems(files: Files) -> Iterator[str]:
    """Yield samples and names that can't be used, and slugs that nothing can refer to."""
    letters = files.language.letters
    not_heard, not_in_a_template = re.compile(f"[^{letters}' ]"), re.compile(rf"[^{letters}' |()\[\]{{}}]")
    for where, samples, slots in samples_of(files):
        yield from _template_problems(where, samples, slots)
        yield from _sample_problems(where, samples, not_in_a_template)
    taken: dict[tuple[str, str], str] = {}
    for value in values_of(files):
        yield from _value_problems(value, not_heard)
        if (first := taken.setdefault((value.slot, value.slug), value.where)) is not value.where:
            yield f"{value.where}: slug: {first} has it already; give each choice of a slot its own"
    for slug, question in files.questions.items():
        yield from _question_problems(f"questions/{slug}.toml", question)
    yield from _name_problems(files)


def _template_problems(where: str, templates: Sequence[str], slots: Collection[str]) -> Iterator[str]:
    for template in templates:
        if unknown := set(SLOT.findall(template)).difference(slots):
            known = ", ".join(f"{{{slot}}}" for slot in sorted(slots)) or "none"
            yield from (f"{where}: {{{slot}}} is none of its slots ({known}): {template!r}" for slot in sorted(unknown))
        if not _balanced(template):
            yield f"{where}: a bracket is left open or closed twice: {template!r}"


def _sample_problems(where: str, samples: Sequence[str], not_heard: re.Pattern[str]) -> Iterator[str]:
    """Yield samples with other characters than lower-case words, apostrophes and a template's brackets, or twice."""
    if len(set(samples)) < len(samples):
        for sample in sorted({sample for sample in samples if samples.count(sample) > 1}):
            yield f"{where}: stands twice; take one out: {sample!r}"
    for sample in samples:
        for character in sorted(set(not_heard.findall(SLOT.sub("", sample)))):
            yield f"{where}: {character!r} can't be heard; write lower-case words, numbers in words: {sample!r}"
        if "'" in sample and STRAY_APOSTROPHE.search(sample):
            yield f"{where}: an apostrophe stands alone, or twice: {sample!r}; keep it inside a word"


def _value_problems(value: Value, not_heard: re.Pattern[str]) -> Iterator[str]:
    if not SLUG.fullmatch(value.slug):
        yield f"{value.where}: slug: lower-case words joined by hyphens"
    for words in dict.fromkeys((value.name, *value.synonyms)):
        where = f"{value.where}: {words!r}"
        if not_heard.search(words) or not words.strip():
            yield f"{where} can't be heard; write lower-case words, numbers in words"
        if (count := value.synonyms.count(words)) > 1:
            yield f"{where} stands there {count} times; keep it once"
        if len(words) > LONGEST_VALUE_CHARACTERS:
            yield f"{value.where}: {words[:40]!r}… has {len(words)} characters; at most {LONGEST_VALUE_CHARACTERS}"
        if "'" in words and STRAY_APOSTROPHE.search(words):
            yield f"{where}: an apostrophe stands alone, or twice; keep it inside a word"
        if "  " in words or words != words.strip():
            yield f"{where}: one space between words, and none around them"


def _question_problems(where: str, question: Question) -> Iterator[str]:
    if not question.samples and not question.slot:
        yield f"{where}: samples: empty; give sample sentences"
    slot = f"{{{question.slot}}}"
    if question.slot and question.samples and not any(slot in sample for sample in question.samples):
        yield f"{where}: samples: none of them holds {slot}, so no choice can be heard"
    if any(map(str.isdigit, question.slug)):
        yield f"{where}: the file's name becomes an intent's, which holds no digits; write them out"
    for choice in question.choices.values():
        yield from _template_problems(f"{where}: {choice.slug}.patterns", choice.patterns, IN_PATTERNS)
        if choice.samples and not INTENT_SLUG.fullmatch(choice.slug):
            intents = "`samples` make it an intent's name, which holds no digits: write them out"
            yield f"{where}: {choice.slug}: slug: {intents}"


def _name_problems(files: Files) -> Iterator[str]:
    """Yield names of files, intents and slots that can't be used, each with its file and key."""
    for folder in ("stretches", "routines", "questions"):
        for slug in getattr(files, folder):
            if not SLUG.fullmatch(slug):
                yield f"{folder}/{slug}.toml: the file's name: lower-case words joined by hyphens"
    for name, command in files.commands.items():
        if not INTENT_NAME.fullmatch(command.intent):
            yield f"commands.toml: {name}.intent: {command.intent!r}: an intent's name holds letters only, no digits"
    named = [(f"commands.toml: slots.{slot}", slot) for slot in files.slots]
    named += [(f"commands.toml: aliases.{slot}", slot) for slot in files.aliases]
    named += [(f"questions/{slug}.toml: slot", question.slot) for slug, question in files.questions.items()]
    for where, slot in named:
        if slot and not SLOT_NAME.fullmatch(slot):
            yield f"{where}: {slot!r}: a slot's name holds lower-case letters only"


def _balanced(template: str) -> bool:
    brackets, before = "".join(BRACKET.findall(template)), ""
    while brackets != before:
        brackets, before = brackets.replace("()", "").replace("[]", "").replace("{}", ""), brackets
    return not brackets
