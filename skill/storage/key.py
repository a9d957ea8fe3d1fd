"""Whose record it is: a hash, so that no file or table ever holds an Alexa user id."""

from __future__ import annotations

from hashlib import sha256
from typing import Any


def key_for(user_id: str) -> str:
    """Give the key of the person with this Alexa user id: the SHA-256 in hexadecimal."""
    return sha256(user_id.encode("utf-8", "surrogatepass")).hexdigest()


def user_of(envelope: Any) -> str | None:
    """Give the Alexa user id of the person a request comes from; None where it names nobody."""
    context = getattr(envelope, "context", None)
    for holder in (getattr(context, "system", None), getattr(envelope, "session", None)):
        user_id = getattr(getattr(holder, "user", None), "user_id", None)
        if isinstance(user_id, str) and user_id:
            return user_id
    return None


def key_of(envelope: Any) -> str | None:
    """Give the key of the person a request comes from; None where it names nobody, and then nothing is kept."""
    user_id = user_of(envelope)
    return None if user_id is None else key_for(user_id)
