"""Two kinds of line about a process rather than a request: that it began to answer, and what came of its turns.

Outcomes are summed up, because beside the time of a single request one could be somebody's alarm.
"""

from __future__ import annotations

import logging
import os
from collections import Counter
from multiprocessing.util import Finalize
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from skill.monitoring.build import Build

log = logging.getLogger("skill.process")

SPAN_SECONDS = 15 * 60.0
"""What one line sums up, at least."""
BEFORE_THE_LOG = 10
"""When the last sum is written: before the queue of log lines ends, whose priority is 0."""


class ProcessLog:
    """Writes the lines of whichever process it is in; each worker has lines of its own."""

    def __init__(
        self, build: Build, server: str, began: Callable[[], object], clock: Callable[[], float] = monotonic
    ) -> None:
        """Set up with the server's name, which its workers share, and what to call in each process."""
        self.build, self.server, self.began, self.clock = build, server, began, clock
        self.lock = Lock()
        self.process = 0
        self.since = 0.0
        self.sums: Counter[str] = Counter()

    def begin(self) -> None:
        """Say that this process answers requests, if that wasn't said."""
        if self.process == os.getpid():
            return
        with self.lock:
            if self.process == os.getpid():
                return
            self.process, self.since, self.sums = os.getpid(), self.clock(), Counter()
        self.began()
        log.info({"event": "began", "server": self.server, **self.build._asdict()})
        Finalize(None, self.sum_up, exitpriority=BEFORE_THE_LOG)

    def note(self, outcome: str) -> None:
        """Count an outcome. The line that sums them up is written with the first one after a span."""
        with self.lock:
            self.sums[outcome] += 1
            due = self.clock() - self.since >= SPAN_SECONDS
        if due:
            self.sum_up()

    def sum_up(self) -> None:
        """Write what came of the turns since the last such line, if there were any."""
        with self.lock:
            sums, self.sums, self.since = self.sums, Counter(), self.clock()
        if sums:
            log.info({"event": "outcomes", "server": self.server, "outcomes": dict(sorted(sums.items()))})
