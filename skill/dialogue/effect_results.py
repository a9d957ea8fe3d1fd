"""What came of an effect, where it changes what is said next: events that no person made."""

from __future__ import annotations

from dataclasses import dataclass

from skill.dialogue.events import Event


class ForgettingFailed(Event):
    """What was to be deleted could not be: the outcome of an effect."""


@dataclass(frozen=True, slots=True)
class RemindersListed(Event):
    """The outcome of an effect: the times of day, "HH:MM", that the person is reminded at."""

    times: tuple[str, ...] = ()


class RemindersLacking(Event):
    """The outcome of an effect: there are none yet."""


@dataclass(frozen=True, slots=True)
class RemindersFailed(Event):
    """The outcome of an effect: permission, device, full, zone, busy or down; `times` are those that were to be set."""

    reason: str = "down"
    times: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PermissionGranted(Event):
    """Alexa asked, and the person lets us set reminders; `times` are those agreed to just before, "HH:MM"."""

    times: tuple[str, ...] = ()


class PermissionRefused(Event):
    """Alexa asked, and the person won't have reminders set."""


@dataclass(frozen=True, slots=True)
class PermissionUnanswered(Event):
    """Alexa asked, and got no clear answer; `carded` is whether Alexa has sent a card about it."""

    carded: bool = False
