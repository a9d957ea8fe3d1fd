"""The certificates' host on loopback, over TLS, for as long as a `with` block lasts: it serves the chain to all."""

from __future__ import annotations

import socket
import ssl
from contextlib import contextmanager
from threading import Thread
from typing import TYPE_CHECKING

from bench.product import CHAIN, PORT, TLS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TIMEOUT_SECONDS = 5.0


@contextmanager
def chain_host(folder: Path) -> Iterator[None]:
    """Serve `folder`'s chain; the port is written into the folder, for bench.product:fetching to find."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / TLS)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        (folder / PORT).write_text(str(listener.getsockname()[1]), encoding="utf-8")
        Thread(target=_serve, args=(listener, context, (folder / CHAIN).read_bytes()), daemon=True).start()
        yield


def _serve(listener: socket.socket, context: ssl.SSLContext, chain: bytes) -> None:
    while True:
        try:
            plain, _ = listener.accept()
        except OSError:  # closed: the block is over
            return
        try:
            plain.settimeout(TIMEOUT_SECONDS)
            with plain, context.wrap_socket(plain, server_side=True) as connection:
                connection.recv(4096)
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(chain) + chain)
        except OSError:
            continue
