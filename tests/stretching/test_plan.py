"""A routine laid out in time: its length, the parts that fit a turn, and how they follow each other."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from scenarios import among

from skill.dialogue.voice_settings import PACE_SECONDS
from skill.stretching.coach import TENTH_VISIT, THIRD_VISIT
from skill.stretching.division import stops_of_reprompt
from skill.stretching.plan import Position, lay_out
from skill.stretching.rate import FASTEST_RATE_PERCENT, SLOWEST_RATE_PERCENT, rate_of
from skill.stretching.stretch import Delivery
from skill.stretching.timing import (
    LISTENING_SECONDS,
    REPROMPT_SECONDS,
    RESPONSE_SECONDS,
    cycle_seconds,
    speaking_seconds,
)

PRACTICES = ["practice-calf", "practice-calf-seated"]
RATES = (SLOWEST_RATE_PERCENT, FASTEST_RATE_PERCENT)
SPENT_SECONDS = (0.0, 20.0)
CORNERS = [
    Delivery(brief=brief, terse=terse, pace=pace, rate=rate, spent=spent)
    for brief, terse, pace, rate, spent in product(
        (False, True), (False, True), (PACE_SECONDS[0], 0, PACE_SECONDS[-1]), RATES, SPENT_SECONDS
    )
]
ANY_DELIVERY = st.builds(
    Delivery,
    brief=st.booleans(),
    terse=st.booleans(),
    pace=st.sampled_from(PACE_SECONDS),
    rate=st.integers(RATES[0], RATES[-1]),
    spent=st.floats(0, SPENT_SECONDS[-1]),
    skipped=st.booleans(),
    visit=st.sampled_from((0, THIRD_VISIT, TENTH_VISIT)),
    seed=st.integers(0, 2**31),
)


def practices(content):
    return [routine for routine in content.routines.values() if routine.kind == "practice"]


@pytest.mark.parametrize("slug", PRACTICES)
def test_practice_lasts_its_minutes_within_5_per_cent(longest_content, slug):
    routine = longest_content.routines[slug]
    for manner in CORNERS:
        plan = lay_out(routine, manner)
        parts = list(plan.parts(0, plan.stops(0, manner.spent)))
        spoken = manner.spent + sum(part.seconds for part in parts)
        assert len(parts) == 2, manner
        assert spoken + LISTENING_SECONDS == pytest.approx(60 * routine.minutes, rel=0.05), manner
        assert manner.spent + parts[0].seconds <= RESPONSE_SECONDS, manner
        assert parts[1].seconds <= REPROMPT_SECONDS, manner


@given(data=st.data(), manner=ANY_DELIVERY, spent=st.floats(0, 60))
def test_no_part_outlasts_what_a_turn_may_hold(catalog, data, manner, spent):
    content = data.draw(among(list(catalog.by_locale.values())))
    plan = lay_out(data.draw(among(list(content.routines.values()))), manner)
    start = data.draw(st.integers(0, len(plan.cycles) - 1))
    first, *second = plan.parts(start, plan.stops(start, spent))
    assert spent + first.seconds <= RESPONSE_SECONDS
    assert all(part.seconds <= REPROMPT_SECONDS for part in second[:1])
    later = next(plan.parts(start, stops_of_reprompt(plan, start, spent / 10)))
    assert later.seconds + (spent / 10) * (not later.last) <= REPROMPT_SECONDS


@given(data=st.data(), manner=ANY_DELIVERY, clear=st.booleans())
def test_a_practice_holds_five_seconds_and_rests_hardly_longer(catalog, data, manner, clear):
    content = data.draw(among(list(catalog.by_locale.values())))
    routine = content.routines[data.draw(st.sampled_from(PRACTICES))]
    manner = replace(manner, rate=rate_of(manner.pace, clear=clear))
    (step,) = routine.steps
    cycles = lay_out(routine, manner).cycles
    rest = next(step.cycles(manner)).rest
    assert {cycle.hold for cycle in cycles} == {5}
    last = len(cycles) // 2 - 1
    longer = [cycle.rest - rest - step.halfway_seconds * (number == last) for number, cycle in enumerate(cycles)]
    assert set(longer) <= {0, 1, 2, 3, 4, 5}


def test_the_parts_of_a_routine_are_all_of_its_cycles_in_order(content):
    for routine in content.routines.values():
        plan = lay_out(routine)
        parts = list(plan.parts())
        assert [cycle for part in parts for cycle in part.cycles] == list(plan.cycles)
        assert [part.start for part in parts] == [0, *[part.stop for part in parts[:-1]]]
        assert [part.last for part in parts] == [False] * (len(parts) - 1) + [True]


def test_part_has_one_stretch_and_ends_with_its_question(content):
    for routine in practices(content):
        plan = lay_out(routine)
        for part in plan.parts():
            assert {id(step) for step in plan.steps[part.start : part.stop]} == {id(part.step)}
            assert part.closing == (routine.finish if part.last else routine.between)


def test_stretch_is_set_up_first_and_recalled_later(content):
    routine = replace(content.routines["practice-calf"], steps=(content.stretches["wall-lean"],))
    first, second = lay_out(routine).parts()
    step = routine.steps[0]
    told = tuple(filter(None, (*step.set_up, step.care)))
    assert first.opening[-len(told) :] == told
    assert second.opening == (routine.onward,)


def test_known_stretch_is_set_up_in_fewer_words(content):
    routine = content.routines["practice-calf"]
    brief, full = next(lay_out(routine, Delivery(brief=True)).parts()), next(lay_out(routine).parts())
    assert brief.opening[-1:] == routine.steps[0].brief[-1:]
    assert brief.opening_seconds < full.opening_seconds


def test_untimed_routine_repeats_each_stretch_as_often_as_set(content):
    for routine in practices(content):
        if not routine.minutes:
            assert len(lay_out(routine).cycles) == sum(step.times for step in routine.steps)


def test_parts_seconds_are_those_of_its_words_and_silences(content):
    part = next(lay_out(content.routines["practice-calf"]).parts())
    cycles = [words for cycle in part.cycles for words in (cycle.cue, cycle.release)]
    words = [*part.opening, *cycles, part.ending, part.closing]
    silences = sum(cycle.hold + cycle.rest for cycle in part.cycles)
    assert part.seconds == pytest.approx(speaking_seconds(" ".join(words)) + silences, abs=4)


def test_time_left_shrinks_to_zero(content):
    plan = lay_out(content.routines["practice-calf"])
    left = [plan.seconds_left(cycle) for cycle in range(len(plan.cycles) + 1)]
    assert left == sorted(left, reverse=True)
    assert left[-1] == 0
    assert left[-2] == cycle_seconds(plan.cycles[-1])


def test_a_shorter_turn_makes_more_parts_of_the_same_stretch(content):
    routine = content.routines["practice-calf"]
    parts = list(lay_out(routine, response_seconds=60, reprompt_seconds=40).parts())
    assert len(parts) > 2
    assert max(part.seconds for part in parts[::2]) <= 60
    assert max(part.seconds for part in parts[1::2]) <= 40


def test_note_before_the_question_keeps_the_part_open_longer(content):
    plan = lay_out(content.routines["relief-calf"])
    part = next(plan.parts())
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


def test_silence_for_hours_has_played_two_parts(content):
    plan = lay_out(content.routines["relief-calf"])
    first, second, third, *_ = plan.parts()
    assert plan.place(0, 7200) == Position(second.stop, part_over=True, finished=False)
    last = plan.place(third.start, 7200, stops=(len(plan.cycles),))
    assert last == Position(len(plan.cycles), part_over=True, finished=True)
    assert plan.place(0, 7200, stops=(first.stop,)).cycle == first.stop


@pytest.mark.parametrize("slugs", [("wall-lean", "hamstring-lean"), ("towel-pull", "heel-walk", "wall-lean")])
def test_several_stretches_share_their_routines_minutes(longest_content, slugs):
    steps = tuple(longest_content.stretches[slug] for slug in slugs)
    routine = replace(longest_content.routines["practice-calf"], steps=steps)
    for manner in CORNERS:
        plan = lay_out(routine, manner)
        parts = list(plan.parts())
        assert tuple(dict.fromkeys(step.slug for step in plan.steps)) == slugs, manner
        spoken = manner.spent + sum(part.seconds for part in parts)
        longest = max(map(cycle_seconds, plan.cycles))
        assert spoken + LISTENING_SECONDS * (len(parts) - 1) == pytest.approx(300, abs=longest), manner
