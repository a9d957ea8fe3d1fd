"""What must hold of an answer to something asked: the answer first, and short, in every country's words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from skill.content.loader import filled, words_of
from skill.content.style_checks import SENTENCE_END, texts_in
from skill.stretching.plan import speaking_seconds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skill.content.files import Files
    from skill.content.schema import ChoiceTable

SUBJECT = "subject"
"""The slot whose values are what can be asked about."""
LONGEST_FIRST_SENTENCE_WORDS = 12
LONGEST_ANSWER_WORDS = 45
LONGEST_ANSWER_SECONDS = 20.0
_WORD = re.compile(r"[a-z]+")


def subject_problems(files: Files) -> Iterator[str]:
    """List answers about a subject that don't begin with it, or take too long; each problem once."""
    found: dict[str, None] = {}
    for locale in files.locales:
        words, small = words_of(files, locale), frozenset(files.understanding["understanding.toml"].small_words)
        for slug, question in files.questions.items():
            for choice in question.choices if question.slot == SUBJECT else ():
                found |= dict.fromkeys(_problems(f"questions/{slug}.toml: {choice.slug}", choice, words, small))
    return iter(found)


def _problems(where: str, choice: ChoiceTable, words: dict[str, str], small: frozenset[str]) -> Iterator[str]:
    texts = [filled(text, words) for text in texts_in(choice.answer)]
    first = SENTENCE_END.split(texts[0])[0] if texts else ""
    if len(first.split()) > LONGEST_FIRST_SENTENCE_WORDS:
        count = len(first.split())
        yield f"{where}: answer: {count} words before the first stop, at most {LONGEST_FIRST_SENTENCE_WORDS}: {first!r}"
    names = " ".join(filled(name, words) for name in (choice.name, *choice.synonyms))
    if not (_terms(first) & _terms(names)) - small:
        yield f"{where}: answer: the first sentence doesn't name the subject: {first!r}"
    count, seconds = sum(len(text.split()) for text in texts), sum(map(speaking_seconds, texts))
    if count > LONGEST_ANSWER_WORDS:
        yield f"{where}: answer: {count} words, at most {LONGEST_ANSWER_WORDS}, with the country's words filled in"
    if seconds > LONGEST_ANSWER_SECONDS:
        yield f"{where}: answer: {seconds:.0f} seconds, at most {LONGEST_ANSWER_SECONDS:.0f}"


def _terms(text: str) -> set[str]:
    """Return the words that mean something, without the ending of a plural."""
    words = _WORD.findall(text.lower().replace("'s", ""))
    return {word.removesuffix("s") for word in words}
