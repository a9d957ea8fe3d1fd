"""The server of `make run`: one process, for this machine, that prints its address and no line per request."""

from __future__ import annotations

import errno
import signal
import socket
import sys
from typing import TYPE_CHECKING, Any

from werkzeug.serving import WSGIRequestHandler, make_server

from simulator.certificate import context_of, fingerprint, make_certificate, own_address
from simulator.qr_code import qr_lines
from skill.errors import SettingsError

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

LARGEST_PORT = 65535
EVERY_ADDRESS = ("0.0.0.0", "::")


class QuietHandler(WSGIRequestHandler):
    """Werkzeug's handler without the access log: one page is 14 requests."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Log nothing. Errors are still logged."""


def listen(host: str, port: int) -> socket.socket:
    """Return a listening socket.

    Raises:
        SettingsError: the address cannot be used. The message is one sentence.

    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        other = port + 1 if port < LARGEST_PORT else port - 1
        if error.errno == errno.EADDRINUSE:
            reason = f"Port {port} is taken by another program: stop that, or choose another port"
        elif error.errno == errno.EACCES:
            other = 8080
            reason = f"Port {port} is reserved for the system's administrator: choose another port"
        else:
            raise SettingsError(f"{host} is no address of this machine: leave --host out") from error
        raise SettingsError(f"{reason}, as in `make run PORT={other}`") from error


def serve(app: WSGIApplication, listener: socket.socket, *, https: bool = False, phone: bool = False) -> None:
    """Serve until SIGINT or SIGTERM. Both run the exit handlers, which delete temporary files.

    `https` encrypts, with a certificate made for this run. `phone` does so too, and shows the address as a QR code.
    """
    for number in (signal.SIGINT, signal.SIGTERM):  # a shell that starts it in the background has SIGINT ignored
        signal.signal(number, _exit)
    host, port = listener.getsockname()[:2]
    lines, context = [f"Open {address(host, port)} in a browser. Ctrl+C stops it."], None
    if https or phone:
        here = own_address() if host in EVERY_ADDRESS else host
        certificate, key = make_certificate(list(dict.fromkeys([here, "127.0.0.1", "::1", "localhost"])))
        context, url = context_of(certificate, key), address(here, port, "https")
        lines = [f"Open {url} in a browser. Ctrl+C stops it.", *_certificate_lines(fingerprint(certificate))]
        lines += _phone_lines(url) if phone else []
    server = make_server(
        host, port, app, threaded=True, request_handler=QuietHandler, fd=listener.fileno(), ssl_context=context
    )
    print(*lines, sep="\n", flush=True)  # noqa: T201 - output for the user
    server.serve_forever()


def _certificate_lines(sha256: str) -> list[str]:
    """Return how to verify in a browser that it is this machine."""
    return [
        "The browser warns that nobody vouches for the certificate: it was made for this run.",
        f"Go on if its SHA-256 is {sha256}",
    ]


def _phone_lines(url: str) -> list[str]:
    """Return the address as a QR code."""
    return ["", *qr_lines(url, colours=sys.stdout.isatty()), "", "Point the camera of a phone in this network at it."]


def address(host: str, port: int, scheme: str = "http") -> str:
    """Return the address to open on this machine."""
    if host in EVERY_ADDRESS:
        host = "127.0.0.1"
    return f"{scheme}://[{host}]:{port}" if ":" in host else f"{scheme}://{host}:{port}"


def _exit(*_: Any) -> None:
    sys.exit(0)
