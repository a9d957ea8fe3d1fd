"""Checks that clients who send slowly, or stop half-way, delay nobody: 64 of them, in the head or in the body."""

from __future__ import annotations

import socket
from contextlib import ExitStack
from typing import TYPE_CHECKING

from bench.figures import Figure
from bench.serving import running
from bench.under_load import LAUNCH, PRODUCT, press

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

CLIENTS = 64
MEASURED_SECONDS = 3.0
LEAST_SHARE = 0.5
"""Of the rate without them."""
HEAD = b"POST /alexa HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Le"
BODY = (
    b"POST /alexa HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 900\r\nSignature-256: AAAA\r\n"
    b"SignatureCertChainUrl: https://s3.amazonaws.com/echo.api/cert.pem\r\n\r\n{"
)
HALVES = {"in the head": HEAD, "in the body": BODY}


def beside_slow_clients(folder: Path) -> Iterable[Figure]:
    """Press with and without slow clients. Yield the rates."""
    for where, half in HALVES.items():
        with running(PRODUCT.application, folder) as server:
            press(server.port, MEASURED_SECONDS / 3, folder, LAUNCH)
            alone = press(server.port, MEASURED_SECONDS, folder, LAUNCH).rate
            with stalled(server.port, half):
                beside = press(server.port, MEASURED_SECONDS, folder, LAUNCH).rate
        met = beside / alone >= LEAST_SHARE
        yield Figure(
            f"{CLIENTS} stopped {where}", "req/s", beside, alone, beside / alone, f"ratio >= {LEAST_SHARE}", met
        )


def stalled(port: int, half: bytes, clients: int = CLIENTS) -> ExitStack:
    """Open connections that send half a request, and nothing more until the block ends."""
    with ExitStack() as stack:
        for _ in range(clients):
            connection = stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=5))
            connection.sendall(half)
        return stack.pop_all()
