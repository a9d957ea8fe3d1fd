"""Checked shapes → one Content per locale: stances chosen, words of the locale filled in."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import count, takewhile
from typing import TYPE_CHECKING, Any

from skill.content.content import Answer, Content, Question, Said
from skill.content.pictures import Picture, strokes_of
from skill.errors import ContentError
from skill.stretching.routine import Routine
from skill.stretching.stretch import Stretch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skill.content.files import Files
    from skill.content.schema import AnswerTable, ChoiceTable, CountryFile, Item, QuestionFile, RoutineFile, StretchFile
    from skill.stretching.routine import Kind

PLACEHOLDER = re.compile(r"\{(\w+)\}")
AT_A_BEGINNING = re.compile(r"(?:^|[.?!]\s+)$")
IN_PATTERNS = {"muscle", "person"}
"""Slots that a pattern may hold."""
CALLED = ("emergency", "advice", "poison", "crisis")
"""Whom to call: `{advice_now}` and `{advice_today}` say when, too."""
WHEN = ("now", "today")


def lineage(files: Files, locale: str) -> list[CountryFile]:
    """Return a locale and its parents, nearest last, so that later ones override."""
    chain: list[CountryFile] = []
    name, seen = locale, set[str]()
    while name:
        if name in seen or name not in files.countries:
            raise ContentError(f"countries/{locale}.toml: parent {name!r} is missing or goes round in a circle")
        seen.add(name)
        chain.insert(0, files.countries[name])
        name = files.countries[name].parent
    return chain


def words_of(files: Files, locale: str) -> dict[str, str]:
    """Return everything that may stand in braces in this locale's content: inherited words, own facts."""
    table = files.countries[locale]
    words = {key: value for level in lineage(files, locale) for key, value in level.words.items()}
    words |= {key: fact.say for key, fact in table.facts.items()} | {"invocation_name": table.invocation_name}
    emergency = files.language.emergency if words["emergency_number"] else files.language.emergency_anywhere
    words["emergency"] = filled(emergency, words)
    words |= {f"{key}_{when}": said_when(words[key], when) for key in CALLED for when in WHEN if key in words}
    return words | {name: filled(text, words) for name, text in _by_stance(files, table.stance)}


def said_when(called: str, when: str) -> str:
    """Return whom to call with when to do so after the first of them: "811, or …" → "811 now, or …"."""
    first, comma, others = called.partition(",")
    return f"{first} {when}{comma}{others}"


def filled(text: str, words: dict[str, str]) -> str:
    """Return a text with the words of a locale filled in; what isn't among them keeps its braces.

    A word that begins a sentence gets a capital letter: "{water_tablets} can …" → "Water tablets can …".
    """
    if "{" not in text:
        return text

    def word(found: re.Match[str]) -> str:
        value = words.get(found[1], found[0])
        return value[:1].upper() + value[1:] if AT_A_BEGINNING.search(text, 0, found.start()) else value

    return PLACEHOLDER.sub(word, text)


def _by_stance(files: Files, stance: str) -> Iterator[tuple[str, str]]:
    """Return what a stance on quinine fills in: phrase "side-effects-rule-no-claim" → {side_effects_rule}."""
    for name, text in files.phrases.items():
        if name.endswith(f"-{stance}"):
            yield name.removesuffix(f"-{stance}").replace("-", "_"), text


def patterns_of(choice: ChoiceTable) -> Iterator[str]:
    """Return what says a choice wherever it stands: its patterns, its sentences, and its synonyms of several words."""
    yield from choice.patterns
    yield from (sample for sample in choice.samples if set(PLACEHOLDER.findall(sample)) <= IN_PATTERNS)
    if not choice.values_only:
        yield from (words for words in (choice.name, *choice.synonyms) if " " in words)


class Builder:
    """Builds the content of one locale. What is not in braces of this locale's words is left for run time."""

    def __init__(self, files: Files, locale: str) -> None:
        self.files = files
        self.locale = locale
        self.table = files.countries[locale]
        self.words = words_of(files, locale)
        self.phrases = dict(files.phrases)
        for level in lineage(files, locale):
            self.phrases |= level.phrases

    def build(self) -> Content:
        """Build the content.

        Raises:
            ContentError: something names what is not there; the message says file and key.

        """
        stretches = {slug: self._stretch(slug, file) for slug, file in self.files.stretches.items()}
        return Content(
            locale=self.locale,
            language=self.files.folder,
            parent=self.table.parent,
            invocation_name=self.table.invocation_name,
            published=self.table.published,
            stretches=stretches,
            routines={slug: self._routine(slug, file, stretches) for slug, file in self.files.routines.items()},
            questions={slug: self._question(slug, file) for slug, file in self.files.questions.items()},
            pictures=dict(self._pictures()),
            phrases={name: self._fill(text).rstrip() for name, text in self.phrases.items()},
            commands=self.files.commands,
            slots=self.files.slots,
            words=self._words(),
            slot_types=self.files.slot_types(),
            context=self.files.understanding["understanding.toml"],
            sources=self.files.sources,
            sounds=self.files.sounds,
            facts=self.table.facts,
            speech=self.files.language.speech,
            emergency=self.words["emergency"],
            emergency_now=self.words["emergency_now"],
            time_zone=self.table.time_zone,
            voice=self.table.voice or self.files.folder,
        )

    def _fill(self, text: str) -> str:
        return filled(text, self.words)

    def _all(self, texts: list[str]) -> tuple[str, ...]:
        return tuple(map(self._fill, texts))

    def _said(self, items: list[Item]) -> Said:
        said = (self._fill(item) if isinstance(item, str) else self._all(item) for item in items)
        return tuple(item for item in said if item)

    def _stretch(self, slug: str, file: StretchFile) -> Stretch:
        return Stretch(
            slug=slug,
            name=self._fill(file.name),
            muscle=file.muscle,
            position=file.position,
            set_up=self._all(file.set_up),
            brief=self._all(file.brief),
            hold=self._all(file.hold),
            short_hold=self._fill(file.short_hold),
            hold_seconds=file.hold_seconds,
            release=self._all(file.release),
            short_release=self._fill(file.short_release),
            rest_seconds=file.rest_seconds,
            times=file.times,
            feel=self._all(file.feel),
            stop_if=self._all(file.stop_if),
            form=self._all(file.form),
            breath=self._all(file.breath),
            care=self._fill(file.care),
            halfway=self._fill(file.halfway),
            halfway_seconds=file.halfway_seconds,
            sources=tuple(file.sources),
        )

    def _routine(self, slug: str, file: RoutineFile, stretches: dict[str, Stretch]) -> Routine:
        missing = [step for step in file.steps if step not in stretches]
        if missing or not file.steps:
            raise ContentError(f"routines/{slug}.toml: steps: no such stretch: {', '.join(missing) or 'none is named'}")
        return Routine(
            slug=slug,
            name=self._fill(file.name),
            kind=file.kind,
            muscle=file.muscle,
            position=file.position,
            steps=tuple(stretches[step] for step in file.steps),
            minutes=file.minutes,
            begin=self._fill(file.begin),
            between=self._fill(file.between),
            onward=self._fill(file.onward),
            finish=self._fill(file.finish),
            done=self._fill(file.done),
            done_early=self._fill(file.done_early),
            coda=self._fill(file.coda),
            seated=file.seated,
            extra=file.extra,
            sources=tuple(file.sources),
            characters_per_second=self.files.language.speech.characters_per_second,
            **self._words_of_kind(file.kind),
        )

    def _words_of_kind(self, kind: Kind) -> dict[str, Any]:
        """Return what every relief says between its parts, and every practice of its minutes: phrases."""
        if kind == "practice":
            named = ("first_minute", "last_minute", "last_one")
            return {name: self._fill(self.phrases.get(f"coach-{name.replace('_', '-')}", "")) for name in named}
        return {
            "asks": self._pool("relief-ask"),
            "still_here": self._pool("still-here"),
            "stop_here": self._fill(self.phrases.get("stop-here", "")).rstrip(),
        }

    def _pool(self, name: str) -> tuple[str, ...]:
        """Return the phrases that take turns: `name`-1, `name`-2 and so on."""
        phrases = self.phrases
        numbered = takewhile(phrases.__contains__, (f"{name}-{number}" for number in count(1)))
        return tuple(self._fill(phrases[key]) for key in numbered)

    def _question(self, slug: str, file: QuestionFile) -> Question:
        return Question(
            slug=slug,
            headline=self._fill(file.headline),
            general=self._answer(file),
            choices={choice.slug: self._choice(choice) for choice in file.choices},
            choice_names={choice.slug: choice.name for choice in file.choices},
            about_quinine=file.about_quinine,
            slot=file.slot,
            follow_up=self._fill(file.follow_up),
            check=self._fill(file.check),
            check_again=self._fill(file.check_again),
            samples=tuple(file.samples),
        )

    def _words(self) -> dict[str, dict[str, str]]:
        words: dict[str, dict[str, str]] = {}
        for slot, values in self.files.slots.items():
            named = {word.lower(): slug for slug, value in values.items() for word in (value.name, *value.synonyms)}
            words.setdefault(slot, {}).update(named)
        for file in self.files.questions.values():
            named = {word.lower(): one.slug for one in file.choices for word in (one.name, *one.synonyms)}
            words.setdefault(file.slot, {}).update(named)
        for alias, slot in self.files.aliases.items():
            words[alias] = words.get(slot, {})
        return words

    def _pictures(self) -> Iterator[tuple[str, Picture]]:
        for slug, file in self.files.pictures.items():
            picture = Picture(slug, self._fill(file.describe), strokes_of(self.files.drawings[slug]))
            yield from ((stretch, picture) for stretch in file.shows)

    def _choice(self, source: ChoiceTable) -> Answer:
        return replace(
            self._answer(source),
            ask=self._fill(source.ask),
            ask_again=self._fill(source.ask_again),
            otherwise=source.otherwise,
            yes_to_check=source.yes_to_check,
            patterns=tuple(patterns_of(source)),
            sentences=bool(source.samples),
        )

    def _answer(self, source: AnswerTable) -> Answer:
        stance = source.stances.get(self.table.stance)
        said = stance.answer if stance else source.answer
        return Answer(
            self._said(said),
            source.level,
            tuple(source.sources),
            copies_only=source.copies_only,
            in_relief=self._said(source.in_relief),
            confirm=self._fill(source.confirm),
        )
