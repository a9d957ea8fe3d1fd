"""Who is reminded, and how what they were told is looked at."""

from datetime import UTC, datetime

from transcripts import recognizer_of

from simulator.device import Device
from simulator.spoken import words_of

PERSON = "amzn1.ask.account.PERSON"
EVENING = datetime(2026, 11, 23, 21, 30, tzinfo=UTC)


def device_of(the_skill, person=PERSON, zone="Europe/London", now=EVENING):
    """Return a person's device, on which nobody has spoken yet."""
    return Device(
        the_skill,
        recognizer_of("en-GB"),
        locale="en-GB",
        now=now,
        user_id=person,
        device_id="amzn1.ask.device.A",
        timezone=zone,
        api=the_skill.api,
    )


def heard(exchange):
    return words_of(exchange.spoken)
