"""The load: `python -m bench.load PORT SECONDS FOLDER [NAME [RATE]]` prints what came of it as JSON.

Sixteen connections, kept open where the server lets them. Without a RATE each asks again as soon as it is answered.
With one, requests fall due at even intervals, and how long each took counts from when it was due.
"""

from __future__ import annotations

import json
import select
import socket
import sys
import time
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

from bench.pinned import pin
from bench.signed import load

if TYPE_CHECKING:
    from collections.abc import Iterator

CONNECTIONS = 16
TIMEOUT_SECONDS = 10.0
GOOD = b"HTTP/1.1 200 "
ANY = "any"
"""In place of a name: all requests in turn, whatever they are answered."""
LENGTH, END, CLOSING = b"content-length:", b"\r\n\r\n", b"connection: close"


class Caller:
    """One connection: sends, receives, and connects again if the server has closed it."""

    def __init__(self, port: int) -> None:
        self.place = ("127.0.0.1", port)
        self.line: socket.socket | None = None
        self.received, self.needed, self.due = b"", 0, 0.0

    def ask(self, request: bytes, due: float) -> socket.socket:
        """Send a request. Return the socket on which the answer will come."""
        self.received, self.needed, self.due = b"", 0, due
        if not self.line:
            self.line = socket.create_connection(self.place, timeout=TIMEOUT_SECONDS)
            self.line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.line.sendall(request)
        return self.line

    def listen(self) -> bool:
        """Receive what has come. Return True if the answer is whole."""
        assert self.line  # noqa: S101 - for the reader
        try:
            more = self.line.recv(65536)
        except ConnectionError:
            more = b""
        self.received += more
        if more and not self.needed and END in self.received:
            self.needed = _whole(self.received)
        whole = bool(self.needed) and len(self.received) >= self.needed
        if not more or (whole and CLOSING in self.received[: self.received.index(END)].lower()):
            self.hang_up()
            return True
        return whole

    def hang_up(self) -> None:
        if self.line:
            self.line.close()
        self.line = None


def _whole(received: bytes) -> int:
    """Return how many bytes the answer has with its head; very many if only its end says so."""
    head, _, _ = received.partition(END)
    _, found, rest = head.lower().partition(LENGTH)
    return len(head) + len(END) + int(rest.split(b"\r\n")[0]) if found else 1 << 40


class Press:
    """A spell of load."""

    def __init__(self, port: int, requests: list[bytes], rate: float = 0.0) -> None:
        self.requests: Iterator[bytes] = cycle(requests)
        self.rate = rate
        self.idle = [Caller(port) for _ in range(CONNECTIONS)]
        self.lines: dict[int, Caller] = {}
        self.poll = select.epoll()
        self.taken: list[float] = []
        self.refusals = self.asked = 0

    def go(self, seconds: float) -> dict[str, float]:
        """Press for so many seconds: answers, those that weren't a 200, wall and processor seconds, milliseconds."""
        began, busy = time.perf_counter(), time.process_time()
        while (now := time.perf_counter()) < began + seconds:
            self._ask(began, now)
            self._hear(self._wait(began, now))
        elapsed, busy = time.perf_counter() - began, time.process_time() - busy
        answers = len(self.taken)
        self._hear_out()
        for caller in [*self.idle, *self.lines.values()]:
            caller.hang_up()
        self.poll.close()
        taken = sorted(self.taken)
        p50, p99 = (1000 * taken[len(taken) * part // 100] for part in (50, 99)) if taken else (0.0, 0.0)
        return {
            "answers": answers,
            "refusals": self.refusals,
            "seconds": elapsed,
            "busy": busy / elapsed,
            "p50": p50,
            "p99": p99,
        }

    def _ask(self, began: float, now: float) -> None:
        while self.idle:
            due = began + self.asked / self.rate if self.rate else now
            if due > now:
                return
            caller = self.idle.pop()
            line = caller.ask(next(self.requests), due)
            if line.fileno() not in self.lines:
                self.poll.register(line, select.EPOLLIN)
            self.lines[line.fileno()] = caller
            self.asked += 1

    def _wait(self, began: float, now: float) -> float:
        return max(0.0, began + self.asked / self.rate - now) if self.rate and self.idle else 0.1

    def _hear_out(self) -> None:
        """Wait until whatever was asked is answered, so that nobody else's turn is spent on it."""
        until = time.perf_counter() + TIMEOUT_SECONDS
        while len(self.idle) < CONNECTIONS and time.perf_counter() < until:
            self._hear(0.1)

    def _hear(self, wait: float) -> None:
        for number, _ in self.poll.poll(wait):
            caller = self.lines[number]
            if caller.listen():
                self.taken.append(time.perf_counter() - caller.due)
                self.refusals += not caller.received.startswith(GOOD)
                self.idle.append(caller)
                if not caller.line:
                    del self.lines[number]


def main(port: str, seconds: str, folder: str, name: str = "", rate: str = "0") -> None:
    pin(1)
    sent = [request.as_http() for request in load(Path(folder)) if name in ("", ANY, request.name)]
    found = Press(int(port), sent, float(rate)).go(float(seconds))
    sys.stdout.write(json.dumps(found | ({"refusals": 0} if name == ANY else {})))


if __name__ == "__main__":
    main(*sys.argv[1:])
