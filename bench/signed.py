"""A signed request as a file, as bytes for a socket and as a WSGI environment.

Imports nothing but the standard content: a fresh process reads its first request with this before its clock starts.
"""

from __future__ import annotations

import io
import json
import sys
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

FILE = "requests.json"


@dataclass(frozen=True)
class Signed:
    """One request that Alexa would have sent."""

    name: str
    body: str
    headers: dict[str, str]

    def as_http(self) -> bytes:
        """Write it for a connection that may stay open."""
        fixed = {"Host": "127.0.0.1", "Content-Type": "application/json; charset=utf-8"}
        headers = fixed | self.headers | {"Content-Length": str(len(self.body.encode()))}
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        return f"POST /alexa HTTP/1.1\r\n{head}\r\n{self.body}".encode()

    def environ(self) -> dict[str, Any]:
        """Write it as a server would hand it to the application."""
        raw = self.body.encode()
        return {
            "REQUEST_METHOD": "POST",
            "SCRIPT_NAME": "",
            "PATH_INFO": "/alexa",
            "QUERY_STRING": "",
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": "127.0.0.1",
            "CONTENT_TYPE": "application/json; charset=utf-8",
            "CONTENT_LENGTH": str(len(raw)),
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(raw),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": False,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        } | {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in self.headers.items()}


def answer(app: Any, environ: dict[str, Any]) -> bytes:
    """Call a WSGI application and return the body of its answer.

    Raises:
        RuntimeError: the answer isn't a 200.

    """
    statuses: list[str] = []
    chunks = app(environ, lambda status, _headers, _error=None: statuses.append(status))
    body = b"".join(chunks)
    getattr(chunks, "close", lambda: None)()
    if not statuses[0].startswith("200"):
        raise RuntimeError(f"the application answered {statuses[0]}")
    return body


def save(folder: Path, requests: list[Signed]) -> None:
    (folder / FILE).write_text(json.dumps([asdict(request) for request in requests]), encoding="utf-8")


def load(folder: Path) -> list[Signed]:
    return [Signed(**fields) for fields in json.loads((folder / FILE).read_text(encoding="utf-8"))]
