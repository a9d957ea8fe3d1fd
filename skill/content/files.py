"""Content files on disk → checked shapes. Every problem is collected with file and key: a writer sees all at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
import tomli

from skill.content.locales import LANGUAGE, LOCALE, language_of
from skill.content.schema import (
    CommandTable,
    ContextFile,
    CountryFile,
    LanguageFile,
    PictureFile,
    QuestionFile,
    RoutineFile,
    SlotValue,
    Sound,
    Source,
    StoreFile,
    StretchFile,
)
from skill.errors import ContentError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

T = TypeVar("T")

BESIDE = ("countries", "pictures", "signatures")
"""Folders of content/ that are no language's."""
SHARED = ("countries/", "pictures/", "sources.toml", "sounds.toml")
"""How problems begin that are no language's."""


@dataclass(frozen=True, slots=True)
class Files:
    """All that concerns one language, as it was written, before any locale's words are filled in."""

    folder: str
    """Its name in content/: en."""
    stretches: dict[str, StretchFile]
    routines: dict[str, RoutineFile]
    questions: dict[str, QuestionFile]
    pictures: dict[str, PictureFile]
    drawings: dict[str, str]
    """SVG, by the picture's slug."""
    commands: dict[str, CommandTable]
    slots: dict[str, dict[str, SlotValue]]
    phrases: dict[str, str]
    countries: dict[str, CountryFile]
    """Those where it is spoken, by locale."""
    languages: dict[str, LanguageFile]
    """One, by its file's name."""
    store: dict[str, StoreFile]
    """One, by its file's name."""
    understanding: dict[str, ContextFile]
    """One, by its file's name."""
    sources: dict[str, Source]
    sounds: dict[str, Sound]
    """By key."""
    aliases: dict[str, str]
    """Slots that hold values of another slot's type: another → sign."""

    def place(self, problem: str) -> str:
        """Return a line that begins with a file of this language with its folder before that: en/phrases.toml."""
        return problem if problem.startswith(SHARED) else f"{self.folder}/{problem}"

    @property
    def language(self) -> LanguageFile:
        return self.languages["language.toml"]

    def slot_types(self) -> dict[str, str]:
        """Return every slot's name with the slot whose values it holds."""
        own = {*self.slots, *(question.slot for question in self.questions.values() if question.slot)}
        return {**{slot: slot for slot in own}, **self.aliases}


@dataclass(frozen=True, slots=True)
class ContentFiles:
    """All of content/ as it was written."""

    by_language: dict[str, Files]
    sources: dict[str, Source]
    digest: str
    """A hash of every file, SHA-256."""

    def __getitem__(self, language: str) -> Files:
        return self.by_language[language]


@dataclass(slots=True)
class Reader:
    """Reads files under a folder and keeps a list of what is wrong with them."""

    folder: Path
    problems: list[str] = field(default_factory=list)
    digest: Any = field(default_factory=sha256)

    def read(self) -> ContentFiles:
        """Read every file; what can't be read is left out and named in `problems`."""
        countries = self._folder("countries", CountryFile)
        sources = self._tables("sources.toml", self._toml("sources.toml"), Source)
        sounds = self._tables("sounds.toml", self._toml("sounds.toml"), Sound)
        drawings, languages = self._drawings(), list(self._languages())
        pictures = self._folder("pictures", PictureFile)
        for locale in countries:
            if not LOCALE.fullmatch(locale):
                self.problems.append(f"countries/{locale}.toml: the file's name: a locale, such as en-NZ")
            elif language_of(locale) not in languages:
                self.problems.append(
                    f"countries/{locale}.toml: there is no folder {language_of(locale)}/ of its language"
                )
        by_language = {}
        for language in languages:
            spoken = {locale: country for locale, country in countries.items() if language_of(locale) == language}
            by_language[language] = self._language(
                language, countries=spoken, sources=sources, sounds=sounds, drawings=drawings, pictures=pictures
            )
        return ContentFiles(by_language, sources, self.digest.hexdigest())

    def _languages(self) -> Iterator[str]:
        for path in sorted(self.folder.iterdir()):
            if path.is_dir() and path.name not in BESIDE:
                if LANGUAGE.fullmatch(path.name):
                    yield path.name
                else:
                    self.problems.append(f"{path.name}/: nothing reads this: a language's folder is called en or de")

    def _language(self, name: str, **shared: Any) -> Files:
        commands = self._toml(f"{name}/commands.toml")
        slots, aliases = commands.pop("slots", {}), commands.pop("aliases", {})
        phrases = self._toml(f"{name}/phrases.toml")
        return Files(
            folder=name,
            stretches=self._folder(f"{name}/stretches", StretchFile),
            routines=self._folder(f"{name}/routines", RoutineFile),
            questions=self._folder(f"{name}/questions", QuestionFile),
            commands=self._tables(f"{name}/commands.toml", commands, CommandTable),
            slots=self._tables(f"{name}/commands.toml", slots, dict[str, SlotValue]),
            aliases=self._tables(f"{name}/commands.toml", aliases, str),
            phrases=self._tables(f"{name}/phrases.toml", phrases, str),
            languages=self._file(name, "language.toml", LanguageFile),
            store=self._file(name, "store.toml", StoreFile),
            understanding=self._file(name, "understanding.toml", ContextFile),
            **shared,
        )

    def _file(self, folder: str, name: str, shape: type[T]) -> dict[str, T]:
        found: dict[str, T] = {}
        if table := self._toml(f"{folder}/{name}"):
            self._keep(found, name, f"{folder}/{name}", table, shape)
        return found

    def _folder(self, name: str, shape: type[T]) -> dict[str, T]:
        found: dict[str, T] = {}
        for path in sorted((self.folder / name).glob("*")):
            where = f"{name}/{path.name}"
            if path.suffix == ".toml":
                if table := self._toml(where):
                    self._keep(found, path.stem, where, table, shape)
            elif path.suffix != ".svg":
                self.problems.append(f"{where}: nothing reads this: files of content/ end in .toml")
        return found

    def _drawings(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for path in sorted((self.folder / "pictures").glob("*.svg")):
            try:
                found[path.stem] = self._text(f"pictures/{path.name}")
            except (OSError, UnicodeDecodeError) as error:
                self.problems.append(f"pictures/{path.name}: {type(error).__name__}: {_plain(error)}")
        return found

    def _tables(self, name: str, tables: Any, shape: type[T]) -> dict[str, T]:
        found: dict[str, T] = {}
        if not isinstance(tables, dict):
            self.problems.append(f"{name}: slots: must hold tables: write [slots.<slot>.<value>]")
            return found
        for key, value in tables.items():
            self._keep(found, key, f"{name}: {key}", value, shape)
        return found

    def _keep(self, found: dict[str, T], key: str, where: str, value: object, shape: type[T]) -> None:
        try:
            found[key] = msgspec.convert(value, shape)
        except msgspec.ValidationError as error:
            self.problems.append(f"{where}: {error}; content/README.md lists the keys")

    def _text(self, name: str) -> str:
        text = (self.folder / name).read_text(encoding="utf-8")
        self.digest.update(f"{name}\0{text}\0".encode())
        return text

    def _toml(self, name: str) -> dict[str, Any]:
        try:
            table = tomli.loads(self._text(name))
        except (OSError, UnicodeDecodeError, tomli.TOMLDecodeError) as error:
            self.problems.append(f"{name}: {type(error).__name__}: {_plain(error)}")
            return {}
        if not table:
            self.problems.append(f"{name}: empty")
        return table


def _plain(error: Exception) -> str:
    if isinstance(error, OSError):
        return error.strerror or "can't be read"
    if isinstance(error, tomli.TOMLDecodeError):
        return f"{error}; look there, and in the line before, for a straight quote, comma or bracket that is missing"
    return str(error)


def read(folder: Path) -> ContentFiles:
    """Read content/ and refuse it, naming every file and key at fault, if any is wrong."""
    reader = Reader(folder)
    files = reader.read()
    if reader.problems:
        raise ContentError("\n".join(reader.problems))
    return files
