"""How old a request may be, and the ways in which Alexa has written its time."""

from datetime import timedelta

import pytest
from certificate_authority import sign
from webhook_app import ABSENT, NOW, envelope, turned_away

from skill.alexa.webhook.freshness import LATE_EVENTS

SECONDS = int(NOW.timestamp())


def aged(seconds):
    return (NOW - timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")


@pytest.fixture
def judge(webhook_app, authority):
    """Return what becomes of a request with such changes."""

    def judge(**changes):
        body = envelope(**changes)
        return webhook_app.judge(body, sign(authority, body))

    return judge


RECENT = [
    NOW.strftime("%Y-%m-%dT%H:%M:%S.123Z"),
    NOW.strftime("%Y-%m-%dT%H:%M:%S.123456789Z"),
    NOW.strftime("%Y-%m-%dT%H:%M:%S+00:00"),
    NOW.strftime("%Y-%m-%dT%H:%M:%S.5+00:00"),
    NOW.strftime("%Y-%m-%dT%H:%M:%S+0000"),
    aged(150),
    aged(-150),
    SECONDS,
    SECONDS * 1000 + 123,
    SECONDS - 149.5,
    SECONDS - 150,
    (SECONDS + 150) * 1000,
]


def test_every_way_of_writing_a_recent_time_comes_through(judge):
    assert [timestamp for timestamp in RECENT if judge(request__timestamp=timestamp)[0] != 200] == []


STALE_OR_ODD = [
    (NOW - timedelta(seconds=151)).strftime("%Y-%m-%dT%H:%M:%SZ"),
    (NOW + timedelta(seconds=151)).strftime("%Y-%m-%dT%H:%M:%SZ"),
    (NOW - timedelta(minutes=59)).strftime("%Y-%m-%dT%H:%M:%SZ"),
    NOW.strftime("%Y-%m-%dT%H:%M:%S"),
    NOW.strftime("%Y-%m-%dT%H:%M:%S-00:00"),
    (NOW + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%S+01:00"),
    NOW.strftime("%Y-%m-%d %H:%M:%SZ"),
    NOW.strftime("%Y-%m-%dT%H:%M:%Sz"),
    NOW.strftime("%Y-%m-%dT%H:%MZ"),
    NOW.strftime("%Y%m%dT%H%M%SZ"),
    NOW.strftime("%Y-%m-%d"),
    NOW.strftime("%Y-%m-%dT%H:%M:%SZ\n"),
    NOW.strftime("%Y-%m-%dT%H:%M:%S.Z"),
    NOW.strftime("%Y-13-%dT%H:%M:%SZ"),
    "0000-00-00T00:00:00Z",
    "٢٠٢٦-١١-٢٣T٠٢:٠٠:٠٠Z",  # noqa: RUF001 - digits, but not ours
    "",
    SECONDS - 1000,
    (SECONDS - 1000) * 1000,
    SECONDS + 151,
    NOW.timestamp() - 151,
    str(SECONDS),
    0,
    -1,
    -SECONDS,
    10**12,
    10**30,
    10**400,
    1e308,
    True,
    False,
    None,
    [],
    {},
    ABSENT,
]


def test_a_stale_or_odd_timestamp_is_turned_away(judge):
    assert [odd for odd in STALE_OR_ODD if judge(request__timestamp=odd) != turned_away("timestamp")] == []


def test_a_skill_event_may_be_an_hour_late(judge):
    assert len(LATE_EVENTS) == 5
    for kind in LATE_EVENTS:
        for timestamp in (aged(3600), aged(1200), aged(-150), SECONDS - 3600, (SECONDS - 3600) * 1000):
            assert judge(request__type=kind, request__timestamp=timestamp)[0] == 200, kind


def test_and_no_later_or_earlier(judge):
    for timestamp in (aged(3601), aged(-151), SECONDS - 3601, "", None):
        found = judge(request__type="AlexaSkillEvent.SkillDisabled", request__timestamp=timestamp)
        assert found == turned_away("timestamp")


OTHER_KINDS = [
    "LaunchRequest",
    "IntentRequest",
    "SessionEndedRequest",
    "AlexaSkillEvent.ProactiveSubscriptionChanged",
    "alexaskillevent.skilldisabled",
    "AlexaSkillEvent.SkillDisabled ",
    "",
    None,
    ["AlexaSkillEvent.SkillDisabled"],
    {"AlexaSkillEvent.SkillDisabled": 1},
    ABSENT,
]


def test_nothing_else_may_be_late(judge):
    late = {"request__timestamp": aged(151)}
    assert [kind for kind in OTHER_KINDS if judge(request__type=kind, **late) != turned_away("timestamp")] == []
