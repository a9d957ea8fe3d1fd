"""Cues take turns, and nobody who follows them holds for any other time than the stretch's own."""

from itertools import islice

import msgspec
import pytest

from skill.stretching.plan import PLAIN
from skill.stretching.stretch import Delivery, Stretch, in_turn

TURNS = [
    (("first", "b", "c"), ["first", "b", "c", "b", "c", "b"]),
    (("first", "again"), ["first", "again", "again", "again", "again", "again"]),
    (("always",), ["always"] * 6),
]


def test_the_first_words_are_said_once_and_the_others_take_turns():
    for words, heard in TURNS:
        assert [in_turn(words, turn) for turn in range(6)] == heard, (words, heard)


def test_a_stretch_is_held_and_rested_as_long_as_it_says(content):
    for stretch in content.stretches.values():
        cycles = list(islice(stretch.cycles(PLAIN), 30))
        assert {cycle.hold for cycle in cycles} == {stretch.hold_seconds}
        assert {cycle.rest for cycle in cycles} == {stretch.rest_seconds}
        assert [cycle.cue for cycle in cycles[:2]] == [stretch.hold[0], in_turn(stretch.hold, 1)]


def test_no_pace_shortens_a_hold_or_takes_a_rest_away(content):
    for pace in [-9, -2, 0, 6]:
        for stretch in content.stretches.values():
            cycle = next(stretch.cycles(Delivery(pace=pace)))
            assert cycle.hold == stretch.hold_seconds, pace
            assert cycle.rest == (max(1, stretch.rest_seconds + pace) if stretch.rest_seconds else 0), pace


def test_few_words_are_the_short_cues(content):
    stretch = content.stretches["wall-lean"]
    cycles = islice(stretch.cycles(Delivery(terse=True)), 5)
    assert {(cycle.cue, cycle.release) for cycle in cycles} == {(stretch.short_hold, stretch.short_release)}


def test_two_stretches_are_the_same_only_if_they_are_one(content):
    one = content.stretches["wall-lean"]
    copy = Stretch(**{name: getattr(one, name) for name in Stretch.__struct_fields__})
    assert one == content.stretches["wall-lean"]
    assert one != copy


@pytest.mark.parametrize(("pace", "rest"), [(10**7, 60), (-(10**7), 1)])
def test_no_pace_makes_a_rest_endless_or_none(content, pace, rest):
    stretch = content.stretches["wall-lean"]
    assert next(stretch.cycles(Delivery(pace=pace))).rest == rest


@pytest.mark.parametrize(
    ("number", "least"), [("hold_seconds", 1), ("times", 1), ("rest_seconds", 0), ("halfway_seconds", 0)]
)
def test_a_stretch_with_a_number_below_its_least_is_refused(content, number, least):
    written = msgspec.to_builtins(content.stretches["wall-lean"])
    assert getattr(msgspec.convert(written | {number: least}, Stretch), number) == least
    with pytest.raises(msgspec.ValidationError, match=f">= {least} .*{number}"):
        msgspec.convert(written | {number: least - 1}, Stretch)
