"""Log lines as JSON, one object a line, for whatever gathers them. Must not know what is logged."""

from __future__ import annotations

import logging
import os
from datetime import UTC, datetime
from time import time
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable

PIPE_BUF = 4096
"""Bytes that even a pipe takes in one piece."""
_encode = msgspec.json.Encoder(enc_hook=str).encode


class JsonLines(logging.Handler):
    """Writes a record as one JSON object; of an error its class alone, since a traceback may hold what was said."""

    def __init__(self, file: int) -> None:
        """Take the descriptor of an open file; no line is cut by a write to it, so that workers' lines never mix."""
        super().__init__()
        self.file = file

    def emit(self, record: logging.LogRecord) -> None:
        self._write(line_of(record))

    def tell(self, told: dict[str, Any]) -> None:
        """Write a line of these fields: for what is told so often that making a record of it would cost too much."""
        self.tell_all([(time(), told)])

    def tell_all(self, told: Iterable[tuple[float, dict[str, Any]]]) -> None:
        """Write a line for each moment and what is told of it."""
        piece = b""
        for moment, fields in told:
            line = _line(moment, "info", fields)
            if len(piece) + len(line) > PIPE_BUF:
                self._write(piece)
                piece = b""
            piece += line
        self._write(piece)

    def _write(self, line: bytes) -> None:
        try:
            os.write(self.file, line)
        except OSError:  # nobody reads it any more: an answer matters more than its line
            return


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
