"""A routine laid out in time: its length, the parts that fit a turn, and how they follow each other."""

import dataclasses
from itertools import product

import pytest

from skill.dialogue.voice_settings import PACES
from skill.stretching.plan import (
    LISTENING_SECONDS,
    TURN_SECONDS,
    Position,
    cycle_seconds,
    lay_out,
    speaking_seconds,
)
from skill.stretching.rate import rate_of
from skill.stretching.stretch import Delivery

PRACTICES = ["practice-calf", "practice-calf-seated"]
LEEWAY = 10
"""Seconds that a part may be longer than a turn should be, or one repetition: parts end with a whole one."""
MANNERS = [
    Delivery(brief, terse, pace, rate_of(pace)) for brief in (False, True) for terse in (False, True) for pace in PACES
]


@pytest.mark.parametrize("slug", PRACTICES)
def test_the_practice_lasts_its_minutes_within_five_per_cent_with_and_without_the_pause(longest_content, slug):
    routine = longest_content.routines[slug]
    asked = 60 * routine.minutes
    spoken = {manner: sum(part.seconds for part in lay_out(routine, manner).parts()) for manner in MANNERS}
    assert asked == 300
    assert [manner for manner in MANNERS if abs(spoken[manner] - asked) > 0.05 * asked] == []
    assert [manner for manner in MANNERS if abs(spoken[manner] + LISTENING_SECONDS - asked) > 0.05 * asked] == []


@pytest.mark.parametrize("slug", PRACTICES)
def test_the_practice_is_two_parts_so_that_it_runs_on_in_silence(longest_content, slug):
    routine = longest_content.routines[slug]
    assert {manner: len(list(lay_out(routine, manner).parts())) for manner in MANNERS} == dict.fromkeys(MANNERS, 2)


def test_no_part_lasts_much_longer_than_a_turn_may(longest_content):
    for routine, manner in product(longest_content.routines.values(), MANNERS):
        plan = lay_out(routine, manner)
        longest = TURN_SECONDS + max(LEEWAY, *map(cycle_seconds, plan.cycles))
        too_long = [start for start in range(len(plan.cycles)) if plan.part(start).seconds > longest]
        assert too_long == [], (routine.slug, manner)


@pytest.mark.parametrize("slug", PRACTICES)
def test_a_part_of_the_practice_is_no_longer_than_a_turn_and_a_little(longest_content, slug):
    parts = lay_out(longest_content.routines[slug]).parts()
    assert all(part.seconds <= TURN_SECONDS + LEEWAY for part in parts)


def test_the_parts_of_a_routine_are_all_of_its_cycles_in_order(content):
    for routine in content.routines.values():
        plan = lay_out(routine)
        parts = list(plan.parts())
        assert [cycle for part in parts for cycle in part.cycles] == list(plan.cycles)
        assert [part.start for part in parts] == [0, *[part.stop for part in parts[:-1]]]
        assert [part.last for part in parts] == [False] * (len(parts) - 1) + [True]


def test_a_part_belongs_to_one_stretch_and_ends_with_the_question_of_its_routine(content):
    for routine in content.routines.values():
        plan = lay_out(routine)
        for part in plan.parts():
            assert {id(step) for step in plan.steps[part.start : part.stop]} == {id(part.step)}
            assert part.closing == (routine.finish if part.last else routine.between)


def test_a_stretch_is_set_up_before_its_first_repetition_and_recalled_in_its_midst(content):
    routine = dataclasses.replace(content.routines["practice-calf"], steps=(content.stretches["wall-lean"],))
    first, second = lay_out(routine).parts()
    step = routine.steps[0]
    told = tuple(filter(None, (*step.set_up, step.care)))
    assert first.opening[-len(told) :] == told
    assert second.opening == (routine.onward,)


def test_somebody_who_knows_a_stretch_is_set_up_in_fewer_words(content):
    routine = content.routines["practice-calf"]
    brief, full = lay_out(routine, Delivery(brief=True)).part(0), lay_out(routine).part(0)
    assert brief.opening[-1:] == routine.steps[0].brief[-1:]
    assert brief.opening_seconds < full.opening_seconds


def test_a_routine_without_minutes_repeats_each_stretch_as_often_as_it_says(content):
    for routine in content.routines.values():
        if not routine.minutes:
            assert len(lay_out(routine).cycles) == sum(step.times for step in routine.steps)


def test_the_seconds_of_a_part_are_those_of_its_words_and_its_silences(content):
    part = next(lay_out(content.routines["practice-calf"]).parts())
    words = [*part.opening, part.closing, *[w for cycle in part.cycles for w in (cycle.cue, cycle.release)]]
    silences = sum(cycle.hold + cycle.rest for cycle in part.cycles)
    assert part.seconds == pytest.approx(speaking_seconds(" ".join(words)) + silences, abs=4)


def test_what_is_left_of_a_routine_shrinks_to_nothing(content):
    plan = lay_out(content.routines["practice-calf"])
    left = [plan.seconds_left(cycle) for cycle in range(len(plan.cycles) + 1)]
    assert left == sorted(left, reverse=True)
    assert left[-1] == 0
    assert left[-2] == cycle_seconds(plan.cycles[-1])


def test_a_shorter_turn_makes_more_parts_of_the_same_stretch(content):
    routine = content.routines["practice-calf"]
    parts = list(lay_out(routine, turn_seconds=60).parts())
    assert len(parts) > 2
    assert max(part.seconds for part in parts) <= 60 + 20


def test_a_note_before_the_question_keeps_the_part_open_that_much_longer(content):
    plan = lay_out(content.routines["relief-calf"])
    part = plan.part(0)
    after = part.seconds + LISTENING_SECONDS + 1
    note = "x" * 160
    assert plan.place(0, after).part_over is False
    assert plan.place(0, after, note) == Position(part.stop, part_over=True, finished=False)


def test_the_same_place_in_another_manner_is_as_far_along(content):
    routine = content.routines["practice-calf"]
    plain, slow = lay_out(routine), lay_out(routine, Delivery(pace=6))
    assert len(slow.cycles) < len(plain.cycles)
    places = [slow.same_place(cycle, plain) for cycle in range(len(plain.cycles))]
    assert places[0] == 0
    assert places == sorted(places)
    assert places[-1] == len(slow.cycles) - 1
    assert [plain.same_place(cycle, plain) for cycle in range(5)] == [0, 1, 2, 3, 4]


def test_somebody_who_said_nothing_for_hours_has_heard_two_parts_and_no_more(content):
    plan = lay_out(content.routines["relief-calf"])
    *_, second, third = plan.parts()
    assert plan.place(0, 7200) == Position(plan.part(plan.part(0).stop).stop, part_over=True, finished=False)
    assert plan.place(second.start, 7200) == Position(third.stop, part_over=True, finished=True)


@pytest.mark.parametrize("slugs", [("wall-lean", "hamstring-lean"), ("towel-pull", "heel-walk", "wall-lean")])
def test_a_routine_of_several_stretches_shares_its_minutes_between_them(longest_content, slugs):
    steps = tuple(longest_content.stretches[slug] for slug in slugs)
    routine = dataclasses.replace(longest_content.routines["practice-calf"], steps=steps)
    for manner in MANNERS:
        plan = lay_out(routine, manner)
        parts = list(plan.parts())
        assert tuple(dict.fromkeys(step.slug for step in plan.steps)) == slugs, manner
        half = (LISTENING_SECONDS * (len(parts) - 1) + max(map(cycle_seconds, plan.cycles))) / 2
        assert sum(part.seconds for part in parts) == pytest.approx(300, abs=half), manner
