"""Checks of answers about a subject: they begin with the subject and are short, in every country's words."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from skill.content.style_checks import SENTENCE_END, words_seconds
from skill.content.texts import texts_in, versions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from skill.content.files import Files
    from skill.content.language_schema import ContextFile, SpeechTable
    from skill.content.questions import Choice

SUBJECT = "subject"
"""The slot whose values are the subjects."""
LONGEST_FIRST_SENTENCE_WORDS = 12
LONGEST_ANSWER_WORDS = 45
LONGEST_ANSWER_SECONDS = 20.0
LONGEST_CAUTION_WORDS = 75
"""Of an answer marked `cautions`, which may take as long as any: no caution is left out for length."""
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


def subject_problems(files: Files) -> Iterator[str]:
    """Yield answers about a subject that don't begin with it or take too long, each problem once."""
    context = files.understanding
    yield from _offer_problems(context, files)
    for slug, question in files.questions.items():
        for choice in question.choices.values() if question.slot == SUBJECT else ():
            yield from dict.fromkeys(_answer_problems(f"questions/{slug}.toml: {choice.slug}", choice, files))


def _answer_problems(where: str, choice: Choice, files: Files) -> Iterator[str]:
    said = versions(files, [" ".join((choice.name, *choice.synonyms)), *texts_in(choice.said)])
    too_long = [line for _, *texts in said for line in _lengths(where, texts, files.language.speech)]
    for names, *texts in said:
        yield from _beginning_problems(where, names, texts, files)
        if choice.cautions and (count := _count(texts)) > LONGEST_CAUTION_WORDS:
            yield f"{where}: answer: {count} words, at most {LONGEST_CAUTION_WORDS} even with cautions"
    if not choice.cautions:
        yield from too_long
    elif not too_long:
        yield f"{where}: cautions: it is short enough in every country; take the key out"


def _offer_problems(context: ContextFile, files: Files) -> Iterator[str]:
    known = {slug for question in files.questions.values() if question.slot == SUBJECT for slug in question.choices}
    for choice in [*context.offered, *(choice for choices in context.offered_with.values() for choice in choices)]:
        if choice not in known:
            yield f"understanding.toml: offered: there is no choice {choice!r} of {{{SUBJECT}}}"


def _beginning_problems(where: str, names: str, texts: list[str], files: Files) -> Iterator[str]:
    first = SENTENCE_END.split(texts[0])[0] if texts else ""
    if (count := len(first.split())) > LONGEST_FIRST_SENTENCE_WORDS:
        yield f"{where}: answer: {count} words before the first stop, at most {LONGEST_FIRST_SENTENCE_WORDS}: {first!r}"
    terms = partial(_terms, endings=files.language.endings)
    if not (terms(first) & terms(names)).difference(files.understanding.small_words):
        yield f"{where}: answer: the first sentence doesn't name the subject: {first!r}"


def _lengths(where: str, texts: list[str], speech: SpeechTable) -> Iterator[str]:
    count, seconds = _count(texts), words_seconds(texts, speech)
    if count > LONGEST_ANSWER_WORDS:
        most = f"at most {LONGEST_ANSWER_WORDS}, with the country's words filled in"
        yield f"{where}: answer: {count} words, {most}; the longest sentence is {max(texts, key=len)!r}"
    if seconds > LONGEST_ANSWER_SECONDS:
        yield f"{where}: answer: {seconds:.0f} seconds, at most {LONGEST_ANSWER_SECONDS:.0f}"


def _count(texts: list[str]) -> int:
    return sum(len(text.split()) for text in texts)


def _terms(text: str, endings: Iterable[str]) -> set[str]:
    """Return the words of a text without endings that change nothing, such as a plural's."""
    words = set(_WORD.findall(text.lower()))
    for ending in endings:
        words = {word.removesuffix(ending) for word in words}
    return words
