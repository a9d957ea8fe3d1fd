"""A conversation that was under way when this version went live goes on: attributes written by 0.1.0 and since."""

import json
from pathlib import Path

import pytest
from scenarios import NIGHT, examples, holds

from skill.dialogue.engine import take_turn
from skill.dialogue.events import Command, StretchRequested
from skill.dialogue.session import State, attributes_of, restore

WRITTEN = json.loads(Path(__file__).with_name("attributes_under_way.json").read_text(encoding="utf-8"))
"""By version and state, what Alexa holds a second after the way into the state that tests/scenarios.py knows."""
SINCE = {
    "begun": None,
    "volume": 0,
    "clear": False,
    "tone": False,
    "reminders": [],
    "reminded_once": [],
    "last_visit": 0,
}
"""What a profile holds since then, as nobody has set it."""
UNDER_WAY = [(version, state) for version, states in WRITTEN.items() for state in states]


def test_attributes_of_an_older_version_are_restored_in_full():
    for version, state in UNDER_WAY:
        written = WRITTEN[version][state]
        session = restore(written)
        assert session.state == State(written.get("state", "fresh"))
        again = json.loads(json.dumps(attributes_of(session)))
        for person in ("known", "profile"):
            if person in again:
                assert {name: again[person].pop(name) for name in SINCE} == SINCE
        assert again == written, (version, state)


@pytest.mark.parametrize("version", WRITTEN)
def test_every_event_is_answered_in_a_session_of_an_older_version(version, content):
    for written in WRITTEN[version].values():
        session = restore(written)
        for event in examples(content):
            assert take_turn(session, event, content, NIGHT).session, (written, event)


@pytest.mark.parametrize("version", WRITTEN)
def test_stretch_of_an_older_version_goes_on_to_its_end(version, content):
    session = restore(WRITTEN[version]["stretching"])
    going_on = take_turn(session, Command("resume"), content, NIGHT)
    assert (going_on.session.state, going_on.session.routine) == (State.STRETCHING, "practice-calf")
    assert list(holds(going_on.beats))
    an_hour_ago = restore({**WRITTEN[version]["stretching"], "sent": session.part_started - 3600})
    over = take_turn(an_hour_ago, Command("pause"), content, NIGHT)
    assert over.session.state is State.OFFERED
    assert sum(over.session.profile.done.values()) == 1


@pytest.mark.parametrize("version", WRITTEN)
def test_an_alarm_raised_under_an_older_version_stands(version, content):
    for event in (Command("resume"), Command("yes"), StretchRequested()):
        turn = take_turn(restore(WRITTEN[version]["alarmed"]), event, content, NIGHT)
        assert turn.session.state is State.ALARMED
        assert not list(holds(turn.beats))


def test_finished_practice_can_be_restored_and_goes_on_at_yes(content):
    session = restore({**WRITTEN["step2"]["stretching"], "state": "finished", "sent": NIGHT.timestamp() - 3600})
    assert session.state is State.FINISHED
    turn = take_turn(session, Command("yes"), content, NIGHT)
    assert turn.session.routine == content.routines["practice-calf"].extra
