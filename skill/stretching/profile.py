"""What is stored about a user: a place in a routine, sessions done, settings, and what has been explained.

Nothing else may be added: no symptom, no medicine, no question, no list of cramps. The only times are when a routine
was left or begun, when the last visit ended, and when reminders ring (docs/privacy.md).
"""

from __future__ import annotations

from msgspec import Struct, field


class Bookmark(Struct, frozen=True):
    """Where an unfinished routine was left."""

    routine: str
    """Slug."""
    cycle: int
    """The repetition to continue from."""
    at: int
    """When it was left, in seconds since 1970."""


class Profile(Struct, frozen=True):
    """The profile of one person."""

    disclaimer_given: bool = field(default=False, name="told")
    """Whether the disclaimer was said on an earlier visit."""
    explained: dict[str, int] = field(default_factory=dict)
    """How many times each routine has been explained in full, by slug."""
    done: dict[str, int] = field(default_factory=dict)
    """Sessions done, by local day (ISO 8601)."""
    bookmark: Bookmark | None = None
    begun: Bookmark | None = None
    """Where and when a relief began that didn't help, as far as we know: the next visit continues its ten minutes."""
    pace: int = 0
    """Seconds that are added to each release; negative is faster. The rate of words follows it: rate.py."""
    volume: int = 0
    """Steps of volume; negative is softer."""
    clear: bool = False
    """Whether what matters is said twice, with pauses."""
    tone: bool = False
    """Whether a soft tone ends each hold."""
    counting: bool = False
    """Whether holds are counted aloud."""
    whisper: bool = False
    reminders_refused: bool = False
    """Whether the user wants no reminders, which are not offered again."""
    reminders: tuple[str, ...] = ()
    """Daily and weekly times of reminders, as dialogue.schedule writes them."""
    reminded_once: tuple[int, ...] = ()
    """Times of single reminders, in seconds since 1970. Past ones are dropped at the next visit."""
    last_visit: int = 0
    """When the last visit ended, in seconds since 1970."""
