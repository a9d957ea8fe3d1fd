"""Rate limit for log lines about refused requests: anybody can send as many of those as they like."""

from __future__ import annotations

from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_LINES = 60
"""Of each worker in each interval."""
SPAN_SECONDS = 60.0


class LineLimit:
    """Allows some lines in each interval, and counts the others."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        """Set up with a clock that returns seconds."""
        self.clock = clock
        self.lock = Lock()
        self.began = clock()
        self.written = self.omitted = 0

    def admit(self) -> int | None:
        """Return how many lines were omitted since the last one; None if this one is omitted, too."""
        with self.lock:
            if self.clock() - self.began >= SPAN_SECONDS:
                self.began, self.written = self.clock(), 0
            if self.written == MOST_LINES:
                self.omitted += 1
                return None
            self.written += 1
            omitted, self.omitted = self.omitted, 0
            return omitted
