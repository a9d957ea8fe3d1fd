"""Checks of spoken sentences: short, as people talk, and in an alarm with the action first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from skill.content.entries import ALARMS
from skill.content.style_checks import SENTENCE_END, any_of
from skill.content.texts import texts_in, versions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from skill.content.files import Files
    from skill.content.language_schema import LanguageFile
    from skill.content.questions import Answer

NOT_SPOKEN = ("pictures.toml", "store.toml", "phrases.toml: numbers", "countries/")
"""Keys of texts that are shown, are lists of words, or are parts of sentences."""
CALL = "{emergency_now}"
STOP_QUININE = "{stop_quinine}"
NUMBER_DAYS, FACT_DAYS = 184, 366
"""How long a source holds: for a number to call, and for anything else."""


def speech_problems(files: Files, texts: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield sentences that are too long or not as people speak."""
    rather = any_of(files.language.rather)
    for where, text in texts:
        if where.startswith(NOT_SPOKEN):
            continue
        if "!" in text:
            yield f"{where}: no exclamation marks: {_sentence_with('!', text)!r}"
        for expression, instead in files.language.rather.items() if rather.search(text) else ():
            if found := any_of([expression]).search(text):
                yield f"{where}: write {instead!r} and not {found[0]!r}: {_sentence_with(found[0], text)!r}"
        yield from dict.fromkeys(
            line for (full,) in versions(files, [text]) for line in _long(where, full, files.language)
        )


def _long(where: str, text: str, language: LanguageFile) -> Iterator[str]:
    most = language.longest_sentence_words
    for sentence in SENTENCE_END.split(text) if len(text.split()) > most else ():
        if (count := len(sentence.split())) > most:
            yield f"{where}: {count} words in one sentence, at most {most}: {sentence!r}"


def _sentence_with(words: str, text: str) -> str:
    return next((sentence for sentence in SENTENCE_END.split(text) if words in sentence), text)


def alarm_problems(files: Files) -> Iterator[str]:
    """Yield alarms that rest on copies, or don't begin with what to do."""
    for slug, question in files.questions.items():
        for name, table in [("answer", question), *question.choices.items()]:
            where = f"questions/{slug}.toml: {name}"
            if table.level not in ALARMS:
                continue
            if table.copies_only:
                yield f"{where}: copies_only: never for an alarm: find the body's own page"
            yield from _beginning_problems(where, table, files.language)


def _beginning_problems(where: str, table: Answer, language: LanguageFile) -> Iterator[str]:
    for answer in (table.said, *(stance.said for stance in table.stances.values())):
        sentences = [sentence for text in texts_in(answer) for sentence in SENTENCE_END.split(text)]
        first = sentences[0] if sentences else ""
        if table.level == "emergency" and not (first.startswith(tuple(language.calls)) and CALL in first):
            yield f"{where}: an emergency begins with the call, 'Call {CALL}': {first!r}"
        if table.level == "urgent" and not _is_act(first, language):
            yield f"{where}: an alarm begins with what to do, 'Contact {{advice_now}}': {first!r}"


def _is_act(sentence: str, language: LanguageFile) -> bool:
    """Return whether a sentence begins with what to do, or with when to call the emergency number."""
    begins = sentence.startswith((STOP_QUININE, *language.calls, *language.acts))
    return begins or "{emergency}" in sentence or CALL in sentence


def span_problems(files: Files) -> Iterator[str]:
    """Yield sources whose `review_by` is too late."""
    numbers = {
        key: f"{name} in countries/{locale}.toml"
        for locale, country in files.countries.items()
        for name, fact in country.facts.items()
        if re.search(r"\d", fact.say)
        for key in fact.source
    }
    for key, source in files.sources.items():
        most = NUMBER_DAYS if key in numbers else FACT_DAYS
        if (source.review_by - source.checked).days > most:
            after = f"half a year, because {numbers[key]} has a number" if key in numbers else "a year"
            yield f"sources.toml: {key}.review_by: at most {after}: {source.review_by}"
