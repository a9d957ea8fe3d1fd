"""Turn one JSON value into one plain field value, or say that it can't be done.

Knows JSON's kinds and the coercions of Amazon's own serializer; must not know the shape of any request.
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from importlib import import_module
from typing import Any, Final

Reader = Callable[[Any], Any]

ODD: Final = object()
"""What a reader answers for a value that doesn't fit its field."""

DEEPEST = 100
"""Levels that free-form JSON may nest: the SDK copies session attributes by recursion."""

_EVERYDAY_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2})"
)


def read_moment(value: Any) -> Any:
    """Read an ISO 8601 text (or whatever else dateutil understands) as a datetime; ODD if it is none."""
    if not isinstance(value, str):
        return ODD
    if _EVERYDAY_MOMENT.fullmatch(value):
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            pass  # 24:00 and the like: dateutil has the last word
    return _read_moment_slowly(value)


def _read_moment_slowly(text: str) -> Any:
    # dateutil is imported when first needed: Alexa's own timestamps never get here
    try:
        moment = import_module("dateutil.parser").parse(text)
        moment.utcoffset()  # an offset of a day or more is only found out when it is used
    except Exception:  # noqa: BLE001 - dateutil guesses, and its wrong guesses end in any error at all
        return ODD
    return moment


def _read_day(value: Any) -> Any:
    moment = read_moment(value)
    return moment if moment is ODD else moment.date()


def _read_free_form(value: Any) -> Any:
    if not value or not isinstance(value, (dict, list)):
        return value
    layer: list[Any] = [value]
    for _ in range(DEEPEST):
        layer = [inner for outer in layer for inner in _inside(outer)]
        if not layer:
            return value
    return ODD


def _inside(value: Any) -> Any:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _coerce(kind: Callable[[Any], Any], value: Any) -> Any:
    if type(value) is kind:
        return value
    try:
        return kind(value)
    except TypeError:
        return value  # as Amazon's serializer does
    except (ValueError, OverflowError):
        return ODD


SCALARS: Final[dict[Any, Reader]] = {
    str: partial(_coerce, str),
    int: partial(_coerce, int),
    float: partial(_coerce, float),
    bool: partial(_coerce, bool),
    date: _read_day,
    datetime: read_moment,
    object: _read_free_form,
}

AS_THEY_ARE: Final[dict[Reader, type]] = {SCALARS[kind]: kind for kind in (str, int, float, bool)}
"""Readers → the type whose values they hand on unchanged."""

SCALAR_NAMES: Final[dict[str, type]] = {"long": int} | {kind.__name__: kind for kind in SCALARS}
