"""Log lines as JSON, one object a line. A stuck log blocks neither answers nor the stop of a server."""

from __future__ import annotations

import logging
import os
import sys
from contextlib import suppress
from datetime import UTC, datetime
from io import UnsupportedOperation
from logging.handlers import QueueHandler, QueueListener
from multiprocessing.util import Finalize
from queue import Empty, SimpleQueue
from select import PIPE_BUF, POLLOUT, poll
from time import sleep
from typing import TYPE_CHECKING, Any, cast

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST_WAITING = 10_000
"""The most lines in the queue. Further ones are lost."""
PAUSE_SECONDS = 0.05
"""Lines are collected for this long: waking a thread for each would cost every answer some 60 microseconds."""
WRITE_TIMEOUT_SECONDS = 1.0
"""How long to wait, once, for a log that takes no lines."""
_encode = msgspec.json.Encoder(enc_hook=str).encode


class JsonFormatter(logging.Formatter):
    """Formats a record as one JSON object. An error is its class alone: a traceback may contain words."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        return _encode({"time": at, "level": record.levelname.lower(), **_told(record)}).decode()


def _told(record: logging.LogRecord) -> dict[str, Any]:
    if isinstance(record.msg, dict):
        return record.msg
    error = record.exc_info and record.exc_info[0]
    named = {"error": error.__name__} if error else {}
    return {"logger": record.name, "message": record.getMessage(), **named}


class LineWriter(logging.Handler):
    """Writes lines to a file descriptor. Lines are lost while the log takes no more."""

    def __init__(self, file: int) -> None:
        super().__init__()
        self.setFormatter(JsonFormatter())
        self.file = file
        self.stuck = False

    def emit(self, record: logging.LogRecord) -> None:
        self.write([self.format(record)])

    def write(self, lines: Iterable[str]) -> None:
        """Write lines, unless the log has been closed."""
        ready = poll()
        ready.register(self.file, POLLOUT)
        for piece in pieces(lines):
            with suppress(OSError):  # the other end was closed
                self.stuck = not ready.poll(0 if self.stuck else WRITE_TIMEOUT_SECONDS * 1000)
                if not self.stuck:
                    os.write(self.file, piece)


def pieces(lines: Iterable[str]) -> Iterator[bytes]:
    """Join lines up to the size that a pipe takes in one piece, so that lines of two processes never mix."""
    piece = b""
    for line in lines:
        written = line.encode() + b"\n"
        if piece and len(piece) + len(written) > PIPE_BUF:
            yield piece
            piece = b""
        piece += written
    yield piece


class LineQueue(QueueHandler):
    """Passes lines to a thread that writes them. Each process has its own thread, which its first line starts."""

    def __init__(self, writer: LineWriter) -> None:
        self.waiting: SimpleQueue[Any] = SimpleQueue()
        super().__init__(self.waiting)
        self.writer = writer
        self.setFormatter(writer.formatter)
        self.process = 0

    def prepare(self, record: logging.LogRecord) -> Any:
        """Return the formatted line, so that the queue contains nothing else."""
        return self.format(record)

    def enqueue(self, record: Any) -> None:
        """Don't wait: the queue is thread-safe."""
        if self.process != os.getpid():
            self._start()
        if self.waiting.qsize() < MOST_WAITING:
            self.waiting.put_nowait(record)

    def _start(self) -> None:
        self.queue = self.waiting = SimpleQueue()
        listener = LineListener(self.queue, self.writer)
        listener.start()
        Finalize(listener, listener.stop, exitpriority=0)  # atexit would not do: a forked worker doesn't run it
        self.process = os.getpid()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Do nothing: the standard library would write to the log, which may be stuck."""


class LineListener(QueueListener):
    """Writes the queued lines. A normal exit writes all of them, a killed process loses them."""

    def handle(self, record: Any) -> None:
        """Write a line after a pause, with those that came meanwhile: each write makes other threads wait."""
        sleep(PAUSE_SECONDS)
        lines, writer = [record], cast("LineWriter", self.handlers[0])
        with suppress(Empty):
            while line := self.dequeue(block=False):
                lines.append(line)
            self.enqueue_sentinel()  # the listener's sentinel
        writer.write(lines)


class StreamWriter(logging.StreamHandler[Any]):
    """Writes lines to a stream without a descriptor, with which a host has replaced standard error."""

    def __init__(self) -> None:
        super().__init__(sys.stderr)
        self.setFormatter(JsonFormatter())

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Do nothing: the stream is closed."""


def stderr_is_replaced() -> bool:
    """Return whether standard error is a stream without a descriptor."""
    try:
        sys.stderr.fileno()
    except (AttributeError, ValueError) as error:  # it is closed, unless the stream never had one
        return isinstance(error, UnsupportedOperation)
    return False


def write_json_lines(logger: logging.Logger, file: int = 2, *, at_once: bool = False) -> None:
    """Make a logger write JSON lines from INFO up. Repeated calls change nothing. `at_once` uses no thread."""
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False  # no line contains them
    logger.setLevel(logging.INFO)
    if any(isinstance(handler, LineWriter | LineQueue | StreamWriter) for handler in logger.handlers):
        return
    if stderr_is_replaced():
        logger.addHandler(StreamWriter())
        return
    writer = LineWriter(file)
    logger.addHandler(writer if at_once else LineQueue(writer))
