"""Plain words for what msgspec says of a file that doesn't have the right shape."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Any, get_args

import msgspec

PARTS = re.compile(r"(?P<text>.*?)(?: - at `\$\.?(?P<path>.*)`)?", re.DOTALL)
UNKNOWN = re.compile(r"Object contains unknown field `(.*)`")
MISSING = re.compile(r"Object missing required field `(.*)`")
NOT_LISTED = re.compile(r"Invalid enum value (.*)")
SEE = "content/keys.md lists the keys"
WRITE = {
    "Expected `array`": 'write a list in square brackets, also of one: ["…"]',
    "Expected `str`": "write words in straight quotes",
    "Expected `int` >= 1": "write a number of at least 1",
    "Expected `int` >= 0": "write 0 or more",
    "Expected `int`": "write a whole number without quotes",
    "Expected `bool`": "write true or false, without quotes",
    "Expected `date`": "write a day such as 2026-11-28, without quotes",
    "Invalid RFC3339 encoded date": "write a day such as 2026-11-28, without quotes",
}
"""What to write instead, by the beginning of msgspec's message."""


def plain_error(error: msgspec.ValidationError, value: object, shape: Any) -> str:
    """Return a message with the key first, then what is wrong and what to write."""
    parts = PARTS.fullmatch(str(error))
    text, path = (parts["text"], parts["path"] or "") if parts else (str(error), "")
    path, table = _place(path, value, shape)
    where = f"{path}: " if path else ""
    if found := UNKNOWN.fullmatch(text):
        near = get_close_matches(found[1], _types(table), 1)
        return f"{where}unknown key `{found[1]}`; " + (f"did you mean `{near[0]}`?" if near else SEE)
    if found := MISSING.fullmatch(text):
        return f"{where}the key `{found[1]}` is missing; {SEE}"
    if found := NOT_LISTED.fullmatch(text):
        return f"{where}{found[1]} is not one of {', '.join(get_args(_types(table).get(path.rpartition('.')[2])))}"
    instead = next((words for begin, words in WRITE.items() if text.startswith(begin)), "")
    return f"{where}{instead or f'{text}; {SEE}'}"


def _place(path: str, value: object, shape: Any) -> tuple[str, Any]:
    """Return the path with the key that msgspec writes as [...], and the struct that holds the last key."""
    field, dots, rest = path.partition("[...]")
    tables = value.get(field) if dots and isinstance(value, dict) else None
    kind = next(iter(get_args(_types(shape).get(field))[1:]), None)  # of dict[str, kind]
    for key, table in tables.items() if kind and isinstance(tables, dict) else ():
        try:
            msgspec.convert(table, kind)
        except msgspec.ValidationError:
            return f"{field}.{key}{rest}", kind
    return path, shape


def _types(shape: Any) -> dict[str, Any]:
    """Return the types of a struct's keys; none if it isn't a struct."""
    if not (isinstance(shape, type) and issubclass(shape, msgspec.Struct)):
        return {}
    return {field.encode_name: field.type for field in msgspec.structs.fields(shape)}
