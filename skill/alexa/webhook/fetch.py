"""Where a certificate chain may be fetched from, and the fetching: few bytes, little time, one address.

It imports nothing of the network until the first fetch: start-up time counts.
"""

from __future__ import annotations

import io
import re
import time
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from skill.errors import VerificationError

if TYPE_CHECKING:
    from collections.abc import Callable
    from socket import socket
    from ssl import SSLSocket

HOST = "s3.amazonaws.com"
FOLDER = "/echo.api/"
SECONDS = 2.0
LARGEST_CHAIN = 64 * 1024  # bytes
_LARGEST_REPLY = LARGEST_CHAIN + 16 * 1024  # bytes, with the status line and headers
_LONGEST_ADDRESS = 512  # characters

# Plain characters only: with no "%" and no "\" nothing can be smuggled past the removal of dot segments.
_ADDRESS = re.compile(r"https://s3\.amazonaws\.com(:443)?(?P<path>/[A-Za-z0-9._~/+-]*)", re.ASCII | re.IGNORECASE)
_HTTP_OK = 200


@lru_cache(maxsize=64)
def certificate_address(url: str) -> str:
    """Return `url` in its one normal form, or raise Forged if Alexa's certificates don't live there.

    Source: "Host a custom skill as a web service", the rules for SignatureCertChainUrl.
    """
    match = _ADDRESS.fullmatch(url) if len(url) <= _LONGEST_ADDRESS else None
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
    """Return what lies at `address`, a result of `certificate_address`, within SECONDS or raise Forged.

    `roots_file` holds the PEM certificates trusted for the connection. Only the system's name resolver can take
    longer than SECONDS: callers with a deadline wait for this on a thread of its own.
    """
    from http.client import HTTPException  # noqa: PLC0415 - not before the first fetch

    deadline = time.monotonic() + SECONDS
    path = certificate_address(address).removeprefix(f"https://{HOST}")
    try:
        with _connect(roots_file, lambda: _seconds_left(deadline)) as connection:
            return _exchange(connection, path, lambda: _seconds_left(deadline))
    except (OSError, HTTPException, ValueError) as failure:
        raise VerificationError("fetch") from failure


def _seconds_left(deadline: float) -> float:
    """Seconds until `deadline`, always more than none: a timeout of 0 would mean "don't block", not "give up"."""
    seconds = deadline - time.monotonic()
    if seconds <= 0:
        raise TimeoutError
    return seconds


def _connect(roots_file: str, left: Callable[[], float]) -> SSLSocket:
    import ssl  # noqa: PLC0415 - not before the first fetch

    trust = ssl.create_default_context(cafile=roots_file)
    plain = _connect_tcp(left)
    try:
        plain.settimeout(left())
        return trust.wrap_socket(plain, server_hostname=HOST)
    except BaseException:
        plain.close()
        raise


def _connect_tcp(left: Callable[[], float]) -> socket:
    import socket  # noqa: PLC0415 - not before the first fetch

    refused: OSError = ConnectionError("no address")
    for *_, place in socket.getaddrinfo(HOST, 443, type=socket.SOCK_STREAM):
        try:
            return socket.create_connection((str(place[0]), int(place[1])), timeout=left())
        except OSError as failure:
            refused = failure
    raise refused


def _exchange(connection: SSLSocket, path: str, left: Callable[[], float]) -> bytes:
    from http.client import HTTPResponse  # noqa: PLC0415 - not before the first fetch

    connection.settimeout(left())
    connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n".encode("ascii"))
    reply = HTTPResponse(_LimitedReader(connection, left), method="GET")  # type: ignore[arg-type]  # it only calls makefile()
    with reply:
        reply.begin()
        chain = reply.read(LARGEST_CHAIN + 1) if reply.status == _HTTP_OK else b""
    if not 0 < len(chain) <= LARGEST_CHAIN:
        raise VerificationError("fetch")
    return chain


class _LimitedReader(io.RawIOBase):
    """A connection's incoming bytes, so many at most and each read within what is left of the time."""

    def __init__(self, connection: SSLSocket, left: Callable[[], float]) -> None:
        self._connection, self._left, self._room = connection, left, _LARGEST_REPLY

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
