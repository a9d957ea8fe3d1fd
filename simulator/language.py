"""How the simulator hears a language and speaks it in Alexa's place: its simulator.toml, and rules in code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

import msgspec
import tomli

from skill.errors import ContentError
from skill.understanding.language import LanguageRules, Words, rules_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

T = TypeVar("T")

FILE = "simulator.toml"
NAME = "{name}"


class InvocationTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a skill is called by its name; `{name}` is the skill's."""

    open: str
    launches: str
    """A regular expression for a whole sentence."""
    asks: list[str]
    """Others, in which what is asked is the group `asked`."""
    leaves: list[str]


class AlexaTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What Alexa says in its own words, and what answers it."""

    permission: str
    approves: list[str]
    refuses: list[str]
    reminder: str


class WordsTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that decide how like a sentence is to a sample."""

    please: str
    fillers: list[str]
    denying: list[str]
    asking: list[str]


class SimulatorFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """content/en/simulator.toml."""

    invocation: InvocationTable
    alexa: AlexaTable
    words: WordsTable
    built_in: dict[str, list[str]]
    """By intent of Alexa's own, the phrases that it is heard in without a sample."""


class SimulatorLanguage:
    """One language, ready to be heard and spoken."""

    def __init__(self, written: SimulatorFile, rules: LanguageRules) -> None:
        self.rules, self.alexa, self._invocation = rules, written.alexa, written.invocation
        words = written.words
        self.please = words.please
        self.fillers, self.denying, self.asking = map(self._single, (words.fillers, words.denying, words.asking))
        self.leaves, self.approves, self.refuses = map(
            self._phrases, (written.invocation.leaves, written.alexa.approves, written.alexa.refuses)
        )
        self.built_in = {
            rules.words(phrase): intent for intent, phrases in written.built_in.items() for phrase in phrases
        }

    def _single(self, words: Iterable[str]) -> frozenset[str]:
        return frozenset(cut for word in words for cut in self.rules.words(word))

    def _phrases(self, phrases: Iterable[str]) -> frozenset[Words]:
        return frozenset(map(self.rules.words, phrases))

    def opening(self, name: str) -> str:
        """Return the sentence that opens a skill."""
        return self._invocation.open.replace(NAME, name)

    def launches(self, name: Words) -> re.Pattern[str]:
        """Return an expression for sentences that open a skill."""
        return _called(self._invocation.launches, name)

    def asks(self, name: Words) -> list[re.Pattern[str]]:
        """Return expressions for sentences that ask a skill something, as their group `asked`."""
        return [_called(expression, name) for expression in self._invocation.asks]


def _called(expression: str, name: Words) -> re.Pattern[str]:
    return re.compile(expression.replace(NAME, re.escape(" ".join(name))))


def language_in(folder: Path, language: str) -> SimulatorLanguage:
    """Read a language from content/.

    Raises:
        ContentError: its file or its rules are missing, or the file is at fault; the message says what to do.

    """
    return SimulatorLanguage(read_shape(folder, language, FILE, SimulatorFile), rules_of(language))


def read_shape(folder: Path, language: str, file: str, shape: type[T]) -> T:
    """Read one of a language's files in content/ that only the simulator reads.

    Raises:
        ContentError: it is missing or at fault; the message says what to do.

    """
    path = folder / language / file
    if not path.is_file():
        raise ContentError(f"{language}/{file}: missing; write it as content/en/{file} is written")
    try:
        return msgspec.convert(tomli.loads(path.read_text(encoding="utf-8")), shape)
    except (OSError, ValueError) as error:
        raise ContentError(f"{language}/{file}: {error}") from error
