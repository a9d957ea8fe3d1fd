"""The stored requests, Amazon's serializer beside ours, and a comparison of what both read."""

import json
from datetime import datetime
from enum import Enum
from pathlib import Path

from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_model import Application, Context
from ask_sdk_model import RequestEnvelope as AmazonsEnvelope
from ask_sdk_model.interfaces.system import SystemState
from ask_sdk_model.request import Request
from msgspec import Struct, structs

from skill.alexa.wire import WireSerializer, decode_request

REQUESTS = {
    path.stem: json.loads(path.read_text("utf-8"))
    for path in sorted((Path(__file__).parents[1] / "requests").glob("*.json"))
}
BEYOND_AMAZONS_OWN = {"unknown-request", "unknown-values"}
OURS, AMAZONS = WireSerializer(), DefaultSerializer()


class NoRequest(Request):
    """What stands for a request that Amazon's serializer reads as None."""

    def __init__(self):
        super().__init__()


def read(payload):
    return decode_request(payload)


def read_as_amazon_does(payload):
    """Read with Amazon's serializer, putting in what must never be missing."""
    envelope = AMAZONS.deserialize(payload, AmazonsEnvelope) or AmazonsEnvelope()
    envelope.context = envelope.context or Context()
    envelope.context.system = envelope.context.system or SystemState()
    envelope.context.system.application = envelope.context.system.application or Application()
    envelope.request = envelope.request or NoRequest()
    return envelope


def assert_same(ours, theirs, place="envelope"):
    """Assert that every field we read is what Amazon's serializer reads, for the types that have such a field."""
    if isinstance(ours, Struct):
        assert theirs is not None, place
        for field in structs.fields(ours):
            if field.name in type(theirs).deserialized_types:
                assert_same(getattr(ours, field.name), getattr(theirs, field.name), f"{place}.{field.name}")
    elif isinstance(ours, dict | list):
        items = ours.items() if isinstance(ours, dict) else enumerate(ours)
        assert isinstance(theirs, dict | list), place
        assert len(ours) == len(theirs), place
        for key, item in items:
            assert_same(item, theirs[key], f"{place}[{key!r}]")
    else:
        assert scalar(ours) == scalar(theirs), place


def scalar(value):
    """Return a value so that 1, 1.0 and True differ, and Amazon's own class for UTC does not matter."""
    if isinstance(value, datetime):
        return value.isoformat()
    return repr(value.value if isinstance(value, Enum) else value)
