"""When somebody means: days, delays and hours as people say them, and what of it can't be kept."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from scenarios import heard, last, visit_of

from skill.dialogue import effect_results as results
from skill.dialogue import events as e
from skill.dialogue.effects import CancelReminders, ListReminders, Remember, SetReminders
from skill.dialogue.reminder_words import sentences, whens
from skill.dialogue.schedule import joined, wanted
from skill.dialogue.session import Session, State
from skill.dialogue.timeouts import needs_day
from skill.stretching.profile import Profile

MONDAY = datetime(2026, 11, 23, 14, 0, tzinfo=ZoneInfo("Europe/London"))
THREE = ("08:00", "15:00", "22:00")

WANTED = [
    ({"delay": 20}, (), ("PT20M",)),
    ({"days": ("mondays",)}, (), ("MO@22:00",)),
    ({"days": ("mondays",), "time": "08:30"}, (), ("MO@20:30",)),
    ({"days": ("mondays", "thursday"), "time": "09:00"}, (), ("MO,TH@21:00",)),
    ({"days": ("monday", "wednesday", "friday"), "time": "10:00"}, (), ("MO,WE,FR@22:00",)),
    ({"days": ("weekends",), "part": "morning"}, (), ("SA,SU@08:00",)),
    ({"days": ("weekdays",), "time": "07:00"}, (), ("MO,TU,WE,TH,FR@07:00",)),
    ({"days": ("daily",), "time": "09:00"}, (), ("21:00",)),
    ({"days": ("tomorrow",), "time": "08:00"}, (), ("2026-11-24T08:00",)),
    ({"days": ("tomorrow",), "part": "bedtime"}, (), ("2026-11-24T22:00",)),
    ({"days": ("today",), "time": "08:00"}, (), ("2026-11-23T20:00",)),
    ({"days": ("tonight",)}, (), ("2026-11-23T22:00",)),
    ({"days": ("tonight",), "time": "09:00"}, (), ("2026-11-23T21:00",)),
    ({"days": ("monday",), "time": "09:00"}, (), ("2026-11-23T21:00",)),
    ({"days": ("monday",), "time": "13:00"}, (), ("2026-11-30T13:00",)),
    ({"days": ("wednesday",), "time": "07:00"}, (), ("2026-11-25T07:00",)),
    ({"rhythm": "week", "time": "09:00"}, (), ("MO@21:00",)),
    ({"rhythm": "twice"}, (), ("08:00", "22:00")),
    ({"time": "09:00"}, ("MO@22:00",), ("MO@21:00",)),
    ({"part": "morning"}, ("MO@22:00",), ("MO@08:00",)),
    ({"days": ("weekends",)}, ("21:00",), ("SA,SU@21:00",)),
    ({"days": ("daily",)}, ("MO@21:00",), ("21:00",)),
    ({"time": "10:00"}, ("PT20M",), ("22:00",)),
    ({"days": ("tomorrow",)}, ("2026-11-23T21:00",), ("2026-11-24T21:00",)),
]


def test_what_is_said_is_taken_for_what_is_meant():
    found = [(said, before, wanted(e.RemindersWanted(**said), before, "", MONDAY)) for said, before, _ in WANTED]
    assert found == [(said, before, (times, ())) for said, before, times in WANTED]


def test_a_part_of_the_day_corrects_the_hour_said_before():
    before = ("2026-11-24T08:00",)
    assert wanted(e.TimeNamed(part="bedtime"), before, "08:00", MONDAY)[0] == ("2026-11-24T20:00",)
    assert wanted(e.TimeNamed(part="morning"), ("22:00",), "22:00", MONDAY)[0] == ("08:00",)


NOT_KEPT = [
    ({"rhythm": "fortnight", "days": ("monday",), "time": "09:00"}, ("MO@21:00",), "reminders-not-fortnight"),
    ({"rhythm": "fortnight"}, ("MO@22:00",), "reminders-not-fortnight"),
    ({"rhythm": "other-day", "time": "09:00"}, ("21:00",), "reminders-not-other-day"),
    ({"rhythm": "month"}, ("MO@22:00",), "reminders-not-month"),
    ({"rhythm": "hour"}, THREE, "reminders-not-hour"),
    ({"delay": 0}, ("PT1M",), "reminders-too-soon"),
    ({"delay": 30_000}, ("PT10080M",), "reminders-too-far"),
    ({"days": ("today",), "time": "13:00"}, ("2026-11-24T13:00",), "reminders-past"),
]


def test_impossible_time_is_refused_with_the_nearest_possible(content):
    for said, times, note in NOT_KEPT:
        turn = last(content, [(0, e.RemindersWanted(**said))], visit_of(Profile()), MONDAY)
        assert (turn.session.times, turn.beats[0].words) == (times, content.phrase(note))
        assert turn.session.state is State.REMINDING


IN_WORDS = [
    (("PT1M",), "in a minute"),
    (("PT20M",), "in twenty minutes"),
    (("PT30M",), "in half an hour"),
    (("PT60M",), "in an hour"),
    (("PT90M",), "in an hour and a half"),
    (("PT130M",), "in two hours and ten minutes"),
    (("PT1440M",), "in a day"),
    (("PT3000M",), "in two days and two hours"),
    (("PT4330M",), "in three days and ten minutes"),
    (("PT4390M",), "in three days, an hour, and ten minutes"),
    (THREE, "every day at eight in the morning, three in the afternoon, and ten at night"),
    (("MO@20:30",), "every Monday at half past eight in the evening"),
    (("MO,TH@21:00",), "every Monday and Thursday at nine at night"),
    (("MO,WE,FR@07:00",), "every Monday, Wednesday, and Friday at seven in the morning"),
    (("MO,TU,WE,TH,FR@07:00",), "on weekdays at seven in the morning"),
    (("SA,SU@09:15",), "at weekends at quarter past nine in the morning"),
    (("2026-11-23T15:00",), "today at three in the afternoon"),
    (("2026-11-23T21:45",), "tonight at quarter to ten"),
    (("2026-11-24T08:00",), "tomorrow at eight in the morning"),
    (("2026-11-30T12:00",), "on Monday at noon"),
]


def test_times_are_said_days_first(content):
    assert [(times, whens(times, content, MONDAY)) for times, _ in IN_WORDS] == IN_WORDS


def test_all_there_are_are_counted_and_told_by_their_days(content):
    told = sentences(("08:00", "22:00", "MO@20:30", "2026-11-24T20:00"), content, MONDAY)
    assert [beat.words for beat in told] == [
        "You have four: every day at eight in the morning, and ten at night.",
        "And every Monday at half past eight in the evening.",
        "And tomorrow at eight in the evening.",
    ]


JOINED = [
    ((), ("22:00",), ("22:00",)),
    (THREE, ("21:00",), ("21:00",)),
    (THREE, ("MO@20:30",), (*THREE, "MO@20:30")),
    (("MO,TH@20:30",), ("MO@09:00",), ("MO@09:00", "TH@20:30")),
    (("MO@20:30",), ("22:00",), ("22:00", "MO@20:30")),
    (("22:00",), ("PT20M",), ("22:00",)),
    (("22:00",), ("2026-11-24T20:00",), ("22:00",)),
]


def test_new_times_take_the_place_of_their_own_kind_alone():
    assert [(kept, new, joined(kept, new)) for kept, new, _ in JOINED] == JOINED


def test_times_are_stored_once_set_and_not_after_a_failure(content):
    session = Session(state=State.REMINDING, times=("MO@20:30",), profile=Profile(reminders=("22:00",)))
    agreed = last(content, [(0, e.Command("yes"))], session, MONDAY)
    assert agreed.effects == (SetReminders(("MO@20:30",), content.phrase("reminder")), Remember())
    assert agreed.session.profile.reminders == ("22:00", "MO@20:30")
    assert content.phrase("reminders-others-stay") in [beat.words for beat in agreed.beats]
    failed = last(content, [(0, results.RemindersFailed("down", ("MO@20:30",)))], agreed.session, MONDAY)
    assert failed.session.profile.reminders == failed.session.stored_profile.reminders


ONCE = [(("PT20M",), 1200), (("2026-11-24T20:00",), 30 * 3600)]


@pytest.mark.parametrize(("times", "seconds"), ONCE)
def test_one_time_reminder_is_stored_by_its_moment(times, seconds, content):
    turn = last(content, [(0, e.Command("yes"))], Session(state=State.REMINDING, times=times), MONDAY)
    assert turn.session.profile.reminded_once == (int(MONDAY.timestamp()) + seconds,)
    assert turn.session.profile.reminders == ()


def test_day_without_a_zone_is_explained(content):
    tomorrow = e.RemindersWanted(days=("tomorrow",))
    turn = last(content, [(0, tomorrow)], Session(), MONDAY.astimezone(UTC))
    assert next(heard(turn.beats)) == content.phrase("reminders-no-zone")
    dated = Session(state=State.REMINDING, times=("2026-11-24T20:00",))
    asks = [
        needs_day(Session(), tomorrow, content, MONDAY),
        needs_day(dated, e.Command("yes"), content, MONDAY),
        needs_day(Session(), results.PermissionGranted(("2026-11-24T20:00",)), content, MONDAY),
        needs_day(visit_of(Profile(reminded_once=(1,))), e.Command("list-reminders"), content, MONDAY),
    ]
    assert asks == [True] * 4
    without = [
        needs_day(Session(), e.RemindersWanted(delay=20), content, MONDAY),
        needs_day(Session(), e.RemindersWanted(days=("mondays",)), content, MONDAY),
        needs_day(Session(), e.Command("list-reminders"), content, MONDAY),
    ]
    assert without == [False] * 3


def test_cancelling_says_which_first_and_asks(content):
    asked = last(content, [(0, e.Command("cancel-reminders"))], Session(), MONDAY)
    assert asked.effects == (ListReminders(),)
    told = last(content, [(0, results.RemindersListed(("MO@20:30",)))], asked.session, MONDAY)
    assert [beat.words for beat in told.beats] == [
        "You have one: every Monday at half past eight in the evening.",
        content.phrase("cancel-ask"),
    ]
    done = last(content, [(2, e.Command("yes"))], told.session, MONDAY)
    assert done.effects == (CancelReminders(), Remember())
    assert (done.session.profile.reminders, done.session.profile.reminders_refused) == ((), True)


@pytest.mark.parametrize("answer", [results.RemindersListed(()), results.RemindersFailed("down")])
def test_a_stretch_waits_while_nothing_can_be_cancelled(answer, content):
    steps = [(0, e.StretchRequested()), (60, e.Command("cancel-reminders")), (0, answer)]
    turn = last(content, steps, Session(), MONDAY)
    assert turn.session.state is State.PAUSED


def test_tomorrow_is_a_no_to_a_stretch_now_and_else_a_day(content):
    eased = last(content, [(0, e.CrampReported()), (30, e.Command("eased"))], Session(), MONDAY)
    assert last(content, [(3, e.TimeNamed(days=("tomorrow",)))], eased.session, MONDAY).over
    named = last(content, [(3, e.TimeNamed(time="21:00", days=("tomorrow",)))], eased.session, MONDAY)
    assert named.session.state is State.REMINDING


def test_one_of_several_is_left_to_the_app(content):
    asked = last(content, [(0, e.Command("cancel-reminders"))], Session(), MONDAY).session
    several = last(content, [(0, results.RemindersListed(("22:00", "MO@20:30")))], asked, MONDAY)
    assert content.phrase("cancel-one") in list(heard(several.beats))
