"""Times of day: which one somebody means, how it is said, and how Alexa writes it."""

import re

from skill.alexa.times import minutes_of, rules_of, time_and_part, times_in, times_of, token_of
from skill.dialogue.hours import BY_DEFAULT, meant, part_of, spoken

EVERY_MINUTE = [f"{hour:02}:{minute:02}" for hour in range(24) for minute in range(60)]
THREE = tuple(BY_DEFAULT.values())


MEANT = [
    ("10:00", None, ("22:00",), "22:00"),
    ("10:00", None, THREE, "22:00"),
    ("10:00", None, ("21:30",), "22:00"),
    ("10:00", "bedtime", ("22:00",), "22:00"),
    ("10:00", "bedtime", (), "22:00"),
    ("10:00", "morning", (), "10:00"),
    ("10:00", None, (), "22:00"),
    ("08:30", None, (), "20:30"),
    ("09:00", None, (), "21:00"),
    ("08:00", None, (), "08:00"),
    ("07:30", None, (), "07:30"),
    ("04:00", None, (), "16:00"),
    ("07:00", None, THREE, "07:00"),
    ("07:00", "morning", THREE, "07:00"),
    ("09:30", None, THREE, "21:30"),
    ("03:00", "afternoon", (), "15:00"),
    ("01:00", "bedtime", (), "01:00"),
    ("01:00", "afternoon", (), "13:00"),
    ("12:00", "bedtime", (), "00:00"),
    ("13:00", "bedtime", (), "13:00"),
    ("22:00", "bedtime", (), "22:00"),
    ("12:30", "afternoon", THREE, "12:30"),
    ("12:00", None, THREE, "12:00"),
    ("00:15", None, THREE, "00:15"),
    ("13:00", None, THREE, "13:00"),
    ("22:00", None, ("22:00",), "22:00"),
]


def test_ambiguous_hour_is_the_likely_one():
    assert [(*given, meant(*given)) for *given, _ in MEANT] == MEANT


MEANT_AGAIN = [
    ("10:00", ("22:00",), "10:00"),
    ("10:00", ("10:00",), "22:00"),
    ("10:00", THREE, "10:00"),
    ("22:00", ("22:00",), "22:00"),
    ("10:00", ("07:00",), "10:00"),
]


def test_repeated_hour_means_the_other_half_of_the_day():
    assert [(said, shown, meant(said, None, shown, again=True)) for said, shown, _ in MEANT_AGAIN] == MEANT_AGAIN


IN_WORDS = [
    (("08:00",), "eight in the morning"),
    (("00:00", "12:00"), "midnight, and noon"),
    (THREE, "eight in the morning, three in the afternoon, and ten at night"),
    (("07:05", "18:30"), "seven oh five in the morning, and half past six in the evening"),
    (("04:59",), "four fifty-nine at night"),
    (("00:10",), "twelve ten at night"),
    (("05:00", "12:30"), "five in the morning, and half past twelve in the afternoon"),
    (("17:59", "18:00"), "five fifty-nine in the afternoon, and six in the evening"),
    (("20:59", "21:00"), "eight fifty-nine in the evening, and nine at night"),
    (("09:15", "20:45"), "quarter past nine in the morning, and quarter to nine in the evening"),
    (("11:45", "23:45"), "quarter to twelve in the morning, and quarter to twelve at night"),
    (("10:09", "10:10"), "ten oh nine in the morning, and ten ten in the morning"),
]


def test_times_are_said_in_words(content):
    assert [(times, spoken(times, content)) for times, _ in IN_WORDS] == IN_WORDS


def test_every_minute_of_a_day_is_said_in_words_of_its_own(content):
    words = [spoken((time,), content) for time in EVERY_MINUTE]
    assert len(set(words)) == len(EVERY_MINUTE)
    assert not [said for said in words if re.search(r"[\d{}]", said)]


PARTS = [("05:00", "morning"), ("12:00", "afternoon"), ("18:00", "bedtime"), ("04:59", "bedtime")]


def test_every_time_belongs_to_a_part_of_the_day():
    assert [(time, part_of(time)) for time, _ in PARTS] == PARTS


WRITTEN = [
    ({"time": "22:30"}, ("22:30", None)),
    ({"time": "22:30:00.000"}, ("22:30", None)),
    ({"time": "MO"}, (None, "morning")),
    ({"time": "AF"}, (None, "afternoon")),
    ({"time": "EV"}, (None, "bedtime")),
    ({"time": "NI"}, (None, "bedtime")),
    ({"time": "AM"}, (None, "morning")),
    ({"time": "PM"}, (None, "bedtime")),
    ({"time": "07:00", "part": "morning"}, ("07:00", "morning")),
    ({"part": "bedtime"}, (None, "bedtime")),
    ({"time": "24:00"}, (None, None)),
    ({"time": "soon"}, (None, None)),
    ({}, (None, None)),
]


def test_what_alexa_writes_for_a_time_is_read():
    assert [(slots, time_and_part(slots)) for slots, _ in WRITTEN] == WRITTEN


def test_times_come_back_from_a_token_and_from_rules():
    assert times_in(token_of(EVERY_MINUTE[:10])) == tuple(EVERY_MINUTE[:10])
    assert times_of(rule for when in EVERY_MINUTE for rule in rules_of(when)) == tuple(EVERY_MINUTE)


def test_a_token_of_somebody_elses_holds_no_times():
    tokens = (None, "", "bedtime", "25:00", "08:00 now", 8, " ".join(EVERY_MINUTE))
    assert [token for token in tokens if times_in(token) != ()] == []


def test_a_rule_of_another_kind_has_no_time():
    others = ("FREQ=WEEKLY;BYHOUR=8;BYMINUTE=0;", "FREQ=MONTHLY;BYHOUR=8;BYMINUTE=0;")
    rules = (*others, "FREQ=DAILY;BYHOUR=8;", "", None, "BYMINUTE=1;BYHOUR=2")
    assert [rule for rule in rules if times_of([rule]) != ()] == []


WEEKLY = [
    (("MO@20:30",), ("FREQ=WEEKLY;BYDAY=MO;BYHOUR=20;BYMINUTE=30;BYSECOND=0;INTERVAL=1;",)),
    (
        ("SA,SU@09:00",),
        tuple(f"FREQ=WEEKLY;BYDAY={day};BYHOUR=9;BYMINUTE=0;BYSECOND=0;INTERVAL=1;" for day in ("SA", "SU")),
    ),
]


def test_weekly_days_have_a_rule_each_and_read_as_one_time():
    assert [(times, rules_of(times[0])) for times, _ in WEEKLY] == WEEKLY
    assert [times_of(rules) for _, rules in WEEKLY] == [times for times, _ in WEEKLY]
    assert times_of(["FREQ=WEEKLY;BYDAY=FR,MO;BYHOUR=7;BYMINUTE=5;"]) == ("MO,FR@07:05",)


LONG = [
    ("PT20M", 20),
    ("PT1H30M", 90),
    ("PT90S", 0),
    ("P1D", 1440),
    ("P1DT12H", 2160),
    ("P1W", 10080),
    ("PT", None),
    ("P", None),
    ("P1M", None),
    ("P1Y", None),
    ("soon", None),
    ("", None),
]


def test_durations_are_read_in_minutes():
    assert [(said, minutes_of(said)) for said, _ in LONG] == LONG


KEPT = ["PT20M", "MO,TH@20:30", "2026-11-24T20:00", "22:00"]


def test_every_kind_of_time_comes_back_from_a_token():
    assert times_in(token_of(KEPT)) == tuple(KEPT)
    assert [token for token in ("MO,@20:30", "@20:30", "XX@20:30", "PT5H", "2026-11-24") if times_in(token)] == []
