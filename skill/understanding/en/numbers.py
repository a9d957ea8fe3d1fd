"""English number words, as AMAZON.NUMBER hears them. Whole numbers below a thousand."""

from skill.understanding.language import Words

_UNITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_SMALL = {word: value for value, word in enumerate([*_UNITS, *_TEENS])}
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}

Found = tuple[int, int]
"""The position after the last word used, and the number."""


def number_at(words: Words, start: int) -> Found | None:
    """Read the longest number that begins at a position: "a hundred and twenty five", "thirty", "7"."""
    hundreds = _hundreds_at(words, start)
    if not hundreds:
        return _below_hundred_at(words, start)
    end, value = hundreds
    rest = _below_hundred_at(words, end + 1 if words[end : end + 1] == ("and",) else end)
    return (rest[0], value + rest[1]) if rest else hundreds


def _hundreds_at(words: Words, start: int) -> Found | None:
    first, second = words[start : start + 1], words[start + 1 : start + 2]
    if second != ("hundred",):
        return None
    value = 1 if first == ("a",) else _SMALL.get(first[0], 0)
    return (start + 2, 100 * value) if 0 < value < 10 else None  # noqa: PLR2004 - "ten hundred" is no number


def _below_hundred_at(words: Words, start: int) -> Found | None:
    word = words[start] if start < len(words) else ""
    if word.isdecimal():
        return start + 1, int(word)
    if word not in _TENS:
        return (start + 1, _SMALL[word]) if word in _SMALL else None
    unit = _SMALL.get(words[start + 1], 0) if start + 1 < len(words) else 0
    return (start + 2, _TENS[word] + unit) if 0 < unit < 10 else (start + 1, _TENS[word])  # noqa: PLR2004 - as above
