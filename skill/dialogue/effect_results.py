"""Results of effects that change what is said next, as events."""

from __future__ import annotations

from dataclasses import dataclass

from skill.dialogue.events import Event


class ForgettingFailed(Event):
    """Deleting failed."""


@dataclass(frozen=True, slots=True)
class RemindersListed(Event):
    """The times at which the user has reminders, as schedule.py writes them."""

    times: tuple[str, ...] = ()


class RemindersLacking(Event):
    """The user has no reminders yet."""


@dataclass(frozen=True, slots=True)
class RemindersFailed(Event):
    """Reminders failed. The reason is permission, device, full, zone, busy or down; `times` were to be set."""

    reason: str = "down"
    times: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PermissionGranted(Event):
    """Alexa asked, and the user allows reminders. `times` are those agreed to just before."""

    times: tuple[str, ...] = ()


class PermissionRefused(Event):
    """Alexa asked, and the user refuses reminders."""


@dataclass(frozen=True, slots=True)
class PermissionUnanswered(Event):
    """Alexa asked, and got no clear answer. `carded` is whether it has sent a card."""

    carded: bool = False
