"""The user a request comes from."""

from __future__ import annotations

from typing import Any

from skill.storage.store import key_for


def profile_key(envelope: Any) -> str | None:
    """Return the key of the user's stored profile, or None if the request names no user."""
    user_id = user_id_of(envelope)
    return None if user_id is None else key_for(user_id)


def user_id_of(envelope: Any) -> str | None:
    """Return the Alexa user id, or None if there is none. Events outside a session have it in the context alone."""
    context = getattr(envelope, "context", None)
    for holder in (getattr(context, "system", None), getattr(envelope, "session", None)):
        user_id = getattr(getattr(holder, "user", None), "user_id", None)
        if isinstance(user_id, str) and user_id:
            return user_id
    return None
