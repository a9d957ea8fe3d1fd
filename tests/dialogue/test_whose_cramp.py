"""A cramp of somebody pregnant, and one of somebody else: relief all the same, with the right words first."""

import pytest
from scenarios import COUNTRIES, NIGHT, heard, last, session_in

from skill.content.loader import said_when
from skill.dialogue import events as e
from skill.dialogue.engine import take_turn
from skill.dialogue.session import State

STATES = [State.FRESH, State.WELCOMED, State.ANSWERED]


@pytest.mark.parametrize("state", STATES)
def test_who_is_pregnant_and_in_a_cramp_gets_relief_sitting_or_lying(state, content):
    turn = last(content, [(0, e.CrampReported("calf", pregnant=True))], session_in(state, content))
    assert (turn.session.state, turn.session.routine) == (State.RELIEVING, "relief-calf-seated")
    assert next(heard(turn.beats)).startswith("Sit or lie down")


def test_who_is_pregnant_and_in_a_cramp_is_told_whom_to_call_in_their_country(every_content):
    turn = last(every_content, [(0, e.CrampReported("calf", pregnant=True))])
    advice = COUNTRIES[every_content.locale]["facts"]["advice"]["say"]
    assert said_when(advice, "now") in next(heard(turn.beats))


@pytest.mark.parametrize("state", STATES)
def test_somebody_elses_cramp_gets_relief_with_a_word_to_the_helper(state, content):
    turn = take_turn(session_in(state, content), e.CrampReported("calf", helper=True), content, NIGHT)
    assert turn.session.state is State.RELIEVING
    words = list(heard(turn.beats))
    assert words[0] == content.phrase("helper-cramp")
    assert content.routine_for("relief", "calf").steps[0].set_up[0] in words
