"""Decodes Alexa's requests as the structs of models.py, and encodes responses, which are Amazon's models.

A damaged field is read as Amazon's serializer reads it, or is left out.
"""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache, partial
from importlib import import_module
from types import UnionType
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast, get_args, get_origin

import msgspec
from ask_sdk_core.exceptions import SerializationException
from ask_sdk_model.services import Serializer

from skill.alexa.models import Attributes, Error, GetRemindersResponse, RequestEnvelope

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
OLDEST_SECONDS: Final = 10**9
"""The smallest number that is read as a time: September 2001 in seconds."""
MILLISECONDS: Final = 10**11
"""The smallest number that is read as milliseconds: the year 5138 in seconds."""


READ: Final[dict[str, Any]] = {kind.__name__: kind for kind in (RequestEnvelope, GetRemindersResponse, Error, str)}
"""Our structs, by the name of the SDK class that they replace."""


class WireSerializer(Serializer):
    """The SDK's serializer, for the adapter and the API clients."""

    def serialize(self, obj: Any) -> Any:
        """Return JSON as a msgspec.Raw, which is not encoded twice."""
        return msgspec.Raw(encode(obj))

    def deserialize(self, payload: Any, obj_type: Any) -> Any:
        """Return the struct for an SDK class, given as a class or its dotted name; None for all other classes.

        Raises:
            SerializationException: the payload is not JSON. The message doesn't quote it.

        """
        name = obj_type if isinstance(obj_type, str) else obj_type.__name__
        kind = READ.get(name.rpartition(".")[2])
        if payload is None or kind is None:
            return None
        return decode_request(payload) if kind is RequestEnvelope else decode(payload, kind)


def decode_request(payload: str | bytes | dict[str, Any]) -> RequestEnvelope:
    """Return a request. JSON that is no request is an empty one."""
    return decode(payload, RequestEnvelope) or RequestEnvelope()


def decode(payload: str | bytes | dict[str, Any], kind: Callable[..., T]) -> T | None:
    """Return JSON, parsed or not, as `kind`, without fields that don't fit; None if nothing fits."""
    try:
        if isinstance(payload, dict):
            return cast("T", msgspec.convert(payload, kind, dec_hook=_attributes))
        return cast("T", _decoder(kind).decode(payload))
    except (ValueError, RecursionError):  # msgspec.ValidationError is a ValueError
        pass
    tree = payload if isinstance(payload, dict) else _parsed(payload)
    try:
        return cast("T", _read(kind, tree))
    except (ValueError, RecursionError):
        return None


def encode(obj: Any) -> bytes:
    """Return an object as JSON, SDK models as the SDK writes them."""
    return _encode(obj)


def plain(obj: Any) -> Any:
    """Return what `encode` would write as dicts, lists and scalars."""
    return msgspec.to_builtins(obj, enc_hook=_fields)


@cache
def _decoder(kind: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind, dec_hook=_attributes)


def _attributes(_kind: type, value: Any) -> Attributes:
    if not isinstance(value, dict):
        raise ValueError  # noqa: TRY004 - msgspec makes a ValidationError of it
    return Attributes(value)


def _parsed(text: str | bytes) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        pass
    raise SerializationException("The payload is not JSON")  # raised here, so that no error with the text is its cause


def _read(kind: Any, value: Any) -> Any:
    """Convert parsed JSON as Amazon's serializer does, without fields that don't fit; ValueError if nothing fits."""
    if isinstance(kind, UnionType):
        return None if value is None else _read(get_args(kind)[0], value)
    if kind in _SCALARS:
        return _SCALARS[kind](value)
    return _collection(kind, value) if get_origin(kind) else _model(kind, value)


def _collection(kind: Any, value: Any) -> Any:
    if get_origin(kind) is dict and isinstance(value, dict):
        return _fitting(get_args(kind)[1], value)
    if get_origin(kind) is list and isinstance(value, list | str | dict):  # Amazon's serializer iterates over all three
        return list(_fitting(get_args(kind)[0], dict(enumerate(value))).values())
    raise ValueError


def _fitting(kind: Any, values: dict[Any, Any]) -> dict[Any, Any]:
    found = {}
    for key, value in values.items():
        with suppress(ValueError, RecursionError):
            found[key] = _read(kind, value)
    return found


def _model(kind: Any, value: Any) -> Any:
    given = {} if value in ("", []) else value  # Amazon's serializer reads both as an object without fields
    if not isinstance(given, dict):
        raise ValueError  # noqa: TRY004 - see _read
    found = {}
    for one in _fields_of(kind):
        if one.encode_name in given:
            with suppress(ValueError, RecursionError):
                found[one.name] = _read(one.type, given[one.encode_name])
    return kind(**found)


_fields_of = cache(msgspec.structs.fields)  # which evaluates all annotations anew


def _moment(value: Any) -> datetime:
    try:
        if isinstance(value, int | float):
            return _moment_of_number(value)
        moment: datetime = import_module("dateutil.parser").parse(value)  # Alexa's own timestamps never get here
        moment.utcoffset()  # an offset of a day or more fails only when it is used
    except Exception:  # noqa: BLE001 - dateutil guesses, and its wrong guesses end in any error at all
        raise ValueError from None
    return moment


def _moment_of_number(value: float) -> datetime:
    """Return the time of seconds or milliseconds since 1970; ValueError if it is neither."""
    if value < OLDEST_SECONDS:
        raise ValueError
    return datetime.fromtimestamp(value / (1000 if value >= MILLISECONDS else 1), UTC)


def _fields(model: Any) -> dict[str, Any]:
    held = vars(model)
    return {key: held[name] for name, key in _keys(model.__class__) if held[name] is not None}


@cache
def _keys(kind: Any) -> tuple[tuple[str, str], ...]:
    return tuple((name, kind.attribute_map.get(name, name)) for name in kind.deserialized_types)


_encode: Final = msgspec.json.Encoder(enc_hook=_fields).encode
_SCALARS: Final[dict[Any, Callable[[Any], Any]]] = {
    Any: lambda value: value,
    str: str,
    datetime: _moment,
    Attributes: partial(_attributes, Attributes),
}

# Decoders are created now, not at first use: two threads that create one at once crash the process (SIGSEGV).
for _kind in READ.values():
    _decoder(_kind)
