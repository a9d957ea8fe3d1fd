"""Corrupt database files: the first worker that finds one renames it, and nobody deletes it."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

log = logging.getLogger("skill.store")

CORRUPTION_CODES: Final = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
SUFFIXES: Final = ("-wal", "-shm", "")
"""The write-ahead log comes first: no new one is started while the database itself is there."""


def result_code(error: sqlite3.Error) -> int:
    """Return SQLite's primary result code, or 0 for errors of Python's driver."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def move_aside_if_corrupt(path: Path, now: datetime) -> None:
    """Rename a corrupt database to NAME.corrupt-YYYYMMDDTHHMMSS. The caller holds the file lock.

    SQLite finds the write-ahead log by its name, so nobody may open the database during this.
    """
    if not path.exists() or not is_corrupt(path):
        return
    aside = path.with_name(f"{path.name}.corrupt-{now:%Y%m%dT%H%M%S}")
    while aside.exists():
        aside = aside.with_name(aside.name + "x")
    for suffix in SUFFIXES:
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.rename(aside.with_name(aside.name + suffix))
    log.error("the database was damaged, and a new one is begun: the old one is now %s", aside.name)


def is_corrupt(path: Path) -> bool:
    """Return whether SQLite finds a fault in the file.

    Raises:
        sqlite3.Error: the file can't be checked now, for example because it is locked.

    """
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as connection:
        try:
            findings = connection.execute("PRAGMA quick_check(1)").fetchall()
        except sqlite3.DatabaseError as error:
            if result_code(error) in CORRUPTION_CODES:
                return True
            raise
        return bool(findings != [("ok",)])
