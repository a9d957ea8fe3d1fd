"""How many profiles SQLite saves and loads in a second, and how large a record is. One writer, synced to the disk."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bench.figures import Figure
from skill.storage.sqlite import SqliteStore
from skill.stretching.profile import Profile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

MEASURED_SECONDS = 2.0
"""Of each of the two."""


def figures(folder: Path) -> Iterable[Figure]:
    """Measure saves and loads of new users. The baseline is an unsynced append and a read of the same file."""
    store, scrap = SqliteStore(folder / "bench.db"), folder / "scrap"
    full = Profile(disclaimer_given=True, done={datetime.now(UTC).date().isoformat(): 3}, reminders=("08:00", "22:00"))
    numbers = iter(range(10**9))

    def append() -> None:
        with scrap.open("ab") as file:
            file.write(b"x" * 400)

    saved = _rate(lambda: store.save(f"{next(numbers):064x}", Profile(), full))
    appended = _rate(append)
    yield Figure("users saved", "/s", saved, appended, saved / appended, "")
    loaded, read = _rate(lambda: store.load(f"{0:064x}")), _rate(lambda: scrap.open("rb").close())
    yield Figure("users loaded", "/s", loaded, read, loaded / read, "")
    store.close()
    size = (folder / "bench.db").stat().st_size / next(numbers)
    yield Figure("room for a user", "bytes", size, 400, size / 400, "")


def _rate(work: Callable[[], object]) -> float:
    count, begun = 0, time.perf_counter()
    while time.perf_counter() - begun < MEASURED_SECONDS:
        work()
        count += 1
    return count / (time.perf_counter() - begun)
