"""One SQLite file, and one connection to it for each process, which threads take in turn.

A connection must not be carried over a fork, so all are closed before one and opened again when next needed.
"""

from __future__ import annotations

import os
import random
import sqlite3
import time
from threading import Lock
from typing import TYPE_CHECKING, Final, TypeVar
from weakref import WeakSet

from skill.storage.corruption import CORRUPT, code_of, file_lock, move_aside_if_corrupt, private
from skill.storage.schema import connect

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

T = TypeVar("T")

LOCK_TIMEOUT_SECONDS: Final = 0.6
"""Seconds to wait for this process's turn, and as long again for other processes."""
RETRY_DELAY_SECONDS: Final = (0.0005, 0.004)
"""Seconds between two looks at a lock: at random, so that everybody's turn comes."""
RECHECK_SECONDS: Final = 1.0
"""Seconds for which a read takes the file to be the same as it was; a write never does."""
PASSING: Final = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL}
"""Failures after which the connection is as good as before."""


class Database:
    """A database file. What is run on it raises sqlite3.Error, OSError or TimeoutError."""

    def __init__(self, path: Path, clock: Callable[[], datetime]) -> None:
        self._path = path.absolute()
        self._clock = clock
        self._turn = Lock()
        self._connection: sqlite3.Connection | None = None
        self._identity: tuple[int, int] | None = None
        self._looked = 0.0
        _files.add(self)

    def read(self, job: Callable[[sqlite3.Connection], T]) -> T:
        """Run a job of one query; for a second, of a file that has been moved or removed in the meantime."""
        return self._in_turn(lambda: self._run(job, RECHECK_SECONDS))

    def write(self, job: Callable[[sqlite3.Connection], T]) -> T:
        """Run a job in one short transaction, which nobody else's writes come between; it is on disk on return."""

        def transact(connection: sqlite3.Connection) -> T:
            with connection:
                connection.execute("BEGIN IMMEDIATE")
                return job(connection)

        return self._in_turn(lambda: self._run(transact, 0.0))

    def close(self) -> None:
        """Close this process's connection; it is opened again when it is needed."""
        self._in_turn(self._drop)

    def _in_turn(self, do: Callable[[], T]) -> T:
        if not self._turn.acquire(timeout=LOCK_TIMEOUT_SECONDS):
            raise TimeoutError
        try:
            return do()
        finally:
            self._turn.release()

    def _run(self, job: Callable[[sqlite3.Connection], T], glance: float) -> T:
        """Run a job; again and again while the file is locked: SQLite's own waiting starves one of two workers."""
        until = time.monotonic() + LOCK_TIMEOUT_SECONDS
        while True:
            try:
                return self._attempt(job, glance)
            except sqlite3.OperationalError as error:
                if code_of(error) != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                    raise
            time.sleep(random.uniform(*RETRY_DELAY_SECONDS))  # noqa: S311 - no secret

    def _attempt(self, job: Callable[[sqlite3.Connection], T], glance: float) -> T:
        """Run a job; on a new file, if this one turns out to be corrupt."""
        try:
            return job(self._connected(glance))
        except sqlite3.Error as error:
            if code_of(error) not in PASSING:
                self._drop()
            if code_of(error) not in CORRUPT:
                raise
        with file_lock(self._path):
            move_aside_if_corrupt(self._path, self._clock())
        return job(self._connected(0.0))

    def _connected(self, glance: float) -> sqlite3.Connection:
        """Give the connection; a new one where the file has been moved or removed under it, `glance` seconds ago."""
        now = time.monotonic()
        if self._connection and now < self._looked + glance:
            return self._connection
        self._looked = now
        if self._connection and self._identity == _identity(self._path):
            return self._connection
        self._drop()
        with file_lock(self._path):
            private(self._path)
            self._identity = _identity(self._path)
            self._connection = connect(self._path)
        return self._connection

    def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection:
            connection.close()

    def before_fork(self) -> None:
        """Leave nothing open, and nobody in the midst of anything, that a child would inherit."""
        self._turn.acquire()
        self._drop()

    def after_fork(self) -> None:
        """Go on; in both processes."""
        self._turn.release()


_files: WeakSet[Database] = WeakSet()
_forking: list[Database] = []
_one_fork = Lock()


def _before_fork() -> None:
    _one_fork.acquire()
    _forking.extend(_files)
    for file in _forking:
        file.before_fork()


def _after_fork() -> None:
    while _forking:
        _forking.pop().after_fork()
    _one_fork.release()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_before_fork, after_in_parent=_after_fork, after_in_child=_after_fork)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = os.stat(path)  # noqa: PTH116 - for every recall: the path's own way takes twice as long
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino
