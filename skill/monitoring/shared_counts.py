"""Counters that all workers of a server share, in memory that can't disappear.

The memory is allocated in full before the workers fork, and sealed against shrinking. So no full disk, full /dev/shm
or deleted folder can crash a worker that counts: docs/decisions/0008.
"""

from __future__ import annotations

import fcntl
import os
from collections import Counter
from mmap import MAP_PRIVATE, mmap
from threading import Lock
from typing import TYPE_CHECKING, Final
from weakref import finalize

if TYPE_CHECKING:
    from collections.abc import Mapping

ROWS: Final = 64
"""One for each process that counts. When a process ends, the next one takes over its row with its sums."""
ENTRIES: Final = 191
"""Entries in a row: more than there are combinations of labels."""
ENTRY_BYTES: Final = 128
"""A number of 8 bytes, and its name."""
NAME_BYTES: Final = ENTRY_BYTES - 8
ROW_BYTES: Final = (1 + ENTRIES) * ENTRY_BYTES
"""The first entry of a row has the number of entries in use."""
SEPARATOR: Final = "\x1f"

Name = tuple[str, ...]


class SharedCounts:
    """Sums by name. One process writes to a row, and every process reads all rows."""

    def __init__(self) -> None:
        self.file, self.memory = _shared_memory()
        self.numbers = memoryview(self.memory).cast("d")
        self.lock = Lock()
        self.process = 0
        self.row: int | None = None
        self.places: dict[Name, int] = {}

    def add(self, name: Name, amount: float = 1.0) -> None:
        """Add to a sum. If there is no room for a new one, it is not counted."""
        self.add_all({name: amount})

    def add_all(self, amounts: Mapping[Name, float]) -> None:
        """Add to several sums at once."""
        with self.lock:
            if self.process != os.getpid():
                self._take_row()
            for name, amount in amounts.items():
                if place := self.places.get(name) or self._place_for(name):
                    self.numbers[place // 8] += amount

    def sums(self) -> dict[Name, float]:
        """Return the sums of all processes, including those that have ended."""
        found: Counter[Name] = Counter()
        for row in range(ROWS):
            for name, place in self._places_in(row).items():
                found[name] += self.numbers[place // 8]  # type: ignore[assignment]  # a Counter adds any numbers
        return dict(found)

    def _take_row(self) -> None:
        """Lock the first row that no living process has. The lock is on its first byte, and ends with the process."""
        self.process, self.places = os.getpid(), {}
        self.row = next((row for row in range(ROWS) if self._is_ours(row)), None)
        if self.row is not None:
            self.places = self._places_in(self.row)

    def _is_ours(self, row: int) -> bool:
        if self.file is None:
            return True
        try:
            fcntl.lockf(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, row)
        except OSError:
            return False
        return True

    def _place_for(self, name: Name) -> int:
        """Return the offset of a new sum in bytes; 0 if there is no room."""
        written = SEPARATOR.join(name).encode()
        if self.row is None or len(self.places) == ENTRIES or len(written) > NAME_BYTES:
            return 0
        start = self.row * ROW_BYTES
        place = start + (1 + len(self.places)) * ENTRY_BYTES
        self.memory[place + 8 : place + ENTRY_BYTES] = written.ljust(NAME_BYTES, b"\0")
        self.places[name] = place
        self.numbers[start // 8] = len(self.places)  # last, so that no reader sees half a name
        return place

    def _places_in(self, row: int) -> dict[Name, int]:
        start = row * ROW_BYTES
        places = (start + number * ENTRY_BYTES for number in range(1, 1 + int(self.numbers[start // 8])))
        return {_name(self.memory[place + 8 : place + ENTRY_BYTES]): place for place in places}


def _name(written: bytes) -> Name:
    return tuple(written.rstrip(b"\0").decode().split(SEPARATOR))


def _shared_memory() -> tuple[int | None, mmap]:
    """Return memory that forked processes share, and its file. Without a file, each process counts alone."""
    try:
        file = _sealed_file()
    except (AttributeError, OSError):  # Linux only
        return None, mmap(-1, ROWS * ROW_BYTES, flags=MAP_PRIVATE)
    memory = mmap(file, ROWS * ROW_BYTES)
    finalize(memory, os.close, file)
    return file, memory


def _sealed_file() -> int:
    """Return a file in memory that has all its pages allocated and can't shrink.

    Raises:
        OSError: there is not enough memory.

    """
    file = os.memfd_create("counts", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    try:
        os.posix_fallocate(file, 0, ROWS * ROW_BYTES)  # so that a lack of memory is an error here, not a signal later
        fcntl.fcntl(file, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SEAL)
    except OSError:
        os.close(file)
        raise
    return file
