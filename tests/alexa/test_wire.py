"""Requests are read as Amazon's serializer reads them, damaged ones too; responses are written as it writes them."""

import json
import subprocess
import sys
from copy import deepcopy
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from types import SimpleNamespace

import pytest
from ask_sdk_core.exceptions import AskSdkException, SerializationException
from ask_sdk_core.skill_builder import CustomSkillBuilder
from ask_sdk_model import RequestEnvelope as AmazonsEnvelope
from ask_sdk_model import Response, ResponseEnvelope, ui
from ask_sdk_model.interfaces.alexa.presentation.apl import RenderDocumentDirective
from ask_sdk_model.services.reminder_management import Recurrence, ReminderRequest, Trigger, TriggerType
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import AMAZONS, BEYOND_AMAZONS_OWN, OURS, REQUESTS, assert_same, read, read_as_amazon_does

from skill.alexa.models import Request
from skill.alexa.skill import Skill, as_callable
from skill.alexa.wire import encode, plain

PARTS = ("session", "context", "request")
NEAR_MISSES = ["HOVERED", "2026-11-23", "2026-11-23T02:00:00", "2026-13-01T00:00:00Z", "5", "", [], {}]
API = "ask_sdk_model.services"


def places(value):
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [place for key, item in inside for place in [(value, key), *places(item)]]


oddities = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.sampled_from(NEAR_MISSES),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3) | st.just("type"), inner, max_size=2)
    ),
    max_leaves=4,
).map(deepcopy)  # a sampled list or object is the same one each time, and damage changes it


def damage(draw, envelope, parts=PARTS):
    spots = [place for part in parts if part in envelope for place in [(envelope, part), *places(envelope[part])]]
    holder, key = draw(st.sampled_from(spots))
    how = draw(st.sampled_from(["drop", "replace", "add"]))
    if how == "drop":
        del holder[key]
    elif how == "add" and isinstance(holder[key], dict):
        holder[key][draw(st.text(max_size=4) | st.sampled_from(["type", "value", "surprise"]))] = draw(oddities)
    else:
        holder[key] = draw(oddities)


def test_stored_request_is_read_as_amazon_reads_it():
    for name in REQUESTS.keys() - BEYOND_AMAZONS_OWN:
        text = json.dumps(REQUESTS[name])
        assert_same(read(text), read_as_amazon_does(text), name)
        assert read(text) == read(text.encode()) == read(REQUESTS[name]), name


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_damaged_request_is_read_as_amazon_reads_it_if_it_can(data):
    envelope = deepcopy(data.draw(st.sampled_from(list(REQUESTS.values()))))
    for _ in range(data.draw(st.integers(1, 3))):
        if any(part in envelope for part in PARTS):
            damage(data.draw, envelope)
    text = json.dumps(envelope)
    found = read(text)
    try:
        expected = read_as_amazon_does(text)
    except SerializationException:
        return
    assert_same(found, expected)


@settings(max_examples=50, deadline=None)
@given(st.data(), st.sampled_from(PARTS))
def test_damage_in_one_part_leaves_the_others_whole(data, part):
    whole = REQUESTS["many-slots"]
    damaged = deepcopy(whole)
    damage(data.draw, damaged, [part])
    before, after = read(whole), read(damaged)
    for other in set(PARTS) - {part}:
        assert getattr(after, other) == getattr(before, other)


def test_damaged_field_costs_only_itself():
    envelope = deepcopy(REQUESTS["relieve-calf"])
    envelope["request"] |= {"timestamp": [], "token": {}, "arguments": 5, "payload": "x", "errors": [5, {"type": "A"}]}
    envelope["request"]["intent"]["slots"] |= {"side": 7, "time": {"value": "02:00", "resolutions": "x"}}
    request, whole = read(envelope).request, read(REQUESTS["relieve-calf"]).request
    assert (request.timestamp, request.arguments, request.payload) == (None, None, None)
    assert [error.object_type for error in request.errors] == ["A"]
    assert set(request.intent.slots) == {"muscle", "time"}
    assert request.intent.slots["muscle"] == whole.intent.slots["muscle"]
    assert (request.intent.slots["time"].value, request.intent.slots["time"].resolutions) == ("02:00", None)


def test_amazons_serializer_fails_on_unknown_values():
    assert BEYOND_AMAZONS_OWN
    for name in BEYOND_AMAZONS_OWN:
        with pytest.raises(SerializationException):
            AMAZONS.deserialize(json.dumps(REQUESTS[name]), AmazonsEnvelope)


def test_unknown_request_keeps_the_common_fields():
    request = read(REQUESTS["unknown-request"]).request
    assert (request.object_type, request.locale) == ("Alexa.Wellness.StepCounted", "en-GB")
    assert request.timestamp == datetime.fromisoformat("2026-11-23T02:00:00+00:00")


def test_unknown_values_leave_their_neighbours_whole():
    envelope = read(REQUESTS["unknown-values"])
    assert (envelope.request.intent.name, envelope.request.intent.slots["muscle"].value) == (
        "RelieveCrampIntent",
        "calf",
    )
    assert envelope.context.system.device.supported_interfaces.alexa_presentation_apl is not None


def test_other_json_is_read_as_an_empty_request():
    for text in ("null", "5", "[]", "{}", '"x"', '{"context": {"System": "x"}, "request": []}'):
        envelope = read(text)
        assert envelope.request == Request(), text
        assert envelope.context.system.application.application_id is None, text


def test_no_payload_is_no_object():
    assert OURS.deserialize(None, AmazonsEnvelope) is None


def test_invalid_json_is_refused_without_repeating_it():
    for text in ("", "quinine", b"\xffquinine", '{"quinine": ', "[" * 100_000):
        with pytest.raises(SerializationException) as refusal:
            read(text)
        assert str(refusal.value) == "The payload is not JSON"
        assert refusal.value.__context__ is None


def test_json_only_the_standard_library_reads_is_read():
    for value in ('"\\ud800"', "1e999", "NaN"):
        envelope = deepcopy(REQUESTS["yes"])
        envelope["session"]["attributes"]["offer"] = "odd"
        text = json.dumps(envelope).replace('"odd"', value)
        assert value in text
        assert_same(read(text), read_as_amazon_does(text))


def test_timestamp_that_is_none_is_left_out():
    beyond = ("2026-11-23T02:00:00+99:00", "2026-11-23T02:00:00.0000001+24:00", 1e99, 10**400)
    envelope = deepcopy(REQUESTS["yes"])
    for text in (*beyond, "soon", "", 5, -1, True):
        envelope["request"]["timestamp"] = text
        assert read(json.dumps(envelope)).request.timestamp is None, text


def test_numeric_timestamp_is_seconds_or_milliseconds():
    envelope = deepcopy(REQUESTS["yes"])
    for number in (1795399200, 1795399200.0, 1795399200000):
        envelope["request"]["timestamp"] = number
        assert read(json.dumps(envelope)).request.timestamp == datetime.fromisoformat("2026-11-23T02:00:00+00:00")


def test_session_attributes_nest_as_deep_as_they_come():
    attributes = {}
    for _ in range(300):
        attributes = {"inner": attributes}
    envelope = REQUESTS["yes"] | {"session": REQUESTS["yes"]["session"] | {"attributes": attributes}}
    found = read(json.dumps(envelope)).session.attributes
    assert found == attributes
    assert deepcopy(found) is found


def test_ordinary_request_is_read_without_loading_dateutil():
    script = (
        "import sys; from skill.alexa.wire import decode_request\n"
        "assert decode_request(sys.stdin.read()).request.timestamp.year == 2026\n"
        "sys.exit('dateutil.parser' in sys.modules)"
    )
    told, root = json.dumps(REQUESTS["launch-from-show"]), Path(__file__).parents[2]
    finished = subprocess.run([sys.executable, "-c", script], input=told, text=True, cwd=root, timeout=30, check=False)
    assert finished.returncode == 0


def test_api_answers_are_read_as_far_as_they_are_used():
    text = json.dumps({"alerts": [None, 5, {"alertToken": "a", "status": "ON", "trigger": {"recurrence": {}}}]})
    first, one = OURS.deserialize(text, f"{API}.reminder_management.get_reminders_response.GetRemindersResponse").alerts
    assert first is None
    assert (one.alert_token, one.status, one.trigger.recurrence.recurrence_rules) == ("a", "ON", None)
    assert OURS.deserialize('{"code": "MAX_REMINDERS_EXCEEDED"}', f"{API}.error.Error").code == "MAX_REMINDERS_EXCEEDED"
    assert OURS.deserialize('"Europe/London"', "str") == "Europe/London"
    assert OURS.deserialize("{}", f"{API}.reminder_management.reminder_response.ReminderResponse") is None


@pytest.fixture
def listening():
    """A skill that takes any request, knows its own id and holds an API client."""
    builder = CustomSkillBuilder(api_client=SimpleNamespace())
    builder.skill_id = REQUESTS["yes"]["context"]["System"]["application"]["applicationId"]
    builder.request_handler(lambda _: True)(lambda handler_input: handler_input.response_builder.response)
    return Skill(builder.skill_configuration)


def test_the_sdk_serves_every_stored_request(listening):
    for name, stored in REQUESTS.items():
        answer = as_callable(listening)(stored)
        assert answer["version"] == "1.0", name
        envelope = OURS.deserialize(json.dumps(stored), AmazonsEnvelope)
        assert json.loads(bytes(OURS.serialize(listening.invoke(envelope, None)))) == answer, name


def test_request_without_a_context_fails_the_skill_id_check(listening):
    for context in (None, 5, {}, {"System": None}, {"System": {"application": "x"}}):
        with pytest.raises(AskSdkException, match="Skill ID"):
            as_callable(listening)(REQUESTS["yes"] | {"context": context})


def test_response_is_written_as_amazon_writes_it():
    document = {"type": "APL", "version": "2024.3", "mainTemplate": {"items": [{"type": "Text", "text": None}]}}
    response = Response(
        output_speech=ui.SsmlOutputSpeech(ssml="<speak>Stand up.</speak>", play_behavior=ui.PlayBehavior.REPLACE_ALL),
        reprompt=ui.Reprompt(output_speech=ui.PlainTextOutputSpeech(text="Carry on.")),
        card=ui.AskForPermissionsConsentCard(permissions=["alexa::alerts:reminders:skill:readwrite"]),
        directives=[RenderDocumentDirective(token="stretch", document=document, datasources={"words": {"step": 1}})],
        should_end_session=False,
    )
    attributes = {"when": datetime(2026, 11, 23), "much": (1.5, None, True, HTTPStatus.OK)}  # noqa: DTZ001 - as it is
    envelope = ResponseEnvelope("1.0", attributes, "agent", response)
    expected = json.loads(json.dumps(AMAZONS.serialize(envelope)))
    assert json.loads(encode(envelope)) == json.loads(json.dumps(plain(envelope))) == expected


def test_reminder_is_written_as_amazon_writes_it():
    recurrence = Recurrence(start_date_time=datetime(2026, 11, 23, 9), recurrence_rules=["FREQ=DAILY"])  # noqa: DTZ001
    trigger = Trigger(object_type=TriggerType.SCHEDULED_ABSOLUTE, time_zone_id="Europe/London", recurrence=recurrence)
    request = ReminderRequest(request_time=datetime(2026, 11, 23, 8, 0, 0, 5), trigger=trigger)  # noqa: DTZ001
    assert json.loads(bytes(OURS.serialize(request))) == json.loads(json.dumps(AMAZONS.serialize(request)))
