"""Check an invocation name against Amazon's requirements: docs/alexa-model-rules.md."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skill.content.language_schema import LanguageFile

LONGEST_NAME_CHARACTERS = 50
WORD = r"(?:[{0}]+(?:'s)?|[{0}]+s'|(?:[{0}]\.)+)"
"""Letters, a possessive's apostrophe, the periods of an abbreviation."""


def name_problems(name: str, language: LanguageFile) -> Iterator[str]:
    """List what Alexa would refuse in an invocation name."""
    rules, word = language.invocation_name, WORD.format(language.letters)
    words = {word.removesuffix("'s").rstrip("'") for word in name.split(" ")}
    never = {*rules.launch_words, *rules.wake_words, *rules.connectors, *rules.names_of_skills}
    for one in sorted(never & words):
        yield f"invocation_name: {one!r} may not stand in it"
    for one in sorted({*rules.articles, *rules.prepositions} & words) if name.count(" ") == 1 else ():
        yield f"invocation_name: {one!r} may not stand in a name of two words; take it out, or add a word"
    if not re.fullmatch(rf"{word}(?: {word})+", name) or len(name) > LONGEST_NAME_CHARACTERS:
        yield (
            f"invocation_name: two or more lower-case words, at most {LONGEST_NAME_CHARACTERS} characters, apostrophes"
            " for possession only, numbers in words"
        )
