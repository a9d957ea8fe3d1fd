"""Reminders that ring on a device, in Alexa's words around the skill's."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from simulator.device import Device
from simulator.exchange import Exchange
from simulator.spoken import plain

RINGS = "(a reminder rings"
"""Prefix of the entry in the history, because nobody said anything."""
JUST_NOW = timedelta(minutes=1)
"""How long before a newly set clock reminders still ring, so that one for that minute is heard."""


def rung(device: Device, since: datetime | None = None) -> list[Exchange]:
    """Return the reminders that have rung since a moment."""
    if not device.account:
        return []
    rings = device.account.ring(since or device.now - JUST_NOW, device.now)
    zone = ZoneInfo(device.timezone) if device.timezone in available_timezones() else device.now.tzinfo
    return [
        Exchange(
            f"{RINGS} at {moment.astimezone(zone):%H:%M})",
            moment,
            spoken=plain(device.language.alexa.reminder.format(words=words), device.rate),
        )
        for moment, words in rings
    ]
