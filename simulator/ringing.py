"""Reminders that ring on a device: Alexa's own words, with the skill's in them."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from simulator.device import Device
from simulator.exchange import Exchange
from simulator.spoken import plain

RINGS = "(a reminder rings"
"""What stands for what was said begins so, since nobody said anything."""
JUST_NOW = timedelta(minutes=1)
"""How long before a device's clock is set a reminder may have rung, so that one set for that minute is heard."""


def rung(device: Device, since: datetime | None = None) -> list[Exchange]:
    """Return what has rung since a moment, or just now."""
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
