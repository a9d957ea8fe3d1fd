"""What a language needs that is code: how its words are cut, and how numbers, lengths and times of day are said in it.

Each language is a package of this folder, by the name that it has in content/.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from skill.errors import ContentError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Words = tuple[str, ...]
_WORD = re.compile(r"[^\W\d_]+|\d+")
_WAKE_WORDS = frozenset({"alexa", "echo", "computer"})
"""Alexa's own, whatever the language."""


@dataclass(frozen=True, eq=False)
class LanguageRules:
    """The rules of one language.

    A reader takes words and a position, and returns the position after the last word used and what was said.
    """

    without_endings: Callable[[str], str]
    """Return a text in lower case without endings that never change what is meant, such as a possessive's."""
    joined: Mapping[tuple[str, str], str]
    """Two words that are one: ("p", "m") is "pm"."""
    stem: Callable[[str], str]
    """Return a word without the ending that its forms differ in, crudely."""
    number_at: Callable[[Words, int], tuple[int, int] | None]
    duration_at: Callable[[Words, int], tuple[int, str] | None]
    """In ISO 8601, as AMAZON.DURATION has it."""
    times: tuple[Callable[[Words, int], tuple[int, str] | None], ...]
    """Of day, as AMAZON.TIME has them: "22:30", or NI, MO, AF, EV for a part of the day. The longest reading first."""

    def bare(self, text: str) -> str:
        """Return a text in lower case, without endings that change nothing and without a curly apostrophe."""
        return self.without_endings(text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))

    def words(self, text: str) -> Words:
        """Return the lower-case words and numbers of a text: the same cut for utterances, samples and slot values."""
        found: list[str] = []
        for word in _WORD.findall(self.bare(text).replace("'", "")):
            pair = (found[-1] if found else "", word)
            found[-1 if pair in self.joined else len(found) :] = [self.joined.get(pair, word)]
        return tuple(found)

    def spoken_words(self, utterance: str) -> Words:
        """Return the words of an utterance, without the wake word."""
        words = self.words(utterance)
        if words[:1] == ("hey",) and words[1:2] and words[1] in _WAKE_WORDS:
            words = words[1:]
        return words[1:] if words and words[0] in _WAKE_WORDS else words


PLAIN = LanguageRules(
    without_endings=str,
    joined={},
    stem=str,
    number_at=lambda _words, _at: None,
    duration_at=lambda _words, _at: None,
    times=(),
)
"""Rules of a draft: words are taken as they are, and numbers and times as Alexa resolves them."""


def rules_of(language: str, *, draft: bool = False) -> LanguageRules:
    """Return the rules of a language, by the name of its folder in content/. A draft may have none.

    Raises:
        ContentError: there are none; the message says what to add.

    """
    package = f"{__package__}.{language}"
    if not language.isidentifier() or find_spec(package) is None:
        if draft:
            return PLAIN
        folder = f"{package.replace('.', '/')}/"
        raise ContentError(f"{folder}: missing; write the rules of {language!r} there, as in skill/understanding/en/")
    rules: LanguageRules = import_module(package).RULES
    return rules
