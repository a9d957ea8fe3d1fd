"""Requests from a bad guest: session attributes of an earlier version, clocks that nobody has, an API that lies."""

import json
import logging
from datetime import timedelta

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scenarios import ALARMING, NIGHT, session_in
from the_skill import TheSkill
from transcripts import built_model

from simulator import envelopes
from simulator.fake_reminders import SCOPE
from skill.content.intents import intent_name
from skill.dialogue.session import Session, State, attributes_of
from tests.reminders.reminded import PERSON, device_of, heard

ORIGIN = envelopes.Origin(PERSON, "amzn1.ask.device.A", "en-GB")
ODD = [
    *(None, True, -1, 0, 7, 33, 1e308, 10**19, 10**400, "", "x", "\ud800", "🦵\u202e\x00", [], {}, ["99:00"]),
    *("practice-calf", "relief-foot", "quinine-symptom", "no-such", "paused", "alarmed", "returning", "../../x"),
    *({"pace": -(10**400)}, {"done": {"2026-11-23": 10**30}}, {"explained": {"practice-calf": -9}}),
    *({"bookmark": {"routine": "practice-calf", "cycle": cycle, "at": at}} for cycle in (-1, 7) for at in (0, 10**400)),
]
INTENTS = st.deferred(lambda: st.sampled_from([intent["name"] for intent in intents()]))
"""Read when a test draws one, not when the tests are collected."""
RULE = "FREQ=DAILY;BYHOUR={};BYMINUTE={};BYSECOND=0;INTERVAL=1;"


def intents():
    return built_model()["interactionModel"]["languageModel"]["intents"]


@pytest.fixture
def the_skill():
    """A skill for each test: an API that failed in another one would still be left alone."""
    skill = TheSkill()
    yield skill
    skill.close()


@pytest.fixture
def device(the_skill):
    the_skill.api.admit(PERSON, "Europe/London").scopes[SCOPE] = "GRANTED"
    return device_of(the_skill)


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(State),
    st.dictionaries(st.sampled_from(Session.__struct_fields__), st.sampled_from(ODD), min_size=1, max_size=4),
    st.tuples(INTENTS, st.sampled_from([-50, 0, 30, 700, 90_000])),
)
def test_altered_session_still_gets_an_answer(the_skill, content, state, odd, said):
    intent, gap = said
    attributes = attributes_of(session_in(state, content)) | odd
    session = envelopes.Session("s", new=False, attributes=json.loads(json.dumps(attributes)))
    response = the_skill(envelopes.intent(ORIGIN, session, NIGHT + timedelta(seconds=gap), intent))["response"]
    assert content.phrase("sorry")[:20] not in response["outputSpeech"]["ssml"]


@pytest.mark.parametrize("state", [State.CHECKING, State.FORGETTING, State.REMINDING])
def test_a_touch_on_another_screen_is_no_answer(the_skill, content, state):
    attributes = attributes_of(session_in(state, content))
    session = envelopes.Session("s", new=False, attributes=json.loads(json.dumps(attributes)))
    for token, command, after in ((State.WELCOMED, "no", state), (None, "yes", state), (state, "no", None)):
        touched = {"type": "Alexa.Presentation.APL.UserEvent", "token": token, "arguments": [command]}
        answer = the_skill(envelopes.envelope(ORIGIN, session, NIGHT, touched))
        assert (answer["sessionAttributes"]["state"] == state) is (after == state)


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59Z", "1970-01-01T00:00:00Z"])
@pytest.mark.parametrize("intent", ["RelieveCrampIntent", "ProgressIntent", "GuidedStretchIntent"])
def test_impossible_clock_still_gets_an_answer(the_skill, content, moment, intent):
    request = envelopes.intent(ORIGIN, envelopes.Session(), NIGHT, intent)
    request["request"]["timestamp"] = moment
    assert content.phrase("sorry")[:20] not in the_skill(request)["response"]["outputSpeech"]["ssml"]


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        ([RULE.format(hour, minute) for hour in range(24) for minute in range(60)], "midnight, twelve oh one at night"),
        ([RULE.format(25, 75), RULE.format(9, 30)], "every day at half past nine in the morning."),
        ([RULE.format(99, 0)], "no reminders set"),
    ],
    ids=["a thousand times", "an hour no clock shows", "nothing else"],
)
def test_any_listed_reminders_can_be_spoken(device, the_skill, monkeypatch, rules, words):
    told = {"alertToken": "a", "status": "ON", "trigger": {"recurrence": {"recurrenceRules": rules}}}
    monkeypatch.setattr(type(the_skill.api.accounts[PERSON]), "listed", lambda _: {"alerts": [told]})
    exchange = device.say("what reminders have i got")
    assert words in heard(exchange)
    assert " else" in heard(exchange)
    assert device.faults == []
    assert msgspec.convert(dict(device.state.session.attributes), Session)


@pytest.mark.parametrize("nonsense", [[1, 2], 5, "x"], ids=str)
def test_invalid_reminders_answer_is_not_reported_as_none(device, the_skill, monkeypatch, nonsense):
    monkeypatch.setattr(type(the_skill.api.accounts[PERSON]), "listed", lambda _: nonsense)
    assert "can't reach" in heard(device.say("what reminders have i got"))
    assert "can't reach" in heard(device.say("cancel my reminders"))


def test_unreachable_alexa_api_logs_no_device_name(the_skill, caplog):
    with caplog.at_level(logging.WARNING):
        the_skill(envelopes.intent(ORIGIN, envelopes.Session(), NIGHT, "ProgressIntent"))
    assert caplog.records
    assert "amzn1" not in caplog.text


@pytest.mark.parametrize("state", [State.ALARMED, State.CHECKING])
def test_alarm_survives_unreadable_session_attributes(the_skill, state):
    session = envelopes.Session("s", new=False, attributes={"state": state, "start": "three"})
    for intent in ("GuidedStretchIntent", "RelieveCrampIntent", "AMAZON.YesIntent", "AMAZON.NoIntent"):
        told = the_skill(envelopes.intent(ORIGIN, session, NIGHT, intent))
        assert told["sessionAttributes"]["state"] == State.ALARMED


def test_unreadable_attributes_load_the_stored_profile(device, the_skill):
    device.say("whisper")
    device.say("stop")
    session = envelopes.Session("s", new=False, attributes={"state": "stretching", "start": "three"})
    told = the_skill(envelopes.intent(ORIGIN, session, NIGHT, "GuidedStretchIntent"))
    assert "whispered" in told["response"]["outputSpeech"]["ssml"]


@pytest.mark.parametrize("code", ["ER_SUCCESS_TIMEOUT", "ER_ERROR_TIMEOUT", "ER_ERROR_EXCEPTION"])
def test_an_alarm_with_unresolved_words_stops_the_practice(the_skill, content, code):
    attributes = attributes_of(session_in(State.STRETCHING, content))
    for question in content.questions.values():
        for choice in question.choices.values():
            status = {"resolutionsPerAuthority": [{"authority": "a", "status": {"code": code}}]}
            session = envelopes.Session("s", new=False, attributes=json.loads(json.dumps(attributes)))
            request = envelopes.intent(ORIGIN, session, NIGHT, intent_name(question.slug))
            said = {"name": question.slot, "value": choice.name.capitalize(), "resolutions": status}
            request["request"]["intent"]["slots"] = {question.slot: said}
            alarming = choice.level in ALARMING
            raised = (State.CHECKING, State.ALARMED) if choice.ask else (State.ALARMED,)
            if alarming:
                assert the_skill(request)["sessionAttributes"]["state"] in raised
            else:
                assert the_skill(request)["sessionAttributes"]["state"] != State.ALARMED
