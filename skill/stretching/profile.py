"""What is kept about a person between visits: a place in a routine, sessions done, settings, what has been explained.

Nothing else may ever be added here: no symptom, no medicine, no question asked, no cramp and
no list of them. What tells of a time is a place and when it was left or begun, when the last visit ended, and when
reminders ring (docs/privacy.md).
"""

from __future__ import annotations

from msgspec import Struct, field


class Bookmark(Struct, frozen=True):
    """Where an unfinished routine was left."""

    routine: str
    """Slug."""
    cycle: int
    """The repetition to go on from."""
    at: int
    """When it was left: seconds since 1970."""


class Profile(Struct, frozen=True):
    """One person's."""

    disclaimer_given: bool = field(default=False, name="told")
    """The line about general information has been said on an earlier visit."""
    explained: dict[str, int] = field(default_factory=dict)
    """How many times each routine has been explained in full, by slug."""
    done: dict[str, int] = field(default_factory=dict)
    """Sessions done, by local day (ISO 8601)."""
    bookmark: Bookmark | None = None
    begun: Bookmark | None = None
    """Where and when a relief began that nobody said had helped, so that ten minutes stay ten minutes."""
    pace: int = 0
    """Seconds added to each release; negative is faster. The words are slower or faster with it: rate.py."""
    volume: int = 0
    """Steps louder than usual; negative is softer."""
    clear: bool = False
    """Say what matters once more, with pauses."""
    tone: bool = False
    """Play a soft tone at the end of each hold."""
    counting: bool = False
    """Count aloud inside each hold."""
    whisper: bool = False
    reminders_refused: bool = False
    """The person wants no reminders: they are not offered again."""
    reminders: tuple[str, ...] = ()
    """When reminders ring every day or every week, as Alexa was told: dialogue.schedule writes them."""
    reminded_once: tuple[int, ...] = ()
    """When reminders ring that ring once: seconds since 1970. Those past are dropped at the next visit."""
    last_visit: int = 0
    """When the last visit ended: seconds since 1970."""
