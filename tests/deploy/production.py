"""granian and gunicorn as deploy/ has them, their port given as systemd's socket unit gives it, for a `with` block."""

import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from bench.serving import ROOT, clean_environment

SERVERS = {
    "granian": ["deploy/serve.py"],
    "gunicorn": ["-m", "gunicorn", "--config=deploy/gunicorn.conf.py"],
}
# systemd's protocol: the first handed-over socket is descriptor 3, and LISTEN_PID says who is meant
HAND_OVER = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.execve(sys.argv[2], sys.argv[2:], os.environ | {"LISTEN_FDS": "1", "LISTEN_PID": str(os.getpid())})
"""


@contextmanager
def held_port():
    """Hold a listening loopback socket, as systemd does, through any number of servers."""
    with socket.create_server(("127.0.0.1", 0), backlog=1024) as listener:
        yield listener


def start(listener, *application, by="granian", folder=ROOT, errors=subprocess.DEVNULL, **environment):
    """Start a server in `folder`; `application` may name another than the configured one."""
    descriptor = listener.fileno()
    return subprocess.Popen(
        [sys.executable, "-c", HAND_OVER, str(descriptor), sys.executable, *SERVERS[by], *application],
        cwd=folder,
        env=clean_environment(**environment),
        pass_fds=[descriptor],
        stdout=errors,
        stderr=errors,
    )


def stop(server, seconds=20):
    """Ask a server to stop and give its exit status; make it where it doesn't."""
    server.terminate()
    try:
        return server.wait(seconds)
    finally:
        server.kill()
        server.wait()


@contextmanager
def started(listener, *application, **options):
    """Start a server that is stopped afterwards, if it still runs."""
    server = start(listener, *application, **options)
    try:
        yield server
    finally:
        stop(server)
        assert not counts_of(server), "counts were left behind"


@contextmanager
def served(*application, **options):
    """Give the port of a server that answers by now."""
    with held_port() as listener, started(listener, *application, **options) as server:
        _await(server, listener.getsockname()[1])
        yield listener.getsockname()[1]


def counts_of(server):
    """Give the folder in which a server's workers count, while there is one."""
    return list(Path("/dev/shm").glob(f"leg-cramp-helper-{server.pid}-*"))  # noqa: S108 - where they are


def _await(server, port):
    until = time.monotonic() + 60
    while True:
        try:
            return ask(port, "GET", "/healthz", seconds=5)
        except OSError:
            assert server.poll() is None, f"the server ended with {server.returncode}"
            assert time.monotonic() < until, "the server did not start"


def ask(port, method, path, body=None, headers=None, *, seconds=20):
    """Give the status and the body of an answer on a connection of its own."""
    connection = HTTPConnection("127.0.0.1", port, timeout=seconds)
    try:
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()
