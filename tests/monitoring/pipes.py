"""A pipe that is full and that nobody reads, as a log whose reader is stuck."""

import os
from contextlib import contextmanager, suppress


@contextmanager
def stuck_pipe():
    """Return the end that is written to."""
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    with suppress(BlockingIOError):
        while True:
            os.write(writer, b"\n" * os.fpathconf(writer, "PC_PIPE_BUF"))
    os.set_blocking(writer, True)
    yield writer
    os.close(reader)
    os.close(writer)
