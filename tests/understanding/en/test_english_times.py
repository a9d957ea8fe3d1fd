"""Numbers, times and durations as Alexa writes them."""

from skill.understanding.en import RULES
from skill.understanding.en.durations import duration_at
from skill.understanding.en.numbers import number_at
from skill.understanding.en.times import clock_at, time_at

words_of = RULES.words

TIMES = [
    ("ten", "10:00"),
    ("ten thirty", "10:30"),
    ("ten oh five", "10:05"),
    ("half past nine", "09:30"),
    ("a quarter to ten", "09:45"),
    ("ten minutes past nine", "09:10"),
    ("twenty minutes to ten", "09:40"),
    ("quarter past midnight", "00:15"),
    ("twenty past eight p m", "20:20"),
    ("ten to eleven at night", "22:50"),
    ("ten thirty p.m.", "22:30"),
    ("10:30pm", "22:30"),
    ("ten o'clock", "10:00"),
    ("tonight at ten", "22:00"),
    ("half eight", "08:30"),
    ("half twelve", "12:30"),
    ("half ten p m", "22:30"),
    ("half past eight in the evening", "20:30"),
    ("nine p.m.", "21:00"),
    ("quarter to ten", "09:45"),
    ("a quarter of ten", "09:45"),
    ("quarter after nine", "09:15"),
    ("ten after nine", "09:10"),
    ("five to nine at night", "20:55"),
    ("twenty till eight", "07:40"),
    ("2030", "20:30"),
    ("0715", "07:15"),
    ("2359", "23:59"),
    ("twenty thirty", "20:30"),
    ("night nine o'clock", "21:00"),
    ("morning six", "06:00"),
    ("eight in the night", "20:00"),
    ("four in the arvo", "16:00"),
    ("ten past seven this evening", "19:10"),
    ("seven in the morning", "07:00"),
    ("twelve in the morning", "00:00"),
    ("three in the afternoon", "15:00"),
    ("nine in the evening", "21:00"),
    ("two at night", "02:00"),
    ("twelve at night", "00:00"),
    ("twelve pm", "12:00"),
    ("twenty two fifteen", "22:15"),
    ("noon", "12:00"),
    ("midnight", "00:00"),
    ("night", "NI"),
    ("tonight", "NI"),
    ("morning", "MO"),
    ("afternoon", "AF"),
    ("evening", "EV"),
]


def test_a_time_is_heard_whole():
    assert_heard_whole(time_at, TIMES)


def assert_heard_whole(hear, examples):
    """Assert that all words of each example are taken for what is meant."""
    wanted = {said: (len(words_of(said)), meant) for said, meant in examples}
    assert {said: hear(words_of(said), 0) for said in wanted} == wanted
    assert len(wanted) == len(examples)


def test_what_is_no_time_is_not_heard_as_one():
    others = ("calf", "", "twenty five", "half a pint", "2400", "1960", "730", "12345")
    assert [said for said in others if time_at(words_of(said), 0)] == []


ONE_WORD = [("ten would be good", 0), ("make it ten", 2), ("at ten please", 1), ("my one leg", 1), ("that one", 1)]


def test_one_word_in_the_midst_is_a_time_only_after_words_such_as_at():
    heard = [said for said, at in ONE_WORD if time_at(words_of(said), at)]
    assert heard == ["ten would be good", "make it ten", "at ten please"]


def test_minutes_of_a_clock_end_before_the_next_length():
    assert time_at(words_of("ten thirty twenty minutes"), 0) == (2, "10:30")


DURATIONS = [
    ("five minutes", "PT5M"),
    ("a minute", "PT1M"),
    ("half an hour", "PT30M"),
    ("half a minute", "PT30S"),
    ("an hour and a half", "PT1H30M"),
    ("two and a half minutes", "PT2M30S"),
    ("ninety seconds", "PT90S"),
    ("two days", "P2D"),
    ("a day and a half", "P1DT12H"),
    ("four weeks", "P4W"),
    ("a hundred seconds", "PT100S"),
    ("twenty mins", "PT20M"),
    ("a couple of hours", "PT2H"),
    ("a half hour", "PT30M"),
    ("a quarter of an hour", "PT15M"),
    ("three quarters of an hour", "PT45M"),
    ("an hour and twenty minutes", "PT1H20M"),
    ("two hours and ten minutes", "PT2H10M"),
    ("one and a half hours", "PT1H30M"),
]


def test_a_duration_is_heard_whole():
    assert_heard_whole(duration_at, DURATIONS)


def test_a_duration_needs_a_unit():
    assert duration_at(words_of("five"), 0) is None
    assert duration_at(words_of("a calf"), 0) is None


def test_duration_in_a_sentence_needs_its_lead_word():
    assert duration_at(words_of("remind me in ten minutes"), 3) == (5, "PT10M")
    others = [("i'm thirty weeks along", 1), ("my ten year old", 1), ("five minutes let's do it", 0)]
    assert [said for said, at in others if duration_at(words_of(said), at)] == []


def test_only_the_next_smaller_unit_belongs_to_a_duration():
    said = ("in an hour and two days", "in an hour and ten hours", "in an hour and five")
    assert [duration_at(words_of(one), 1) for one in said] == [(3, "PT1H")] * len(said)


def test_single_word_time_needs_its_lead_word():
    assert time_at(words_of("remind me at ten please"), 3) == (4, "10:00")
    others = [("i've only one leg", 2), ("which one", 1), ("get me nine boxes", 2)]
    assert [said for said, at in others if time_at(words_of(said), at)] == []


def test_clock_needs_its_part_of_the_day():
    assert clock_at(words_of("nine in the morning"), 0) == (1, "09:00")
    assert [said for said in ("nine", "one leg is cold", "get me nine one one") if clock_at(words_of(said), 0)] == []


NUMBERS = [("seven", 7), ("twelve", 12), ("thirty", 30), ("forty two", 42), ("a hundred and one", 101), ("200", 200)]


def test_a_number_is_heard_whole():
    assert_heard_whole(number_at, NUMBERS)


def test_a_number_stops_where_its_words_do():
    assert number_at(words_of("thirty ten"), 0) == (1, 30)
    assert number_at(words_of("ten hundred"), 0) == (1, 10)
