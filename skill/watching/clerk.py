"""Sees to what no answer should wait for: a moment later, and on a thread of its own. Must not know what it is."""

from __future__ import annotations

import logging
import os
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

log = logging.getLogger(__name__)

PAUSE: Final = 0.05
"""Seconds in which things come together; a process that is killed loses as much."""
MOST: Final = 20_000
"""Things that may wait; the oldest are lost first."""


class Clerk(Generic[T]):
    """Takes things from any thread. What still waits when the process ends by itself is seen to before it does."""

    def __init__(self, see_to: Callable[[list[T]], None]) -> None:
        self._see_to = see_to
        self._begin()
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._begin)

    def _begin(self) -> None:
        """Begin in this process: the threads of the one it was forked from, and what waits there, are not its own."""
        self._waiting: deque[T] = deque(maxlen=MOST)
        self._pool = ThreadPoolExecutor(1, "clerk")
        self._called = False

    def hand(self, thing: T) -> None:
        """Hand over one thing, and wait for nothing."""
        self._waiting.append(thing)
        if self._called:
            return
        self._called = True
        try:
            self._pool.submit(self._work, PAUSE)
        except Exception:  # noqa: BLE001 - there is no thread to be had, or the process is ending
            self._pool = ThreadPoolExecutor(1, "clerk")  # the other keeps what it could not begin
            self._work(0.0)

    def _work(self, pause: float) -> None:
        time.sleep(pause)
        self._called = False  # what comes from here on calls again
        things = []
        try:
            while True:
                things.append(self._waiting.popleft())
        except IndexError:
            pass
        try:
            self._see_to(things)
        except Exception as error:  # noqa: BLE001 - the next must be seen to all the same
            log.error("%d were not seen to: %s", len(things), type(error).__name__)  # noqa: TRY400 - no trace of them
