"""Reminders as they reach Alexa's API: in the documented shape, at the right time, and never twice."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from skill.alexa.reminders import carry_out, next_at
from skill.dialogue.effect_results import RemindersFailed, RemindersLacking, RemindersListed
from skill.dialogue.effects import CancelReminders, ListReminders, LookForReminders, SetReminders

NOW = datetime(2026, 11, 23, 21, 30, tzinfo=UTC)
THREE = SetReminders(("08:00", "15:00", "22:00"), "Time for your stretch.")
ONE = SetReminders(("21:45",), "Time for your stretch.")
LONDON = ZoneInfo("Europe/London")


def test_one_reminder_has_a_daily_rule_for_each_time(api, account, handler_input):
    assert carry_out(THREE, NOW, handler_input) is None
    (reminder,) = account.reminders.values()
    assert reminder["trigger"] == {
        "type": "SCHEDULED_ABSOLUTE",
        "timeZoneId": "Europe/London",
        "recurrence": {
            "startDateTime": "2026-11-23T22:00:00",
            "recurrenceRules": [
                "FREQ=DAILY;BYHOUR=8;BYMINUTE=0;BYSECOND=0;INTERVAL=1;",
                "FREQ=DAILY;BYHOUR=15;BYMINUTE=0;BYSECOND=0;INTERVAL=1;",
                "FREQ=DAILY;BYHOUR=22;BYMINUTE=0;BYSECOND=0;INTERVAL=1;",
            ],
        },
    }
    assert reminder["alertInfo"] == {"spokenInfo": {"content": [{"locale": "en-GB", "text": "Time for your stretch."}]}}
    assert reminder["pushNotification"] == {"status": "ENABLED"}
    assert list(api.faults) == []


def test_the_times_are_those_of_the_place_where_the_device_is(account, handler_input):
    account.zone = "Asia/Kolkata"
    carry_out(THREE, NOW, handler_input)
    (reminder,) = account.reminders.values()
    assert reminder["trigger"]["timeZoneId"] == "Asia/Kolkata"
    assert reminder["trigger"]["recurrence"]["startDateTime"] == "2026-11-24T08:00:00"


def test_setting_again_replaces_and_never_doubles(api, account, handler_input):
    for effect in (THREE, ONE, THREE, ONE):
        carry_out(effect, NOW, handler_input)
    assert len(account.reminders) == 1
    assert carry_out(ListReminders(), NOW, handler_input) == RemindersListed(("21:45",))
    assert [call.split()[0] for call in api.calls if "alerts" in call].count("POST") == 1


def test_several_that_are_left_over_become_one(account, handler_input):
    carry_out(THREE, NOW, handler_input)
    (old,) = account.reminders.values()
    for _ in range(3):
        account.write(old)
    carry_out(ONE, NOW, handler_input)
    assert len(account.reminders) == 1
    assert carry_out(ListReminders(), NOW, handler_input) == RemindersListed(("21:45",))


def test_one_that_is_deleted_elsewhere_just_now_is_set_anew(api, account, handler_input):
    carry_out(THREE, NOW, handler_input)
    api.failing["reminders"] = "gone"
    assert carry_out(ONE, NOW, handler_input) is None
    assert len(account.reminders) == 1
    assert "POST /v1/alerts/reminders" in list(api.calls)[-1]


def test_what_has_rung_for_the_last_time_is_none_of_ours(account, handler_input):
    carry_out(THREE, NOW, handler_input)
    for reminder in account.reminders.values():
        reminder["status"] = "COMPLETED"
    assert carry_out(ListReminders(), NOW, handler_input) == RemindersListed(())
    assert carry_out(LookForReminders(), NOW, handler_input) == RemindersLacking()


def test_all_are_cancelled_and_what_is_gone_already_counts_as_cancelled(api, account, handler_input):
    carry_out(THREE, NOW, handler_input)
    assert carry_out(LookForReminders(), NOW, handler_input) is None
    assert carry_out(CancelReminders(), NOW, handler_input) is None
    assert account.reminders == {}
    carry_out(THREE, NOW, handler_input)
    api.failing["reminders"] = "gone"
    assert carry_out(CancelReminders(), NOW, handler_input) is None


@pytest.mark.parametrize("zone", [None, "Nowhere/Land", ""])
def test_without_a_time_zone_nothing_is_set(account, handler_input, zone):
    account.zone = zone
    assert carry_out(THREE, NOW, handler_input) == RemindersFailed("zone", THREE.times)
    assert account.reminders == {}


def test_without_an_api_nothing_is_set(handler_input):
    handler_input.service_client_factory = None
    assert carry_out(THREE, NOW, handler_input) == RemindersFailed("down", THREE.times)


@pytest.mark.parametrize(
    ("time", "now", "expected"),
    [
        ("08:00", "2026-11-23T21:30:00", "2026-11-24T08:00:00"),
        ("22:00", "2026-11-23T21:30:00", "2026-11-23T22:00:00"),
        ("21:30", "2026-11-23T21:30:00", "2026-11-24T21:30:00"),
        ("00:00", "2026-12-31T23:59:59", "2027-01-01T00:00:00"),
        ("01:30", "2027-03-27T21:30:00", "2027-03-29T01:30:00"),
        ("08:00", "2027-03-27T21:30:00", "2027-03-28T08:00:00"),
        ("01:30", "2027-10-30T21:30:00", "2027-10-31T01:30:00"),
    ],
)
def test_a_time_past_rolls_to_tomorrow_and_one_that_is_skipped_in_spring_to_the_day_after(time, now, expected):
    assert next_at(time, datetime.fromisoformat(now), LONDON).isoformat() == expected
