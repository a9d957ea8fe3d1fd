"""Users who have just disabled the skill, so that a session of theirs that ends afterwards leaves nothing behind.

Known to one process, and only for as long as Alexa may still send such an end.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

KEPT_SECONDS = 3600.0
MOST_KEPT = 10_000


class DisabledUsers:
    """Keys of profiles, and when they were deleted. Safe to share between threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Set up with a clock that returns seconds."""
        self.clock = clock
        self.lock = Lock()
        self.since: OrderedDict[str, float] = OrderedDict()

    def add(self, key: str) -> None:
        """Note a user, by the key of their profile."""
        with self.lock:
            self.since[key] = self.clock()
            self.since.move_to_end(key)
            if len(self.since) > MOST_KEPT:
                self.since.popitem(last=False)

    def __contains__(self, key: str | None) -> bool:
        """Return whether the user has disabled the skill within the last hour."""
        since = self.since.get(key or "")
        return since is not None and self.clock() - since < KEPT_SECONDS
