"""Check an invocation name against Amazon's requirements: docs/alexa-model-rules.md."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_NAME_CHARACTERS = 50
LAUNCH_WORDS = "ask open start launch begin tell load enable play run resume use talk"
WAKE_WORDS = "alexa amazon echo computer ziggy"
CONNECTORS = "to from in on using with by about for if whether and that"
"""Would be taken for part of the request."""
NEVER = frozenset(f"{LAUNCH_WORDS} {WAKE_WORDS} {CONNECTORS} skill skills app apps".split())
ARTICLES = "the a an any"
PREPOSITIONS = (
    "above across after against along among around as at before behind below beneath beside between beyond down during"
    " except inside into like near of off onto out outside over past per since than through till toward towards under"
    " until up upon via within without"
)
TWO = 2
NOT_IN_TWO_WORDS = frozenset(f"{ARTICLES} {PREPOSITIONS}".split())
"""Beside the connectors, which may stand in no name."""
WORD = r"(?:[a-z]+(?:'s)?|[a-z]+s'|(?:[a-z]\.)+)"
"""Letters, a possessive's apostrophe, the periods of an abbreviation."""
NAME = re.compile(rf"{WORD}(?: {WORD})+")


def name_problems(name: str) -> Iterator[str]:
    """List what Alexa would refuse in an invocation name."""
    words = [word.removesuffix("'s").rstrip("'") for word in name.split(" ")]
    for word in sorted(NEVER & set(words)):
        yield f"invocation_name: {word!r} may not stand in it"
    for word in sorted(NOT_IN_TWO_WORDS & set(words)) if len(words) == TWO else ():
        yield f"invocation_name: {word!r} may not stand in a name of two words; take it out, or add a word"
    if not NAME.fullmatch(name) or len(name) > LONGEST_NAME_CHARACTERS:
        yield (
            f"invocation_name: two or more lower-case words, at most {LONGEST_NAME_CHARACTERS} characters, apostrophes"
            " for possession only, numbers in words"
        )
