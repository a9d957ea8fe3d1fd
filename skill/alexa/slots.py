"""Slots of an Alexa intent: the words in each, and the value that they stand for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from skill.alexa.models import Intent, Slot, Value
    from skill.content.content import Content

ALEXAS = ("time", "duration")
"""The slots of Amazon's built-in types."""
LONGEST_SAID_CHARACTERS = 2_000
"""Read of all slots together: more than anybody says while Alexa listens.

A search for signs in 250,000 characters would block a worker for half a minute.
"""


@dataclass(frozen=True, slots=True)
class FilledSlot:
    """A slot with words in it."""

    said: str
    slug: str | None
    """The slug of its value; None if the words are unlisted."""


def filled_slots(intent: Intent, content: Content) -> dict[str, FilledSlot]:
    """Return the filled slots by name. The slug of a time or a duration is what Alexa wrote."""
    found = _said(intent)
    return {name: FilledSlot(said, _slug(name, slot, said, content)) for name, slot, said in found if said}


def slots_of(intent: Intent, content: Content) -> dict[str, str]:
    """Return the slugs of the slots with a listed value, by name."""
    return {name: slot.slug for name, slot in filled_slots(intent, content).items() if slot.slug}


def _said(intent: Intent) -> Iterator[tuple[str, Slot | None, str]]:
    """Return each slot with its name and words, up to the limit of characters."""
    room = LONGEST_SAID_CHARACTERS
    for name, slot in (intent.slots or {}).items():
        said = ((slot and slot.value) or "")[:room]
        room -= len(said)
        yield name, slot, said


def _slug(name: str, slot: Slot | None, said: str, content: Content) -> str | None:
    """Return the first known slug: the id that Alexa resolved, the name that it matched, or the words themselves.

    The id can be unknown: 32 hex digits if the live model has none, or an id of another version.
    """
    if name in ALEXAS:
        return said
    words = content.words.get(name, {})
    matches = list(_matches(slot))
    known = set(words.values())
    by_id = (match.id for match in matches if match.id in known)
    by_name = (words[text] for text in _texts(matches, said) if text in words)
    return next(by_id, None) or next(by_name, None)


def _texts(matches: list[Value], said: str) -> Iterator[str]:
    yield from (match.name.lower() for match in matches if match.name)
    yield said.lower()


def _matches(slot: Slot | None) -> Iterator[Value]:
    """Return the values that any authority matched."""
    resolutions = slot.resolutions if slot else None
    for authority in (resolutions and resolutions.resolutions_per_authority) or []:
        for one in (authority and authority.values) or []:
            if one and one.value:
                yield one.value


def unlisted(slots: Mapping[str, FilledSlot]) -> Iterator[tuple[str, str]]:
    """Return the name and the words of each slot with unlisted words."""
    return ((name, slot.said) for name, slot in slots.items() if slot.slug is None)
