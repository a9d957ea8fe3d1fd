"""The interface of a profile store, and the keys of its records."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from skill.stretching.profile import Profile


class Store(Protocol):
    """Profiles by key. Any method may raise any exception; `Profiles` deals with them."""

    def load(self, key: str) -> Profile:
        """Return the stored profile, or a new one if there is none."""

    def save(self, key: str, base: Profile, new: Profile, mark: str = "", *, ended: bool = False) -> Profile:
        """Merge the changes from `base` to `new` into the stored profile. Return the result when it is durable.

        If a change with the same mark is among the last ones, its counts are not added again.
        `ended` says that the session is over. Then nothing is stored if the record was deleted during the session or
        if the user has just disabled the skill, whichever process was told so.
        """

    def delete(self, key: str) -> None:
        """Delete the record, if there is one: a person's with the account's own part, or everything of an account."""

    def disable(self, key: str) -> None:
        """Delete everything of an account that has disabled the skill, and remember that for an hour or two."""

    def close(self) -> None:
        """Close files and connections."""


def person_key(account: str, person: str) -> str:
    """Return the key of a person of an account; the account's own if nobody was recognized."""
    return f"{account}/{person}" if person else account


def key_for(user_id: str) -> str:
    """Return the SHA-256 of an Alexa user id in hexadecimal, so that no store holds the id itself."""
    return sha256(user_id.encode("utf-8", "surrogatepass")).hexdigest()
