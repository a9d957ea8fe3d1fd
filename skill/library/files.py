"""Content files on disk → checked shapes. Every fault is collected with file and key: a writer sees all at once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from skill.errors import ContentError
from skill.library.shapes import CommandTable, LocaleTable, QuestionFile, RoutineFile, SlotValue, StretchFile

if TYPE_CHECKING:
    from pathlib import Path

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Files:
    """All of content/ as it was written, before any locale's words are filled in."""

    stretches: dict[str, StretchFile]
    routines: dict[str, RoutineFile]
    questions: dict[str, QuestionFile]
    commands: dict[str, CommandTable]
    slots: dict[str, dict[str, SlotValue]]
    phrases: dict[str, str]
    locales: dict[str, LocaleTable]


@dataclass(slots=True)
class Reader:
    """Reads files under a folder and keeps a list of what is wrong with them."""

    folder: Path
    faults: list[str] = field(default_factory=list)

    def read(self) -> Files:
        """Read every file; what can't be read is left out and named in `faults`."""
        commands = self._toml("commands.toml")
        slots = commands.pop("slots", {})
        return Files(
            stretches=self._folder("stretches", StretchFile),
            routines=self._folder("routines", RoutineFile),
            questions=self._folder("questions", QuestionFile),
            commands=self._tables("commands.toml", commands, CommandTable),
            slots=self._tables("commands.toml", slots, dict[str, SlotValue]),
            phrases=self._tables("phrases.toml", self._toml("phrases.toml"), str),
            locales=self._tables("locales.toml", self._toml("locales.toml"), LocaleTable),
        )

    def _folder(self, name: str, shape: type[T]) -> dict[str, T]:
        found: dict[str, T] = {}
        for path in sorted((self.folder / name).glob("*.toml")):
            self._keep(found, path.stem, f"{name}/{path.name}", self._toml(f"{name}/{path.name}"), shape)
        return found

    def _tables(self, name: str, tables: dict[str, Any], shape: type[T]) -> dict[str, T]:
        found: dict[str, T] = {}
        for key, value in tables.items():
            self._keep(found, key, f"{name}: {key}", value, shape)
        return found

    def _keep(self, found: dict[str, T], key: str, where: str, value: object, shape: type[T]) -> None:
        try:
            found[key] = msgspec.convert(value, shape)
        except msgspec.ValidationError as error:
            self.faults.append(f"{where}: {error}")

    def _toml(self, name: str) -> dict[str, Any]:
        try:
            return tomllib.loads((self.folder / name).read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            self.faults.append(f"{name}: {type(error).__name__}: {_plain(error)}")
            return {}


def _plain(error: Exception) -> str:
    return error.strerror or "can't be read" if isinstance(error, OSError) else str(error)


def read(folder: Path) -> Files:
    """Read content/ and refuse it, naming every file and key at fault, if any is wrong."""
    reader = Reader(folder)
    files = reader.read()
    if reader.faults:
        raise ContentError("\n".join(reader.faults))
    return files
