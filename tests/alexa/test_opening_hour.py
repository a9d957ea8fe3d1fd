"""The hour of an opening: Alexa is asked for the zone in haste, once, and relief waits for nothing else."""

from datetime import UTC, datetime, timedelta

import pytest
from the_skill import TheSkill
from transcripts import recognizer_of

from simulator.device import Device
from simulator.fake_alexa_api import FakeAlexaApi
from simulator.spoken import words_of
from skill.alexa import zone

SOMEBODY = "amzn1.ask.account.SOMEBODY"
SETTINGS = "GET /v2/devices"
EVENING = datetime(2026, 11, 23, 20, 10, tzinfo=UTC)


@pytest.fixture
def the_skill():
    skill = TheSkill()
    yield skill
    skill.close()


def asked(the_skill):
    """Return how many times Alexa was asked for the zone."""
    return len([call for call in the_skill.api.calls if call.startswith(SETTINGS)])


def somebody_who_stretches(the_skill):
    device = Device(
        the_skill,
        recognizer_of("en-GB"),
        locale="en-GB",
        now=EVENING,
        user_id=SOMEBODY,
        device_id="bedside",
        api=the_skill.api,
    )
    device.say("stretch")
    device.silence()
    device.silence()
    device.advance(timedelta(days=1))
    the_skill.api.calls.clear()
    return device


def opening(device):
    """Return the first words of a visit, which then ends."""
    said = words_of(device.launch().spoken)
    device.say("stop")
    return said


def test_new_user_costs_no_lookup_of_the_zone(the_skill):
    device = Device(
        the_skill,
        recognizer_of("en-GB"),
        locale="en-GB",
        now=EVENING,
        user_id=SOMEBODY,
        device_id="bedside",
        api=the_skill.api,
    )
    assert opening(device).startswith("Straighten your leg")
    assert asked(the_skill) == 0


def test_regular_stretcher_is_asked_in_their_local_evening(the_skill):
    assert opening(somebody_who_stretches(the_skill)).startswith("Ready for the stretch?")
    assert asked(the_skill) == 1


@pytest.mark.parametrize("failure", ["hang", "drip", "drop", "garbage", 500, 403, 429])
def test_unavailable_zone_counts_as_night_and_brings_relief(the_skill, failure):
    device = somebody_who_stretches(the_skill)
    the_skill.api.failing["settings"] = failure
    assert opening(device).startswith("Straighten your leg")
    assert device.faults == []


def test_after_one_miss_in_haste_the_next_openings_do_not_wait(the_skill):
    device = somebody_who_stretches(the_skill)
    the_skill.api.failing["settings"] = "hang"
    for _ in range(3):
        assert opening(device).startswith("Straighten your leg")
    assert asked(the_skill) == 1


def test_failed_quick_lookup_leaves_the_full_one_allowed(the_skill):
    device = somebody_who_stretches(the_skill)
    the_skill.api.failing["settings"] = "hang"
    device.launch()
    del the_skill.api.failing["settings"]
    assert "yesterday" in words_of(device.say("how am i doing").spoken)
    assert asked(the_skill) == 2


def test_haste_is_what_the_opening_allows(the_skill, monkeypatch):
    budgets = []
    real = zone.Budget
    monkeypatch.setattr(zone, "Budget", lambda seconds: budgets.append(seconds) or real(seconds))
    opening(somebody_who_stretches(the_skill))
    assert budgets == [0.3]


def test_fake_api_is_not_started_for_a_new_user():
    with FakeAlexaApi() as api:
        assert api.connections == 0
