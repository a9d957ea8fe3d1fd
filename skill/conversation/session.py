"""What one session remembers between turns. It travels in Alexa's session attributes and is never stored."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping


class State(StrEnum):
    """What the person is in the midst of."""

    FRESH = "fresh"
    WELCOMED = "welcomed"
    RELIEVING = "relieving"
    STRETCHING = "stretching"
    PAUSED = "paused"
    OFFERED = "offered"
    ANSWERED = "answered"
    CHECKING = "checking"
    ALARMED = "alarmed"


class Session(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One session, from the first word to the goodbye."""

    state: State = State.FRESH
    routine: str = ""
    """Slug of the routine under way."""
    start: int = 0
    """First cycle of the part last sent."""
    sent: float = 0.0
    """When that part's first word was, or will be, heard: seconds since 1970, by the device's clock."""
    notes: tuple[str, ...] = ()
    """Names of the phrases said between that part's last release and its question."""
    since: float = 0.0
    """When relief from this cramp began: seconds since 1970; 0 where there is none."""
    told: bool = False
    """Whether the line about general information has been said."""
    misheard: int = 0
    """How many times in a row nothing was understood."""
    offer: str = ""
    """Slug of the routine that a yes leads to."""
    asking: str = ""
    """Name of the phrase that made the offer; empty where it was the finish of the routine."""
    question: str = ""
    """Slug of the question last answered; in an alarm, the one that raised it."""
    choice: str = ""


def restore(attributes: Mapping[str, Any] | None) -> Session:
    """Read a session from Alexa's session attributes; anything that isn't one of ours is a fresh session."""
    try:
        return msgspec.convert(attributes or {}, Session, strict=False)
    except msgspec.ValidationError:
        return Session()


def attributes_of(session: Session) -> dict[str, Any]:
    """Write a session as Alexa's session attributes: plain JSON values."""
    written: dict[str, Any] = msgspec.to_builtins(session)
    return written
