"""Log lines as JSON, one object a line, for whatever gathers them. Must not know what is logged."""

from __future__ import annotations

import logging
import os
from datetime import UTC, datetime
from select import POLLOUT, poll
from time import time
from typing import TYPE_CHECKING, Any

import msgspec

from skill.watching.clerk import Clerk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PIPE_BUF = 4096
"""Bytes that even a pipe takes in one piece, and without a wait where it takes any."""
PATIENCE = 1.0
"""Seconds until a log takes more, as where whoever reads it is stuck."""
_encode = msgspec.json.Encoder(enc_hook=str).encode


class JsonLines(logging.Handler):
    """Writes a record as one JSON object, a moment later; of an error its class alone: a traceback may hold words."""

    def __init__(self, file: int) -> None:
        """Take the descriptor of an open file; no line is cut by a write to it, so that workers' lines never mix."""
        super().__init__()
        self.file = file
        self._hand = Clerk(self._write).hand

    def emit(self, record: logging.LogRecord) -> None:
        self._hand(line_of(record))

    def tell(self, told: dict[str, Any]) -> None:
        """Write a line of these fields: for what is told so often that making a record of it would cost too much."""
        self.tell_all([(time(), told)])

    def tell_all(self, told: Iterable[tuple[float, dict[str, Any]]]) -> None:
        """Write a line for each moment and what is told of it."""
        self._write(_line(moment, "info", fields) for moment, fields in told)

    def _write(self, lines: Iterable[bytes]) -> None:
        """Write as many lines at once as go out in one piece; where the log takes no more, the rest is lost."""
        for piece in _pieces(lines):
            try:
                if not _takes_more(self.file):
                    return
                os.write(self.file, piece)
            except OSError:  # nobody reads it any more
                return


def _takes_more(file: int) -> bool:
    ready = poll()
    ready.register(file, POLLOUT)
    return bool(ready.poll(PATIENCE * 1000))


def _pieces(lines: Iterable[bytes]) -> Iterator[bytes]:
    piece = b""
    for line in lines:
        if piece and len(piece) + len(line) > PIPE_BUF:
            yield piece
            piece = b""
        piece += line
    if piece:
        yield piece


def line_of(record: logging.LogRecord) -> bytes:
    """Write a record as one line."""
    told = {"logger": record.name, "message": record.getMessage()}
    if record.exc_info and record.exc_info[0]:
        told["error"] = record.exc_info[0].__name__
    return _line(record.created, record.levelname.lower(), told)


def _line(moment: float, level: str, told: dict[str, Any]) -> bytes:
    at = datetime.fromtimestamp(moment, UTC).isoformat(timespec="milliseconds")
    return _encode({"time": at, "level": level, **told}) + b"\n"


def write_json_lines(logger: logging.Logger, file: int = 2) -> JsonLines:
    """Have a logger write JSON lines to standard error, from INFO up; once, however often this is called."""
    logger.setLevel(logging.INFO)
    for handler in logger.handlers:
        if isinstance(handler, JsonLines):
            return handler
    lines = JsonLines(file)
    logger.addHandler(lines)
    return lines
