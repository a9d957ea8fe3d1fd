"""Content files on disk → checked shapes. Every problem is collected with file and key: a writer sees all at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
import tomli

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
    from pathlib import Path

T = TypeVar("T")

LANGUAGE = "en"
"""The folder that holds what is said in a language."""
SHARED = ("countries/", "pictures/", "sources.toml", "sounds.toml")
"""What belongs to no language alone, and stands beside the languages' folders."""


def in_content(problem: str) -> str:
    """Return a line about a file with the folder that holds it: phrases.toml → en/phrases.toml."""
    return problem if problem.startswith(SHARED) else f"{LANGUAGE}/{problem}"


@dataclass(frozen=True, slots=True)
class Files:
    """All of content/ as it was written, before any locale's words are filled in."""

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
    """By locale."""
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
    digest: str = ""
    """A hash of every file, SHA-256."""

    @property
    def language(self) -> LanguageFile:
        return self.languages["language.toml"]

    def slot_types(self) -> dict[str, str]:
        """Return every slot's name with the slot whose values it holds."""
        own = {*self.slots, *(question.slot for question in self.questions.values() if question.slot)}
        return {**{slot: slot for slot in own}, **self.aliases}


@dataclass(slots=True)
class Reader:
    """Reads files under a folder and keeps a list of what is wrong with them."""

    folder: Path
    problems: list[str] = field(default_factory=list)
    digest: Any = field(default_factory=sha256)

    def read(self) -> Files:
        """Read every file; what can't be read is left out and named in `problems`."""
        commands = self._toml("commands.toml")
        slots, aliases = commands.pop("slots", {}), commands.pop("aliases", {})
        return Files(
            stretches=self._folder("stretches", StretchFile),
            routines=self._folder("routines", RoutineFile),
            questions=self._folder("questions", QuestionFile),
            pictures=self._folder("pictures", PictureFile),
            drawings=self._drawings(),
            commands=self._tables("commands.toml", commands, CommandTable),
            slots=self._tables("commands.toml", slots, dict[str, SlotValue]),
            phrases=self._tables("phrases.toml", self._toml("phrases.toml"), str),
            countries=self._folder("countries", CountryFile),
            languages=self._file("language.toml", LanguageFile),
            store=self._file("store.toml", StoreFile),
            understanding=self._file("understanding.toml", ContextFile),
            sources=self._tables("sources.toml", self._toml("sources.toml"), Source),
            sounds=self._tables("sounds.toml", self._toml("sounds.toml"), Sound),
            aliases=self._tables("commands.toml", aliases, str),
            digest=self.digest.hexdigest(),
        )

    def _file(self, name: str, shape: type[T]) -> dict[str, T]:
        found: dict[str, T] = {}
        if table := self._toml(name):
            self._keep(found, name, name, table, shape)
        return found

    def _folder(self, name: str, shape: type[T]) -> dict[str, T]:
        found: dict[str, T] = {}
        for path in sorted(self._path(name + "/").glob("*")):
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

    def _path(self, name: str) -> Path:
        return self.folder / in_content(name)

    def _text(self, name: str) -> str:
        text = self._path(name).read_text(encoding="utf-8")
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


def read(folder: Path) -> Files:
    """Read content/ and refuse it, naming every file and key at fault, if any is wrong."""
    reader = Reader(folder)
    files = reader.read()
    if reader.problems:
        raise ContentError("\n".join(map(in_content, reader.problems)))
    return files
