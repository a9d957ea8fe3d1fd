"""The pretended API refuses what Alexa's own would, and can be told to fail."""

import copy

import pytest
import urllib3
from reminded import PERSON

from simulator.fake_alexa_api import MOST_KEPT, FakeAlexaApi

REMINDERS = "/v1/alerts/reminders"
RIGHT = {
    "requestTime": "2026-11-23T21:30:00",
    "trigger": {
        "type": "SCHEDULED_ABSOLUTE",
        "timeZoneId": "Europe/London",
        "recurrence": {
            "startDateTime": "2026-11-23T22:00:00",
            "recurrenceRules": ["FREQ=DAILY;BYHOUR=22;BYMINUTE=0;BYSECOND=0;INTERVAL=1;"],
        },
    },
    "alertInfo": {"spokenInfo": {"content": [{"locale": "en-GB", "text": "Time."}]}},
    "pushNotification": {"status": "ENABLED"},
}
ABSENT = object()


@pytest.fixture
def call(api):
    pool = urllib3.PoolManager(retries=False, timeout=2)

    def call(method, path, body=None, token=f"simulated.{PERSON}"):
        return pool.request(method, api.address + path, json=body, headers={"Authorization": f"Bearer {token}"})

    yield call
    pool.clear()


def test_a_reminder_is_created_read_changed_and_deleted(account, call):
    created = call("POST", REMINDERS, RIGHT)
    assert created.status == 200
    token = created.json()["alertToken"]
    assert call("GET", f"{REMINDERS}/{token}").json()["trigger"] == RIGHT["trigger"]
    assert call("PUT", f"{REMINDERS}/{token}", RIGHT).json()["alertToken"] == token
    assert call("GET", REMINDERS).json()["totalCount"] == "1"
    assert call("DELETE", f"{REMINDERS}/{token}").status == 200
    for method in ("GET", "PUT", "DELETE"):
        assert call(method, f"{REMINDERS}/{token}", RIGHT).status == 404


WRONG = [
    ("requestTime", "2026-11-23T21:30:00Z"),
    ("requestTime", ABSENT),
    ("trigger.type", "SCHEDULED_RELATIVE"),
    ("trigger.timeZoneId", "Europe/Nowhere"),
    ("trigger.timeZoneId", ABSENT),
    ("trigger.time", "22:00"),
    ("trigger.recurrence", ABSENT),
    ("trigger.recurrence.startDateTime", "2026-11-23T22:00:00+00:00"),
    ("trigger.recurrence.startDateTime", "2026-11-23T21:00:00"),
    ("trigger.recurrence.recurrenceRules", []),
    ("trigger.recurrence.recurrenceRules", ["FREQ=DAILY;BYHOUR=24;BYMINUTE=0;"]),
    ("trigger.recurrence.byHour", 8),
    ("alertInfo.spokenInfo.content", []),
    ("alertInfo.spokenInfo.content", [{"locale": "en", "text": "Time."}]),
    ("alertInfo.spokenInfo.content", [{"locale": "en-GB"}]),
    ("pushNotification.status", "ON"),
    ("surprise", 1),
]


def test_undocumented_shape_is_refused(api, account, call):
    for number, (path, value) in enumerate(WRONG, 1):
        wrong = copy.deepcopy(RIGHT)
        *parents, last = path.split(".")
        holder = wrong
        for parent in parents:
            holder = holder[parent]
        holder[last] = value
        if value is ABSENT:
            del holder[last]
        assert call("POST", REMINDERS, wrong).status == 400, (path, value)
        assert len(api.faults) >= number, (path, value)
    assert account.reminders == {}


def test_no_body_is_refused_too(account, call):
    assert call("POST", REMINDERS).status == 400


def test_strangers_and_refused_permissions_are_rejected(account, call):
    assert call("GET", REMINDERS, token="simulated.nobody").status == 401
    account.scopes.clear()
    assert call("GET", REMINDERS).status == 401
    assert call("GET", "/v2/devices/x/settings/System.timeZone").json() == "Europe/London"


def test_a_device_without_a_zone_has_no_content(account, call):
    account.zone = None
    answer = call("GET", "/v2/devices/x/settings/System.timeZone")
    assert (answer.status, answer.data) == (204, b"")


def test_it_does_not_remember_for_ever():
    with FakeAlexaApi() as api:
        for number in range(MOST_KEPT + 5):
            api.admit(str(number), "UTC")
        assert len(api.accounts) == MOST_KEPT
        assert "0" not in api.accounts


def test_fake_api_closes_without_a_start():
    FakeAlexaApi().close()
