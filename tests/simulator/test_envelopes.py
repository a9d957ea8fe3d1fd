"""Requests as Alexa writes them."""

import json
from datetime import datetime, timedelta, timezone

import pytest
from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_model import IntentRequest, LaunchRequest, RequestEnvelope, SessionEndedRequest

from simulator import envelopes
from simulator.envelopes import Origin, Session
from simulator.recognizer.recognized import RecognizedSlot

ORIGIN = Origin("somebody", "bedside", "en-AU", scopes={"alexa::alerts:reminders:skill:readwrite": "GRANTED"})
NOW = datetime(2026, 11, 23, 12, 0, 1, 900000, tzinfo=timezone(timedelta(hours=10)))
SLOTS = {
    "muscle": RecognizedSlot("lower leg", "calf", "MUSCLE", "calf"),
    "other": RecognizedSlot("elbow", None, "MUSCLE"),
    "time": RecognizedSlot("22:00", None, "AMAZON.TIME"),
    "unsaid": None,
}
ASKED = envelopes.intent(ORIGIN, Session(new=False, attributes={"part": 2}), NOW, "RelieveCrampIntent", SLOTS)


def read(built):
    return DefaultSerializer().deserialize(json.dumps(built), RequestEnvelope)


def test_alexas_own_sdk_reads_every_request():
    session = Session()
    assert isinstance(read(envelopes.launched(ORIGIN, session, NOW)).request, LaunchRequest)
    assert isinstance(read(ASKED).request, IntentRequest)
    ended = read(envelopes.session_ended(ORIGIN, session, NOW, "ERROR", {"type": "INVALID_RESPONSE", "message": "x"}))
    assert isinstance(ended.request, SessionEndedRequest)
    assert ended.request.error.object_type.value == "INVALID_RESPONSE"


def test_the_time_is_the_devices_in_utc_without_fractions():
    assert ASKED["request"]["timestamp"] == "2026-11-23T02:00:01Z"


def test_the_context_names_application_user_device_and_alexas_api():
    system = read(ASKED).context.system
    assert (
        system.application.application_id == ORIGIN.application_id == ASKED["session"]["application"]["applicationId"]
    )
    assert system.user.user_id == "somebody"
    assert system.user.permissions.consent_token
    assert system.device.device_id == "bedside"
    assert system.api_endpoint.startswith("https://127.0.0.1")
    assert system.api_access_token


def test_a_listed_value_is_matched_with_its_id_and_another_is_not():
    slots = ASKED["request"]["intent"]["slots"]
    matched, unmatched = (slots[name]["resolutions"]["resolutionsPerAuthority"][0] for name in ("muscle", "other"))
    assert matched["status"] == {"code": "ER_SUCCESS_MATCH"}
    assert matched["values"] == [{"value": {"name": "calf", "id": "calf"}}]
    assert unmatched["status"] == {"code": "ER_SUCCESS_NO_MATCH"}
    assert "values" not in unmatched


def test_built_in_type_has_no_resolutions_and_empty_slot_no_value():
    slots = ASKED["request"]["intent"]["slots"]
    assert slots["time"]["value"] == "22:00"
    assert "resolutions" not in slots["time"]
    assert slots["unsaid"] == {"name": "unsaid", "confirmationStatus": "NONE"}


def test_the_session_carries_the_attributes():
    assert ASKED["session"]["attributes"] == {"part": 2}
    assert ASKED["session"]["new"] is False


def test_no_two_requests_or_sessions_share_an_id():
    built = [envelopes.launched(ORIGIN, Session(), NOW) for _ in range(3)]
    assert len({each["request"]["requestId"] for each in built}) == 3
    assert len({each["session"]["sessionId"] for each in built}) == 3


@pytest.mark.parametrize("kind", ["AlexaSkillEvent.SkillDisabled", "Some.ThingNew"])
def test_any_other_request_is_built_by_type_without_a_session(kind):
    built = envelopes.envelope(ORIGIN, None, NOW, {"type": kind, "body": {"a": 1}})
    assert "session" not in built
    assert built["request"]["type"] == kind
    assert built["request"]["body"] == {"a": 1}
