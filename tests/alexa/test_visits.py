"""Visits of one person, over days and devices: what is kept, what is offered again, and what is forgotten."""

import sqlite3
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from unittest.mock import Mock
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from the_skill import TheSkill, catalog
from transcripts import recognizer_of

from simulator.device import Device
from simulator.spoken import Silence
from skill.alexa.skill import as_callable, create_skill
from skill.storage.profiles import Profiles
from skill.storage.sqlite import SqliteStore
from skill.stretching.profile import Profile

EVENING = datetime(2026, 11, 23, 21, 0, tzinfo=UTC)
SOMEBODY = "amzn1.ask.account.SOMEBODY"
HOLD_SECONDS = 5.0


@pytest.fixture
def the_skill():
    skill = TheSkill()
    yield skill
    skill.close()


def device_of(skill, device_id="bedside", now=EVENING, user_id=SOMEBODY, **more):
    return Device(skill, recognizer_of("en-GB"), locale="en-GB", now=now, user_id=user_id, device_id=device_id, **more)


def repetitions(spoken):
    """Return when each repetition begins, in seconds: with the first word after the release of the one before."""
    ends = list(accumulate(item.seconds for item in spoken))
    silences = [number for number, item in enumerate(spoken) if isinstance(item, Silence)]
    holds, rests = silences[::2], [ends[number] for number in silences[1::2]]
    assert {spoken[number].seconds for number in holds} == {HOLD_SECONDS}
    return [0.0, *rests][: len(holds)]


@pytest.fixture(scope="module")
def shared_skill():
    skill = TheSkill()
    yield skill
    skill.close()


@given(rate=st.floats(14.5, 17.5), share=st.floats(0.0, 1.0), later=st.integers(1, 20))
@settings(max_examples=40)
def test_a_resumed_stretch_is_within_one_repetition(shared_skill, rate, share, later):
    device = device_of(shared_skill, characters_per_second=rate, user_id=f"amzn1.ask.account.{uuid4()}")
    begun = device.say("start my bedtime stretch")
    starts = repetitions(begun.spoken)
    moment = 1.0 + share * (starts[-1] + 4.0)
    device.say("stop", after=moment)
    device.advance(timedelta(hours=later))
    device.launch()
    resumed = device.say("yes")
    truly = sum(start <= moment for start in starts) - 1
    left = resumed.request["session"]["attributes"]["profile"]["bookmark"]["cycle"]
    assert abs(left - truly) <= 1
    assert device.faults == []


def test_a_place_is_always_the_start_of_a_hold(the_skill):
    device = device_of(the_skill)
    device.say("start my bedtime stretch")
    device.say("pause", after=70)
    resumed = device.say("resume")
    first = next(item for item in resumed.spoken if isinstance(item, Silence) and item.seconds > 1)
    assert first.seconds == HOLD_SECONDS


def test_two_devices_finishing_together_both_count(the_skill):
    bedside, kitchen = device_of(the_skill), device_of(the_skill, "kitchen")
    for device in (bedside, kitchen):
        device.say("start my bedtime stretch")
    for device in (bedside, kitchen):
        device.silence()
        device.silence()
    assert [record["done"] for record in the_skill.records()] == [{"2026-11-23": 2}]


def test_repeated_requests_count_once_and_get_the_same_answer(the_skill):
    """As Alexa may send them again, or a proxy whose worker died."""

    def twice(request):
        answers = [the_skill(request) for _ in range(2)]
        assert answers[0]["response"] == answers[1]["response"]
        return answers[1]

    device = device_of(twice)
    device.say("start my bedtime stretch")
    device.silence()
    device.silence()
    (record,) = the_skill.records()
    assert record["done"] == {"2026-11-23": 1}
    for request in [exchange.request for exchange in device.history if exchange.request]:
        the_skill(request)
    assert the_skill.records()[0]["done"] == {"2026-11-23": 1}


def test_retried_save_at_the_end_counts_once(the_skill, monkeypatch):
    store = the_skill.profiles.store
    save = store.save

    def save_and_fail(*args, **more):
        save(*args, **more)
        monkeypatch.setattr(store, "save", save)
        raise TimeoutError

    device = device_of(the_skill)
    device.say("start my bedtime stretch")
    monkeypatch.setattr(store, "save", save_and_fail)
    monkeypatch.setattr(the_skill.profiles.breaker, "cool_down_seconds", 0.0)
    device.silence()
    device.silence()
    device.say("stop")
    assert [record["done"] for record in the_skill.records()] == [{"2026-11-23": 1}]


def test_a_session_left_in_its_last_part_counts_by_the_clock(the_skill):
    device = device_of(the_skill)
    device.say("start my bedtime stretch")
    said = device.say("yes")
    device.say("stop", after=sum(item.seconds for item in said.spoken) + 1)
    assert the_skill.records()[0]["done"] == {"2026-11-23": 1}
    assert "bookmark" not in the_skill.records()[0]


def test_day_of_a_session_is_the_users_local_day(the_skill):
    device = device_of(the_skill, timezone="Australia/Sydney", api=the_skill.api)
    device.say("start my bedtime stretch")
    device.silence()
    device.silence()
    assert the_skill.records()[0]["done"] == {"2026-11-24": 1}


def test_disabling_the_skill_forgets_the_person(the_skill):
    device = device_of(the_skill)
    device.say("whisper")
    device.say("stop")
    assert the_skill.records()
    device.event({"type": "AlexaSkillEvent.SkillDisabled"})
    assert the_skill.records() == []


def test_failed_deletion_is_said():
    store = Mock(spec=SqliteStore)
    store.load.return_value = Profile()
    store.delete.side_effect = sqlite3.OperationalError
    device = device_of(as_callable(create_skill(catalog(), Profiles(store))))
    device.say("delete my data")
    said = " ".join(item.words for item in device.say("yes").spoken if not isinstance(item, Silence))
    assert said.startswith("I couldn't delete it just now.")
    assert "deleted" not in said


@pytest.mark.parametrize("said", ["my calf is cramping", "start my bedtime stretch", "i have chest pain"])
def test_failing_store_costs_a_log_line_and_no_speech(said, tmp_path, caplog):
    (tmp_path / "file").write_text("not a folder")
    broken = create_skill(catalog(), Profiles(SqliteStore(tmp_path / "file" / "memory.db")))
    whole = create_skill(catalog())
    heard = [device_of(as_callable(skill)).say(said).response["response"] for skill in (broken, whole)]
    assert heard[0] == heard[1]
    assert len(caplog.records) == 1
    assert not any(word in caplog.text for word in ("calf", "cramp", "chest", SOMEBODY))


def test_an_unusable_session_starts_afresh_with_the_answer(the_skill):
    device = device_of(the_skill)
    device.say("how am i doing")
    request = device.history[-1].request
    left = {"state": "offered", "offer": "practice-calf", "asking": "gone", "notes": ["gone"]}
    request["session"]["attributes"] = left
    request["request"]["intent"] = {"name": "QuinineOverdoseIntent", "slots": {}}
    answered = the_skill(request)["response"]
    assert answered["outputSpeech"]["ssml"].startswith("<speak>Call ")


def test_after_a_deletion_the_goodbye_keeps_nothing_anew(the_skill):
    device = device_of(the_skill)
    device.say("start my bedtime stretch")
    device.say("stop", after=60)
    assert the_skill.records()
    device.say("delete my data")
    device.say("yes")
    device.say("no")
    assert the_skill.records() == []
