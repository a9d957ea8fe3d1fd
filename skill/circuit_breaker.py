"""Circuit breaker for the profile store and Alexa's APIs: open for 20 seconds after a failure.

docs/decisions/0018 says why it is our own.
"""

from __future__ import annotations

import logging
import time
from threading import Lock
from typing import TYPE_CHECKING, Final, TypeVar

from skill.errors import place_of

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

log = logging.getLogger("skill.store")

COOL_DOWN_SECONDS: Final = 20.0


class CircuitBreaker:
    """Stops calling a function after a failure. Threads can share it: no lock is held during a call.

    Closed: every call is made. Open: none is, and the default is returned at once.
    Half-open, after the cool-down: one call is made, and closes the breaker or opens it again.
    """

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        cool_down_seconds: float = COOL_DOWN_SECONDS,
        on_failure: Callable[[], object] = lambda: None,
    ) -> None:
        """Set up with a clock that returns seconds, and what to call after each failure."""
        self.clock = clock
        self.cool_down_seconds = cool_down_seconds
        self.on_failure = on_failure
        self.lock = Lock()
        self.open_until: float | None = None

    def call(self, function: Callable[[], T], default: T) -> T:
        """Return the function's result, or `default` if it fails or the breaker is open."""
        if not self.allows_call():
            return default
        try:
            result = function()
        except Exception as error:  # noqa: BLE001 - stores and drivers raise anything
            self.open()
            log.warning("the store failed: %s%s", class_of(error), place_of(error))
            self.on_failure()
            return default
        self.close()
        return result

    def allows_call(self) -> bool:
        """Return whether to make a call. The first one after the cool-down keeps the breaker open for the others."""
        with self.lock:
            if self.open_until is None:
                return True
            if self.clock() < self.open_until:
                return False
            self.open()
            return True

    def close(self) -> None:
        """Allow every call."""
        self.open_until = None

    def open(self) -> None:
        """Allow no call until the cool-down is over."""
        self.open_until = self.clock() + self.cool_down_seconds


def class_of(error: BaseException) -> str:
    """Return the class names of an error and its cause. Their messages may contain what was said."""
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    name, hidden = type(error).__name__, type(cause).__name__
    return name if cause is None or hidden == name else f"{name} ({hidden})"
