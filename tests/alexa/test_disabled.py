"""Somebody disables the skill: whatever comes of a session of theirs afterwards, nothing is kept."""

import json
import subprocess
import sys

import pytest
from certificate_authority import CHAIN_URL, ChainServer, sign
from the_skill import ROOT, TheSkill

from skill.alexa.webhook.certificates import SigningKeys
from skill.settings import Settings
from skill.web import create_app
from tests.alexa.test_visits import EVENING, SOMEBODY, device_of

SKILL = "amzn1.ask.skill.00000000-0000-0000-0000-000000000000"
ANOTHER_PROCESS = """
import sys
from pathlib import Path
from skill.storage.opening import open_profiles
from skill.storage.store import key_for
file, user = sys.argv[1:]
assert open_profiles(file, Path()).disable(key_for(user))
"""
"""Does what a skill does that is told, and needn't load all that it says."""


@pytest.fixture
def the_skill():
    skill = TheSkill()
    yield skill
    skill.close()


def disabled(user=SOMEBODY):
    return {
        "version": "1.0",
        "context": {"System": {"user": {"userId": user}} if user else {}},
        "request": {"type": "AlexaSkillEvent.SkillDisabled", "timestamp": "2026-11-23T21:00:00Z", "locale": "en-GB"},
    }


def begin(the_skill, *, known):
    """Begin a practice; `known` says whether there is a record of them already."""
    if known:
        device_of(the_skill).say("whisper")
        assert len(the_skill.records()) == 1
    device = device_of(the_skill)
    device.say("start my bedtime stretch")
    return device


def end(device):
    """End the session as Alexa does if the person says "exit"."""
    device.event({"type": "SessionEndedRequest", "reason": "USER_INITIATED"})


@pytest.mark.parametrize("known", [True, False])
def test_session_ending_before_leaves_no_record(the_skill, known):
    end(begin(the_skill, known=known))
    assert len(the_skill.records()) == 1
    the_skill(disabled())
    assert the_skill.records() == []


@pytest.mark.parametrize("known", [True, False])
def test_session_ending_after_disabling_leaves_no_record(the_skill, known):
    device = begin(the_skill, known=known)
    the_skill(disabled())
    end(device)
    assert the_skill.records() == []


def test_nor_if_another_process_was_told(the_skill):
    device = begin(the_skill, known=False)
    order = [sys.executable, "-c", ANOTHER_PROCESS, str(the_skill.profiles.store.database.path), SOMEBODY]
    subprocess.run(order, cwd=ROOT, check=True)
    assert the_skill.records() == []
    end(device)
    assert the_skill.records() == []


def test_who_talks_to_it_again_is_remembered(the_skill):
    the_skill(disabled())
    device = begin(the_skill, known=True)
    end(device)
    (record,) = the_skill.records()
    assert "bookmark" in record


def test_an_event_is_not_acknowledged_while_the_store_fails(authority, loaded, roots_file, tmp_path):
    keys = SigningKeys(roots_file, fetch=ChainServer({CHAIN_URL: authority.chain}))
    settings = Settings(skill_id=SKILL, database=str(tmp_path))  # a folder is no file
    client = create_app(settings, keys=keys, clock=lambda: EVENING).test_client()
    event = disabled()
    event["context"]["System"]["application"] = {"applicationId": SKILL}
    body = json.dumps(event).encode()
    answer = client.post("/alexa", data=body, headers=sign(authority, body))
    assert (answer.status_code, answer.data) == (500, b"")  # Alexa sends it again


def test_second_device_begun_before_storing_leaves_no_record(the_skill):
    bedside = begin(the_skill, known=False)
    device_of(the_skill, "kitchen").say("whisper")
    the_skill(disabled())
    end(bedside)
    assert the_skill.records() == []


@pytest.mark.parametrize("user", ["amzn1.ask.account.ANOTHER", ""])
def test_somebody_else_is_remembered(the_skill, user):
    device = begin(the_skill, known=False)
    the_skill(disabled(user))
    end(device)
    assert len(the_skill.records()) == 1
