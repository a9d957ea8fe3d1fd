"""Signing in by a browser: Amazon's page, and the code that it hands to an address of this machine.

Amazon allows the authorization code grant for skill management, and no code for another device.
"""

from __future__ import annotations

import secrets
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlencode, urlsplit

from skill.connect.trouble import AGAIN, ConnectError, plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from skill.connect.person import Person

SIGN_IN = "https://www.amazon.com/ap/oa"
HOST, PORT = "127.0.0.1", 9090
RETURN_URL = f"http://{HOST}:{PORT}/cb"
"""As ask-cli's: a security profile that has it as an Allowed Return URL serves both."""
SCOPES = "alexa::ask:skills:readwrite alexa::ask:models:readwrite alexa::ask:skills:test"
LONGEST_WAIT_SECONDS = 300.0
POLL_SECONDS = 0.5
THANKS = b"<!doctype html><title>Signed in</title><p>This is done. Go back to the terminal."


def code_from_browser(
    client_id: str, say: Callable[[str], None], *, person: Person | None = None, seconds: float = LONGEST_WAIT_SECONDS
) -> str:
    """Return the code that Amazon gives once somebody has signed in.

    With a `person`, who signs in on another machine, the address at which the browser ended is asked for.

    Raises:
        ConnectError: nobody did, or Amazon refused.

    """
    state = secrets.token_urlsafe(16)
    asked = {"client_id": client_id, "scope": SCOPES, "response_type": "code", "redirect_uri": RETURN_URL}
    invitation = (
        f"   Open this address, and sign in as the developer:\n   {SIGN_IN}?{urlencode({**asked, 'state': state})}"
    )
    if person:
        say(invitation)
        say("   The browser then ends at a page that it can't show. Copy that page's whole address.")
        return _code(person.secret("   Address", "set ASK_REFRESH_TOKEN"), state)
    with _listener() as server:
        say(invitation)
        return _code(_wait(server, seconds), state)


def _code(address: str, state: str) -> str:
    told = {name: values[0] for name, values in parse_qs(address.partition("?")[2]).items()}
    if not secrets.compare_digest(told.get("state", "").encode(), state.encode()):
        raise ConnectError(f"The browser's answer belongs to another sign-in.\nWhat to do: {AGAIN}.")
    if "code" not in told:
        reason = plain(told.get("error_description") or told.get("error") or "it gave no code")
        raise ConnectError(f'Amazon did not sign you in: "{reason}".\nWhat to do: {AGAIN}, and allow what it asks for.')
    return told["code"]


class _Listener(HTTPServer):
    """Listens for the browser. Only the return path counts."""

    address = ""
    """What the browser asked for."""


class _Handler(BaseHTTPRequestHandler):
    """Handles the one redirect."""

    timeout = POLL_SECONDS * 4

    def do_GET(self) -> None:
        ours = urlsplit(self.path).path == urlsplit(RETURN_URL).path
        if ours and isinstance(self.server, _Listener):
            self.server.address = self.path
        self.send_response(200 if ours else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(THANKS if ours else b"")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Write nothing: the path holds the code."""


def _listener() -> _Listener:
    try:
        return _Listener((HOST, PORT), _Handler)
    except OSError as error:
        raise ConnectError(
            f"Port {PORT} of this machine is taken, and Amazon's page answers there.\n"
            f"What to do: end what uses it, or sign in with --paste; then {AGAIN}."
        ) from error


def _wait(server: _Listener, seconds: float) -> str:
    """Return the address that the browser asks this machine for."""
    server.timeout = POLL_SECONDS
    ends = time.monotonic() + seconds
    while not server.address and time.monotonic() < ends:
        server.handle_request()
    if not server.address:
        raise ConnectError(f"Nobody signed in within {seconds / 60:.0f} minutes.\nWhat to do: {AGAIN}.")
    return server.address
