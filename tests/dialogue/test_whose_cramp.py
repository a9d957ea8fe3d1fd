"""A cramp of somebody pregnant, and one of somebody else: relief all the same, with the right words first."""

import pytest
from scenarios import COUNTRIES, NIGHT, heard, last, session_in

from skill.dialogue import events as e
from skill.dialogue.engine import take_turn
from skill.dialogue.session import State

STATES = [State.FRESH, State.WELCOMED, State.ANSWERED]


@pytest.mark.parametrize("state", STATES)
def test_who_is_pregnant_and_in_a_cramp_gets_relief_sitting_or_lying(state, every_content):
    turn = last(every_content, [(0, e.CrampReported("calf", pregnant=True))], session_in(state, every_content))
    assert (turn.session.state, turn.session.routine) == (State.RELIEVING, "relief-calf-seated")
    first = next(heard(turn.beats))
    assert first.startswith("Sit or lie down")
    assert COUNTRIES[every_content.locale]["facts"]["advice"]["say"] in first


@pytest.mark.parametrize("state", STATES)
def test_somebody_elses_cramp_gets_relief_with_a_word_to_the_helper(state, every_content):
    turn = take_turn(session_in(state, every_content), e.CrampReported("calf", helper=True), every_content, NIGHT)
    assert turn.session.state is State.RELIEVING
    words = list(heard(turn.beats))
    assert words[0] == every_content.phrase("helper-cramp")
    assert every_content.routine_for("relief", "calf").steps[0].set_up[0] in words
