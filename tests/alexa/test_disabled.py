"""Somebody disables the skill: whatever comes of a session of theirs afterwards, nothing is kept."""

import pytest
from the_skill import TheSkill, catalog

from skill.alexa import disabled_users
from skill.alexa.disabled_users import KEPT_SECONDS, DisabledUsers
from skill.alexa.skill import as_callable, create_skill
from tests.alexa.test_visits import SOMEBODY, device_of


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
def test_a_session_that_ends_before_leaves_no_record(the_skill, known):
    end(begin(the_skill, known=known))
    assert len(the_skill.records()) == 1
    the_skill(disabled())
    assert the_skill.records() == []


@pytest.mark.parametrize("known", [True, False])
def test_a_session_that_ends_afterwards_leaves_no_record_either(the_skill, known):
    device = begin(the_skill, known=known)
    the_skill(disabled())
    end(device)
    assert the_skill.records() == []


def test_nor_if_another_process_was_told(the_skill):
    device = begin(the_skill, known=True)
    as_callable(create_skill(catalog(), the_skill.profiles))(disabled())
    assert the_skill.records() == []
    end(device)
    assert the_skill.records() == []


@pytest.mark.parametrize("user", ["amzn1.ask.account.ANOTHER", ""])
def test_somebody_else_is_remembered(the_skill, user):
    device = begin(the_skill, known=False)
    the_skill(disabled(user))
    end(device)
    assert len(the_skill.records()) == 1


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def test_it_is_known_for_an_hour_and_of_so_many_users(monkeypatch):
    monkeypatch.setattr(disabled_users, "MOST_KEPT", 2)
    clock = Clock()
    users = DisabledUsers(clock)
    for key in ("a", "b", "a", "c"):
        users.add(key)
    assert [key in users for key in ("a", "b", "c", None)] == [True, False, True, False]
    clock.now += KEPT_SECONDS
    assert "a" not in users
