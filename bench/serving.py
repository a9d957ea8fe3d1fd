"""A real server on a free loopback port for as long as a `with` block lasts."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bench.pinned import cores

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
OURS = (
    "ALEXA_SKILL_ID",
    "SKILL_DATABASE",
    "SKILL_ENVIRONMENT",
    "SKILL_METRICS",
    "SKILL_OPERATOR",
    "SKILL_CONTACT",
    "SKILL_POLICY_DATE",
    "SKILL_SIMULATOR",
    "SSL_CERT_FILE",
    "GUNICORN_CMD_ARGS",
    "WEB_CONCURRENCY",
)
APPLICATION, FOLDER = "BENCH_APPLICATION", "BENCH_FOLDER"
"""Environment variables that bench/entry.py reads."""
SECONDS_TO_END = 20
SECONDS_TO_START = 15
PRODUCTION, SYNC = "granian", "gunicorn, sync"
SERVERS = {
    PRODUCTION: (str(ROOT / "deploy" / "serve.py"), "--bind=127.0.0.1:{port}"),
    SYNC: ("-m", "gunicorn", "--no-control-socket", "--log-level=warning", "--bind=127.0.0.1:{port}"),
}
"""One worker each."""


class Server(NamedTuple):
    """One that runs."""

    port: int
    process: int
    """The id of the process that was started; it may have children."""


def clean_environment(**more: str) -> dict[str, str]:
    """Return this process's environment without the product's own variables, and with `more`."""
    return {name: value for name, value in os.environ.items() if name not in OURS} | more


@contextmanager
def running(application: str, folder: Path, by: str = PRODUCTION, python: str = sys.executable) -> Iterator[Server]:
    """Serve `module:maker`, called with `folder`, by one of SERVERS and on the first core; it listens by now.

    What it logs is written to server.log in `folder`.

    Raises:
        RuntimeError: it doesn't start.

    """
    port = _free_port()
    order = [python, *(part.format(port=port) for part in SERVERS[by]), "bench.entry:application"]
    named = {APPLICATION: application, FOLDER: str(folder), "PYTHONPATH": str(ROOT), "WEB_CONCURRENCY": "1"}
    with (folder / "server.log").open("ab") as log:
        server = subprocess.Popen(order, cwd=ROOT, env=clean_environment(**named), stderr=log, stdout=log)
    try:
        if chosen := cores():
            os.sched_setaffinity(server.pid, {chosen[0]})
        _wait_for(port, server)
        yield Server(port, server.pid)
    finally:
        end(server)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise RuntimeError("the server did not start; see server.log")


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process that we started: asked first, then made to."""
    process.terminate()
    try:
        process.wait(SECONDS_TO_END)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
