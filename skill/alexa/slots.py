"""Slots of an Alexa intent: what was said in each, and which of our values it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from skill.alexa.models import Intent, Slot, Value
    from skill.content.content import Content

ALEXAS = ("time", "duration")
"""The slots that are of Alexa's own types."""
LONGEST_SAID = 2_000
"""Characters of all slots together: more than anybody says while Alexa listens. The rest is not read.

A search for signs in 250,000 would keep a worker from all others for half a minute.
"""


@dataclass(frozen=True, slots=True)
class FilledSlot:
    """A slot that something was said for."""

    said: str
    slug: str | None
    """The value of ours that it is; None if it is none of them."""


def filled_slots(intent: Intent, content: Content) -> dict[str, FilledSlot]:
    """Return the slots that were filled, by name. A time or a duration is listed as Alexa writes it."""
    found = _said(intent)
    return {name: FilledSlot(said, _slug(name, slot, said, content)) for name, slot, said in found if said}


def slots_of(intent: Intent, content: Content) -> dict[str, str]:
    """Return the slugs of the slots whose value is one of ours, by name."""
    return {name: slot.slug for name, slot in filled_slots(intent, content).items() if slot.slug}


def _said(intent: Intent) -> Iterator[tuple[str, Slot | None, str]]:
    """Return each slot with its name and what was said, until that is too long."""
    room = LONGEST_SAID
    for name, slot in (intent.slots or {}).items():
        said = ((slot and slot.value) or "")[:room]
        room -= len(said)
        yield name, slot, said


def _slug(name: str, slot: Slot | None, said: str, content: Content) -> str | None:
    """Return the first of: an id of ours that Alexa resolved, a name that Alexa matched, the words themselves.

    The id can be one we don't know: 32 hex digits if the live model has none, or that of another version.
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
    """Return every value that any authority matched."""
    resolutions = slot.resolutions if slot else None
    for authority in (resolutions and resolutions.resolutions_per_authority) or []:
        for one in (authority and authority.values) or []:
            if one and one.value:
                yield one.value


def unlisted(slots: Mapping[str, FilledSlot]) -> Iterator[tuple[str, str]]:
    """Return the name and the words of every slot whose value is none of ours."""
    return ((name, slot.said) for name, slot in slots.items() if slot.slug is None)
