"""Alexa's own question about a permission, on the simulated device; and what it reports outside a session."""

import json
from datetime import UTC, datetime

import msgspec
import pytest
from reminded import PERSON, heard
from transcripts import recognizer_of

from simulator.country import Country
from simulator.device import Device
from simulator.device_state import Kept
from simulator.page_exchange import Asked, Setup, answer

SCOPE = "alexa::alerts:reminders:skill:readwrite"
EVENTS = [
    "Reminders.ReminderCreated",
    "Reminders.ReminderStarted",
    "Reminders.ReminderStatusChanged",
    "Reminders.ReminderUpdated",
    "Reminders.ReminderDeleted",
    "AlexaSkillEvent.SkillPermissionAccepted",
    "AlexaSkillEvent.SkillPermissionChanged",
]


@pytest.fixture
def asked(device):
    """The device, at the moment when Alexa has asked."""
    device.say("remind me")
    device.say("yes")
    return device


def reported(exchange):
    request = exchange.request["request"]
    assert request["type"] == "Connections.Response"
    return request["payload"]["status"], request["token"], exchange.request["session"]["attributes"]


def test_alexa_asks_after_the_skills_words_and_keeps_listening(asked):
    assert heard(asked.history[-1]).endswith("permission to update your reminders? You can say I approve, or no.")
    assert asked.in_session
    assert asked.history[-1].directives[0]["payload"]["permissionScope"] == SCOPE


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("yes", "ACCEPTED"),
        ("I approve", "ACCEPTED"),
        ("no", "DENIED"),
        ("I don't approve", "DENIED"),
        ("what do you mean", "NOT_ANSWERED"),
        ("stop", "NOT_ANSWERED"),
    ],
)
def test_permission_answer_has_a_token_and_no_attributes(asked, said, status):
    assert reported(asked.say(said)) == (status, "08:00 15:00 22:00", {})
    assert asked.faults == []


def test_silence_is_reported_as_no_answer(asked):
    assert reported(asked.silence())[0] == "NOT_ANSWERED"
    assert asked.in_session


def test_granted_permission_is_not_asked_for(asked, the_skill):
    asked.say("i approve")
    asked.say("stop")
    the_skill.api.failing["reminders"] = 401
    asked.say("remind me at noon")
    assert reported(asked.say("yes"))[0] == "ACCEPTED"


def test_only_a_yes_to_alexa_sets_reminders(device, the_skill):
    for said, number in (("no", 0), ("hm", 0), ("i approve", 1)):
        device.say("remind me")
        device.say("yes")
        device.say(said)
        assert len(the_skill.api.accounts[PERSON].reminders) == number


@pytest.mark.parametrize("payload", [None, {}, {"@type": "AskForPermissionsConsentRequest", "@version": "2"}])
def test_unknown_question_for_alexa_is_a_fault(payload):
    directive = {"type": "Connections.SendRequest", "name": "AskFor", "payload": payload, "token": ""}
    response = {"version": "1.0", "response": {"directives": [directive], "shouldEndSession": True}}
    now = datetime(2026, 11, 23, tzinfo=UTC)
    device = Device(lambda _: response, recognizer_of("en-GB"), locale="en-GB", now=now, user_id="a", device_id="b")
    device.say("help")
    assert "a permission that Alexa doesn't know" in device.faults[0]


def test_reminder_events_get_an_empty_response(device):
    for kind in EVENTS:
        response = device.event({"type": kind, "body": {"reminderId": "1", "status": "ON"}})
        assert response["response"] == {}, kind
        assert device.faults == [], kind


def test_any_reported_permission_answer_sets_nothing(device, the_skill):
    for payload in (None, [], {"status": 3}, {"status": "ACCEPTED"}, {"status": "LATER"}):
        response = device.event({"type": "Connections.Response", "name": "AskFor", "token": None, "payload": payload})
        assert response["response"]["outputSpeech"], payload
        assert not the_skill.api.accounts[PERSON].reminders, payload


def test_page_keeping_the_device_keeps_alexas_question(the_skill):
    setup, kept = Setup("en-GB", person="returning", at="21:30"), None
    countries = {"en-GB": Country(recognizer_of("en-GB"), "Europe/London", "en")}
    for words in ("remind me", "yes", "i approve", "what reminders have i got"):
        asked = Asked("words", setup, words=words, kept=kept)
        told = answer(asked, lambda _: the_skill, countries, datetime.now(UTC), the_skill.api)
        setup, kept = told.setup, msgspec.json.decode(msgspec.json.encode(told.kept), type=Kept)
        assert told.faults == []
    assert "every day at eight in the morning" in json.dumps(told.exchanges[-1].response)
