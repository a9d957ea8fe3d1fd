"""All of content/ as it is written, by language, before any country's words are filled in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from skill.content.filling import fill
from skill.content.language_schema import ContextFile, LanguageFile
from skill.content.locales import LANGUAGE, LOCALE, language_of
from skill.content.pictures import Picture
from skill.content.questions import Choice, Question
from skill.content.reading import CHOICES, Reader
from skill.content.schema import CommandTable, CountryFile, SlotValue, Sound, Source
from skill.content.store_page import StorePage
from skill.content.words import words_of
from skill.errors import ContentError
from skill.stretching.routine import GIVEN, Routine
from skill.stretching.stretch import Stretch

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator
    from pathlib import Path

BESIDE = ("countries", "pictures", "signatures")
"""Folders of content/ that belong to no language."""
SHARED = ("countries/", "pictures/", "sources.toml", "sounds.toml")
"""Prefixes of problems that belong to no language."""


@dataclass(frozen=True)
class Files:
    """The files of one language."""

    folder: str
    """Its folder in content/, such as en."""
    stretches: dict[str, Stretch]
    routines: dict[str, Routine]
    """Routines without their steps."""
    questions: dict[str, Question]
    pictures: dict[str, Picture]
    """Pictures without their strokes."""
    commands: dict[str, CommandTable]
    slots: dict[str, dict[str, SlotValue]]
    aliases: dict[str, str]
    """Slots that have the values of another slot: another → sign."""
    phrases: dict[str, str]
    language: LanguageFile
    store: StorePage
    understanding: ContextFile
    countries: dict[str, CountryFile]
    """The countries where it is spoken, by locale."""
    drawings: dict[str, str]
    """SVG, by the picture's slug."""
    sounds: dict[str, Sound]
    sources: dict[str, Source]
    """By key."""

    @property
    def draft(self) -> bool:
        """Whether no country of the language is published: a translation under way, which may be incomplete."""
        return not any(country.published for country in self.countries.values())

    @cached_property
    def words(self) -> dict[str, dict[str, str]]:
        """What replaces placeholders, by locale. The countries have to be checked."""
        return {locale: words_of(self, locale) for locale in self.countries}

    @cached_property
    def in_each_country(self) -> Callable[[str], tuple[str, ...]]:
        """Fills a text with the words of each country, once however often it is asked for.

        {stop_quinine} is filled in during a conversation. It is longest if nobody knows what quinine is taken for.
        """
        words = [words | {"stop_quinine": words.get("stop_quinine_unknown", "")} for words in self.words.values()]
        return cache(lambda text: tuple(fill(text, country) for country in words))

    def place(self, problem: str) -> str:
        """Return a line that begins with a file of this language with its folder before that: en/phrases.toml."""
        return problem if problem.startswith(SHARED) else f"{self.folder}/{problem}"

    def slot_types(self) -> dict[str, str]:
        """Return every slot's name with the slot whose values it holds."""
        own = {*self.slots, *(question.slot for question in self.questions.values() if question.slot)}
        return {**{slot: slot for slot in own}, **self.aliases}


@dataclass(frozen=True, slots=True)
class ContentFiles:
    """All of content/."""

    by_language: dict[str, Files]
    drawings: dict[str, str]
    sources: dict[str, Source]
    digest: str
    """A hash of every file, SHA-256."""

    def __getitem__(self, language: str) -> Files:
        return self.by_language[language]


def read(folder: Path) -> ContentFiles:
    """Read content/.

    Raises:
        ContentError: a file can't be read, or a key or a value is invalid; a line for each.

    """
    reader = Reader(folder)
    countries = reader.shaped_each(reader.folder_of("countries"), "countries/{}.toml", CountryFile)
    sources = reader.shaped_each(reader.table("sources.toml"), "sources.toml: {}", Source)
    sounds = reader.shaped_each(reader.table("sounds.toml"), "sounds.toml: {}", Sound)
    drawings = {path.stem: reader.text(f"pictures/{path.name}") for path in sorted(folder.glob("pictures/*.svg"))}
    by_language = {}
    for name in _language_folders(reader):
        spoken = {locale: country for locale, country in countries.items() if language_of(locale) == name}
        by_language[name] = _language(reader, name, countries=spoken, sources=sources, sounds=sounds, drawings=drawings)
    _check_locales(reader, countries, by_language)
    if reader.problems:
        raise ContentError("\n".join(reader.problems))
    whole = {name: files for name, files in by_language.items() if files}
    return ContentFiles(whole, drawings, sources, reader.digest.hexdigest())


def _language_folders(reader: Reader) -> Iterator[str]:
    for path in sorted(reader.folder.iterdir()):
        if path.is_dir() and path.name not in BESIDE:
            if LANGUAGE.fullmatch(path.name):
                yield path.name
            else:
                reader.problems.append(f"{path.name}/: nothing reads this: a language's folder is called en or de")


def _check_locales(reader: Reader, locales: Iterable[str], languages: Container[str]) -> None:
    for locale in locales:
        where, language = f"countries/{locale}.toml", language_of(locale)
        if not LOCALE.fullmatch(locale):
            reader.problems.append(f"{where}: the file's name: a locale, such as en-NZ")
        elif language not in languages:
            reader.problems.append(f"{where}: there is no folder {language}/ of its language")


def _language(reader: Reader, name: str, **shared: Any) -> Files | None:
    """Return a language's files, or None if a file that every language needs can't be used."""
    each, folder, table = reader.shaped_each, reader.folder_of, reader.table
    commands = table(f"{name}/commands.toml")
    slots, aliases = commands.get("slots", {}), commands.get("aliases", {})
    others = {key: value for key, value in commands.items() if key not in ("slots", "aliases")}
    language = reader.shaped_file(f"{name}/language.toml", LanguageFile)
    store = reader.shaped_file(f"{name}/store.toml", StorePage, refused=("invocation_name",))
    understanding = reader.shaped_file(f"{name}/understanding.toml", ContextFile)
    parts: dict[str, Any] = {
        "stretches": each(folder(f"{name}/stretches"), f"{name}/stretches/{{}}.toml", Stretch, slug=True),
        "routines": each(folder(f"{name}/routines"), f"{name}/routines/{{}}.toml", Routine, slug=True, refused=GIVEN),
        "questions": _questions(reader, f"{name}/questions"),
        "pictures": each(
            table(f"{name}/pictures.toml"), f"{name}/pictures.toml: {{}}", Picture, slug=True, refused=("strokes",)
        ),
        "commands": each(others, f"{name}/commands.toml: {{}}", CommandTable),
        "slots": each(slots, f"{name}/commands.toml: slots: {{}}", dict[str, SlotValue]),
        "aliases": each(aliases, f"{name}/commands.toml: aliases: {{}}", str),
        "phrases": each(table(f"{name}/phrases.toml"), f"{name}/phrases.toml: {{}}", str),
    }
    if language is None or store is None or understanding is None:
        return None
    return Files(name, language=language, store=store, understanding=understanding, **parts, **shared)


def _questions(reader: Reader, folder: str) -> dict[str, Question]:
    questions = {}
    for slug, table in reader.folder_of(folder).items():
        where = f"{folder}/{slug}.toml"
        whole = {**table, "choices": _choices(reader, where, table.get("choices", []))}
        if question := reader.shaped(where, whole, Question, given={"slug": slug}):
            questions[slug] = question
    return questions


def _choices(reader: Reader, where: str, tables: object) -> dict[str, Choice]:
    """Return the choices of a question by slug."""
    choices: dict[str, Choice] = {}
    if not isinstance(tables, list):
        reader.problems.append(f"{where}: {CHOICES}")
        return choices
    for number, table in enumerate(tables, 1):
        slug = table.get("slug") if isinstance(table, dict) else None
        place = f"{where}: {slug or f'choice {number}'}"
        choice = reader.shaped(place, table, Choice)
        if choice and choices.setdefault(choice.slug, choice) is not choice:
            reader.problems.append(f"{place}: slug: another choice has it already; give each choice of a slot its own")
    return choices
