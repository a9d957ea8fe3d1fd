"""A lock on a database file across processes, and files that nobody else can read."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager
from stat import S_ISREG
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def file_lock(path: Path) -> Iterator[None]:
    """Hold the right to open, create or move this database. The system releases it if the process is killed.

    Raises:
        sqlite3.OperationalError: another thread or process holds it.

    """
    lock = path.with_name(path.name + ".lock")
    create_private_file(lock)
    with closing(sqlite3.connect(lock, timeout=0, isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        yield


def create_private_file(path: Path) -> None:
    """Create the file and its folder, unless they exist, and remove everybody else's permissions from the file.

    Raises:
        OSError: it can't be created, or is a device or a pipe.

    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        mode = os.fstat(descriptor).st_mode
        if not S_ISREG(mode):
            raise OSError("not a file")
        if mode & 0o077:
            path.chmod(0o600)
    finally:
        os.close(descriptor)
