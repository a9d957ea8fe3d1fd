"""Ends with status 0 if a server answers its health check: `python deploy/healthy.py unix:PATH` or `HOST:PORT`."""
# ruff: noqa: INP001 - a program, started by its path

import socket
import sys
from http.client import HTTPConnection, HTTPException

UNIX = "unix:"
TIMEOUT_SECONDS = 2  # a container's health check is given three


class Connection(HTTPConnection):
    """A connection to where serve.py listens."""

    def __init__(self, address: str) -> None:
        """Set up with "unix:PATH" or "HOST:PORT", as serve.py's --bind."""
        super().__init__("localhost" if address.startswith(UNIX) else address, timeout=TIMEOUT_SECONDS)
        self.path = address.removeprefix(UNIX) if address.startswith(UNIX) else ""

    def connect(self) -> None:
        """Connect to the path, if there is one."""
        if not self.path:
            super().connect()
            return
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(TIMEOUT_SECONDS)
        self.sock.connect(self.path)


def main(address: str) -> str | int:
    """Return an exit status, or what is wrong."""
    connection = Connection(address)
    try:
        connection.request("GET", "/healthz")
        status = connection.getresponse().status
    except (OSError, HTTPException) as error:
        return f"no answer at {address}: {type(error).__name__}"
    finally:
        connection.close()
    return 0 if status == 200 else f"{address} answers with {status}"  # noqa: PLR2004 - HTTP's own


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
