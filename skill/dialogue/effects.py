"""What a turn wants done outside. The handler does it, and returns a result that changes what is said as an event."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Effect:
    """Base class of effects."""


@dataclass(frozen=True, slots=True)
class Remember(Effect):
    """Save the session's profile."""


@dataclass(frozen=True, slots=True)
class Forget(Effect):
    """Delete everything that is stored about the user."""


@dataclass(frozen=True, slots=True)
class SetReminders(Effect):
    """Set reminders at `times`, as schedule.py writes them, with `words`. They replace those of the same kind."""

    times: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class ListReminders(Effect):
    """List the reminders. The result is RemindersListed."""


@dataclass(frozen=True, slots=True)
class LookForReminders(Effect):
    """Find out whether there are reminders. The result is RemindersLacking if there are none. A failure has none."""


@dataclass(frozen=True, slots=True)
class CancelReminders(Effect):
    """Delete all reminders of this skill."""


@dataclass(frozen=True, slots=True)
class AskPermission(Effect):
    """Have Alexa ask for the permission to set reminders. `times` were agreed to, and come back with the answer."""

    times: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SendConsentCard(Effect):
    """Send the card for allowing reminders in the Alexa app."""
