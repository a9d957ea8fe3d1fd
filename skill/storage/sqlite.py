"""Memory in one SQLite file beside the skill, for any number of threads and worker processes on one machine."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from ask_sdk_core.attributes_manager import AbstractPersistenceAdapter

from skill.storage.database import Database
from skill.storage.key import key_of
from skill.storage.records import KEPT, document_of, merge, profile_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Mapping
    from pathlib import Path

LARGEST: Final = 65_536
"""Bytes of a document; a longer one is nonsense."""


class SqliteStore(AbstractPersistenceAdapter):
    """One row for each person: the hash of their id, the document, and the day on which it was last written."""

    def __init__(self, path: Path, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """Take where the file is or will be; nothing is opened before it is needed."""
        self._database = Database(path, clock)
        self._clock = clock
        self._swept = ""

    def get_attributes(self, request_envelope: Any) -> dict[str, Any]:
        """Give the stored document, or an empty one."""
        key = key_of(request_envelope)
        return self._database.read(lambda connection: self._document(connection, key)) if key else {}

    def save_attributes(self, request_envelope: Any, attributes: Mapping[str, Any]) -> dict[str, Any]:  # type: ignore[override]
        """Merge the change from attributes["base"] to attributes["mine"] into what is stored, and give what is kept."""
        key = key_of(request_envelope)
        if key is None:
            return {}
        base, mine = profile_of(attributes.get("base")), profile_of(attributes.get("mine"))

        def save(connection: sqlite3.Connection) -> dict[str, Any]:
            self.delete_expired(connection)
            kept = document_of(merge(base, mine, profile_of(self._document(connection, key))))
            row = (key, json.dumps(kept, separators=(",", ":")), self._today)
            connection.execute("INSERT OR REPLACE INTO people (key, document, updated) VALUES (?, ?, ?)", row)
            return kept

        return self._database.write(save)

    def delete_attributes(self, request_envelope: Any) -> None:
        """Remove the record; there need not be one."""
        if key := key_of(request_envelope):
            self._database.write(lambda connection: connection.execute("DELETE FROM people WHERE key = ?", (key,)))

    def close(self) -> None:
        """Let go of the file; it is opened again if it is needed."""
        self._database.close()

    @property
    def _today(self) -> str:
        return self._clock().date().isoformat()

    @property
    def _oldest(self) -> str:
        return (self._clock() - KEPT).date().isoformat()

    def _document(self, connection: sqlite3.Connection, key: str) -> dict[str, Any]:
        query = "SELECT document FROM people WHERE key = ? AND updated >= ?"
        row = connection.execute(query, (key, self._oldest)).fetchone()
        return _parse(row[0]) if row else {}

    def delete_expired(self, connection: sqlite3.Connection) -> None:
        """Remove what is too old, with the first write after opening and the first of each day."""
        if self._swept != self._today:
            connection.execute("DELETE FROM people WHERE updated < ?", (self._oldest,))
            self._swept = self._today


def _parse(text: object) -> dict[str, Any]:
    try:
        document = json.loads(text) if isinstance(text, bytes) and len(text) <= LARGEST else None
    except (ValueError, RecursionError):
        return {}
    return document if isinstance(document, dict) else {}
