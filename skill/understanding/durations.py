"""Lengths of time as AMAZON.DURATION hears them, in ISO 8601: "PT5M", "P4W"."""

from skill.understanding.numbers import number_at
from skill.understanding.words import Words

_UNITS = {"second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "month": "M", "year": "Y"}
_SMALLER = {"minute": (30, "second"), "hour": (30, "minute"), "day": (12, "hour"), "year": (6, "month")}
_OF_A_DAY = frozenset({"second", "minute", "hour"})
_HALF = ("and", "a", "half")


def duration_at(words: Words, start: int) -> tuple[int, str] | None:
    """Read the longest duration that begins at a position: "half an hour", "two and a half minutes"."""
    half = words[start : start + 1] == ("half",)
    count = _count_at(words, start + half)
    if not count:
        return None
    end, number = count
    halved = words[end : end + 3] == _HALF
    unit = _unit_at(words, end + 3 if halved else end)
    if not unit:
        return None
    end, name = unit
    if not half and words[end : end + 3] == _HALF:
        halved, end = True, end + 3
    return end, _iso(0 if half else number, name, halved=half or halved)


def _count_at(words: Words, start: int) -> tuple[int, int] | None:
    if words[start : start + 1] in {("a",), ("an",)}:
        return number_at(words, start) or (start + 1, 1)
    return number_at(words, start)


def _unit_at(words: Words, start: int) -> tuple[int, str] | None:
    word = words[start].removesuffix("s") if start < len(words) else ""
    return (start + 1, word) if word in _UNITS else None


def _iso(number: int, unit: str, *, halved: bool) -> str:
    amounts = {unit: number} if number else {}
    if halved and unit in _SMALLER:
        half, smaller = _SMALLER[unit]
        amounts[smaller] = half
    dated = "".join(f"{amount}{_UNITS[name]}" for name, amount in amounts.items() if name not in _OF_A_DAY)
    timed = "".join(f"{amount}{_UNITS[name]}" for name, amount in amounts.items() if name in _OF_A_DAY)
    return f"P{dated}T{timed}" if timed else f"P{dated}"
