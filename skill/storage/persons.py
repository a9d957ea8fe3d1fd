"""Several persons in the record of one account, so that a deletion by the account deletes what is kept of each.

A key is an account's, or an account's and a person's with a slash between them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

PERSONS: Final = "persons"
"""Key of the persons in an account's document, each by the person's part of the key."""
DAY: Final = "day"
"""Key of the day of the last write (ISO 8601) in a person's document."""
MAX_PERSONS: Final = 10
"""More than Alexa distinguishes on one account."""


def divided(key: str) -> tuple[str, str]:
    """Return the account's part of a key and the person's, which is empty if nobody was recognized."""
    account, _, person = key.partition("/")
    return account, person


def persons_in(document: object) -> dict[str, Mapping[str, Any]]:
    """Return the persons in an account's document. Anything else is ignored."""
    found = document.get(PERSONS) if isinstance(document, Mapping) else None
    if not isinstance(found, Mapping):
        return {}
    return {key: one for key, one in found.items() if isinstance(key, str) and isinstance(one, Mapping)}


def document_in(document: object, person: str, oldest_day: str) -> object:
    """Return a person's document in an account's, or the account's own; None if there is none or it has expired."""
    if person:
        one = persons_in(document).get(person)
        return one if one is not None and is_kept(one, oldest_day) else None
    own = own_part(document)
    return own or None


def placed(document: object, person: str, new: Mapping[str, Any], today: str, oldest_day: str) -> dict[str, Any]:
    """Return an account's document with a person's document, or the account's own, replaced.

    Expired persons are left out. If there are too many, those whose last visit is longest ago are left out, too.
    """
    persons = {key: one for key, one in persons_in(document).items() if is_kept(one, oldest_day)}
    if person:
        persons[person] = {**new, DAY: today}
    latest = sorted(persons, key=lambda key: (key == person, str(persons[key][DAY])))[-MAX_PERSONS:]
    own = own_part(document) if person else dict(new)
    return {**own, **({PERSONS: {key: persons[key] for key in latest}} if latest else {})}


def without(document: object, person: str) -> dict[str, Any]:
    """Return an account's document without a person and without the account's own part, which may be theirs."""
    others = {key: one for key, one in persons_in(document).items() if key != person}
    return {PERSONS: others} if others else {}


def own_part(document: object) -> dict[str, Any]:
    """Return the account's own part of its document, without persons."""
    return {key: value for key, value in document.items() if key != PERSONS} if isinstance(document, Mapping) else {}


def is_kept(document: Mapping[str, Any], oldest_day: str) -> bool:
    """Return whether a person's document has not expired."""
    day = document.get(DAY)
    return isinstance(day, str) and day >= oldest_day
