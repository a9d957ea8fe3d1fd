"""Pain relief never waits for memory: a failure costs one line in the log, and then nothing is tried for a while."""

from __future__ import annotations

import logging
import time
from threading import Lock
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

log = logging.getLogger("skill.store")

COOL_DOWN_SECONDS: Final = 20.0


class CircuitBreaker:
    """Tries what may fail, and stops trying for a while once it has failed. Any number of threads may share one."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        rest: float = COOL_DOWN_SECONDS,
        failed: Callable[[], object] = lambda: None,
    ) -> None:
        """Take a clock that gives seconds, how many of them to rest after a failure, and whom to tell of one."""
        self._clock = clock
        self._rest = rest
        self._failed = failed
        self._lock = Lock()
        self._resting_until: float | None = None

    def attempt(self, job: Callable[[], T], otherwise: T) -> T:
        """Give what `job` gives, or `otherwise` where it fails, or one has failed lately; only the kind is logged."""
        if not self._may_try():
            return otherwise
        try:
            result = job()
        except Exception as error:  # noqa: BLE001 - whatever a store or a driver can think of
            self._resting_until = self._clock() + self._rest
            log.warning("memory is out of reach: %s", kind_of(error))
            self._failed()
            return otherwise
        self._resting_until = None
        return result

    def _may_try(self) -> bool:
        """After a rest one thread tries and the others go on resting until it has succeeded."""
        with self._lock:
            if self._resting_until is None:
                return True
            if self._clock() < self._resting_until:
                return False
            self._resting_until = self._clock() + self._rest
            return True


def kind_of(error: BaseException) -> str:
    """Name an exception's class, and that of the one it was made from, which the SDK wraps; never a message."""
    hidden = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return f"{type(error).__name__} ({type(hidden).__name__})" if hidden else type(error).__name__
