"""HTTP requests to the server that is checked. Redirects are not followed, and little is read."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from ipaddress import ip_address
from typing import NamedTuple
from urllib.parse import urlsplit

from skill.errors import SettingsError

ANSWER_SECONDS = 8.0
"""What Alexa allows for an answer."""
MOST_BYTES = 65536
HTTPS_PORT, HTTP_PORT = 443, 80
Trouble = (OSError, HTTPException)
"""Exceptions of a request: no answer, or no HTTP. An untrusted certificate is an OSError, too."""


class Answer(NamedTuple):
    """The answer to a request."""

    status: int
    headers: dict[str, str]
    """Headers by lower-case name."""
    body: bytes

    @property
    def time(self) -> datetime | None:
        """The time in the header Date, or None if there is none."""
        try:
            moment = parsedate_to_datetime(self.headers.get("date", ""))
        except ValueError:
            return None
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Place:
    """A server on the network."""

    host: str
    port: int
    secure: bool

    @property
    def is_here(self) -> bool:
        """Whether it is this machine."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"

    def context(self, roots: str | None, *, trusting: bool = False) -> ssl.SSLContext:
        """Return the TLS context. `trusting` accepts any certificate, so that the other checks can go on."""
        context = ssl.create_default_context(cafile=roots)
        if trusting:
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        return context

    def connection(self, context: ssl.SSLContext) -> HTTPConnection:
        """Return a connection that isn't open yet."""
        if self.secure:
            made: HTTPConnection = HTTPSConnection(self.host, self.port, timeout=ANSWER_SECONDS, context=context)
        else:
            made = HTTPConnection(self.host, self.port, timeout=ANSWER_SECONDS)
        return made

    def ask(
        self,
        context: ssl.SSLContext,
        path: str,
        *,
        method: str = "GET",
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> Answer:
        """Return the answer to one request on a new connection. Raises one of Trouble."""
        connection = self.connection(context)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            fields = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, fields, answer.read(MOST_BYTES))
        finally:
            connection.close()


def place_of(url: str) -> Place:
    """Return the server of an address. /alexa at its end is ignored.

    Raises:
        SettingsError: it isn't a server's address.

    """
    try:
        parts = urlsplit(url if "//" in url else f"https://{url}")
        (parts.hostname or "").encode("idna")
    except ValueError as error:
        raise SettingsError("URL has no valid name: give it as in https://skill.example.com") from error
    try:
        port = parts.port
    except ValueError as error:
        raise SettingsError("URL has no valid port: give it as in https://skill.example.com:8443") from error
    if parts.scheme not in ("https", "http") or not parts.hostname:
        raise SettingsError("URL is no server's address: give it as in https://skill.example.com")
    if parts.path.rstrip("/") not in ("", "/alexa") or parts.query:
        raise SettingsError("URL has a path: give the server's address alone, as in https://skill.example.com")
    secure = parts.scheme == "https"
    return Place(parts.hostname, port or (HTTPS_PORT if secure else HTTP_PORT), secure)
