"""Reminders as they reach Alexa's API: in the documented shape, at the right time, and never twice."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from skill.alexa.reminder_requests import next_at
from skill.alexa.reminders import carry_out
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


def test_times_are_in_the_devices_zone(account, handler_input):
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


def test_reminder_deleted_elsewhere_is_set_anew(api, account, handler_input):
    carry_out(THREE, NOW, handler_input)
    api.failing["reminders"] = "gone"
    assert carry_out(ONE, NOW, handler_input) is None
    assert len(account.reminders) == 1
    assert "POST /v1/alerts/reminders" in list(api.calls)[-1]


def test_finished_reminder_is_none_of_ours(account, handler_input):
    carry_out(THREE, NOW, handler_input)
    for reminder in account.reminders.values():
        reminder["status"] = "COMPLETED"
    assert carry_out(ListReminders(), NOW, handler_input) == RemindersListed(())
    assert carry_out(LookForReminders(), NOW, handler_input) == RemindersLacking()


def test_all_are_cancelled_including_those_already_gone(api, account, handler_input):
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


ROLLED = [
    ("08:00", "2026-11-23T21:30:00", "2026-11-24T08:00:00"),
    ("22:00", "2026-11-23T21:30:00", "2026-11-23T22:00:00"),
    ("21:30", "2026-11-23T21:30:00", "2026-11-24T21:30:00"),
    ("00:00", "2026-12-31T23:59:59", "2027-01-01T00:00:00"),
    ("01:30", "2027-03-27T21:30:00", "2027-03-29T01:30:00"),
    ("08:00", "2027-03-27T21:30:00", "2027-03-28T08:00:00"),
    ("01:30", "2027-10-30T21:30:00", "2027-10-31T01:30:00"),
]


def test_a_past_or_skipped_time_moves_to_the_next_day():
    for time, now, expected in ROLLED:
        assert next_at(time, datetime.fromisoformat(now), LONDON).isoformat() == expected, (time, now, expected)


MONDAYS = SetReminders(("MO@20:30",), "Time for your stretch.")
WEEKENDS = SetReminders(("SA,SU@09:00",), "Time for your stretch.")
TOMORROW = SetReminders(("2026-11-24T20:00",), "Time for your stretch.")
SOON = SetReminders(("PT20M",), "Time for your stretch.")


def test_weekly_reminder_stands_beside_the_daily_one(api, account, handler_input):
    for effect in (THREE, MONDAYS, WEEKENDS):
        assert carry_out(effect, NOW, handler_input) is None
    _, weekly = account.reminders.values()
    assert weekly["trigger"]["recurrence"]["recurrenceRules"] == [
        f"FREQ=WEEKLY;BYDAY={day};BYHOUR={at};BYSECOND=0;INTERVAL=1;"
        for day, at in (("MO", "20;BYMINUTE=30"), ("SA", "9;BYMINUTE=0"), ("SU", "9;BYMINUTE=0"))
    ]
    assert weekly["trigger"]["recurrence"]["startDateTime"] == "2026-11-28T09:00:00"
    listed = carry_out(ListReminders(), NOW, handler_input)
    assert listed == RemindersListed(("08:00", "15:00", "22:00", "MO@20:30", "SA,SU@09:00"))
    assert list(api.faults) == []


def test_weekday_named_again_replaces_its_day_only(account, handler_input):
    for times in (("SA,SU@09:00",), ("SA@10:00",)):
        carry_out(SetReminders(times, "Time for your stretch."), NOW, handler_input)
    (weekly,) = account.reminders.values()
    assert len(weekly["trigger"]["recurrence"]["recurrenceRules"]) == 2
    assert carry_out(ListReminders(), NOW, handler_input) == RemindersListed(("SA@10:00", "SU@09:00"))


def test_one_time_reminder_is_set_once_beside_the_others(api, account, handler_input):
    for effect in (THREE, TOMORROW, TOMORROW):
        carry_out(effect, NOW, handler_input)
    _, once = account.reminders.values()
    assert once["trigger"] == {
        "type": "SCHEDULED_ABSOLUTE",
        "timeZoneId": "Europe/London",
        "scheduledTime": "2026-11-24T20:00:00",
    }
    assert list(api.faults) == []


def test_delay_needs_no_zone_and_is_listed_as_time_left(api, account, handler_input):
    account.zone, account.now = None, NOW
    assert carry_out(SOON, NOW, handler_input) is None
    (reminder,) = account.reminders.values()
    assert reminder["trigger"] == {"type": "SCHEDULED_RELATIVE", "offsetInSeconds": 1200}
    later = NOW + timedelta(minutes=5, seconds=1)
    assert carry_out(ListReminders(), later, handler_input) == RemindersListed(("PT15M",))
    assert carry_out(ListReminders(), NOW + timedelta(hours=1), handler_input) == RemindersListed(())
    assert list(api.faults) == []


SKIPPED = [("2027-03-28T01:30", "2027-03-29T01:30:00"), ("2026-11-23T08:00", "2026-11-24T08:00:00")]


@pytest.mark.parametrize(("wanted", "expected"), SKIPPED)
def test_past_or_skipped_moment_is_set_a_day_later(wanted, expected, account, handler_input):
    assert carry_out(SetReminders((wanted,), "Time for your stretch."), NOW, handler_input) is None
    (reminder,) = account.reminders.values()
    assert reminder["trigger"]["scheduledTime"] == expected


RUNG = [
    (THREE, 24 * 60, ["22:00", "08:00", "15:00"]),
    (MONDAYS, 8 * 24 * 60, ["20:30"]),
    (WEEKENDS, 8 * 24 * 60, ["09:00", "09:00"]),
    (TOMORROW, 48 * 60, ["20:00"]),
    (SOON, 60, ["21:50"]),
    (SOON, 19, []),
]


@pytest.mark.parametrize(("effect", "minutes", "expected"), RUNG)
def test_the_pretended_alexa_rings_on_time(effect, minutes, expected, account, handler_input):
    account.now = NOW
    carry_out(effect, NOW, handler_input)
    until = NOW + timedelta(minutes=minutes)
    rung = account.ring(NOW, until)
    assert sorted(f"{moment.astimezone(LONDON):%H:%M}" for moment, _ in rung) == sorted(expected)
    assert bool(account.ring(NOW, until)) == (bool(expected) and effect not in (TOMORROW, SOON))
