"""Which core a process runs on: servers on the first, whoever presses on them on the second, where there are two."""

from __future__ import annotations

import os


def cores() -> list[int]:
    """Return the cores this process may use; none if the system doesn't say."""
    return sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []


def pin(place: int) -> None:
    """Keep this process, and those it starts, on one core."""
    if found := cores():
        os.sched_setaffinity(0, {found[place % len(found)]})
