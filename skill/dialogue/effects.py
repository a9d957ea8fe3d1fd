"""What a turn wants done outside. The handler does it; an outcome that changes what is said comes back as an event."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Effect:
    """Something to be done."""


@dataclass(frozen=True, slots=True)
class Remember(Effect):
    """Keep the session's profile for the next visit."""


@dataclass(frozen=True, slots=True)
class Forget(Effect):
    """Delete everything kept about the person."""


@dataclass(frozen=True, slots=True)
class SetReminders(Effect):
    """Remind the person every day at `times`, "HH:MM" where they are, with `words`; in place of any set before."""

    times: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class ListReminders(Effect):
    """Find out which reminders there are: RemindersListed."""


@dataclass(frozen=True, slots=True)
class LookForReminders(Effect):
    """See whether there are any: RemindersLacking where there are none; nothing is said of a failure."""


@dataclass(frozen=True, slots=True)
class CancelReminders(Effect):
    """Delete every reminder of ours."""


@dataclass(frozen=True, slots=True)
class AskPermission(Effect):
    """Have Alexa ask whether we may set reminders; `times` were agreed to and come back with the answer."""

    times: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SendConsentCard(Effect):
    """Send the card with which reminders are allowed in the Alexa app."""
