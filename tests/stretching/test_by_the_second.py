"""A made-up routine whose words take whole seconds: where its parts end, and where somebody is at any moment."""

import pytest
from msgspec.structs import replace

from skill.stretching.division import stops_of_reprompt
from skill.stretching.plan import Plan, Position, lay_out
from skill.stretching.rate import gap_seconds
from skill.stretching.routine import Routine
from skill.stretching.stretch import Delivery, Stretch
from skill.stretching.timing import LISTENING_SECONDS, speaking_seconds

A_SECOND = "x" * 16


def words(seconds):
    """Make words that take so many seconds to say."""
    return A_SECOND * seconds


def stretch(slug, times=4, set_up=2):
    """Make a stretch whose repetitions take ten seconds each."""
    return Stretch(
        slug=slug,
        name=slug,
        muscle="calf",
        position="standing",
        set_up=(words(set_up),),
        brief=(words(1),),
        hold=(A_SECOND,),
        short_hold=A_SECOND,
        hold_seconds=5,
        release=(A_SECOND,),
        short_release=A_SECOND,
        rest_seconds=3,
        times=times,
        feel=(),
        stop_if=(),
        sources=(),
    )


def routine(*steps, minutes=0):
    return Routine(
        slug="made-up",
        name="",
        kind="practice",
        muscle="calf",
        position="standing",
        step_slugs=(),
        steps=steps,
        sources=(),
        minutes=minutes,
        between=words(2),
        onward=words(1),
        finish=words(3),
        coda="",
    )


ONE = routine(stretch("one"))
TWO = routine(stretch("one", times=2), stretch("other", times=2))


def limited(response, reprompt, of=ONE):
    """Lay a routine out for turns that may be so long."""
    return lay_out(of, response_seconds=response, reprompt_seconds=reprompt)


ENDS = [
    (45, 10, [4]),  # all of it is 2 + 4 x 10 + 3
    (44, 44, [2, 4]),  # each as full as the other
    (44, 14, [3, 4]),  # a reprompt holds one repetition, its opening and the question at the end
    (44, 13, [3, 4]),  # and never less than one
    (24, 23, [2, 3, 4]),  # not all of it: each as long as may be, and then another turn
    (1, 1, [1, 2, 3, 4]),
]


def test_two_parts_are_as_full_as_each_other_if_they_hold_all():
    for response, reprompt, ends in ENDS:
        assert [part.stop for part in limited(response, reprompt).parts()] == ends, (response, reprompt, ends)


def test_words_before_a_part_leave_it_less_room():
    for spent, stops in [(0, (4,)), (10, (2, 4)), (100, (1, 4))]:
        assert limited(45, 45).stops(0, spent) == stops, (spent, stops)


def test_words_in_a_reprompt_leave_its_part_less_room():
    plan = limited(45, 24)
    assert (stops_of_reprompt(plan, 0, 0), stops_of_reprompt(plan, 0, 1)) == ((2,), (1,))


PLACES = [
    (0, Position(0, part_over=False, finished=False, opening=True)),
    (1.9, Position(0, part_over=False, finished=False, opening=True)),
    (2, Position(0, part_over=False, finished=False)),
    (11, Position(0, part_over=False, finished=False)),
    (12, Position(1, part_over=False, finished=False)),
    (21, Position(1, part_over=False, finished=False)),
    (22, Position(2, part_over=True, finished=False)),
    (31.5, Position(2, part_over=True, finished=False)),
    (32, Position(2, part_over=False, finished=False, opening=True)),
    (33, Position(2, part_over=False, finished=False)),
    (42, Position(2, part_over=False, finished=False)),
    (43, Position(3, part_over=False, finished=False)),
    (53, Position(4, part_over=True, finished=True)),
    (5300, Position(4, part_over=True, finished=True)),
]


def test_place_changes_at_the_second_of_an_ending():
    plan = limited(44, 44)
    assert [(elapsed, plan.place(0, elapsed)) for elapsed, _ in PLACES] == PLACES
    with_a_note = [(elapsed, plan.place(0, elapsed + 3 * (elapsed >= 32), words(3))) for elapsed, _ in PLACES]
    assert with_a_note == PLACES


def test_a_note_said_slowly_takes_its_pauses_too():
    slow = lay_out(ONE, Delivery(rate=80), response_seconds=44, reprompt_seconds=44)
    first = next(slow.parts())
    over = first.seconds + speaking_seconds(words(3), 80) + gap_seconds(80) + LISTENING_SECONDS
    assert slow.place(0, over - 0.01, words(3)).part_over
    assert not slow.place(0, over + 0.01, words(3)).part_over


def test_only_a_new_stretch_in_a_part_is_set_up():
    plan = lay_out(TWO)
    assert [plan.part(start, start + 1).opening_seconds for start in range(4)] == [2, 1, 2, 1]
    assert [part.step.slug for part in plan.parts()] == ["one", "other"]


def test_last_repetition_is_the_same_in_long_and_short_plans():
    plan = lay_out(ONE)
    short = Plan(ONE, plan.cycles[:1], plan.steps[:1])
    assert [short.same_place(cycle, plan) for cycle in range(4)] == [0, 0, 0, 0]
    assert [plan.same_place(cycle, short) for cycle in range(2)] == [0, 3]


def test_last_repetition_of_a_stretch_stays_in_it():
    two = lay_out(TWO)
    many = Plan(TWO, 3 * two.cycles[:1] + 3 * two.cycles[2:3], 3 * two.steps[:1] + 3 * two.steps[2:3])
    few = Plan(TWO, two.cycles[::2], two.steps[::2])
    assert [few.same_place(cycle, many) for cycle in range(6)] == [0, 0, 0, 1, 1, 1]


TIMED = [(1, 215, 85, 60), (2, 215, 85, 120), (5, 215, 85, 292), (5, 250, 85, 292), (4, 150, 85, 232)]


def test_timed_routine_lasts_its_minutes_without_pauses():
    for minutes, response, reprompt, seconds in TIMED:
        plan = limited(response, reprompt, routine(stretch("one"), minutes=minutes))
        assert sum(part.seconds for part in plan.parts()) == pytest.approx(seconds), (minutes, response, reprompt)
        assert {cycle.rest for cycle in plan.cycles} <= {3, 4, 5}, (minutes, response, reprompt)


def test_words_before_a_timed_routine_count_in_its_minutes():
    timed = routine(stretch("one"), minutes=2)
    plain, later = lay_out(timed), lay_out(timed, Delivery(spent=22.0))
    assert sum(p.seconds for p in plain.parts()) - sum(p.seconds for p in later.parts()) == pytest.approx(22, abs=1)


def test_words_take_longer_at_a_slower_rate_and_silences_do_not():
    plain, slow = lay_out(ONE), lay_out(ONE, Delivery(rate=80))
    assert next(plain.parts()).seconds == 2 + 4 * (2 + 8) + 3
    assert next(slow.parts()).seconds == 2.5 + 0.3 + 4 * (2.5 + 8) + 3.75


def test_halfway_words_follow_the_first_halfs_last_release():
    one = replace(stretch("one"), halfway="Change.", halfway_seconds=6)
    for spent in (0.0, 10.0, 20.0):
        plan = lay_out(routine(one, minutes=1), Delivery(spent=spent))
        middle = len(plan.cycles) // 2
        assert [number for number, cycle in enumerate(plan.cycles) if "Change." in cycle.release] == [middle - 1], spent
        assert plan.cycles[middle - 1].rest >= 3 + 6, spent
        assert plan.sections == (0, middle), spent
        assert spent + sum(part.seconds for part in plan.parts()) == pytest.approx(60, abs=1), spent


def test_halfway_displaces_words_but_not_the_first_ones():
    one = replace(stretch("one"), feel=("Feel.",), stop_if=("Stop.",), halfway="Change.")
    for spent, said in [(10.0, ["", "Feel. Change.", "Stop.", ""]), (20.0, ["Change.", "Feel.", "Stop."])]:
        cycles = lay_out(routine(one, minutes=1), Delivery(spent=spent)).cycles
        assert [cycle.release.removeprefix(A_SECOND).strip() for cycle in cycles] == said, spent


def test_sections_are_stretches_and_timed_second_halves():
    timed = lay_out(routine(stretch("one"), stretch("other"), minutes=2))
    other = len(timed.cycles) // 2
    assert timed.steps[other] is not timed.steps[other - 1]
    assert timed.sections == (0, other // 2, other, other + other // 2)
    assert lay_out(TWO).sections == (0, 2)
    assert Plan(routine(minutes=1), timed.cycles[:1], timed.steps[:1]).sections == (0,)


HAS = {(2, 4): True, (4,): True, (1,): True, (): False, (0, 4): False, (2, 2): False, (3, 2): False, (2, 5): False}
"""By the ends of parts from the first of four cycles: whether a plan has them."""


def test_parts_follow_each_other_within_their_plan():
    assert {stops: lay_out(ONE).has(0, stops) for stops in HAS} == HAS


def test_changed_pace_stays_on_the_same_side_of_halfway():
    for cycle in range(5):
        timed = routine(stretch("one"), minutes=1)
        plan, slow = lay_out(timed), lay_out(timed, Delivery(pace=6))
        there = slow.same_place(cycle, plan)
        assert (there < slow.sections[1]) is (cycle < plan.sections[1]), cycle


def test_stretches_share_the_minutes_of_their_routine_evenly():
    shared = routine(stretch("one"), stretch("other", set_up=13), minutes=2)
    for each in (shared, replace(shared, last_minute=words(4), last_one=words(4))):
        plan = lay_out(each)
        assert [step.slug for step in plan.steps] == ["one"] * 4 + ["other"] * 4
        assert sum(part.seconds for part in plan.parts()) == pytest.approx(120 - LISTENING_SECONDS)
