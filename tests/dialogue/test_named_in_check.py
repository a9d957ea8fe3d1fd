"""A body part alone is asked about; named in answer to a check that asks about it, it is a yes."""

import pytest
from scenarios import last, session_in, sign

from skill.dialogue.session import State

NAMED = ("cramp-in-ribs", "out-of-puff")


@pytest.mark.parametrize("choice", NAMED)
def test_sign_of_the_check_counts_as_a_yes(choice, content):
    turn = last(content, [(3, sign(choice, content))], session_in(State.CHECKING, content))
    assert (turn.session.state, turn.session.choice) == (State.ALARMED, choice)
    assert not turn.session.outright


@pytest.mark.parametrize("choice", NAMED)
def test_anywhere_else_it_is_asked_about_first(choice, content):
    for state in (State.ANSWERED, State.RELIEVING, State.STRETCHING):
        turn = last(content, [(3, sign(choice, content))], session_in(state, content))
        assert (turn.session.state, turn.session.choice) == (State.CHECKING, choice)


def test_sign_outside_the_check_is_asked_about_first(content):
    turn = last(content, [(3, sign("aching-jaw", content))], session_in(State.CHECKING, content))
    assert (turn.session.state, turn.session.choice) == (State.CHECKING, "aching-jaw")
