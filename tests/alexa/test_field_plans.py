"""A class is filled with what fits it: nothing else is raised, overwritten or run into the ground."""

import json
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from datetime import datetime
from pathlib import Path
from typing import ClassVar

import pytest
from ask_sdk_model import Intent
from ask_sdk_model.services.reminder_management.alert_info import AlertInfo
from reading import AMAZONS, OURS, REQUESTS, read, tree

from skill.alexa import field_plans
from skill.alexa.field_plans import UnknownRequest


def test_a_request_of_an_unknown_type_keeps_what_every_request_has():
    request = read(REQUESTS["unknown-request"]).request
    assert type(request) is UnknownRequest
    assert (request.object_type, request.locale) == ("Alexa.Wellness.StepCounted", "en-GB")
    assert request.timestamp == datetime.fromisoformat("2026-11-23T02:00:00+00:00")
    assert request.request_id == REQUESTS["unknown-request"]["request"]["requestId"]
    assert request.steps == {"counted": 12}


def test_unknown_values_are_left_out_and_their_neighbours_kept():
    envelope = read(REQUESTS["unknown-values"])
    muscle = envelope.request.intent.slots["muscle"]
    assert (envelope.request.dialog_state, muscle.confirmation_status, muscle.slot_value) == (None, None, None)
    assert (envelope.request.intent.name, muscle.value) == ("RelieveCrampIntent", "calf")
    viewport = envelope.context.viewport
    assert (viewport.shape, viewport.mode.value, [touch.value for touch in viewport.touch]) == (None, "HUB", ["SINGLE"])
    assert [shown.id for shown in envelope.context.viewports] == ["main"]


def test_unforeseen_keys_become_attributes_but_overwrite_nothing():
    foreseen = read(REQUESTS["yes"]).request
    awkward = {"to_dict": 1, "request_id": [], "deserialized_types": 1, "__dict__": {}, "__class__": 1, "surprise": [1]}
    request = read(REQUESTS["yes"] | {"request": REQUESTS["yes"]["request"] | awkward}).request
    assert request.surprise == [1]
    del request.surprise
    assert tree(request) == tree(foreseen)


def test_a_slot_value_inside_itself_hundreds_deep_is_cut_short():
    envelope, value = deepcopy(REQUESTS["relieve-calf"]), {"type": "Simple"}
    for _ in range(300):
        value = {"type": "List", "values": [value]}
    envelope["request"]["intent"]["slots"]["muscle"]["slotValue"] = value
    muscle = read(json.dumps(envelope)).request.intent.slots["muscle"]
    assert muscle.value == "my calf"
    assert muscle.slot_value.values[0].values[0].object_type == "List"


def test_free_form_json_hundreds_deep_is_left_out():
    attributes = {}
    for _ in range(300):
        attributes = {"inner": attributes}
    session = REQUESTS["yes"]["session"] | {"attributes": {"deep": attributes, "flat": {"a": [1]}}}
    assert read(REQUESTS["yes"] | {"session": session}).session.attributes == {"flat": {"a": [1]}}


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        *(("list[ask_sdk_model.intent.Intent]", value) for value in ([{"name": "A"}, None], {}, "")),
        *(("dict(str, ask_sdk_model.intent.Intent)", value) for value in ({"a": {"name": "A"}}, {"a": None})),
        *(("list[str]", value) for value in ("ab", {"a": 1}, [1, None])),
        *((Path, value) for value in ({"no": "model"}, "text")),
        *((Intent, value) for value in ({"name": 5}, {}, [], "")),
    ],
)
def test_whatever_amazon_takes_for_a_list_or_a_model_is_taken_alike(kind, value):
    text = json.dumps(value)
    assert tree(OURS.deserialize(text, kind)) == tree(AMAZONS.deserialize(text, kind))


@pytest.mark.parametrize(
    ("kind", "value", "found"),
    [
        ("list[int]", ["1", "one", 2], [1, 2]),
        ("list[int]", "1a", None),
        ("list[int]", 5, None),
        ("dict(str, int)", {"a": "1", "b": "one"}, {"a": 1}),
        ("dict(str, int)", [1], None),
        ("ask_sdk_model.dialog_state.DialogState", ["STARTED"], None),
        ("no.such.Class", {}, None),
    ],
)
def test_what_does_not_fit_is_left_out(kind, value, found):
    assert OURS.deserialize(json.dumps(value), kind) == found


def test_a_class_missing_from_the_sdk_costs_only_its_field():
    assert OURS.deserialize({"spokenInfo": {"content": []}}, AlertInfo).spoken_info is None


def test_many_threads_may_meet_a_class_at_once():
    field_plans.plan_of.cache_clear()
    field_plans.filler_of.cache_clear()
    field_plans.reader_of.cache_clear()
    payloads = [REQUESTS["many-slots"]] * 32
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(read, payloads))
    assert all(tree(envelope) == tree(found[0]) for envelope in found)
    assert found[0].request.intent.slots["muscle"].slot_value.value == "calves"


class Note:
    """A model of our own whose map names only one of its attributes."""

    deserialized_types: ClassVar = {"first": "str", "second": "int"}
    attribute_map: ClassVar = {"first": "FIRST"}

    def __init__(self, first=None, second=None):
        self.first, self.second = first, second


def test_a_partial_attribute_map_is_followed_and_never_changed():
    note = OURS.deserialize('{"FIRST": "a", "second": "2"}', Note)
    assert (note.first, note.second) == ("a", 2)
    assert OURS.serialize(note) == {"FIRST": "a", "second": 2}
    assert Note.attribute_map == {"first": "FIRST"}
