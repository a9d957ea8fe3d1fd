"""How a practice goes on after something else: no second opening, a cue in full, and the place by the clock."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scenarios import NIGHT, heard, last

from skill.dialogue import events as e
from skill.dialogue.beats import Hold, lengths
from skill.dialogue.engine import take_turn
from skill.dialogue.position import plan_of
from skill.dialogue.session import State

ADJUSTMENTS = ["slower", "faster", "count", "no-counting"]
ACKNOWLEDGEMENTS = ("carry-on", "slower", "faster", "counting", "no-counting")
LONGEST_ACKNOWLEDGEMENT_WORDS = 3


def stretching(content):
    return last(content, [(0, e.StretchRequested())]).session


@pytest.mark.parametrize("command", ADJUSTMENTS)
def test_adjustment_in_mid_stretch_goes_on_with_a_cue_only(command, content):
    step = content.routines["practice-calf"].steps[0]
    for moment in range(40, 190, 10):
        turn = last(content, [(moment, e.Command(command))], stretching(content))
        words = list(heard(turn.beats[:-1]))
        plan = plan_of(turn.session, content.routines["practice-calf"])
        cue = plan.cycles[turn.session.start].cue
        assert words[0] == (step.hold[0] if cue == step.short_hold else cue)
        assert not {*step.set_up, *step.brief, step.care, content.routines["practice-calf"].onward} & set(words)


def test_an_adjustment_during_the_set_up_says_the_set_up_again(content):
    turn = last(content, [(25, e.Command("slower"))], stretching(content))
    assert next(heard(turn.beats)) == content.routines["practice-calf"].steps[0].set_up[0]


def test_an_acknowledgement_costs_three_words_at_most(content):
    said = [content.phrase(name) for name in ACKNOWLEDGEMENTS]
    assert [words for words in said if len(words.split()) > LONGEST_ACKNOWLEDGEMENT_WORDS] == []


@pytest.mark.parametrize(
    ("steps", "name"),
    [
        ([(60, e.Command("slower"))], "slower"),
        ([(60, e.Command("pause")), (5, e.Command("resume"))], "carry-on"),
    ],
)
def test_an_acknowledgement_comes_after_the_first_instruction(steps, name, content):
    words = list(heard(last(content, steps, stretching(content)).beats))
    assert words.index(content.phrase(name)) in {1, 2}


@given(moment=st.floats(40, 300), command=st.sampled_from([*ADJUSTMENTS, "time-left", "how-many", "resume"]))
def test_each_repetition_still_ends_when_the_clock_says_so(content, moment, command):
    now = NIGHT + timedelta(seconds=moment)
    turn = take_turn(stretching(content), e.Command(command), content, now)
    if turn.session.state is not State.STRETCHING or turn.session.routine != "practice-calf":
        return
    plan = plan_of(turn.session, content.routines["practice-calf"])
    clock, number, offset = now.timestamp(), turn.session.start, turn.session.part_started
    for beat, length in zip(turn.beats, lengths(turn.beats, turn.voice.rate), strict=True):
        clock += length
        if isinstance(beat, Hold) and beat.resting:
            ended = plan.place(turn.session.start, clock - offset + 0.01, stops=turn.session.stops).cycle
            going_on = plan.place(turn.session.start, clock - offset - 0.01, stops=turn.session.stops).cycle
            assert (going_on, ended) == (number, number + 1)
            number += 1
