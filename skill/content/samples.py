"""Checks of sample sentences, names of slot values, and slugs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from skill.content.questions import IN_PATTERNS
from skill.content.slot_rules import slot_rule_problems

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from skill.content.files import Files
    from skill.content.questions import Question

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SLOT = re.compile(r"\{(\w+)\}")
NO_BRACKET = re.compile(r"[^()\[\]{}]+")
PAIR = re.compile(r"\(\)|\[\]|\{\}")


def heard_problems(files: Files) -> Iterator[str]:
    """Yield samples and names that can't be used, and slugs that nothing can refer to."""
    known, letters = sorted(files.slot_types()), files.language.letters
    for name, command in files.commands.items():
        yield from _sample_problems(f"commands.toml: {name}.samples", command.samples, command.slots, letters)
    for slug, question in files.questions.items():
        where = f"questions/{slug}.toml"
        yield from _sample_problems(f"{where}: samples", question.samples, known, letters)
        for choice in question.choices.values():
            yield from _sample_problems(f"{where}: {choice.slug}.samples", choice.samples, known, letters)
            yield from _pattern_problems(f"{where}: {choice.slug}.patterns", choice.patterns)
        yield from _question_problems(where, question, letters)
    for slot, values in files.slots.items():
        for slug, value in values.items():
            yield from _name_problems(f"commands.toml: slots.{slot}.{slug}", [value.name, *value.synonyms], letters)
    yield from _slug_problems(files)
    yield from slot_rule_problems(files)


def _question_problems(where: str, question: Question, letters: str) -> Iterator[str]:
    if not question.samples and not question.slot:
        yield f"{where}: samples: empty; give sample sentences"
    if question.slot and question.samples and not any(f"{{{question.slot}}}" in sample for sample in question.samples):
        yield f"{where}: samples: none of them holds {{{question.slot}}}, so no choice can be heard"
    for choice in question.choices.values():
        yield from _name_problems(f"{where}: {choice.slug}", [choice.name, *choice.synonyms], letters)


def _sample_problems(where: str, samples: Sequence[str], slots: list[str], letters: str) -> Iterator[str]:
    """Yield samples with other characters than lower-case words, apostrophes and a template's brackets, or twice."""
    for sample in sorted({sample for sample in samples if samples.count(sample) > 1}):
        yield f"{where}: stands twice; take one out: {sample!r}"
    not_heard = re.compile(rf"[^{letters}' |()\[\]{{}}]")
    known = ", ".join(f"{{{slot}}}" for slot in slots) or "none"
    for sample in samples:
        for slot in sorted(set(SLOT.findall(sample)) - set(slots)):
            yield f"{where}: {{{slot}}} is not one of its slots ({known}): {sample!r}"
        if not _balanced(sample):
            yield f"{where}: a bracket is left open or closed twice: {sample!r}"
        for character in sorted(set(not_heard.findall(SLOT.sub("", sample)))):
            yield f"{where}: {character!r} can't be heard; write lower-case words, numbers in words: {sample!r}"


def _pattern_problems(where: str, patterns: Iterable[str]) -> Iterator[str]:
    for template in patterns:
        for slot in sorted(set(SLOT.findall(template)) - IN_PATTERNS):
            yield f"{where}: a pattern holds no {{{slot}}}, only {', '.join(sorted(IN_PATTERNS))}: {template!r}"
        if not _balanced(template):
            yield f"{where}: a bracket is left open or closed twice: {template!r}"


def _name_problems(where: str, names: Iterable[str], letters: str) -> Iterator[str]:
    for name in names:
        if re.search(f"[^{letters}' ]", name) or not name.strip():
            yield f"{where}: {name!r} can't be heard; write lower-case words, numbers in words"


def _slug_problems(files: Files) -> Iterator[str]:
    for folder in ("stretches", "routines", "questions"):
        for slug in getattr(files, folder):
            if not SLUG.fullmatch(slug):
                yield f"{folder}/{slug}.toml: the file's name: lower-case words joined by hyphens"
    taken: dict[tuple[str, str], str] = {}
    for name, question in files.questions.items():
        for choice in question.choices.values():
            place = f"questions/{name}.toml: {choice.slug}"
            if not SLUG.fullmatch(choice.slug):
                yield f"{place}: slug: lower-case words joined by hyphens"
            first = taken.setdefault((question.slot, choice.slug), place)
            if first is not place:
                yield f"{place}: slug: {first} has it already; give each choice of a slot its own"


def _balanced(sample: str) -> bool:
    brackets = NO_BRACKET.sub("", sample)
    while (fewer := PAIR.sub("", brackets)) != brackets:
        brackets = fewer
    return not brackets
