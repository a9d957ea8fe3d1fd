"""A clock and a certificates' host in the test's hands."""

import threading
import time
from datetime import UTC, datetime

from certificate_authority import ChainServer

NOW = datetime.now(UTC)


class Clock:
    def __init__(self):
        self.now = NOW

    def __call__(self):
        return self.now


class Gate(ChainServer):
    """Serves nothing until opened."""

    def __init__(self, chains):
        super().__init__(chains)
        self.open = threading.Event()

    def __call__(self, address, roots_file):
        chain = super().__call__(address, roots_file)
        self.open.wait(60)
        return chain


def until(condition):
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.001)
