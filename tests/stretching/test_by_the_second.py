"""A made-up routine whose words take whole seconds: where its parts end, and where somebody is at any moment."""

import pytest

from skill.stretching.plan import Plan, Position, lay_out
from skill.stretching.routine import Routine
from skill.stretching.stretch import Stretch

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
    )


def routine(*steps, minutes=0):
    return Routine(
        slug="made-up",
        name="",
        kind="practice",
        muscle="calf",
        position="standing",
        steps=steps,
        minutes=minutes,
        between=words(2),
        onward=words(1),
        finish=words(3),
        coda="",
    )


ONE = routine(stretch("one"))
TWO = routine(stretch("one", times=2), stretch("other", times=2))


@pytest.mark.parametrize(
    ("turn_seconds", "ends"), [(34, [2, 4]), (35, [4]), (150, [4]), (12, [2, 3, 4]), (1, [1, 2, 3, 4])]
)
def test_a_part_ends_where_its_words_and_all_but_one_repetition_fill_a_turn(turn_seconds, ends):
    assert [part.stop for part in lay_out(ONE, turn_seconds=turn_seconds).parts()] == ends


PLACES = [
    (0, Position(0, part_over=False, finished=False)),
    (11, Position(0, part_over=False, finished=False)),
    (12, Position(1, part_over=False, finished=False)),
    (21, Position(1, part_over=False, finished=False)),
    (22, Position(2, part_over=True, finished=False)),
    (31.5, Position(2, part_over=True, finished=False)),
    (32, Position(2, part_over=False, finished=False)),
    (42, Position(2, part_over=False, finished=False)),
    (43, Position(3, part_over=False, finished=False)),
    (53, Position(4, part_over=True, finished=True)),
    (5300, Position(4, part_over=True, finished=True)),
]


def test_the_place_changes_at_the_second_in_which_something_ends():
    plan = lay_out(ONE, turn_seconds=34)
    assert [(elapsed, plan.place(0, elapsed)) for elapsed, _ in PLACES] == PLACES
    with_a_note = [(elapsed, plan.place(0, elapsed + 3 * (elapsed >= 32), words(3))) for elapsed, _ in PLACES]
    assert with_a_note == PLACES


def test_a_part_in_the_midst_of_a_stretch_is_not_set_up_again_and_the_next_stretch_is():
    plan = lay_out(TWO)
    assert [plan.part(start).opening_seconds for start in range(4)] == [2, 1, 2, 1]
    assert [part.step.slug for part in plan.parts()] == ["one", "other"]


def test_the_last_repetition_of_a_long_plan_is_the_last_of_a_short_one():
    plan = lay_out(ONE)
    short = Plan(ONE, plan.cycles[:1], plan.steps[:1])
    assert [short.same_place(cycle, plan) for cycle in range(4)] == [0, 0, 0, 0]
    assert [plan.same_place(cycle, short) for cycle in range(2)] == [0, 3]


@pytest.mark.parametrize(
    ("minutes", "turn_seconds", "cycles"), [(1, 150, 6), (2, 150, 12), (2, 119, 11), (5, 150, 29), (5, 60, 27)]
)
def test_a_routine_has_as_many_repetitions_as_come_nearest_to_its_minutes(minutes, turn_seconds, cycles):
    timed = routine(stretch("one"), minutes=minutes)
    assert len(lay_out(timed, turn_seconds=turn_seconds).cycles) == cycles


def test_stretches_share_the_minutes_of_their_routine_evenly():
    plan = lay_out(routine(stretch("one"), stretch("other", set_up=13), minutes=2))
    assert [step.slug for step in plan.steps] == ["one"] * 5 + ["other"] * 5
