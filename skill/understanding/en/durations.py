"""Lengths of time as AMAZON.DURATION hears them, in ISO 8601: "PT5M", "P4W"."""

from skill.understanding.en.numbers import number_at
from skill.understanding.language import Words

_UNITS = {"second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "month": "M", "year": "Y"}
_SHORT = {"sec": "second", "min": "minute", "hr": "hour"}
_SMALLER = {"minute": (30, "second"), "hour": (30, "minute"), "day": (12, "hour"), "year": (6, "month")}
_OF_A_DAY = frozenset({"second", "minute", "hour"})
_HALF = ("and", "a", "half")
_LEADS = {("in",), ("after",), ("for",), ("again",), ("it",)}
_COUPLES = (("a", "couple", "of"), ("a", "couple"))
_QUARTERS = {
    ("a", "quarter", "of", "an", "hour"): 15,
    ("quarter", "of", "an", "hour"): 15,
    ("three", "quarters", "of", "an", "hour"): 45,
    ("a", "half", "hour"): 30,
    ("half", "hour"): 30,
}


def duration_at(words: Words, start: int) -> tuple[int, str] | None:
    """Read the longest duration that begins at a position: "half an hour", "two and a half minutes".

    In a sentence it has to follow a word such as "in": "i'm thirty weeks along" names none.
    """
    found = _read(words, start)
    alone = found is not None and start == 0 and found[0] == len(words)
    return found if alone or words[start - 1 : start] in _LEADS else None


def _read(words: Words, start: int) -> tuple[int, str] | None:
    for said, minutes in _QUARTERS.items():
        if words[start : start + len(said)] == said:
            return start + len(said), f"PT{minutes}M"
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
    smaller = None if half or halved else _smaller_at(words, end, name)
    amounts = _amounts(0 if half else number, name, halved=half or halved)
    return (smaller[0], _iso(amounts | smaller[1])) if smaller else (end, _iso(amounts))


def _count_at(words: Words, start: int) -> tuple[int, int] | None:
    for couple in _COUPLES:
        if words[start : start + len(couple)] == couple:
            return start + len(couple), 2
    if words[start : start + 1] in {("a",), ("an",)}:
        return number_at(words, start) or (start + 1, 1)
    return number_at(words, start)


def _unit_at(words: Words, start: int) -> tuple[int, str] | None:
    word = words[start].removesuffix("s") if start < len(words) else ""
    word = _SHORT.get(word, word)
    return (start + 1, word) if word in _UNITS else None


def _smaller_at(words: Words, start: int, larger: str) -> tuple[int, dict[str, int]] | None:
    """Read what follows an hour, or a day: "and twenty minutes"."""
    units = list(_UNITS)
    at = start + (words[start : start + 1] == ("and",))
    count = _count_at(words, at)
    unit = _unit_at(words, count[0]) if count else None
    if not count or not unit or units.index(unit[1]) != units.index(larger) - 1:
        return None
    return unit[0], {unit[1]: count[1]}


def _amounts(number: int, unit: str, *, halved: bool) -> dict[str, int]:
    amounts = {unit: number} if number else {}
    if halved and unit in _SMALLER:
        half, smaller = _SMALLER[unit]
        amounts[smaller] = half
    return amounts


def _iso(amounts: dict[str, int]) -> str:
    dated = "".join(f"{amount}{_UNITS[name]}" for name, amount in amounts.items() if name not in _OF_A_DAY)
    timed = "".join(f"{amount}{_UNITS[name]}" for name, amount in amounts.items() if name in _OF_A_DAY)
    return f"P{dated}T{timed}" if timed else f"P{dated}"
