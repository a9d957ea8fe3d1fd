"""How somebody is doing: yesterday, today and the last seven days, and what is next in a first week."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from scenarios import heard, last, session_in, visit_of

from skill.dialogue import events as e
from skill.dialogue.session import State
from skill.stretching.profile import Profile

LONDON = ZoneInfo("Europe/London")
PROGRESS = [(0, e.Command("progress"))]


def doing(content, done, hour, zone=LONDON):
    """Return the turn for somebody who did `done` sessions, by days ago, and asks at an hour of the day."""
    now = datetime(2026, 11, 23, hour, 30, tzinfo=zone)
    days = {(now.date() - timedelta(days=ago)).isoformat(): times for ago, times in done.items()}
    return last(content, PROGRESS, visit_of(Profile(done=days)), now)


def words(turn):
    """Return what is said before the question."""
    return " ".join(beat.words for beat in turn.beats[:-1])


OLD_HAND = [
    ({0: 2, 1: 3, 7: 1}, "That's two today, and three yesterday."),
    ({0: 2, 2: 9, 8: 1}, "That's two today, and eleven in the last seven days."),
    ({1: 2, 7: 3}, "That's two yesterday."),
    ({1: 2, 3: 4, 7: 3}, "That's two yesterday, and six in the last seven days."),
    ({0: 1, 1: 2, 6: 1, 7: 5}, "That's one today, two yesterday, and four in the last seven days."),
    ({4: 5, 8: 1}, "That's five in the last seven days."),
    ({0: 3, 7: 1}, "That's three today. That's the whole of today's plan. Well done."),
]


def test_sessions_are_told_by_day_and_week_without_zeros(content):
    told = [(done, words(doing(content, done, 20))) for done, _ in OLD_HAND]
    assert told == OLD_HAND


FIRST_WEEK = [
    ({}, 8, "progress-next-three", State.OFFERED),
    ({}, 14, "progress-next-afternoon", State.OFFERED),
    ({}, 20, "progress-next-evening", State.OFFERED),
    ({}, 3, "progress-next-morning", State.ANSWERED),
    ({}, 23, "progress-next-morning", State.ANSWERED),
    ({0: 1}, 8, "progress-next-two", State.ANSWERED),
    ({0: 1}, 14, "progress-next-afternoon", State.OFFERED),
    ({0: 2}, 11, "progress-next-bed", State.ANSWERED),
    ({0: 2}, 17, "progress-next-bed", State.ANSWERED),
    ({0: 2, 6: 1}, 18, "progress-next-evening", State.OFFERED),
    ({1: 2}, 8, "progress-next-three", State.OFFERED),
]


def test_a_first_week_hears_what_is_next_at_that_hour(content):
    found = [(doing(content, done, hour), phrase, state) for done, hour, phrase, state in FIRST_WEEK]
    assert [content.phrase(phrase) for _, phrase, _ in found] == [turn.beats[-2].words for turn, _, _ in found]
    assert [turn.session.state for turn, _, _ in found] == [state for _, _, state in found]


def test_day_not_yet_begun_is_never_counted_as_zero(content):
    everybody = [doing(content, done, hour) for done in ({}, {1: 2}, {3: 1}, {7: 9}) for hour in range(24)]
    said = [words(turn).lower() for turn in everybody]
    assert [one for one in said if "nothing" in one or "none" in one or "zero" in one] == []
    assert len(said) == 4 * 24


def test_unknown_day_tells_the_last_two_and_the_week(content):
    told = words(doing(content, {0: 1, 1: 2, 3: 4}, 8, UTC))
    assert told == "That's three in the last day or so, and seven in the last seven days."
    assert words(doing(content, {}, 8, UTC)) == content.phrase("progress-plan")


def test_the_aim_reached_offers_no_fourth(content):
    assert doing(content, {0: 3, 7: 1}, 20).session.state is State.ANSWERED
    assert doing(content, {0: 3}, 20).session.state is State.ANSWERED


def test_in_a_routine_no_plan_is_read_out(content):
    told = {
        state: next(heard(last(content, PROGRESS, session_in(state, content)).beats))
        for state in (State.STRETCHING, State.RELIEVING)
    }
    assert told == {
        State.STRETCHING: content.phrase("progress-first"),
        State.RELIEVING: content.phrase("progress-none"),
    }
