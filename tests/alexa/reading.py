"""The stored requests, Amazon's serializer beside ours, and a way to compare what they make."""

import json
from datetime import datetime
from enum import Enum
from pathlib import Path

from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_model import Application, Context, RequestEnvelope
from ask_sdk_model.interfaces.system import SystemState

from skill.alexa.field_plans import UnknownRequest
from skill.alexa.serializer import TolerantSerializer

REQUESTS = {
    path.stem: json.loads(path.read_text("utf-8"))
    for path in sorted((Path(__file__).parents[1] / "requests").glob("*.json"))
}
BEYOND_AMAZONS_OWN = {"unknown-request", "unknown-values"}
OURS, AMAZONS = TolerantSerializer(), DefaultSerializer()


def tree(value):
    """Spell an object out: classes, attributes and scalars, so that 1, 1.0 and True differ."""
    if isinstance(value, (list, tuple, dict)):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        return type(value), [(key, tree(item)) for key, item in items]
    if isinstance(value, datetime):  # Amazon's serializer has a class of its own for UTC
        return datetime, value.isoformat()
    if isinstance(value, Enum) or not hasattr(value, "deserialized_types"):
        return type(value), repr(value)
    return type(value), sorted((name, tree(item)) for name, item in vars(value).items())


def read(payload):
    return OURS.deserialize(payload, RequestEnvelope)


def read_as_amazon_does(payload):
    """Read with Amazon's serializer, putting in what must never be missing."""
    envelope = AMAZONS.deserialize(payload, RequestEnvelope)
    envelope.context = envelope.context or Context()
    envelope.context.system = envelope.context.system or SystemState()
    envelope.context.system.application = envelope.context.system.application or Application()
    envelope.request = envelope.request or UnknownRequest()
    return envelope
