"""TOML files → checked structs. Problems are collected with file and key, so that a writer sees all of them."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
import tomli

from skill.content.shape_errors import plain_error

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

T = TypeVar("T")
Table = dict[str, Any]
SINGLE = re.compile(r"^\s*\[choices\]", re.MULTILINE)
"""One table, where a list of tables belongs."""
CHOICES = "a choice begins with [[choices]], in double brackets"


class Reader:
    """Reads the files of a folder, and collects their problems."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.problems, self.digest = folder, list[str](), sha256()

    def text(self, name: str) -> str:
        """Return a file's text, or an empty one if it can't be read."""
        try:
            # Some editors put a mark of byte order in front, which utf-8-sig leaves out.
            text = (self.folder / name).read_text(encoding="utf-8-sig")
        except OSError as error:
            self.problems.append(f"{name}: {type(error).__name__}: {error.strerror or 'cannot be read'}")
            return ""
        except UnicodeDecodeError as error:
            self.problems.append(f"{name}: save it as UTF-8: {error}")
            return ""
        self.digest.update(f"{name}\0{text}\0".encode())
        return text

    def table(self, name: str) -> Table:
        """Return a file's data, or nothing if it can't be read."""
        before = len(self.problems)
        text = self.text(name)
        try:
            table = tomli.loads(text)
        except tomli.TOMLDecodeError as error:
            self.problems.append(f"{name}: {error}; {_hint(text, str(error))}")
            return {}
        if not table and len(self.problems) == before:
            self.problems.append(f"{name}: empty")
        return table

    def folder_of(self, name: str) -> dict[str, Table]:
        """Return the data of a folder's files by slug. Empty files, and others than TOML, are problems."""
        found = {}
        for path in sorted((self.folder / name).glob("*")):
            if path.suffix != ".toml":
                self.problems.append(f"{name}/{path.name}: nothing reads this: files of content/ end in .toml")
            elif table := self.table(f"{name}/{path.name}"):
                found[path.stem] = table
        return found

    def shaped(
        self, where: str, value: object, shape: type[T], given: Table | None = None, refused: Collection[str] = ()
    ) -> T | None:
        """Return a value as a struct, or None if it doesn't fit.

        `given` are keys with values that no file holds. Those that are `refused` come later than this.
        """
        try:
            if isinstance(value, dict):
                for key in value.keys() & {*(given or ()), *refused}:
                    raise msgspec.ValidationError(f"Object contains unknown field `{key}`")  # noqa: TRY301
                value = value | (given or {})
            return msgspec.convert(value, shape)
        except msgspec.ValidationError as error:
            self.problems.append(f"{where}: {plain_error(error, value, shape)}")
            return None

    def shaped_file(self, name: str, shape: type[T], refused: Collection[str] = ()) -> T | None:
        """Return a file as a struct, or None if it can't be used."""
        table = self.table(name)
        return self.shaped(name, table, shape, refused=refused) if table else None

    def shaped_each(
        self, tables: object, place: str, shape: type[T], *, slug: bool = False, refused: Collection[str] = ()
    ) -> dict[str, T]:
        """Return the values of a table as structs, by key. `slug` names the field for the key.

        `place` says where a value stands, `{}` being its key.
        """
        if not isinstance(tables, dict):
            self.problems.append(f"{place.partition(': {}')[0]}: must hold tables: write [<name>] above the keys")
            return {}
        shaped = {}
        for key, table in tables.items():
            value = self.shaped(place.format(key), table, shape, {"slug": key} if slug else None, refused)
            if value is not None:
                shaped[key] = value
        return shaped


def _hint(text: str, error: str) -> str:
    """Return what to do about a text that is no TOML."""
    if SINGLE.search(text):
        return CHOICES
    if "Cannot overwrite" in error or "Cannot declare" in error:
        return "this key stands twice: keep one"
    return "look there, and in the line before, for a straight quote, comma or bracket that is missing"
