"""Calls by HTTPS, for those who don't have ask-cli."""

from __future__ import annotations

import json
import re
import time
from contextlib import suppress
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from urllib3 import PoolManager, ProxyManager, Timeout
from urllib3.exceptions import HTTPError

from skill import __version__
from skill.connect.calls import Reply
from skill.connect.complaints import complaint, unreadable
from skill.connect.trouble import AGAIN, ConnectError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from urllib3 import BaseHTTPResponse

    from skill.connect.calls import Arguments, Call
    from skill.connect.login import Login

SMAPI = "https://api.amazonalexa.com"
CONNECT_SECONDS, ANSWER_SECONDS = 10.0, 30.0
MOST_TRIES = 4
LONGEST_WAIT_SECONDS = 60.0
MOST_BYTES = 1_000_000
SECONDS = re.compile(r"[0-9]{1,9}")
"""A header Retry-After that is no date."""
HERE = ("127.0.0.1", "localhost", "::1")


def pool(roots: str, environ: Mapping[str, str]) -> PoolManager:
    """Return connections that check certificates, retry nothing by themselves and wait for a bounded time.

    They go through the proxy that HTTPS_PROXY names, if it is set.

    Raises:
        ConnectError: HTTPS_PROXY is no address of a proxy.

    """
    how: Any = {
        "timeout": Timeout(connect=CONNECT_SECONDS, read=ANSWER_SECONDS),
        "retries": False,
        "ca_certs": roots,
        "cert_reqs": "CERT_REQUIRED",
    }
    proxy = environ.get("HTTPS_PROXY") or environ.get("https_proxy")
    try:
        return ProxyManager(proxy, **how) if proxy else PoolManager(**how)
    except (HTTPError, ValueError) as error:
        raise ConnectError(f"HTTPS_PROXY names no proxy.\nWhat to do: mend or unset it, and {AGAIN}.") from error


def checked(url: str, name: str) -> str:
    """Return the address of a service. Only this machine's own may be without TLS: secrets are sent there.

    Raises:
        ConnectError: it is no https address.

    """
    with suppress(ValueError):
        parts = urlsplit(url)
        if (parts.scheme == "https" and parts.hostname) or (parts.scheme == "http" and parts.hostname in HERE):
            return url.rstrip("/")
    raise ConnectError(f"{name} is no https address.\nWhat to do: unset it; it is for tests.")


class Smapi:
    """Amazon's Skill Management API, called directly."""

    def __init__(
        self, connections: PoolManager, login: Login, base: str = SMAPI, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._pool, self._login, self._base, self._sleep = connections, login, base, sleep

    def send(self, call: Call, arguments: Arguments) -> Reply:
        """Make a call; what may be repeated is, if Amazon is busy or can't be reached."""
        renewed = False
        for number in range(1, MOST_TRIES + 1):
            answer = self._once(call, arguments, last=number == MOST_TRIES)
            if answer and answer.status == HTTPStatus.UNAUTHORIZED and not renewed and self._login.renew():
                renewed = True
            elif answer and (number == MOST_TRIES or not _passing(call, answer)):
                return _reply(call, answer)
            else:
                self._sleep(_wait(answer, number))
        raise complaint(call, HTTPStatus.UNAUTHORIZED, None)

    def _once(self, call: Call, arguments: Arguments, *, last: bool) -> BaseHTTPResponse | None:
        """Return the answer, or None if there was none and the call can be made again."""
        path, told = call.target(arguments)
        headers = {
            "Authorization": f"Bearer {self._login.token()}",
            "Accept": "application/json",
            "Content-Type": "application/json",
            "User-Agent": f"leg-cramp-helper/{__version__}",
        }
        body = json.dumps(told).encode() if told else None
        try:
            return self._pool.request(call.method, self._base + path, body=body, headers=headers, redirect=False)
        except HTTPError as error:
            if last or not call.repeatable:
                raise no_way(urlsplit(self._base).hostname or "", error, call) from None
            return None

    def upload(self, url: str, data: bytes) -> None:
        """Put the package at the address that Amazon gave. The address is a secret, and so are errors that quote it."""
        upload(self._pool, url, data)


def upload(connections: PoolManager, url: str, data: bytes) -> None:
    """Put data at an address that Amazon gave.

    Raises:
        ConnectError: it could not be put there.

    """
    checked(url, "The address that Amazon gave to upload to")
    try:
        answer = connections.request("PUT", url, body=data, redirect=False)
    except HTTPError as error:
        raise no_way(urlsplit(url).hostname or "", error, None) from None
    if answer.status >= HTTPStatus.MULTIPLE_CHOICES:
        raise ConnectError(
            f"The package could not be uploaded: Amazon's storage answered {answer.status}. Nothing was changed.\n"
            f"What to do: {AGAIN}; an address to upload to is good for some minutes."
        )


def no_way(host: str, error: Exception, call: Call | None) -> ConnectError:
    """Return what to raise if a service can't be reached; the error's own words may hold an address with a secret."""
    unknown = (
        "" if call is None or call.repeatable else " Whether the package was taken isn't known: the next run looks."
    )
    return ConnectError(
        f"{host} can't be reached: {type(error).__name__}.{unknown}\n"
        f"What to do: look at the network, and at HTTPS_PROXY if you need a proxy; then {AGAIN}."
    )


def _passing(call: Call, answer: BaseHTTPResponse) -> bool:
    """True if the trouble may pass by itself, and asking again can do no harm."""
    busy = answer.status == HTTPStatus.TOO_MANY_REQUESTS
    return busy or (call.repeatable and answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR)


def _wait(answer: BaseHTTPResponse | None, number: int) -> float:
    """Return how many seconds to wait: as Amazon asks for, or twice as long each time."""
    seconds = float(2**number)
    if answer is not None:
        asked = answer.headers.get("Retry-After", "")
        seconds = float(asked) if SECONDS.fullmatch(asked) else seconds
    return min(seconds, LONGEST_WAIT_SECONDS)


def _reply(call: Call, answer: BaseHTTPResponse) -> Reply:
    if answer.status >= HTTPStatus.MULTIPLE_CHOICES:
        raise complaint(call, answer.status, _json(answer.data[:MOST_BYTES]))
    body = _json(answer.data) if answer.data.strip() else {}
    if not isinstance(body, dict):
        raise unreadable(call)
    return Reply(body, answer.headers.get("Location", ""))


def _json(data: bytes) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None
