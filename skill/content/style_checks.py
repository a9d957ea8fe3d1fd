"""Checks of wording: lengths of sentences and answers, forbidden words, complete questions."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, get_args

from skill.content.filling import fill
from skill.content.schema import Stance
from skill.content.words import words_of
from skill.stretching.rate import USUAL_RATE_PERCENT
from skill.stretching.timing import BREATH_SECONDS, speaking_seconds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from skill.content.files import Files
    from skill.content.language_schema import SpeechTable
    from skill.content.questions import Answer, Question, Said

FEWEST_SYNONYMS = 5
OF_A_CHOICE = ("ask", "ask_again", "otherwise", "yes_to_check")
"""Keys that only the answer of a choice has."""
DIGITS = re.compile(r"\d+")
SENTENCE_END = re.compile(r"(?<=[.?!])\s+")
STANCES = get_args(Stance)


def question_problems(files: Files) -> Iterator[str]:
    """Yield what is missing from questions, or is there twice."""
    for slug, question in files.questions.items():
        where = f"questions/{slug}.toml"
        if bool(question.slot) != bool(question.choices):
            yield f"{where}: slot and choices belong together: give both or neither"
        if question.slot and question.samples and not question.follow_up:
            yield f"{where}: follow_up: missing; a question with choices asks which one is meant"
        for key in OF_A_CHOICE:
            if getattr(question, key):
                yield f"{where}: {key}: only a choice has it; a question has check and check_again"
        for key in ("follow_up", "check"):
            if getattr(question, key) and not getattr(question, key).endswith("?"):
                yield f"{where}: {key}: must end with a question"
        yield from _ask_problems(where, question, files)
        yield from _answer_problems(f"{where}: answer", question)
        for choice in question.choices.values():
            yield from _answer_problems(f"{where}: {choice.slug}", choice)
            if len(set(choice.synonyms)) < FEWEST_SYNONYMS:
                yield f"{where}: {choice.slug}.synonyms: give at least {FEWEST_SYNONYMS} things people say"
    yield from _twice(files)


def _ask_problems(where: str, question: Question, files: Files) -> Iterator[str]:
    known = {slug for other in files.questions.values() if other.slot == question.slot for slug in other.choices}
    for choice in question.choices.values():
        if choice.ask and not choice.ask.endswith("?"):
            yield f"{where}: {choice.slug}.ask: must end with a question"
        if choice.otherwise and choice.otherwise not in known:
            yield f"{where}: {choice.slug}.otherwise: there is no choice {choice.otherwise!r} of {{{question.slot}}}"
        if bool(choice.ask) != bool(choice.otherwise):
            yield f"{where}: {choice.slug}: ask and otherwise belong together: give both or neither"


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
    for slot, values in files.slots.items():
        for slug, value in values.items():
            for words in {value.name, *value.synonyms}:
                heard[slot, words].append(f"commands.toml: slots.{slot}.{slug}")
    for slug, question in files.questions.items():
        for choice in question.choices.values():
            for words in {choice.name, *choice.synonyms}:
                heard[question.slot, words].append(f"questions/{slug}.toml: {choice.slug}")
    for (_, words), places in heard.items():
        if len(places) > 1:
            yield f"{places[0]}: {words!r} stands in {' and in '.join(places[1:])} too; keep it in one"


def said_problems(files: Files) -> Iterator[str]:
    """Yield what is too long or forbidden in any locale, each problem once."""
    found: dict[str, None] = {}
    for locale in files.countries:
        words = words_of(files, locale)
        for slug, question in files.questions.items():
            for key, answer in answers_of(question):
                where = f"questions/{slug}.toml: {key}"
                too_long = _length_problems(
                    where, answer, _filled(answer, words), question.seconds, files.language.speech
                )
                found |= dict.fromkeys(too_long)
                found |= dict.fromkeys(_sentence_problems(where, answer, words, files.language.longest_sentence_words))
    return iter(found)


def answers_of(question: Question) -> Iterator[tuple[str, Said]]:
    """Return the answers of a question, with their keys."""
    for slug, source in question.answers():
        name = slug or "answer"
        if source.said:
            yield name, source.said
        if source.in_relief:
            yield f"{name}.in_relief", source.in_relief
        for stance, answer in source.stances.items():
            yield f"{name}.stances.{stance}", answer.said


def texts_in(answer: Said) -> list[str]:
    """Return the texts of an answer, with lists flattened."""
    return [text for item in answer for text in ([item] if isinstance(item, str) else item)]


def breaths_in(answer: Sequence[str | Sequence[str]]) -> int:
    """Return the number of breaths between the items of an answer's lists."""
    return sum(len(item) - 1 for item in answer if not isinstance(item, str))


def answer_seconds(answer: Sequence[str | Sequence[str]], speech: SpeechTable) -> float:
    """Return the estimated seconds of an answer, with its breaths."""
    texts = [text for item in answer for text in ([item] if isinstance(item, str) else item)]
    return words_seconds(texts, speech) + BREATH_SECONDS * breaths_in(answer)


def words_seconds(texts: Iterable[str], speech: SpeechTable) -> float:
    """Return the estimated seconds of texts in a language."""
    return sum(speaking_seconds(text, USUAL_RATE_PERCENT, speech.characters_per_second) for text in texts)


def _length_problems(where: str, answer: Said, texts: list[str], longest: int, speech: SpeechTable) -> Iterator[str]:
    total = words_seconds(texts, speech) + BREATH_SECONDS * breaths_in(answer)
    if total > longest:
        dragging = max(texts, key=len)
        yield f"{where}: takes {total:.0f} seconds to say; at most {longest}: shorten it, for one {dragging!r}"


def _sentence_problems(where: str, answer: Said, words: dict[str, str], longest: int) -> Iterator[str]:
    for text, raw in zip(_filled(answer, words), texts_in(answer), strict=True):
        if text and not text.endswith((".", "?", "!", ",")):
            yield f"{where}: end it with a full stop, a question mark, or a comma in a list: {raw!r}"
        for sentence in SENTENCE_END.split(text):
            if (count := len(sentence.split())) > longest:
                yield f"{where}: {count} words in one sentence, at most {longest}: {sentence!r}"


def _filled(answer: Said, words: dict[str, str]) -> list[str]:
    known = words | {"stop_quinine": words.get("stop_quinine_unknown", "")}
    return [fill(text, known) for text in texts_in(answer)]


def expression_problems(files: Files) -> Iterator[str]:
    """Yield invalid regular expressions of language.toml."""
    for key in ("never_said", "rather"):
        for text in getattr(files.language, key):
            try:
                re.compile(text)
            except re.error as error:
                yield f"language.toml: {key}: {text!r}: {error}"


def never_said(texts: Iterable[tuple[str, str]], expressions: list[str]) -> Iterator[str]:
    """Yield texts with markup or forbidden words."""
    never = re.compile(rf"\b(?:{'|'.join(expressions)})\b", re.IGNORECASE)
    for where, text in texts:
        if "<" in text or ">" in text:
            yield f"{where}: markup; write words only, silences have keys of their own: {text!r}"
            continue
        sentences = [(sentence, never.findall(sentence)) for sentence in SENTENCE_END.split(text)]
        for sentence, found in sentences:
            yield from (f"{where}: never say {words!r} (docs/safety.md): {sentence!r}" for words in found)
            if DIGITS.search(sentence) and not found and ": facts." not in where:
                instead = "write numbers in words, and a country's number as {emergency}, {advice} or {poison}"
                yield f"{where}: {instead}: {sentence!r}"
