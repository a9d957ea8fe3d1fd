"""Fill Amazon's request classes from parsed JSON: each class is planned once, when it is first met.

What doesn't fit is left out, never raised. Must not know text, HTTP or what a request is for.
"""

from dataclasses import dataclass, field
from enum import Enum
from functools import cache, partial
from importlib import import_module
from typing import Any, Final

from ask_sdk_model.request import Request

from skill.alexa.scalars import AS_THEY_ARE, ODD, SCALAR_NAMES, SCALARS, Reader


class UnknownRequest(Request):
    """A request of a type this SDK doesn't know: only what every request has, and its other keys as they came."""

    def __init__(self) -> None:
        super().__init__()


_new: Final = object.__new__
STAND_INS: Final[dict[type, type]] = {Request: UnknownRequest}


@dataclass(frozen=True, slots=True)
class Plan:
    """How one class is filled."""

    made: Any
    blank: dict[str, Any]
    """What an untouched instance holds."""
    fields: dict[str, tuple[str, str]]
    """JSON key → attribute and kind, such as `list[str]`."""
    own_names: frozenset[str]
    """Names that no unforeseen key may overwrite."""
    ways: dict[str, tuple[str, type | None, Reader]] = field(default_factory=dict)
    """JSON key → attribute, type of what is taken as it stands, and reader of the rest; each found when first met."""

    def way(self, key: str) -> tuple[str, type | None, Reader] | None:
        """Find the way of a key; None for one that isn't foreseen."""
        if key not in self.fields:
            return None
        attribute, kind = self.fields[key]
        reader = reader_of(kind)
        return self.ways.setdefault(key, (attribute, AS_THEY_ARE.get(reader), reader))


@cache
def plan_of(made: Any) -> Plan:
    """Plan a model class from its `deserialized_types` and `attribute_map`, neither of which is changed."""
    keys, kinds = getattr(made, "attribute_map", {}), made.deserialized_types
    return Plan(
        made=made,
        blank=dict(vars(made())),
        fields={keys.get(attribute, attribute): (attribute, kind) for attribute, kind in kinds.items()},
        own_names=frozenset(kinds) | frozenset(dir(made)),
    )


def read(kind: Any, value: Any) -> Any:
    """Read parsed JSON as `kind`, a class or a name such as `dict(str, a.b.C)`; None if it doesn't fit."""
    found = None if value is None else reader_of(kind)(value)
    return None if found is ODD else found


@cache
def reader_of(kind: Any) -> Reader:
    """Find what reads `kind`; a class that can't be imported reads nothing."""
    if isinstance(kind, str):
        if kind.startswith("list["):
            return partial(_read_list, kind[5:-1])
        if kind.startswith("dict("):
            return partial(_read_mapping, kind[5:-1].partition(", ")[2])
        kind = SCALAR_NAMES.get(kind) or _class_named(kind)
    return SCALARS.get(kind) or _reader_of_class(kind)


def _reader_of_class(made: Any) -> Reader:
    if made is None:
        return lambda _: ODD
    if issubclass(made, Enum):
        return partial(_read_member, {member.value: member for member in made})
    if not hasattr(made, "deserialized_types"):
        return SCALARS[object]
    if hasattr(made, "get_real_child_model"):
        return partial(_read_child, made)
    return filler_of(made)


@cache
def _class_named(name: str) -> Any:
    module, _, title = name.rpartition(".")
    try:
        return getattr(import_module(module), title)
    except (ImportError, AttributeError, ValueError):
        return None


def _read_list(kind: str, value: Any) -> Any:
    if not isinstance(value, (list, str, dict)):
        return ODD
    read_item, fitting = reader_of(kind), []
    for item in value:
        found = None if item is None else read_item(item)
        if found is not ODD:
            fitting.append(found)
    # Amazon's serializer goes through a text or an object as if it were a list: only followed where it succeeds
    return fitting if isinstance(value, list) or len(fitting) == len(value) else ODD


def _read_mapping(kind: str, value: Any) -> Any:
    if not isinstance(value, dict):
        return ODD
    read_item, fitting = reader_of(kind), {}
    for key, item in value.items():
        found = None if item is None else read_item(item)
        if found is not ODD:
            fitting[key] = found
    return fitting


def _read_member(members: dict[Any, Any], value: Any) -> Any:
    return ODD if isinstance(value, (dict, list)) else members.get(value, ODD)


def _read_child(parent: Any, value: Any) -> Any:
    if not isinstance(value, dict):
        return ODD
    tag = value.get(parent.json_discriminator_key)
    name = parent.discriminator_value_class_map.get(tag) if isinstance(tag, str) else None
    child = (_class_named(name) if name else None) or STAND_INS.get(parent)
    return filler_of(child)(value) if child else ODD


@cache
def filler_of(made: Any) -> Reader:
    """Make what fills a class; it has all it needs at hand, for it is called a dozen times a request."""
    plan = plan_of(made)
    blank, ways, find, own_names = plan.blank.copy, plan.ways, plan.way, plan.own_names

    def filled(payload: Any) -> Any:
        if not isinstance(payload, dict):
            if payload not in ("", []):  # Amazon's serializer takes both for "nothing set"
                return ODD
            payload = {}
        new = _new(made)
        new.__dict__ = held = blank()
        for key, value in payload.items():
            way = ways.get(key) or find(key)
            if way:
                attribute, exact, reader = way
                if type(value) is exact or value is None:
                    held[attribute] = value
                    continue
                try:
                    found = reader(value)
                except RecursionError:  # a slot value or a screen component inside itself, hundreds deep
                    found = ODD
                held[attribute] = None if found is ODD else found
            elif key not in own_names:
                held[key] = value
        return new

    return filled
