"""Checks of wording: lengths of sentences and answers, forbidden words, complete questions."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, get_args

from skill.content.heard import values_of
from skill.content.schema import Stance
from skill.content.texts import answers_of, texts_in, versions
from skill.stretching.rate import USUAL_RATE_PERCENT
from skill.stretching.timing import BREATH_SECONDS, speaking_seconds

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from skill.content.files import Files
    from skill.content.language_schema import SpeechTable
    from skill.content.questions import Answer, Choice

FEWEST_SYNONYMS = 5
OF_A_CHOICE = ("ask", "ask_again", "otherwise", "yes_to_check")
"""Keys that only the answer of a choice has."""
ASKED = (
    *(": between", ": finish", ": coda", ": follow_up", ": check", ": check_again", ": confirm"),
    *(".ask", ".ask_again", ".confirm", "-otherwise"),
)
"""Ends of the places of questions."""
DIGITS = re.compile(r"\d+")
SENTENCE_END = re.compile(r"(?<=[.?!])\s+")
STANCES = get_args(Stance)


def question_problems(files: Files) -> Iterator[str]:
    """Yield what is missing from questions, or is there twice."""
    known: dict[str, set[str]] = defaultdict(set)
    for value in values_of(files):
        known[value.slot].add(value.slug)
    for slug, question in files.questions.items():
        where = f"questions/{slug}.toml"
        if bool(question.slot) != bool(question.choices):
            yield f"{where}: slot and choices belong together: give both or neither"
        if question.slot and question.samples and not question.follow_up:
            yield f"{where}: follow_up: missing; a question with choices asks which one is meant"
        for key in OF_A_CHOICE:
            if getattr(question, key):
                yield f"{where}: {key}: only a choice has it; a question has check and check_again"
        for name, answer in question.answers():
            yield from _answer_problems(f"{where}: {name or 'answer'}", answer)
        for choice in question.choices.values():
            yield from _choice_problems(f"{where}: {choice.slug}", choice, known[question.slot])
    yield from _twice(files)


def _choice_problems(where: str, choice: Choice, known: Collection[str]) -> Iterator[str]:
    if choice.otherwise and choice.otherwise not in known:
        yield f"{where}.otherwise: there is no choice {choice.otherwise!r} of its slot"
    if bool(choice.ask) != bool(choice.otherwise):
        yield f"{where}: ask and otherwise belong together: give both or neither"
    if len(set(choice.synonyms)) < FEWEST_SYNONYMS:
        yield f"{where}.synonyms: give at least {FEWEST_SYNONYMS} things people say"


def _answer_problems(where: str, source: Answer) -> Iterator[str]:
    if not source.sources:
        yield f"{where}: sources: empty; no claim without a source"
    if bool(source.said) == bool(source.stances):
        yield f"{where}: give either answer or stances"
    for stance in STANCES:
        if source.stances and not (stance in source.stances and source.stances[stance].said):
            yield f"{where}: stances.{stance}: missing; a stance is never inherited"


def _twice(files: Files) -> Iterator[str]:
    heard: dict[tuple[str, str], list[str]] = defaultdict(list)
    for value in values_of(files):
        for words in {value.name, *value.synonyms}:
            heard[value.slot, words].append(value.where)
    for (_, words), places in heard.items():
        if len(places) > 1:
            yield f"{places[0]}: {words!r} stands in {' and in '.join(places[1:])} too; keep it in one"


def asked_problems(texts: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield what is asked, but isn't a question."""
    for where, text in texts:
        if where.endswith(ASKED) and not text.endswith("?"):
            yield f"{where}: must end with a question, because the microphone opens after it: {text!r}"


def answer_problems(files: Files) -> Iterator[str]:
    """Yield answers that take too long in any country, or don't end, each problem once."""
    speech = files.language.speech
    for slug, question in files.questions.items():
        for key, answer in answers_of(question):
            where, raw = f"questions/{slug}.toml: {key}", texts_in(answer)
            breaths = BREATH_SECONDS * breaths_in(answer)
            found: list[str] = []
            for texts in versions(files, raw):
                if (total := words_seconds(texts, speech) + breaths) > question.seconds:
                    most = f"at most {question.seconds}: shorten it, for one {max(texts, key=len)!r}"
                    found.append(f"{where}: takes {total:.0f} seconds to say; {most}")
                found += _unended(where, texts, raw)
            yield from dict.fromkeys(found)


def _unended(where: str, texts: Sequence[str], raw: Sequence[str]) -> Iterator[str]:
    for text, written in zip(texts, raw, strict=True):
        if text and not text.endswith((".", "?", "!", ",")):
            yield f"{where}: end it with a full stop, a question mark, or a comma in a list: {written!r}"


def breaths_in(answer: Sequence[str | Sequence[str]]) -> int:
    """Return the number of breaths between the items of an answer's lists."""
    return sum(len(item) - 1 for item in answer if not isinstance(item, str))


def answer_seconds(answer: Sequence[str | Sequence[str]], speech: SpeechTable) -> float:
    """Return the estimated seconds of an answer, with its breaths."""
    return words_seconds(texts_in(answer), speech) + BREATH_SECONDS * breaths_in(answer)


def words_seconds(texts: Iterable[str], speech: SpeechTable) -> float:
    """Return the estimated seconds of texts in a language."""
    return sum(speaking_seconds(text, USUAL_RATE_PERCENT, speech.characters_per_second) for text in texts)


def expression_problems(files: Files) -> Iterator[str]:
    """Yield regular expressions of language.toml that are invalid, or can't be searched together with others."""
    for key in ("never_said", "rather"):
        for text in getattr(files.language, key):
            try:
                if re.compile(text).groups:
                    yield f"language.toml: {key}: {text!r}: write (?:…) instead of (…)"
            except re.error as error:
                yield f"language.toml: {key}: {text!r}: {error}"


def any_of(expressions: Iterable[str]) -> re.Pattern[str]:
    """Return one expression that finds any of these as whole words."""
    return re.compile(rf"\b(?:{'|'.join(expressions) or '(?!)'})\b", re.IGNORECASE)


def never_said(texts: Iterable[tuple[str, str]], expressions: list[str]) -> Iterator[str]:
    """Yield texts with markup or forbidden words."""
    never = any_of(expressions)
    for where, text in texts:
        if "<" in text or ">" in text:
            yield f"{where}: markup; write words only, silences have keys of their own: {text!r}"
        elif never.search(text) or DIGITS.search(text):
            yield from _forbidden(where, text, never)


def _forbidden(where: str, text: str, never: re.Pattern[str]) -> Iterator[str]:
    for sentence in SENTENCE_END.split(text):
        found = never.findall(sentence)
        yield from (f"{where}: never say {words!r} (docs/safety.md): {sentence!r}" for words in found)
        if DIGITS.search(sentence) and not found and ": facts." not in where:
            instead = "write numbers in words, and a country's number as {emergency}, {advice} or {poison}"
            yield f"{where}: {instead}: {sentence!r}"
