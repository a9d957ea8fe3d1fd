"""Files of a language → one Content per country, with its stances and words, and stretches in routines.

Unknown placeholders keep their braces, for run time.
"""

from __future__ import annotations

from itertools import count, takewhile
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec.structs import replace

from skill.content.content import Content
from skill.content.filling import fill, in_words
from skill.content.heard import values_of
from skill.content.pictures import strokes_of
from skill.content.questions import Answer, Question
from skill.content.words import phrases_of

if TYPE_CHECKING:
    from skill.content.files import Files
    from skill.content.pictures import Picture, Stroke
    from skill.stretching.routine import Routine
    from skill.stretching.stretch import Stretch

A = TypeVar("A", bound=Answer)

MINUTES = ("first_minute", "last_minute", "last_one")
"""The announcements of a practice: phrases coach-first-minute and so on."""


def contents_of(files: Files) -> dict[str, Content]:
    """Return the content of each country where a language is spoken, by locale."""
    strokes = {slug: strokes_of(files.drawings[slug]) for slug in files.pictures}
    words = _words_of_slots(files)
    return {locale: _Builder(files, locale).build(strokes, words) for locale in files.countries}


class _Builder:
    def __init__(self, files: Files, locale: str) -> None:
        self.files, self.locale, self.country = files, locale, files.countries[locale]
        self.words = files.words[locale]
        self.phrases = {name: fill(text, self.words).rstrip() for name, text in phrases_of(files, locale).items()}

    def build(self, strokes: dict[str, tuple[Stroke, ...]], words: dict[str, dict[str, str]]) -> Content:
        files = self.files
        stretches = {slug: in_words(stretch, self.words) for slug, stretch in files.stretches.items()}
        return Content(
            locale=self.locale,
            language=files.folder,
            parent=self.country.parent,
            invocation_name=self.country.invocation_name,
            published=self.country.published,
            draft=files.draft,
            stretches=stretches,
            routines={slug: self._routine(routine, stretches) for slug, routine in files.routines.items()},
            questions={slug: self._question(question) for slug, question in files.questions.items()},
            pictures=self._pictures(strokes),
            phrases=self.phrases,
            commands=files.commands,
            slots=files.slots,
            words=words,
            slot_types=files.slot_types(),
            context=files.understanding,
            sources=files.sources,
            sounds=files.sounds,
            facts=self.country.facts,
            speech=files.language.speech,
            emergency=self.words["emergency"],
            emergency_now=self.words["emergency_now"],
            time_zone=self.country.time_zone,
            voice=self.country.voice or files.folder,
        )

    def _routine(self, routine: Routine, stretches: dict[str, Stretch]) -> Routine:
        """Return a routine with its words filled in, its stretches, and the phrases of its kind."""
        given: dict[str, Any] = {
            "steps": tuple(stretches[slug] for slug in routine.step_slugs),
            "characters_per_second": self.files.language.speech.characters_per_second,
        }
        if routine.kind == "practice":
            given |= {key: self.phrases.get(f"coach-{key.replace('_', '-')}", "") for key in MINUTES}
        else:
            given |= {"asks": self._pool("relief-ask"), "still_here": self._pool("still-here")}
            given["stop_here"] = self.phrases.get("stop-here", "")
        return in_words(routine, self.words, **given)

    def _pool(self, name: str) -> tuple[str, ...]:
        """Return the phrases that take turns: `name`-1, `name`-2 and so on."""
        numbered = takewhile(self.phrases.__contains__, (f"{name}-{number}" for number in count(1)))
        return tuple(self.phrases[key] for key in numbered)

    def _question(self, question: Question) -> Question:
        choices = {slug: self._answer(choice) for slug, choice in question.choices.items()}
        return replace(self._answer(question), choices=choices)

    def _answer(self, answer: A) -> A:
        """Return an answer with the country's stance and words. Empty sentences are left out."""
        if answer.stances:
            answer = replace(answer, said=answer.stances[self.country.stance].said, stances={})
        full = in_words(answer, self.words)
        return replace(full, said=tuple(filter(None, full.said))) if "" in full.said else full

    def _pictures(self, strokes: dict[str, tuple[Stroke, ...]]) -> dict[str, Picture]:
        """Return pictures by stretch."""
        drawn = [in_words(one, self.words, strokes=strokes[slug]) for slug, one in self.files.pictures.items()]
        return {stretch: picture for picture in drawn for stretch in picture.shows}


def _words_of_slots(files: Files) -> dict[str, dict[str, str]]:
    """Return, by slot, the slug of each name and synonym in lower case."""
    words: dict[str, dict[str, str]] = {slot: {} for slot in files.slot_types()}
    for value in values_of(files):
        words[value.slot] |= {each.lower(): value.slug for each in (value.name, *value.synonyms)}
    for alias, slot in files.aliases.items():
        words[alias] = words[slot]
    return words
