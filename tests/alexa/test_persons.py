"""Where Alexa says who speaks, settings are theirs, from the first word of a session to its last."""

import pytest
from the_skill import TheSkill

from tests.alexa.test_disabled import disabled
from tests.alexa.test_visits import device_of

ANNA, BEN = "amzn1.ask.person.ANNA", "amzn1.ask.person.BEN"


@pytest.fixture
def the_skill():
    skill = TheSkill()
    yield skill
    skill.close()


@pytest.fixture
def device(the_skill):
    return device_of(the_skill)


def visit(device, person, *wishes):
    """Open the skill as a person, say what is wished, and leave. Return how the goodbye is spoken."""
    device.recognise(person)
    device.say("open leg cramp helper")
    for wish in wishes:
        device.say(wish)
    goodbye = device.say("stop").spoken[-1]
    return goodbye.whispered, goodbye.rate, goodbye.volume


USUAL = (False, 100.0, "medium")


def test_settings_are_theirs_who_made_them(device):
    assert visit(device, ANNA, "slower") == (False, 85.0, "medium")
    assert visit(device, BEN, "louder") == (False, 100.0, "loud")
    assert visit(device, "") == USUAL
    assert visit(device, ANNA) == (False, 85.0, "medium")
    assert visit(device, BEN) == (False, 100.0, "loud")


def test_unrecognised_voices_settings_are_the_accounts(device):
    assert visit(device, "", "whisper") == (True, 100.0, "medium")
    assert visit(device, ANNA) == USUAL
    assert visit(device, "") == (True, 100.0, "medium")


@pytest.mark.parametrize("later", ["", BEN])
def test_a_session_stays_with_whom_it_was_opened_by(device, later):
    device.recognise(ANNA)
    device.say("open leg cramp helper")
    device.recognise(later)
    device.say("louder")
    device.say("stop")
    assert visit(device, later) == USUAL
    assert visit(device, ANNA) == (False, 100.0, "loud")


def test_session_begun_unrecognised_stays_the_accounts(device):
    device.recognise("")
    device.say("open leg cramp helper")
    device.recognise(ANNA)
    device.say("louder")
    device.say("stop")
    assert visit(device, ANNA) == USUAL
    assert visit(device, "") == (False, 100.0, "loud")


def test_forgetting_one_person_keeps_the_others(device):
    visit(device, ANNA, "slower")
    visit(device, BEN, "louder")
    visit(device, "", "whisper")
    visit(device, ANNA, "delete my data", "yes")
    assert visit(device, ANNA) == USUAL
    assert visit(device, "") == USUAL
    assert visit(device, BEN) == (False, 100.0, "loud")


def test_unrecognised_deletion_deletes_every_person(device):
    visit(device, ANNA, "slower")
    visit(device, "", "delete my data", "yes")
    assert visit(device, ANNA) == USUAL


def test_disabling_the_skill_deletes_every_person(device, the_skill):
    visit(device, ANNA, "slower")
    the_skill(disabled())
    assert visit(device, ANNA) == USUAL


def test_no_id_of_a_person_is_stored_or_carried(device, the_skill):
    device.recognise(ANNA)
    carried = str(device.say("open leg cramp helper").response)
    device.say("slower")
    device.say("stop")
    assert ANNA not in carried + str(the_skill.records())
