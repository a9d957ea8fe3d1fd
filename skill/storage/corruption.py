"""A database file that is corrupt is moved aside, never deleted, by whichever worker gets there first.

SQLite finds the write-ahead log by the file's name, so opening and moving must not overlap: both hold the file lock.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager
from stat import S_ISREG
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

CORRUPT: Final = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
PARTS: Final = ("-wal", "-shm", "")
"""The log first: while the file itself stands, nobody starts a new one."""


def code_of(error: sqlite3.Error) -> int:
    """Give SQLite's primary result code; 0 for errors that Python's driver makes up."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


@contextmanager
def file_lock(path: Path) -> Iterator[None]:
    """Hold the right to open, make or move this database, over all processes; it is let go even by one that is killed.

    Raises:
        sqlite3.OperationalError: somebody else holds it.

    """
    lock = path.with_name(path.name + ".lock")
    private(lock)
    with closing(sqlite3.connect(lock, timeout=0, isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        yield


def private(path: Path) -> None:
    """Make the file and its folder unless they are there, and see that nobody else can read it; a device is left be."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        mode = os.fstat(file).st_mode
        if not S_ISREG(mode):
            raise OSError("not a file")
        if mode & 0o077:
            path.chmod(0o600)
    finally:
        os.close(file)


def move_aside_if_corrupt(path: Path, now: datetime) -> None:
    """Move the database to NAME.corrupt-YYYYMMDDTHHMMSS, unless another worker has; hold the file lock for this."""
    if not path.exists() or not _is_corrupt(path):
        return
    aside = path.with_name(f"{path.name}.corrupt-{now:%Y%m%dT%H%M%S}")
    while aside.exists():
        aside = aside.with_name(aside.name + "x")
    for part in PARTS:
        piece = path.with_name(path.name + part)
        if piece.exists():
            piece.rename(aside.with_name(aside.name + part))


def _is_corrupt(path: Path) -> bool:
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as connection:
        try:
            findings = connection.execute("PRAGMA quick_check(1)").fetchall()
        except sqlite3.DatabaseError as error:
            if code_of(error) in CORRUPT:
                return True
            raise
        return bool(findings != [("ok",)])
