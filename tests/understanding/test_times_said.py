"""When to be reminded, as people say it in each country: through the recognizer, the request and the dialogue."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from the_skill import catalog
from transcripts import recognizer_of

from simulator import envelopes
from simulator.envelopes import Origin, Session
from skill.alexa.requests import EventParser
from skill.alexa.wire import decode_request
from skill.dialogue import events as e
from skill.dialogue.schedule import wanted

MONDAY = datetime(2026, 11, 23, 14, 0, tzinfo=ZoneInfo("Europe/London"))
ORIGIN = Origin("amzn1.ask.account.SOMEBODY", "amzn1.ask.device.A", "en-GB")
THREE, BEDTIME, EVENING = ("08:00", "15:00", "22:00"), ("22:00",), "2026-11-23T"

BRITAIN = [
    ("remind me at half eight", ("20:30",)),
    ("remind me at half past eight", ("20:30",)),
    ("remind me at half past eight tonight", (f"{EVENING}20:30",)),
    ("remind me at quarter to ten", ("21:45",)),
    ("remind me at ten to eleven", ("22:50",)),
    ("remind me every monday at half past eight", ("MO@20:30",)),
    ("remind me on mondays and thursdays at nine", ("MO,TH@21:00",)),
    ("remind me at weekends", ("SA,SU@22:00",)),
    ("remind me at the weekend at nine in the morning", ("SA,SU@09:00",)),
    ("remind me on saturdays at ten in the morning", ("SA@10:00",)),
    ("remind me in twenty minutes", ("PT20M",)),
    ("remind me in half an hour", ("PT30M",)),
    ("remind me in three quarters of an hour", ("PT45M",)),
    ("remind me tomorrow at eight", ("2026-11-24T08:00",)),
    ("remind me tomorrow night at ten", ("2026-11-24T22:00",)),
    ("remind me first thing tomorrow", ("2026-11-24T08:00",)),
    ("remind me this evening at seven", (f"{EVENING}19:00",)),
    ("remind me every fortnight", ("MO@22:00",)),
    ("remind me twice a day", ("08:00", "22:00")),
    ("remind me at bedtime", BEDTIME),
]
AMERICA = [
    ("remind me at nine p.m.", ("21:00",)),
    ("remind me at 9:30 pm", ("21:30",)),
    ("remind me at eight thirty p m", ("20:30",)),
    ("remind me at a quarter of nine", ("20:45",)),
    ("remind me at quarter after nine", ("21:15",)),
    ("remind me at ten till ten", ("21:50",)),
    ("remind me weeknights at ten", ("MO,TU,WE,TH,FR@22:00",)),
    ("remind me monday through friday at eight p m", ("MO,TU,WE,TH,FR@20:00",)),
    ("remind me on weekends at nine", ("SA,SU@21:00",)),
    ("remind me on weekdays at seven a.m.", ("MO,TU,WE,TH,FR@07:00",)),
    ("remind me every tuesday night", ("TU@22:00",)),
    ("remind me in a half hour", ("PT30M",)),
    ("remind me in ninety minutes", ("PT90M",)),
    ("remind me in a couple of hours", ("PT120M",)),
    ("remind me tomorrow morning", ("2026-11-24T08:00",)),
    ("remind me friday at nine p m", ("2026-11-27T21:00",)),
    ("remind me daily at eight p m", ("20:00",)),
    ("remind me each day at noon", ("12:00",)),
    ("remind me biweekly", ("MO@22:00",)),
    ("set a reminder for tomorrow at nine p m", ("2026-11-24T21:00",)),
]
AUSTRALIA = [
    ("remind me in the arvo", ("15:00",)),
    ("remind me this arvo", (f"{EVENING}15:00",)),
    ("remind me this arvo at four", (f"{EVENING}16:00",)),
    ("remind me tomorrow arvo", ("2026-11-24T15:00",)),
    ("remind me at half nine", ("21:30",)),
    ("remind me at quarter past nine", ("21:15",)),
    ("remind me on the weekend", ("SA,SU@22:00",)),
    ("remind me every sunday arvo", ("SU@15:00",)),
    ("remind me every wednesday at nine at night", ("WE@21:00",)),
    ("remind me tuesdays and fridays at eight in the evening", ("TU,FR@20:00",)),
    ("remind me tonight", (f"{EVENING}22:00",)),
    ("remind me later tonight", (f"{EVENING}22:00",)),
    ("remind me tonight at half eight", (f"{EVENING}20:30",)),
    ("remind me in ten minutes", ("PT10M",)),
    ("remind me in an hour and a half", ("PT90M",)),
    ("remind me every second day", THREE),
    ("remind me every second monday at nine", ("MO@21:00",)),
    ("remind me at twenty thirty", ("20:30",)),
    ("remind me at five to nine", ("20:55",)),
    ("remind me every night at ten", BEDTIME),
]
CANADA = [
    ("remind me at twenty one hundred", ("21:00",)),
    ("remind me at 21:00", ("21:00",)),
    ("remind me at half past nine at night", ("21:30",)),
    ("remind me at eight thirty in the evening", ("20:30",)),
    ("remind me at ten o'clock", BEDTIME),
    ("remind me at ten o'clock tonight", (f"{EVENING}22:00",)),
    ("remind me every thursday", ("TH@22:00",)),
    ("remind me monday wednesday and friday at ten", ("MO,WE,FR@22:00",)),
    ("remind me on sundays at nine in the morning", ("SU@09:00",)),
    ("remind me every weekday at seven in the morning", ("MO,TU,WE,TH,FR@07:00",)),
    ("remind me every weekend at ten", ("SA,SU@22:00",)),
    ("remind me in forty five minutes", ("PT45M",)),
    ("remind me in two hours and ten minutes", ("PT130M",)),
    ("remind me again in fifteen minutes", ("PT15M",)),
    ("remind me tomorrow evening at nine", ("2026-11-24T21:00",)),
    ("remind me on wednesday at noon", ("2026-11-25T12:00",)),
    ("remind me once a week", ("MO@22:00",)),
    ("remind me once a month", ("MO@22:00",)),
    ("remind me three times a day", THREE),
    ("remind me in the morning", ("08:00",)),
]
INDIA = [
    ("remind me at nine in the night", ("21:00",)),
    ("remind me at nine thirty in the night", ("21:30",)),
    ("remind me daily night at ten", BEDTIME),
    ("remind me daily at ten in the night", BEDTIME),
    ("remind me at half past eight in the night", ("20:30",)),
    ("remind me at quarter to ten in the night", ("21:45",)),
    ("remind me tomorrow morning at six o'clock", ("2026-11-24T06:00",)),
    ("remind me tomorrow night", ("2026-11-24T22:00",)),
    ("remind me after half an hour", ("PT30M",)),
    ("remind me after twenty minutes", ("PT20M",)),
    ("remind me after one hour", ("PT60M",)),
    ("remind me every sunday morning", ("SU@08:00",)),
    ("remind me every monday and friday night", ("MO,FR@22:00",)),
    ("remind me saturday and sunday at eight in the morning", ("SA,SU@08:00",)),
    ("remind me on alternate days", THREE),
    ("remind me once in two days", THREE),
    ("remind me twice daily", ("08:00", "22:00")),
    ("remind me hourly", THREE),
    ("remind me this afternoon at four", (f"{EVENING}16:00",)),
    ("remind me at seven in the evening daily", ("19:00",)),
]
SAID = {"en-GB": BRITAIN, "en-US": AMERICA, "en-AU": AUSTRALIA, "en-CA": CANADA, "en-IN": INDIA}


def meant_by(sentence, recognizer, parser):
    """Return the times that a sentence asks for; None if it asks for no reminder."""
    heard = recognizer.recognize(sentence)
    request = envelopes.intent(ORIGIN, Session(), MONDAY, heard.intent, dict(heard.slots))
    event = parser.event(decode_request(request).request)
    asks = isinstance(event, e.RemindersWanted | e.TimeNamed)
    return wanted(event, (), "", MONDAY)[0] if asks else None


@pytest.mark.parametrize("locale", SAID)
def test_times_are_heard_as_they_are_said_there(locale):
    recognizer, parser = recognizer_of("en-GB"), EventParser(catalog()[locale])
    found = [(sentence, meant_by(sentence, recognizer, parser)) for sentence, _ in SAID[locale]]
    assert found == SAID[locale]
    assert len(dict(found)) == 20
