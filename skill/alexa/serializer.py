"""Read Alexa's requests and write our responses, faster and more forgivingly than the SDK's own serializer.

Whatever Amazon adds tomorrow still comes out as an envelope. Must not know what a request asks for.
"""

import json
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache, singledispatch
from typing import Any, Final

import msgspec
from ask_sdk_core.exceptions import SerializationException
from ask_sdk_model import Application, Context, RequestEnvelope
from ask_sdk_model.interfaces.system import SystemState
from ask_sdk_model.services import Serializer

from skill.alexa.field_plans import UnknownRequest, read


class Plain(dict[str, Any]):
    """JSON values through and through: written as they stand, and not gone through once more."""


_AS_THEY_ARE: Final = frozenset({type(None), str, bool, int, float, bytes, Plain})
_NOT_JSON: Final = object()
_ENVELOPES: Final = (RequestEnvelope, "ask_sdk_model.request_envelope.RequestEnvelope")
_decode: Final = msgspec.json.Decoder().decode


class TolerantSerializer(Serializer):
    """The SDK's serializer port; as `skill.serializer` it serves the web service and the API clients."""

    def serialize(self, obj: Any) -> Any:
        """Turn a response, or any SDK model, into plain dicts, lists and scalars; unset fields are left out."""
        return _plain(obj)

    def deserialize(self, payload: str | bytes | dict[str, Any] | None, obj_type: Any) -> Any:
        """Read JSON text, or a dict already parsed, as `obj_type`: a class or a name such as `list[a.b.C]`.

        What doesn't fit is None, or missing from its list or dict.
        Raises SerializationException, without the text, only if the text is no JSON.
        """
        if payload is None:
            return None
        return self.envelope(payload) if obj_type in _ENVELOPES else read(obj_type, _parsed(payload))

    def envelope(self, payload: str | bytes | dict[str, Any]) -> RequestEnvelope:
        """Read a request whose `request` and `context.system.application` are never None."""
        envelope = read(RequestEnvelope, _parsed(payload)) or RequestEnvelope()
        envelope.request = envelope.request or UnknownRequest()
        envelope.context = envelope.context or Context()
        envelope.context.system = envelope.context.system or SystemState()
        envelope.context.system.application = envelope.context.system.application or Application()
        return envelope


def _parsed(payload: str | bytes | dict[str, Any]) -> Any:
    if isinstance(payload, dict):
        return payload
    found = _decoded(payload)
    if found is _NOT_JSON:  # raised out here, so that no parser's error, which holds the text, travels along
        raise SerializationException("The payload is not JSON")
    return found


def _decoded(text: str | bytes) -> Any:
    for decode in (_decode, json.loads):  # the second takes a few things the first won't: lone surrogates, 1e999
        try:
            return decode(text)
        except (ValueError, RecursionError):
            continue
    return _NOT_JSON


def _plain(obj: Any) -> Any:
    kind: Any = type(obj)
    if kind in _AS_THEY_ARE:
        return obj
    if kind is dict:
        return {key: _plain(value) for key, value in obj.items()}
    if kind is list:
        return [_plain(value) for value in obj]
    return _chosen(kind)(obj)


@singledispatch
def _converted(obj: Any) -> Any:
    kind: Any = type(obj)
    held, written = vars(obj), {}
    for attribute, key in _written_as(kind):
        value = held[attribute]
        if value is not None:
            written[key] = value if type(value) in _AS_THEY_ARE else _plain(value)
    return written


_chosen: Final = cache(_converted.dispatch)


@cache
def _written_as(kind: Any) -> tuple[tuple[str, str], ...]:
    keys = getattr(kind, "attribute_map", {})
    return tuple((attribute, keys.get(attribute, attribute)) for attribute in kind.deserialized_types)


@_converted.register(str)
@_converted.register(int)
@_converted.register(float)
@_converted.register(bytes)
def _(obj: Any) -> Any:
    return obj


@_converted.register
def _(obj: list) -> list[Any]:  # type: ignore[type-arg]  # singledispatch takes bare classes only
    return [_plain(value) for value in obj]


@_converted.register
def _(obj: tuple) -> tuple[Any, ...]:  # type: ignore[type-arg]  # the same
    return tuple(_plain(value) for value in obj)


@_converted.register
def _(obj: dict) -> dict[Any, Any]:  # type: ignore[type-arg]  # the same
    return {key: _plain(value) for key, value in obj.items()}


@_converted.register
def _(obj: date | datetime) -> str:
    return obj.isoformat()


@_converted.register
def _(obj: Enum) -> Any:
    return obj.value


@_converted.register
def _(obj: Decimal) -> int | float:
    return int(obj) if obj % 1 == 0 else float(obj)
