"""What is heard first in a cramp, and how long every hold is: the same for everybody, however they want it told."""

from itertools import product

from hypothesis import given, settings
from scenarios import EXTREMES, LEFT_UNFINISHED, NIGHT, holds, people, visit_of

from skill.dialogue.beats import Say
from skill.dialogue.engine import take_turn
from skill.dialogue.events import Command, CrampReported, Opened
from skill.dialogue.session import Session, State

EVERYBODY = [*EXTREMES, LEFT_UNFINISHED]
IMPERATIVES = {"Straighten", "Bend", "Sit", "Lie", "Ask"}


def test_relief_begins_with_its_first_instruction(content):
    for person, muscle in product(EVERYBODY, (None, *content.slots["muscle"])):
        turn = take_turn(visit_of(person), CrampReported(muscle), content, NIGHT)
        first = content.routine_for("relief", muscle).steps[0]
        assert turn.beats[0] == Say(first.set_up[0]), (person, muscle)
        assert turn.session.part_started == NIGHT.timestamp()


def test_a_launch_begins_with_the_first_instruction(content):
    first = content.routine_for("relief", None).steps[0]
    for person in EVERYBODY:
        assert take_turn(visit_of(person), Opened(), content, NIGHT).beats[0] == Say(first.set_up[0]), person


def test_relief_opens_with_an_instruction(content):
    reliefs = [routine for routine in content.routines.values() if routine.kind == "relief"]
    assert reliefs
    assert {routine.begin for routine in reliefs} == {""}
    assert {routine.steps[0].set_up[0].split()[0] for routine in reliefs} <= IMPERATIVES


def hold_to_five_seconds(person, content):
    for way in ("standing", "seated"):
        routine = content.routine_for("practice", "calf", way)
        session = Session(state=State.PAUSED, routine=routine.slug, profile=person)
        turn = take_turn(session, Command("resume"), content, NIGHT)
        held = [hold.seconds for hold in holds(turn.beats) if not hold.resting]
        assert held == [5] * len(held), person
        assert len(held) >= 7, person


def test_every_bedtime_hold_is_five_seconds_in_the_corners(content):
    for person in EXTREMES:
        hold_to_five_seconds(person, content)


@settings(max_examples=30)
@given(person=people())
def test_every_bedtime_hold_is_five_seconds(content, person):
    hold_to_five_seconds(person, content)
