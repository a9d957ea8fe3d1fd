"""Checks and alarms about another person: "your chest" becomes "their chest" while a helper speaks."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from skill.content.content import Content
    from skill.content.questions import Answer, Said
    from skill.dialogue.session import Session


def asked_about(words: str, session: Session, content: Content) -> str:
    """Return a question about the person with the cramp, who may be another one."""
    return _of_another(words, content.context.about_another) if session.helping else words


def told_about(given: Answer, session: Session, content: Content) -> Said:
    """Return an alarm's words about the person with the cramp. Other answers are unchanged."""
    if not session.helping or given.level not in ("urgent", "emergency"):
        return given.said
    pairs = content.context.about_another
    return tuple(
        _of_another(item, pairs) if isinstance(item, str) else tuple(_of_another(one, pairs) for one in item)
        for item in given.said
    )


def _of_another(words: str, pairs: Mapping[str, str]) -> str:
    return _pattern(tuple(pairs)).sub(lambda found: _as_begun(found[0], pairs[found[0].lower()]), words)


def _as_begun(found: str, put: str) -> str:
    return put[:1].upper() + put[1:] if found[:1].isupper() else put


@lru_cache(maxsize=8)
def _pattern(keys: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for any of the words, the longest first."""
    longest_first = sorted(keys, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b" if keys else r"(?!)", re.IGNORECASE)
