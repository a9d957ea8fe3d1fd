"""deploy/serve.py at a Unix socket, as in production, or at a port, for a `with` block."""

import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.serving import ROOT, clean_environment


@contextmanager
def place():
    """Return a path that a socket may have: one of pytest's can be too long."""
    with TemporaryDirectory(prefix="leg-cramp-helper-") as folder:
        yield Path(folder) / "skill.sock"


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def start(address, *application, folder=ROOT, errors=subprocess.DEVNULL, **environment):
    """Start a server at a path or a port; `application` may name another than the configured one."""
    bind = f"127.0.0.1:{address}" if isinstance(address, int) else f"unix:{address}"
    return subprocess.Popen(
        [sys.executable, "deploy/serve.py", f"--bind={bind}", *application],
        cwd=folder,
        env=clean_environment(**environment),
        stdout=errors,
        stderr=errors,
    )


def stop(server, seconds=20):
    """Stop a server and return its exit status; kill it if it doesn't end."""
    server.terminate()
    try:
        return server.wait(seconds)
    finally:
        server.kill()
        server.wait()


@contextmanager
def started(address, *application, **options):
    """Start a server that is stopped afterwards, if it still runs."""
    server = start(address, *application, **options)
    try:
        yield server
    finally:
        stop(server)


@contextmanager
def served(*application, address=None, **options):
    """Return the address of a server that answers by now: a path, unless a port is asked for."""
    with place() as path:
        address = address or path
        with started(address, *application, **options) as server:
            await_answer(server, address)
            yield address


def await_answer(server, address):
    until = time.monotonic() + 60
    while True:
        try:
            return ask(address, "GET", "/healthz", seconds=5)
        except OSError:
            assert server.poll() is None, f"the server ended with {server.returncode}"
            assert time.monotonic() < until, "the server did not start"
            time.sleep(0.02)


class UnixConnection(HTTPConnection):
    """A connection to a Unix socket."""

    def __init__(self, path, seconds):
        super().__init__("localhost", timeout=seconds)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(str(self.path))


def connected(address, seconds=20):
    """Return a connection to a path or a port."""
    if isinstance(address, int):
        return HTTPConnection("127.0.0.1", address, timeout=seconds)
    return UnixConnection(address, seconds)


def ask(address, method, path, body=None, headers=None, *, seconds=20):
    """Return the status and the body of an answer on a connection of its own."""
    connection = connected(address, seconds)
    try:
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()
