"""English endings: the possessive, which never counts, and those that forms of one word differ in."""

import re
from functools import lru_cache

_POSSESSIVE = re.compile(r"'s\b")
_ENDINGS = ("ings", "ing", "edly", "ed", "es", "ly", "s", "e")
_SHORTEST_STEM_LETTERS = 3


def without_possessive(text: str) -> str:
    """Return a text in which "leg's" is "leg", and "it's" is "it"."""
    return _POSSESSIVE.sub("", text)


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """Cut an ending off, crudely: "cramping", "cramped" and "cramps" are all "cramp"."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM_LETTERS:
            return word.removesuffix(ending)
    return word
