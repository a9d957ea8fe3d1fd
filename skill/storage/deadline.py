"""An answer in time or none: for calls over a network, where a name server or a drip of bytes outlasts any time-out."""

from __future__ import annotations

from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


def within(seconds: float, job: Callable[[], T]) -> T:
    """Give what `job` gives, or raise what it raises.

    Raises:
        TimeoutError: it took longer; it is left to finish on its own, and nobody hears how.

    """
    outcome: SimpleQueue[tuple[T, None] | tuple[None, Exception]] = SimpleQueue()

    def run() -> None:
        try:
            outcome.put((job(), None))
        except Exception as error:  # noqa: BLE001 - it is raised again where somebody waits for it
            outcome.put((None, error))

    Thread(target=run, name="within", daemon=True).start()
    try:
        result, error = outcome.get(timeout=seconds)
    except Empty:
        raise TimeoutError from None
    if error:
        raise error
    return result  # type: ignore[return-value]
