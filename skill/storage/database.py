"""A SQLite database file. Each process has one connection, which its threads share.

A connection must not be used after a fork, so all are closed before one and opened again when they are needed.
"""

from __future__ import annotations

import os
import random
import sqlite3
import time
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Final, TypeVar
from weakref import WeakSet

from skill.storage.corruption import CORRUPTION_CODES, move_aside_if_corrupt, result_code
from skill.storage.file_lock import create_private_file, file_lock
from skill.storage.schema import connect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    Action = Callable[[sqlite3.Connection], "T"]

T = TypeVar("T")

LOCK_TIMEOUT_SECONDS: Final = 0.6
"""How long to wait for this process's other threads, and as long again for other processes."""
RETRY_DELAY_SECONDS: Final = (0.0005, 0.004)
"""At least and at most; random, so that no process is always late."""
RECHECK_SECONDS: Final = 1.0
"""How long reads assume that the path still leads to the same file. Writes check it each time."""
HARMLESS_CODES: Final = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL}
"""Failures that leave the connection usable."""


class Database:
    """A database file. Its methods raise sqlite3.Error, OSError or TimeoutError."""

    def __init__(self, path: Path, clock: Callable[[], datetime]) -> None:
        self.path = path.absolute()
        self.clock = clock
        self.lock = Lock()
        self.connection: sqlite3.Connection | None = None
        self.inode: tuple[int, int] | None = None
        self.checked_at = 0.0
        open_databases.add(self)

    def read(self, query: Action[T]) -> T:
        """Run one query. For a second it may see a file that was moved or deleted."""
        with self.locked():
            return self.retry_while_busy(query, RECHECK_SECONDS)

    def write(self, statements: Action[T]) -> T:
        """Run statements in one transaction. It is durable on return, and nobody else writes during it."""

        def transact(connection: sqlite3.Connection) -> T:
            with connection:
                connection.execute("BEGIN IMMEDIATE")
                return statements(connection)

        with self.locked():
            return self.retry_while_busy(transact, 0.0)

    def close(self) -> None:
        """Close this process's connection. It is opened again when it is needed."""
        with self.locked():
            self.disconnect()

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep out this process's other threads."""
        if not self.lock.acquire(timeout=LOCK_TIMEOUT_SECONDS):
            raise TimeoutError
        try:
            yield
        finally:
            self.lock.release()

    def retry_while_busy(self, action: Action[T], recheck_seconds: float) -> T:
        """Run an action until the file is not locked. SQLite's own busy handler starves one of two workers."""
        until = time.monotonic() + LOCK_TIMEOUT_SECONDS
        while True:
            try:
                return self.run(action, recheck_seconds)
            except sqlite3.OperationalError as error:
                if result_code(error) != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                    raise
            time.sleep(random.uniform(*RETRY_DELAY_SECONDS))  # noqa: S311 - no secret

    def run(self, action: Action[T], recheck_seconds: float) -> T:
        """Run an action. If the file is corrupt, move it aside and run the action on a new one."""
        try:
            return action(self.connect(recheck_seconds))
        except sqlite3.Error as error:
            if result_code(error) not in HARMLESS_CODES:
                self.disconnect()
            if result_code(error) not in CORRUPTION_CODES:
                raise
        with file_lock(self.path):
            move_aside_if_corrupt(self.path, self.clock())
        return action(self.connect(0.0))

    def connect(self, recheck_seconds: float) -> sqlite3.Connection:
        """Return the connection, or a new one if the path leads to another file now."""
        now = time.monotonic()
        if self.connection and now < self.checked_at + recheck_seconds:
            return self.connection
        self.checked_at = now
        if self.connection and self.inode == inode_of(self.path):
            return self.connection
        self.disconnect()
        with file_lock(self.path):
            create_private_file(self.path)
            self.inode = inode_of(self.path)
            self.connection = connect(self.path)
        return self.connection

    def disconnect(self) -> None:
        """Close the connection, if there is one. The caller holds the lock."""
        connection, self.connection = self.connection, None
        if connection:
            connection.close()


def inode_of(path: Path) -> tuple[int, int] | None:
    """Return what identifies a file, or None if there is none."""
    try:
        status = os.stat(path)  # noqa: PTH116 - twice as fast as path.stat(), and every read does it
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino


open_databases: WeakSet[Database] = WeakSet()
locked_databases: list[Database] = []
fork_lock = Lock()


def before_fork() -> None:
    """Lock and disconnect every database, so that a child inherits no connection and no unfinished action."""
    fork_lock.acquire()
    locked_databases.extend(open_databases)
    for database in locked_databases:
        database.lock.acquire()
        database.disconnect()


def after_fork() -> None:
    """Unlock every database, in the parent and in the child."""
    while locked_databases:
        locked_databases.pop().lock.release()
    fork_lock.release()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=before_fork, after_in_parent=after_fork, after_in_child=after_fork)
