"""An Echo's sessions: how they open, what they carry, how they end."""

from datetime import timedelta

import pytest
from fake_skill import FakeSkill, answer

from simulator.spoken import words_of

LAUNCH_SPEECH = len("Where is it?") / 15


def types(fake):
    return [request["request"]["type"] for request in fake.requests]


def test_opening_the_skill_launches_a_new_session(device, fake):
    exchange = device.launch()
    assert exchange.request["request"]["type"] == "LaunchRequest"
    assert exchange.request["session"]["new"] is True
    assert words_of(exchange.spoken) == "Where is it?"
    assert words_of(exchange.reprompt) == "Which muscle is it?"
    assert device.in_session
    assert device.faults == []


@pytest.mark.parametrize("said", ["ask leg cramp helper to help with my leg cramp", "help with my leg cramp"])
def test_a_one_shot_opens_a_session_with_its_intent(device, said):
    exchange = device.say(said)
    assert exchange.request["request"]["intent"]["name"] == "RelieveCrampIntent"
    assert exchange.request["session"]["new"] is True
    assert exchange.recognized.sample == "help with my leg cramp"


def test_every_slot_of_the_intent_is_sent_filled_or_not(device, fake):
    device.say("help with my leg cramp")
    assert "value" not in fake.requests[-1]["request"]["intent"]["slots"]["muscle"]
    device.say("my calf is cramping")
    assert fake.requests[-1]["request"]["intent"]["slots"]["muscle"]["value"] == "calf"


def test_attributes_live_within_a_session_only(device, fake):
    device.launch()
    device.say("my calf is cramping")
    device.say("yes")
    assert [request["session"]["attributes"] for request in fake.requests] == [{}, {"turns": 1}, {"turns": 2}]
    assert len({request["session"]["sessionId"] for request in fake.requests}) == 1
    assert [request["session"]["new"] for request in fake.requests] == [True, False, False]
    assert device.say("stop").ended_session
    device.launch()
    assert fake.requests[-1]["session"]["attributes"] == {}
    assert fake.requests[-1]["session"]["sessionId"] != fake.requests[0]["session"]["sessionId"]


def test_nothing_but_json_is_shared_with_the_skill(device, fake):
    device.launch()
    fake.requests[-1]["session"]["user"]["userId"] = "somebody else"
    device.say("yes")
    assert fake.requests[-1]["session"]["user"]["userId"] == "somebody"


@pytest.mark.parametrize("said", ["exit", "Alexa, quit!"])
def test_exit_and_quit_end_the_session_without_asking_the_skill(device, fake, said):
    device.launch()
    exchange = device.say(said)
    assert exchange.ended_session
    assert exchange.spoken == ()
    assert fake.requests[-1]["request"]["type"] == "SessionEndedRequest"
    assert fake.requests[-1]["request"]["reason"] == "USER_INITIATED"


def test_reopening_ends_the_session_and_begins_another(device, fake):
    device.launch()
    device.launch()
    assert types(fake) == ["LaunchRequest", "SessionEndedRequest", "LaunchRequest"]
    assert fake.requests[-1]["session"]["new"] is True


def test_cards_and_directives_are_kept(device_for):
    card, directive = {"type": "Simple", "title": "A title"}, {"type": "Some.Directive"}
    fake = FakeSkill(LaunchRequest=answer("Well?", card=card, directives=[directive]))
    exchange = device_for(fake).launch()
    assert exchange.card == card
    assert exchange.directives == [directive]


def test_an_event_outside_the_session_leaves_it_alone(device, fake):
    device.launch()
    device.event({"type": "AlexaSkillEvent.SkillDisabled"})
    assert "session" not in fake.requests[-1]
    assert device.faults != []
    device.say("yes")
    assert fake.requests[-1]["session"]["attributes"] == {"turns": 1}


def test_a_touch_belongs_to_the_session(device_for):
    fake = FakeSkill(**{"Alexa.Presentation.APL.UserEvent": {"sessionAttributes": {"touched": True}, "response": {}}})
    device = device_for(fake, screen={"Alexa.Presentation.APL": {"runtime": {"maxVersion": "1.9"}}})
    device.launch()
    began = device.now
    device.event({"type": "Alexa.Presentation.APL.UserEvent", "arguments": ["start"]})
    assert fake.requests[-1]["session"]["new"] is False
    assert "Alexa.Presentation.APL" in fake.requests[-1]["context"]["System"]["device"]["supportedInterfaces"]
    device.say("yes")
    assert fake.requests[-1]["session"]["attributes"] == {"touched": True}
    assert device.now - began == timedelta(seconds=LAUNCH_SPEECH + 2)
    assert device.faults == []
