"""What Amazon's testers do first with a skill: docs/certification-tests.md. Each locale's examples are tried in it."""

import json
import re
from datetime import UTC, datetime

import pytest
from packed import LOCALES, page_of
from the_skill import TheSkill
from transcripts import recognizer_of

from simulator.device import Device
from simulator.recognizer.recognized import FALLBACK
from simulator.spoken import words_of

EVENING = datetime(2026, 11, 23, 21, 0, tzinfo=UTC)
TOLD = ("my nose won't stop bleeding on quinine", "i have chest pain", "my calf is cramping")


def device_of(skill, locale="en-GB"):
    """Return a stranger's device."""
    return Device(
        skill, recognizer_of(locale), locale=locale, now=EVENING, user_id="amzn1.ask.account.A", device_id="bed"
    )


@pytest.fixture
def device_in():
    """Make a stranger's device in a locale."""
    skills = []

    def make(locale):
        skills.append(TheSkill())
        return device_of(skills[-1], locale)

    yield make
    for skill in skills:
        skill.close()


@pytest.fixture
def device(device_in):
    return device_in("en-GB")


@pytest.mark.parametrize("locale", LOCALES)
def test_an_example_phrase_gets_its_answer_once_the_skill_is_open(device_in, locale):
    first, *others = page_of(locale).examples
    welcome = words_of(device_in(locale).say(first.removeprefix("Alexa, ")).spoken)
    assert welcome.startswith("Straighten your leg")
    answers = set()
    for example in others:
        device = device_in(locale)
        device.launch()
        exchange = device.say(example)
        assert exchange.recognized.score == 1.0
        answers.add(words_of(exchange.spoken))
    assert len(answers - {welcome, ""}) == len(others)


@pytest.mark.parametrize("asked", ["help with my leg cramp", "start the bedtime stretch", "does quinine stop cramps"])
def test_the_disclaimer_is_spoken_on_the_first_visit(device, asked):
    heard = words_of(device.say(f"ask leg cramp helper {asked}").spoken)
    assert "general information, and no substitute for a doctor" in heard


def test_nothing_said_about_health_is_kept():
    skill = TheSkill()
    device = device_of(skill)
    for said in ("start the bedtime stretch", *TOLD, "stop", "start the bedtime stretch", "next", "stop"):
        device.say(said)
    kept = json.dumps(skill.records())
    skill.close()
    assert "practice-calf" in kept
    assert re.findall(r"nose|bleed|quinine|chest|pain|cramping|emergency|symptom", kept) == []


def test_a_bare_launch_helps_at_once_asks_and_waits(device):
    launched = device.launch()
    heard = words_of(launched.spoken)
    assert heard.startswith("Straighten your leg")
    assert heard.endswith("?")
    assert launched.response["response"]["shouldEndSession"] is False
    assert launched.reprompt


def test_help_tells_what_it_can_do_asks_and_waits(device):
    device.launch()
    helped = device.say("help")
    heard = words_of(helped.spoken)
    assert helped.recognized.intent == "AMAZON.HelpIntent"
    assert all(word in heard for word in ("cramp", "stretch", "quinine"))
    assert heard.endswith("?")
    assert device.in_session


@pytest.mark.parametrize("said", ["stop", "cancel", "exit", "go home"])
def test_stop_cancel_and_home_all_leave(device, said):
    device.say("start the bedtime stretch")
    device.say(said)
    assert not device.in_session
    assert device.faults == []


def test_nonsense_gets_an_answer_and_another_chance(device):
    device.launch()
    misheard = device.say("purple monkey dishwasher")
    assert misheard.recognized.intent == FALLBACK
    assert words_of(misheard.spoken).endswith("?")
    assert device.in_session
