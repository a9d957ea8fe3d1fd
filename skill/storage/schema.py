"""A connection to the database file as this product wants it, and the one table in it."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA: Final = 1
TABLE: Final = "CREATE TABLE people (key TEXT PRIMARY KEY, document TEXT NOT NULL, updated TEXT NOT NULL) WITHOUT ROWID"
PRAGMAS: Final = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # a write that was acknowledged outlives the machine's power, not just the process
    "PRAGMA secure_delete = ON",  # what is forgotten is overwritten
)


def connect(path: Path) -> sqlite3.Connection:
    """Open the file, waiting for no lock, and make its table where it is new.

    Raises:
        sqlite3.Error: it can't be opened, is locked, is corrupt, or belongs to a newer version.

    """
    connection = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
    try:
        connection.text_factory = bytes  # a document that isn't UTF-8 is nonsense like any other, not an error
        for pragma in PRAGMAS:
            connection.execute(pragma)
        create_schema(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def create_schema(connection: sqlite3.Connection) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > SCHEMA:
        raise sqlite3.NotSupportedError("the database belongs to a newer version")
    if version < SCHEMA:
        with connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(TABLE)
            connection.execute(f"PRAGMA user_version = {SCHEMA}")
