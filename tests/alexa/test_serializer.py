"""The tolerant serializer agrees with Amazon's wherever that one succeeds, and goes on wherever it gives up."""

import json
from collections import OrderedDict
from copy import deepcopy
from datetime import date, datetime
from decimal import Decimal
from http import HTTPStatus
from types import SimpleNamespace

import pytest
from ask_sdk_core.exceptions import AskSdkException, SerializationException
from ask_sdk_core.skill_builder import CustomSkillBuilder
from ask_sdk_model import Application, RequestEnvelope, Response, ResponseEnvelope, ui
from ask_sdk_model.interfaces.alexa.presentation.apl import RenderDocumentDirective
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import AMAZONS, BEYOND_AMAZONS_OWN, OURS, REQUESTS, read, read_as_amazon_does, tree

from skill.alexa.field_plans import UnknownRequest

PARTS = ("session", "context", "request")
NEAR_MISSES = ["HOVERED", "2026-11-23", "2026-11-23T02:00:00", "2026-13-01T00:00:00Z", "5", "", [], {}]


def places(value):
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [place for key, item in inside for place in [(value, key), *places(item)]]


oddities = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.sampled_from(NEAR_MISSES),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3) | st.just("type"), inner, max_size=2)
    ),
    max_leaves=4,
)


def damage(draw, envelope, parts=PARTS):
    spots = [place for part in parts if part in envelope for place in [(envelope, part), *places(envelope[part])]]
    holder, key = draw(st.sampled_from(spots))
    how = draw(st.sampled_from(["drop", "replace", "add"]))
    if how == "drop":
        del holder[key]
    elif how == "add" and isinstance(holder[key], dict):
        holder[key][draw(st.text(max_size=4) | st.sampled_from(["type", "value", "surprise"]))] = deepcopy(draw(oddities))
    else:
        holder[key] = deepcopy(draw(oddities))  # a sampled list or object is the same one each time


@pytest.mark.parametrize("name", sorted(REQUESTS.keys() - BEYOND_AMAZONS_OWN))
def test_a_known_request_comes_out_as_from_amazons_serializer(name):
    text = json.dumps(REQUESTS[name])
    expected = tree(read_as_amazon_does(text))
    assert tree(read(text)) == tree(read(text.encode())) == tree(read(REQUESTS[name])) == expected


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_a_damaged_request_is_always_read_and_as_amazon_does_if_that_can(data):
    envelope = deepcopy(data.draw(st.sampled_from(list(REQUESTS.values()))))
    for _ in range(data.draw(st.integers(1, 3))):
        if any(part in envelope for part in PARTS):
            damage(data.draw, envelope)
    text = json.dumps(envelope)
    found = read(text)
    assert found.request is not None
    assert isinstance(found.context.system.application, Application)
    try:
        expected = read_as_amazon_does(text)
    except SerializationException:
        return
    assert tree(found) == tree(expected)


@settings(max_examples=200, deadline=None)
@given(st.data(), st.sampled_from(PARTS))
def test_damage_in_one_part_of_a_request_leaves_the_others_whole(data, part):
    whole = REQUESTS["many-slots"]
    damaged = deepcopy(whole)
    damage(data.draw, damaged, [part])
    before, after = read(whole), read(damaged)
    for other in set(PARTS) - {part}:
        assert tree(getattr(after, other)) == tree(getattr(before, other))


@pytest.mark.parametrize("name", sorted(BEYOND_AMAZONS_OWN))
def test_amazons_serializer_gives_up_on_what_it_does_not_know(name):
    with pytest.raises(SerializationException):
        AMAZONS.deserialize(json.dumps(REQUESTS[name]), RequestEnvelope)


@pytest.mark.parametrize("text", ["null", "5", "[]", "{}", '"x"', '{"context": {"System": "x"}, "request": []}'])
def test_json_that_is_no_request_is_read_as_an_empty_one(text):
    envelope = read(text)
    assert type(envelope.request) is UnknownRequest
    assert envelope.context.system.application.application_id is None


def test_no_payload_is_no_object():
    assert read(None) is None


@pytest.mark.parametrize("text", ["", "quinine", b"\xffquinine", '{"quinine": ', "[" * 100_000])
def test_text_that_is_no_json_is_refused_without_repeating_it(text):
    with pytest.raises(SerializationException) as refusal:
        read(text)
    assert str(refusal.value) == "The payload is not JSON"
    assert refusal.value.__context__ is None


@pytest.mark.parametrize("value", ["\\ud800", "1e999", "NaN"])
def test_text_that_only_the_standard_library_takes_for_json_is_read(value):
    text = json.dumps(REQUESTS["yes"]).replace('"standard-calf"', '"\\ud800"' if "u" in value else value)
    assert tree(read(text)) == tree(read_as_amazon_does(text))


class Listening:
    """A skill made by the SDK that takes any request, knows its own id and holds an API client."""

    def __init__(self):
        builder = CustomSkillBuilder(api_client=SimpleNamespace())
        builder.skill_id = REQUESTS["yes"]["context"]["System"]["application"]["applicationId"]
        builder.request_handler(lambda _: True)(lambda handler_input: handler_input.response_builder.response)
        self.skill = builder.create()
        self.skill.serializer = OURS

    def hear(self, payload):
        envelope = self.skill.serializer.deserialize(payload, RequestEnvelope)
        return self.skill.serializer.serialize(self.skill.invoke(envelope, None))


@pytest.mark.parametrize("name", REQUESTS)
def test_the_sdk_serves_every_stored_request(name):
    assert Listening().hear(json.dumps(REQUESTS[name]))["version"] == "1.0"


@pytest.mark.parametrize("context", [None, 5, {}, {"System": None}, {"System": {"application": "x"}}])
def test_a_request_without_a_context_fails_the_skill_id_check_and_nothing_else(context):
    with pytest.raises(AskSdkException, match="Skill ID"):
        Listening().hear(REQUESTS["yes"] | {"context": context})


class Choices(list):
    """A list of a class of its own."""


def test_a_response_is_written_as_amazon_writes_it():
    document = {"type": "APL", "version": "2024.3", "mainTemplate": {"items": [{"type": "Text", "text": None}]}}
    response = Response(
        output_speech=ui.SsmlOutputSpeech(ssml="<speak>Stand up.</speak>", play_behavior=ui.PlayBehavior.REPLACE_ALL),
        reprompt=ui.Reprompt(output_speech=ui.PlainTextOutputSpeech(text="Carry on.")),
        card=ui.AskForPermissionsConsentCard(permissions=["alexa::alerts:reminders:skill:readwrite"]),
        directives=[RenderDocumentDirective(token="stretch", document=document, datasources={"words": {"step": 1}})],
        should_end_session=False,
    )
    attributes = {
        "when": [datetime(2026, 11, 23), date(2026, 11, 23)],  # noqa: DTZ001 - a naive one is written too
        "much": (Decimal(3), Decimal("2.5"), 1.5, None, b"x", True, HTTPStatus.OK),
        "kept": OrderedDict(names=Choices([ui.PlayBehavior.ENQUEUE])),
    }
    envelope = ResponseEnvelope("1.0", attributes, "agent", response)
    assert tree(OURS.serialize(envelope)) == tree(AMAZONS.serialize(envelope))


@pytest.mark.parametrize("name", REQUESTS)
def test_every_stored_request_is_written_as_amazon_writes_it(name):
    envelope = read(REQUESTS[name])
    assert tree(OURS.serialize(envelope)) == tree(AMAZONS.serialize(envelope))
