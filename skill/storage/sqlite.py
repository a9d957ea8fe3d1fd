"""Profiles in one SQLite file, for any number of threads and worker processes on one machine."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from skill.storage.database import Database
from skill.storage.persons import divided, document_in, placed, without
from skill.storage.records import RETENTION, disabled_until, is_deleted, profile_of, updated
from skill.storage.schema import DISABLED_TABLE
from skill.stretching.profile import Profile

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from pathlib import Path

MAX_DOCUMENT_BYTES: Final = 65_536
SELECT: Final = "SELECT document FROM people WHERE key = ? AND updated >= ?"
INSERT: Final = "INSERT OR REPLACE INTO people (key, document, updated) VALUES (?, ?, ?)"
DELETE: Final = "DELETE FROM people WHERE key = ?"
DELETE_EXPIRED: Final = "DELETE FROM people WHERE updated < ?"
SELECT_DISABLED: Final = "SELECT 1 FROM disabled WHERE key = ?"
INSERT_DISABLED: Final = "INSERT OR REPLACE INTO disabled (key, until) VALUES (?, ?)"
DELETE_DISABLED: Final = "DELETE FROM disabled WHERE until <= ? OR key = ?"


class SqliteStore:
    """A row holds the key, the document, and the day of the last write."""

    def __init__(self, path: Path, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """Set up with the file's path. Nothing is opened before it is needed."""
        self.database = Database(path, clock)
        self.clock = clock
        self.expired_deleted_on = ""

    def load(self, key: str) -> Profile:
        """Return the stored profile, or a new one if there is none."""
        return self.database.read(lambda connection: self.select(connection, key))

    def save(self, key: str, base: Profile, new: Profile, mark: str = "", *, ended: bool = False) -> Profile:
        """Merge the changes from `base` to `new` into the stored profile. Return the result when it is on disk."""
        account, person = divided(key)

        def save(connection: sqlite3.Connection) -> Profile:
            self.delete_expired(connection)
            whole, oldest = self.document(connection, account), self.oldest_day_kept()
            stored = document_in(whole, person, oldest)
            if self.is_disabled(connection, account, ended=ended) or (ended and is_deleted(stored, base)):
                return Profile()
            merged, document = updated(stored, base, new, mark)
            self.insert(connection, account, placed(whole, person, document, self.today(), oldest))
            return merged

        return self.database.write(save)

    def delete(self, key: str) -> None:
        """Delete the row, if there is one. Other persons of the account are kept if a person is deleted."""
        account, person = divided(key)

        def delete(connection: sqlite3.Connection) -> None:
            rest = without(self.document(connection, account), person) if person else {}
            connection.execute(DELETE, (account,))
            if rest:
                self.insert(connection, account, rest)

        self.database.write(delete)

    def insert(self, connection: sqlite3.Connection, account: str, document: object) -> None:
        """Write an account's document."""
        connection.execute(INSERT, (account, json.dumps(document, separators=(",", ":")), self.today()))

    def disable(self, key: str) -> None:
        """Delete the row, and remember that for an hour or two."""

        def disable(connection: sqlite3.Connection) -> None:
            connection.execute(DELETE, (key,))
            connection.execute(DISABLED_TABLE)
            connection.execute(INSERT_DISABLED, (key, disabled_until(self.clock())))

        self.database.write(disable)

    def close(self) -> None:
        """Close the file. It is opened again if it is needed."""
        self.database.close()

    def select(self, connection: sqlite3.Connection, key: str) -> Profile:
        """Return the profile in a row that has not expired, or a new one."""
        account, person = divided(key)
        return profile_of(document_in(self.document(connection, account), person, self.oldest_day_kept()))

    def document(self, connection: sqlite3.Connection, key: str) -> object:
        """Return the document in a row that has not expired, or None."""
        row = connection.execute(SELECT, (key, self.oldest_day_kept())).fetchone()
        return parse_json(row[0]) if row else None

    def is_disabled(self, connection: sqlite3.Connection, key: str, *, ended: bool) -> bool:
        """Return whether the user has just disabled the skill. Whoever goes on talking to it has enabled it again."""
        connection.execute(DISABLED_TABLE)
        connection.execute(DELETE_DISABLED, (int(self.clock().timestamp()), "" if ended else key))
        return connection.execute(SELECT_DISABLED, (key,)).fetchone() is not None

    def delete_expired(self, connection: sqlite3.Connection) -> None:
        """Delete expired rows, with the first write after opening and the first of each day."""
        if self.expired_deleted_on != self.today():
            connection.execute(DELETE_EXPIRED, (self.oldest_day_kept(),))
            self.expired_deleted_on = self.today()

    def today(self) -> str:
        """Return the day in UTC (ISO 8601)."""
        return self.clock().date().isoformat()

    def oldest_day_kept(self) -> str:
        """Return the day before which a row has expired."""
        return (self.clock() - RETENTION).date().isoformat()


def parse_json(text: object) -> object:
    """Return what the text holds, or None if it is too long or no JSON."""
    try:
        return json.loads(text) if isinstance(text, bytes) and len(text) <= MAX_DOCUMENT_BYTES else None
    except (ValueError, RecursionError):
        return None
