"""Connections to the database, and its tables."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA_VERSION: Final = 1
TABLE: Final = "CREATE TABLE people (key TEXT PRIMARY KEY, document TEXT NOT NULL, updated TEXT NOT NULL) WITHOUT ROWID"
DISABLED_TABLE: Final = (
    "CREATE TABLE IF NOT EXISTS disabled (key TEXT PRIMARY KEY, until INTEGER NOT NULL) WITHOUT ROWID"
)
"""Made by the first write that needs it: files of earlier versions, which may read this file too, don't have it."""
PRAGMAS: Final = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # a write that was acknowledged survives a power failure
    "PRAGMA secure_delete = ON",  # what is deleted is overwritten
)


def connect(path: Path) -> sqlite3.Connection:
    """Open the database without waiting for a lock. Create the table if the file is new.

    Raises:
        sqlite3.Error: it can't be opened, is locked, is corrupt, or belongs to a newer version.

    """
    connection = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
    try:
        connection.text_factory = bytes  # so that a document that isn't UTF-8 is no error
        for pragma in PRAGMAS:
            connection.execute(pragma)
        create_schema(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def create_schema(connection: sqlite3.Connection) -> None:
    """Create the table, unless there is one.

    Raises:
        sqlite3.NotSupportedError: the database was written by a newer version.

    """
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > SCHEMA_VERSION:
        raise sqlite3.NotSupportedError("the database belongs to a newer version: upgrade the skill")
    if version < SCHEMA_VERSION:
        with connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(TABLE)
            connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
