"""A cramp past ten minutes gets help and not another round, whatever the person says."""

from datetime import timedelta

import pytest
from scenarios import NIGHT, examples, heard, session_in, turns

from skill.dialogue import events as e
from skill.dialogue.engine import take_turn
from skill.dialogue.keys import key_of
from skill.dialogue.session import State

LATE = NIGHT + timedelta(seconds=605)


@pytest.mark.parametrize("events", [(e.CrampReported("calf"),), (e.CrampReported("foot"), e.Command("pause"))], ids=str)
def test_past_ten_minutes_nothing_starts_another_round(content, events):
    *_, (begun, _) = turns(content, [(1, event) for event in events])
    advice = content.home_of("over-ten-minutes").answer("over-ten-minutes").said[0]
    for event in examples(content):
        turn = take_turn(begun.session, event, content, LATE)
        assert turn.session.state is not State.RELIEVING
        if key_of(event) in ("resume", "next", "back", "start-over", "sit", "still-hurts"):
            assert next(heard(turn.beats)) == advice


def test_wish_past_ten_minutes_is_stored(content):
    *_, (turn, _) = turns(content, [(1, e.CrampReported("calf")), (605, e.Command("whisper"))])
    assert turn.session.state is State.ALARMED
    assert turn.session.profile.whisper
    assert turn.effects


@pytest.mark.parametrize(("state", "wish"), [(State.WELCOMED, "whisper"), (State.RETURNING, "slower")])
def test_a_delivery_wish_keeps_relief_after_silence(content, state, wish):
    turn = take_turn(session_in(state, content), e.Command(wish), content, NIGHT + timedelta(seconds=5))
    first = content.routine_for("relief", None).steps[0].set_up[0]
    assert turn.session.state is state
    assert first in list(heard((turn.ask,)))
