"""What can be heard: samples, and the values of slots, each with its place in content/."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from skill.content.files import Files


class Value(NamedTuple):
    """A value of a slot: one of commands.toml, or a choice of a question."""

    where: str
    slot: str
    slug: str
    name: str
    synonyms: Sequence[str]


def values_of(files: Files) -> Iterator[Value]:
    """Yield the values of every slot."""
    for slot, values in files.slots.items():
        for slug, value in values.items():
            yield Value(f"commands.toml: slots.{slot}.{slug}", slot, slug, value.name, value.synonyms)
    for slug, question in files.questions.items():
        for choice in question.choices.values():
            where = f"questions/{slug}.toml: {choice.slug}"
            yield Value(where, question.slot, choice.slug, choice.name, choice.synonyms)


def samples_of(files: Files) -> Iterator[tuple[str, Sequence[str], Collection[str]]]:
    """Yield samples with their place, and the slots that they may have."""
    for name, command in files.commands.items():
        yield f"commands.toml: {name}.samples", command.samples, command.slots
    slots = files.slot_types()
    for slug, question in files.questions.items():
        yield f"questions/{slug}.toml: samples", question.samples, slots
        for choice in question.choices.values():
            yield f"questions/{slug}.toml: {choice.slug}.samples", choice.samples, slots
