"""Where a certificate chain may be fetched from, and the fetching: few bytes, little time, one host.

Nothing of the network is imported until the first fetch: start-up time counts.
"""

from __future__ import annotations

import io
import re
import time
from concurrent.futures import FIRST_COMPLETED, wait
from contextlib import suppress
from functools import lru_cache, partial
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from skill.deadlines import call_in_thread
from skill.errors import VerificationError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Future
    from ssl import SSLContext, SSLSocket

HOST = "s3.amazonaws.com"
FOLDER = "/echo.api/"
FETCH_SECONDS = 2.0
ATTEMPT_SECONDS = 0.3  # a fetch from the other side of the world takes less, unless packets are lost
MOST_PLACES = 4
LARGEST_CHAIN_BYTES = 64 * 1024
_LARGEST_REPLY_BYTES = LARGEST_CHAIN_BYTES + 16 * 1024  # with the status line and headers
_LONGEST_ADDRESS_CHARACTERS = 512

# Plain characters only: with no "%" and no "\" nothing can be smuggled past the removal of dot segments.
_ADDRESS = re.compile(r"https://s3\.amazonaws\.com(:443)?(?P<path>/[A-Za-z0-9._~/+-]*)", re.ASCII | re.IGNORECASE)
_HTTP_OK = 200
_AT_FAULT = 500  # statuses from here on


@lru_cache(maxsize=64)
def certificate_address(url: str) -> str:
    """Return `url` in its one normal form, or raise VerificationError if Alexa's certificates don't live there.

    Source: "Host a custom skill as a web service", the rules for SignatureCertChainUrl.
    """
    match = _ADDRESS.fullmatch(url) if len(url) <= _LONGEST_ADDRESS_CHARACTERS else None
    path = _without_dots(match["path"]) if match else ""
    if not path.startswith(FOLDER):
        raise VerificationError("url")
    return f"https://{HOST}{path}"


def _without_dots(path: str) -> str:
    kept: list[str] = []
    for segment in path.split("/")[1:]:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    return "/" + "/".join(kept)


def fetch_chain(address: str, roots_file: str) -> bytes:
    """Return what lies at `address`, a result of `certificate_address`, within FETCH_SECONDS.

    `roots_file` holds the PEM certificates trusted for the connection. The host has several addresses on the network:
    the next is tried as soon as one fails or has said nothing for ATTEMPT_SECONDS, and the first answer counts.
    Only the name resolver can take longer than FETCH_SECONDS: a caller with a deadline waits on its own thread.

    Raises:
        VerificationError: there is no chain, or not in time.

    """
    deadline = time.monotonic() + FETCH_SECONDS
    path = certificate_address(address).removeprefix(f"https://{HOST}")
    left = partial(_seconds_left, deadline)
    try:
        return _first_chain((partial(_ask, place, path, roots_file, left) for place in _places()), left)
    except (OSError, RuntimeError) as failure:  # RuntimeError: there are no threads any more
        raise VerificationError("fetch") from failure


def _first_chain(asks: Iterator[Callable[[], bytes]], left: Callable[[], float]) -> bytes:
    pending: set[Future[bytes]] = set()
    for ask in asks:
        pending.add(call_in_thread(ask))
        done, pending = wait(pending, min(ATTEMPT_SECONDS, left()), FIRST_COMPLETED)
        if chain := _chain_in(done):
            return chain
    while pending:
        done, pending = wait(pending, left(), FIRST_COMPLETED)
        if chain := _chain_in(done):
            return chain
    raise ConnectionError("nobody answered")


def _chain_in(done: set[Future[bytes]]) -> bytes | None:
    """Return the chain that somebody answered with, if anybody did. Raises what says that there is none."""
    from http.client import HTTPException  # noqa: PLC0415 - not before the first fetch

    for answer in done:
        with suppress(OSError, HTTPException, ValueError):
            return answer.result()
    return None


def _seconds_left(deadline: float) -> float:
    """Seconds until `deadline`, always more than none: a timeout of 0 would mean "don't block", not "give up"."""
    seconds = deadline - time.monotonic()
    if seconds <= 0:
        raise TimeoutError
    return seconds


def _places() -> list[tuple[str, int]]:
    """Return the host's addresses and ports on the network, so many at most, IPv4 and IPv6 by turns."""
    import socket  # noqa: PLC0415 - not before the first fetch

    found: dict[int, list[tuple[str, int]]] = {}
    for family, *_, place in socket.getaddrinfo(HOST, 443, type=socket.SOCK_STREAM):
        found.setdefault(family, []).append((str(place[0]), int(place[1])))
    turns = (place for turn in zip_longest(*found.values()) for place in turn if place)
    return list(dict.fromkeys(turns))[:MOST_PLACES]


def _ask(place: tuple[str, int], path: str, roots_file: str, left: Callable[[], float]) -> bytes:
    import socket  # noqa: PLC0415 - not before the first fetch

    with socket.create_connection(place, timeout=left()) as plain:
        plain.settimeout(left())
        with _trust(roots_file).wrap_socket(plain, server_hostname=HOST) as connection:
            return _exchange(connection, path, left)


@lru_cache(maxsize=2)
def _trust(roots_file: str) -> SSLContext:
    """Return what connections are checked by. Reading the roots takes ten times as long as all else in a fetch."""
    import ssl  # noqa: PLC0415 - not before the first fetch

    return ssl.create_default_context(cafile=roots_file)


def _exchange(connection: SSLSocket, path: str, left: Callable[[], float]) -> bytes:
    from http.client import HTTPResponse  # noqa: PLC0415 - not before the first fetch

    connection.settimeout(left())
    connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n".encode("ascii"))
    reply = HTTPResponse(_LimitedReader(connection, left), method="GET")  # type: ignore[arg-type]  # it only calls makefile()
    with reply:
        reply.begin()
        if reply.status >= _AT_FAULT:
            raise ConnectionError("the server is at fault, and another may not be")
        chain = reply.read(LARGEST_CHAIN_BYTES + 1) if reply.status == _HTTP_OK else b""
    if not 0 < len(chain) <= LARGEST_CHAIN_BYTES:
        raise VerificationError("fetch")
    return chain


class _LimitedReader(io.RawIOBase):
    """A connection's incoming bytes, so many at most and each read within what is left of the time."""

    def __init__(self, connection: SSLSocket, left: Callable[[], float]) -> None:
        self._connection, self._left, self._room = connection, left, _LARGEST_REPLY_BYTES

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(self)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._connection.settimeout(self._left())
        count = self._connection.recv_into(buffer)
        self._room -= count
        if self._room < 0:
            raise OSError("too long")
        return count
