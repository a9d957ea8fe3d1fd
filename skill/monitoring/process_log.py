"""Log lines about a process: its start, and the sums of its turns' outcomes.

Outcomes are summed, because one beside the time of a single request could reveal somebody's alarm.
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
"""The least time between two sums."""
BEFORE_THE_LOG = 10
"""Priority of the last sum: before the end of the log queue, whose priority is 0."""


class ProcessLog:
    """Writes the lines of the current process. Each worker writes its own."""

    def __init__(
        self, build: Build, server: str, began: Callable[[], object], clock: Callable[[], float] = monotonic
    ) -> None:
        """Set up with the server's id, which its workers share, and a function to call in each process."""
        self.build, self.server, self.began, self.clock = build, server, began, clock
        self.lock = Lock()
        self.process = 0
        self.since = 0.0
        self.sums: Counter[str] = Counter()

    def begin(self) -> None:
        """Log the start of this process, if that was not logged yet."""
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
        """Count an outcome. The first one after the interval writes the sums."""
        with self.lock:
            self.sums[outcome] += 1
            due = self.clock() - self.since >= SPAN_SECONDS
        if due:
            self.sum_up()

    def sum_up(self) -> None:
        """Write the outcomes since the last such line, if there are any."""
        with self.lock:
            sums, self.sums, self.since = self.sums, Counter(), self.clock()
        if sums:
            log.info({"event": "outcomes", "server": self.server, "outcomes": dict(sorted(sums.items()))})
