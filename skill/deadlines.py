"""A time limit for calls over a network: DNS lookups and slow responses ignore the timeout of a socket."""

from __future__ import annotations

from concurrent.futures import Future
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


def call_with_timeout(seconds: float, function: Callable[[], T]) -> T:
    """Return what the function returns, or raise what it raises.

    Raises:
        TimeoutError: it took longer. It runs on in its own thread, and its result is dropped.

    """
    return call_in_thread(function).result(timeout=seconds)


def call_in_thread(function: Callable[[], T]) -> Future[T]:
    """Call the function in a thread of its own. Return the future of its result."""
    future: Future[T] = Future()

    def run() -> None:
        try:
            future.set_result(function())
        except Exception as error:  # noqa: BLE001 - whoever asks for the result raises it
            future.set_exception(error)

    Thread(target=run, name="call_in_thread", daemon=True).start()
    return future
