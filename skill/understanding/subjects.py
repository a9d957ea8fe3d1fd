"""The subjects of a sentence with their confidence, and the nearest ones to unknown words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from skill.content.subjects import SUBJECT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skill.content.content import Content
    from skill.understanding.language import LanguageRules, Words

TOPIC = "topic"
"""The slot for questions about quinine."""
MISSPELT = 84.0
"""Similarity of 100 from which a word counts as misspelt."""
SHORTEST_MISSPELT_LETTERS = 6
"""Of such a word."""
DOUBT = 0.15
"""How much a misspelt word lowers the confidence."""
LEAST = 0.55
"""The confidence of a subject that no other word supports."""
NEAR = 76.0
"""Similarity of 100 from which a subject is near to unknown words. Less is accidental."""
OFFERED = 2
"""How many subjects are offered for unknown words."""


@dataclass(frozen=True, slots=True)
class Found:
    """A subject that was found."""

    question: str
    choice: str
    confidence: float
    words: str
    """The words it was found in."""


class SubjectFinder:
    """Finds the subjects of one locale."""

    def __init__(self, content: Content, rules: LanguageRules) -> None:
        self._content, self._words_of = content, rules.words
        self._small = frozenset(content.context.small_words)
        self._says_so = frozenset(content.context.never_assumed)
        self._articles = frozenset(self._words_of(text) for text in content.context.articles)

    @cached_property
    def _owners(self) -> dict[str, str]:
        """Questions by choice."""
        questions = self._content.questions.values()
        return {
            choice: question.slug
            for question in questions
            if question.slot in (SUBJECT, TOPIC)
            for choice in question.choices
        }

    @cached_property
    def _by_words(self) -> dict[Words, str]:
        known = {self._words_of(text): choice for text, choice in self._content.words.get(SUBJECT, {}).items()}
        plain = {self._plain(words): choice for words, choice in known.items()}
        telling = {words: choice for words, choice in plain.items() if not self._small.issuperset(words)}
        return {**telling, **known, **self._of_quinine()}

    def _of_quinine(self) -> dict[Words, str]:
        """Return the choice about quinine in words such as "tonic water"."""
        said = {self._words_of(text): choice for text, choice in self._content.words.get(TOPIC, {}).items()}
        return {words: choice for words, choice in said.items() if not self._says_so.isdisjoint(words)}

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._by_words), default=0)

    @cached_property
    def _single(self) -> dict[str, str]:
        """Choices by single words."""
        alone = {words[0]: choice for words, choice in self._by_words.items() if len(words) == 1}
        return {word: choice for word, choice in alone.items() if len(word) >= SHORTEST_MISSPELT_LETTERS}

    @cached_property
    def _names(self) -> list[str]:
        return list(self._single)

    def find(self, words: Words) -> list[Found]:
        """Return the subjects in some words, the likeliest first; of equals, the first that was said."""
        spots = list(self._spots(words))
        telling = sum(len(word) for word in words if word not in self._small) or 1
        found = [
            Found(
                self._owners[choice],
                choice,
                min(1.0, LEAST + (1 - LEAST) * sum(map(len, own)) / telling) - (DOUBT if misspelt else 0),
                " ".join(own),
            )
            for own, choice, misspelt in spots
        ]
        return sorted(found, key=lambda one: -one.confidence)

    def near(self, words: Words) -> tuple[str, ...]:
        """Return the names of the two subjects nearest to unknown words; empty if no word is meaningful.

        Similar spelling is nearest, then the same kind: what is eaten, what is done, what causes it.
        """
        if self._small.issuperset(words):
            return ()
        telling = [word for word in words if word not in self._small and len(word) >= SHORTEST_MISSPELT_LETTERS]
        close = [
            (score, name)
            for word in telling
            for name, score, _ in process.extract(word, self._names, scorer=fuzz.ratio, limit=1, score_cutoff=NEAR)
        ]
        choices = [self._single[name] for _, name in sorted(close, reverse=True)]
        wanted = dict.fromkeys([*choices, *self._of_a_kind(words), *self._content.context.offered])
        return tuple(self._name(choice) for choice in wanted)[:OFFERED]

    def _of_a_kind(self, words: Words) -> list[str]:
        """Return the subjects that are offered for one of these words; of several kinds, those of the first."""
        kinds = self._content.context.offered_with.items()
        return next((choices for telling, choices in kinds if not set(words).isdisjoint(telling.split())), [])

    def _spots(self, words: Words) -> Iterator[tuple[Words, str, bool]]:
        """Yield the words of each subject (the longest if they overlap), its choice, and whether they are misspelt."""
        at = 0
        while at < len(words):
            sizes = range(min(self._longest, len(words) - at), 0, -1)
            size = next((size for size in sizes if words[at : at + size] in self._by_words), 0)
            if size:
                yield words[at : at + size], self._by_words[words[at : at + size]], False
            elif (choice := self._misspelt(words[at])) is not None:
                yield words[at : at + 1], choice, True
            at += size or 1

    def _misspelt(self, word: str) -> str | None:
        if len(word) < SHORTEST_MISSPELT_LETTERS or word in self._small:
            return None
        alike = [name for name in self._names if name[0] == word[0]]
        best = process.extractOne(word, alike, scorer=fuzz.ratio, score_cutoff=MISSPELT)
        return self._single[best[0]] if best else None

    def _plain(self, words: Words) -> Words:
        """Return words without an article before them: "my statins" is "statins"."""
        size = next((size for size in (2, 1) if words[:size] in self._articles), 0)
        return words[size:]

    def _name(self, choice: str) -> str:
        return self._content.questions[self._owners[choice]].choices[choice].name
