"""Whatever goes wrong with reminders, the person hears at once what happened and what to do."""

import logging
import re
from time import monotonic

import pytest
from reminded import heard

from skill.alexa import api_client

LONGEST_SECONDS = 3.8  # less than two budgets: calls that don't share one take longer
"""Until the answer, of Alexa's eight."""

FAILURES = [
    ({"reminders": 403}, "this device has no reminders"),
    ({"reminders": "full"}, "no room for more"),
    ({"reminders": 429}, "too busy"),
    ({"reminders": 400}, "can't reach"),
    ({"reminders": 503}, "can't reach"),
    ({"reminders": "drop"}, "can't reach"),
    ({"reminders": "garbage"}, "can't reach"),
    ({"settings": 503}, "can't reach"),
    ({"settings": 429}, "too busy"),
    ({"settings": 403}, "don't know your time zone"),
]
SOON_SECONDS = 0.4
"""Less than in earnest, so that a test of what hangs waits less."""


def answered_in_time(device, said):
    began = monotonic()
    exchange = device.say(said)
    assert monotonic() - began < LONGEST_SECONDS
    return heard(exchange)


@pytest.mark.parametrize(("failing", "words"), FAILURES, ids=str)
def test_failure_is_explained_in_time(trusting, the_skill, caplog, failing, words):
    trusting.say("remind me")
    the_skill.api.failing.update(failing)
    assert_told(trusting, caplog, words)


@pytest.mark.parametrize("failing", [{"reminders": "hang"}, {"reminders": "drip"}, {"settings": "hang"}], ids=str)
def test_silent_api_is_explained_with_the_remedy(trusting, the_skill, caplog, monkeypatch, failing):
    trusting.say("remind me")
    the_skill.api.failing.update(failing)
    monkeypatch.setattr(api_client, "BUDGET_SECONDS", SOON_SECONDS)
    assert_told(trusting, caplog, "can't reach")


def test_two_silent_apis_take_no_longer_than_one(trusting, the_skill, caplog):
    trusting.say("remind me")
    the_skill.api.failing.update(settings="hang", reminders="hang")
    assert_told(trusting, caplog, "can't reach")


def assert_told(device, caplog, words):
    """Say yes, and hear in time what went wrong; the log says no more of it than where."""
    with caplog.at_level(logging.DEBUG):
        told = answered_in_time(device, "yes")
    assert words in told
    assert "ask me again" in told.lower()
    assert device.faults == []
    ours = [line.getMessage() for line in caplog.records if line.name.startswith("skill")]
    assert ours == [] or len(ours) == 1
    assert not [line for line in ours if re.search(r"stretch|22|alert|amzn", line)]


def test_unreachable_api_is_explained(trusting, the_skill):
    trusting.say("remind me")
    the_skill.api.close()
    for said in ("yes", "what reminders have i got", "cancel my reminders"):
        assert "can't reach" in answered_in_time(trusting, said)


@pytest.mark.parametrize("how", [403, 429, 500, "hang", "drop", "garbage"])
def test_failed_lookup_does_not_spoil_the_goodbye(trusting, the_skill, monkeypatch, how):
    trusting.say("bedtime stretch")
    trusting.silence()
    monkeypatch.setattr(api_client, "BUDGET_SECONDS", SOON_SECONDS)
    the_skill.api.failing["reminders"] = how
    assert answered_in_time(trusting, "no").endswith("Goodbye.")
    assert not trusting.in_session


def test_a_permission_still_missing_is_asked_for_in_the_app(device, the_skill):
    device.say("remind me")
    device.say("yes")
    the_skill.api.failing["reminders"] = 401
    exchange = device.say("i approve")
    assert "a card" in heard(exchange)
    assert exchange.card == {
        "type": "AskForPermissionsConsent",
        "permissions": ["alexa::alerts:reminders:skill:readwrite"],
    }
    assert device.faults == []
