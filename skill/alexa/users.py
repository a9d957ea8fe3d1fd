"""The account and the person that a request comes from."""

from __future__ import annotations

from typing import Any

from skill.storage.store import key_for, person_key


def profile_key(envelope: Any, person: str = "") -> str | None:
    """Return the key of a stored profile, or None if the request names no user.

    It is the account's key, or that of a `person` of it, as `person_of` returns them.
    """
    user_id = user_id_of(envelope)
    return None if user_id is None else person_key(key_for(user_id), person)


def person_of(envelope: Any) -> str:
    """Return a hash of the id of the person whose voice Alexa recognized; empty if it recognized nobody."""
    person_id = getattr(getattr(envelope.context.system, "person", None), "person_id", None)
    return key_for(person_id) if isinstance(person_id, str) and person_id else ""


def user_id_of(envelope: Any) -> str | None:
    """Return the Alexa user id, or None. Events outside a session have it in the context only."""
    context = getattr(envelope, "context", None)
    for holder in (getattr(context, "system", None), getattr(envelope, "session", None)):
        user_id = getattr(getattr(holder, "user", None), "user_id", None)
        if isinstance(user_id, str) and user_id:
            return user_id
    return None
