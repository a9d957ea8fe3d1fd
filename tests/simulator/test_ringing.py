"""Reminders ring in the simulator when it is time: on the page, in a terminal, and in between two visits."""

import io
import json
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from rich.console import Console
from the_skill import TheSkill
from transcripts import recognizer_of

from simulator.country import Country
from simulator.device import Device
from simulator.device_state import Kept
from simulator.fake_reminders import SCOPE
from simulator.page_exchange import RETURNING, Asked, Setup, answer
from simulator.ringing import RINGS, rung
from simulator.spoken import words_of
from simulator.talk import talk

EVENING = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)
SOMEBODY = "amzn1.ask.account.SIMULATED"
WORDS = "Here's your reminder. Time for your stretch."


@pytest.fixture
def the_skill():
    skill = TheSkill()
    for user in (SOMEBODY, RETURNING):
        skill.api.admit(user, "Europe/London").scopes[SCOPE] = "GRANTED"
    yield skill
    skill.close()


def test_a_reminder_rings_in_alexas_words_at_its_time(the_skill):
    device = Device(
        the_skill,
        recognizer_of("en-GB"),
        locale="en-GB",
        now=EVENING,
        user_id=SOMEBODY,
        device_id="A",
        api=the_skill.api,
    )
    for words in ("remind me in twenty minutes", "yes", "no"):
        device.say(words)
    began = device.now
    device.advance(timedelta(hours=1))
    (rings,) = rung(device, began)
    assert (rings.said, words_of(rings.spoken)) == (f"{RINGS} at 20:20)", WORDS)
    assert rung(device, began) == []
    assert device.faults == []


def britain():
    return Country(recognizer_of("en-GB"), "Europe/London", "en")


def test_terminal_hears_reminders_of_its_simulated_time(the_skill):
    opens = "open leg cramp helper"
    said = [opens, "/at 20:30", "no", "yes", "remind me at half past eight", opens]
    out = io.StringIO()

    def read_line(_prompt):
        if not said:
            raise EOFError
        return said.pop()

    talk(
        the_skill,
        britain(),
        locale="en-GB",
        now=EVENING,
        fast=True,
        api=the_skill.api,
        console=Console(file=out, width=200),
        read_line=read_line,
    )
    heard = out.getvalue()
    assert f"{RINGS} at 20:30)" in heard
    assert heard.index("Here's your reminder.") < heard.index("That was your reminder.")


def test_a_page_shows_a_reminder_before_the_next_answer(the_skill):
    setup, kept, told = Setup("en-GB", person="returning", at="20:00"), None, None
    countries = {"en-GB": britain()}
    for words, after in (
        ("remind me in one minute", None),
        ("yes", None),
        ("no", None),
        ("open leg cramp helper", 80.0),
    ):
        asked = Asked("words", setup, words=words, kept=kept, after=after)
        told = answer(asked, lambda _: the_skill, countries, EVENING, the_skill.api)
        setup, kept = told.setup, msgspec.json.decode(msgspec.json.encode(told.kept), type=Kept)
    first, last = told.exchanges[0], told.exchanges[-1]
    assert first.said.startswith(RINGS)
    assert WORDS in " ".join(item.words for item in first.items)
    assert "That was your reminder." in json.dumps(last.response)
