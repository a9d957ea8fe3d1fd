"""A fake of Alexa's API on this machine: time zone and reminders. It can fail in many ways on request.

It starts when its address is first needed.
"""

import json
from collections import deque
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, Any, Self

from simulator.fake_reminders import Account, shape_faults

if TYPE_CHECKING:
    import socket

REMINDERS = "/v1/alerts/reminders"
CODES = {401: "UNAUTHORIZED", 403: "DEVICE_NOT_SUPPORTED", 404: "ALERT_NOT_FOUND", 429: "RATE_EXCEEDED"}
ODD_ANSWERS = ("full", "gone")
"""Faults that begin like success."""
MOST_KEPT = 1000
"""Of accounts, calls and faults."""
LONGEST_HANG_SECONDS = 10
"""A request that is left hanging is dropped after it."""


class FakeAlexaApi:
    """Keeps accounts by user id, and serves them on the loopback address until it is closed."""

    def __init__(self) -> None:
        self.accounts: dict[str, Account] = {}
        self.failing: dict[str, int | str] = {}
        """How "settings" or "reminders" fail: a status, "full", "hang", "drip", "drop" or "garbage".

        Reminders that are "gone" were listed just before the person deleted them elsewhere.
        """
        self.calls: deque[str] = deque(maxlen=MOST_KEPT)
        self.faults: deque[str] = deque(maxlen=MOST_KEPT)
        """Requests that Alexa would have refused."""
        self.connections = 0
        self.closing = Event()
        self._server: _Server | None = None
        self._starting = Lock()

    @property
    def address(self) -> str:
        with self._starting:
            if self._server is None:
                self._server = _Server(self)
                Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
            return f"http://127.0.0.1:{self._server.server_port}"

    def admit(self, user_id: str, zone: str) -> Account:
        """Return a user's account, created if there is none. "unknown" means a device without a time zone."""
        account = self.accounts.setdefault(user_id, Account(None))
        if len(self.accounts) > MOST_KEPT:
            del self.accounts[next(iter(self.accounts))]
        account.zone = None if zone == "unknown" else zone
        return account

    def served(self, user_id: str, zone: str) -> dict[str, Any]:
        """Return the address of the API, its token, and the user's permissions, for an Origin."""
        scopes = self.admit(user_id, zone).scopes
        return {"api_endpoint": self.address, "api_access_token": f"simulated.{user_id}", "scopes": scopes}

    def account_of(self, authorization: str) -> Account | None:
        return self.accounts.get(authorization.removeprefix("Bearer simulated."))

    def close(self) -> None:
        """Stop serving, and close every connection."""
        self.closing.set()
        if self._server:
            self._server.shutdown()
            self._server.server_close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, api: FakeAlexaApi) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.api = api
        self.open: set[socket.socket] = set()

    def process_request(self, request: Any, client_address: Any) -> None:
        self.api.connections += 1
        self.open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self.open.discard(request)
        super().shutdown_request(request)

    def server_close(self) -> None:
        super().server_close()
        for request in list(self.open):
            self.shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Log nothing: clients may give up."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def do_GET(self) -> None:
        self._answer()

    do_POST = do_PUT = do_DELETE = do_GET  # noqa: N815 - the same

    def log_message(self, *_: object) -> None:
        """Log nothing."""

    def _answer(self) -> None:
        api = self.server.api
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        api.calls.append(f"{self.command} {self.path}")
        kind = "reminders" if self.path.startswith(REMINDERS) else "settings"
        how = api.failing.get(kind)
        if isinstance(how, str) and how not in ODD_ANSWERS:
            self._misbehave(how)
            return
        account = api.account_of(self.headers.get("Authorization", ""))
        if isinstance(how, int):
            self._send(*_error(how))
        elif account is None or (kind == "reminders" and not account.allows):
            self._send(*_error(401))
        elif kind == "settings":
            self._send(*((200, account.zone) if account.zone else (204, None)))
        else:
            self._send(*self._reminders(account, body))

    def _reminders(self, account: Account, body: bytes) -> tuple[int, object]:
        token = self.path.removeprefix(REMINDERS).removeprefix("/")
        if self.command in {"POST", "PUT"}:
            asked = json.loads(body or b"null")
            faults = list(shape_faults(asked))
            self.server.api.faults += faults
            if faults or "json" not in self.headers.get("Content-Type", ""):
                return 400, {"code": "INVALID_REQUEST", "message": ", ".join(faults)}
        if token and token not in account.reminders:
            return _error(404)
        if self.command == "POST" and self.server.api.failing.get("reminders") == "full":
            return 403, {"code": "MAX_REMINDERS_EXCEEDED", "message": ""}
        match self.command:
            case "GET":
                found = account.reminders[token] if token else account.listed()
                if self.server.api.failing.get("reminders") == "gone":
                    account.reminders.clear()
                return 200, found
            case "DELETE":
                del account.reminders[token]
                return 200, None
        return 200, account.write(asked, token or None)

    def _misbehave(self, how: str) -> None:
        self.close_connection = True
        match how:
            case "garbage":
                self._send(200, None, b"<html>")
            case "hang":
                self.server.api.closing.wait(LONGEST_HANG_SECONDS)
            case "drip":
                self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
                while not self.server.api.closing.wait(0.1):
                    self.wfile.write(b" ")

    def _send(self, status: int, value: object, body: bytes | None = None) -> None:
        body = body or (b"" if value is None else json.dumps(value).encode())
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        if status != 204:  # noqa: PLR2004 - which has no content
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _error(status: int) -> tuple[int, object]:
    return status, {"code": CODES.get(status, "INTERNAL_ERROR"), "message": ""}
