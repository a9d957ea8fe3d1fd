"""Copy the SQLite file while the skill uses it.

A plain copy is no backup: the newest writes are in the file beside it.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from skill.errors import SettingsError
from skill.storage.opening import SCHEME

OWNER_ONLY: Final = 0o600
BUSY_SECONDS: Final = 10


def back_up(where: str | None, default: Path, target: Path) -> None:
    """Copy what SKILL_DATABASE names into `target`, which is replaced once the copy is whole.

    Raises:
        SettingsError: it names no file of SQLite's, or `target` is that file.
        OSError: a file can't be read or written.
        sqlite3.Error: the same, in SQLite's words.

    """
    if where and SCHEME.fullmatch(where):
        raise SettingsError("SKILL_DATABASE names no file: a table is backed up by AWS (docs/operations.md)")
    source = Path(where) if where else default
    if not source.is_file():
        raise SettingsError("SKILL_DATABASE names a file that isn't there")
    if target.exists() and target.samefile(source):
        raise SettingsError("the backup would replace what it copies: name another FILE")
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY))
    try:
        address = f"{source.absolute().as_uri()}?mode=rw"
        with closing(sqlite3.connect(address, timeout=BUSY_SECONDS, uri=True)) as connection:
            connection.execute("VACUUM INTO ?", [str(part)])
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
