"""Serves app:app in production: `python deploy/serve.py [--bind=unix:PATH | --bind=HOST:PORT] [MODULE:NAME]`.

Behind a proxy on the same machine use a Unix socket: all workers take from its one queue, and a second server takes its
path over as soon as it answers, so that the first can be stopped. On a port each worker has a queue of its own, and a
worker that dies takes along what waits in it.
"""
# ruff: noqa: INP001 - a program, started by its path

import argparse
import multiprocessing
import os
import socket
import sys
import tempfile
import time
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from threading import Thread

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

WORKERS = int(os.environ.get("WEB_CONCURRENCY") or 2)  # docs/scale.md says what one carries; with two, one may die
THREADS = 96  # for each worker: a slow sender holds one, where no proxy waits for the whole request
CONNECTIONS = 512  # for each worker; the next one waits in the backlog
BACKLOG = 1024
STOPPING_SECONDS = 10  # for requests under way when stopped; Alexa gives up on an answer after eight
HEAD_SECONDS = 5  # from a connection's first byte to the end of a request's head
HEAD_BYTES = 16384  # a verified request's head has some 1,500, and the body's limit is the webhook's
PERMISSIONS = 0o666  # of a Unix socket: everybody on this machine may connect, as to a port

COUNTS = "PROMETHEUS_MULTIPROC_DIR"
UNIX = "unix:"


def server_at(address: str) -> Granian:
    """Return a server that will listen at "unix:PATH" or "HOST:PORT"."""
    path = Path(address.removeprefix(UNIX)).absolute() if address.startswith(UNIX) else None
    own = path and path.with_name(f"{path.name}.{os.getpid()}")
    host, _, port = ("", "", "0") if path else address.rpartition(":")
    server = Granian(
        "",  # the application is handed to serve()
        host,
        int(port),
        uds=own,
        uds_permissions=PERMISSIONS,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=WORKERS,
        blocking_threads=THREADS,
        backlog=BACKLOG,
        backpressure=CONNECTIONS,
        http1_settings=HTTP1Settings(header_read_timeout=HEAD_SECONDS * 1000, max_buffer_size=HEAD_BYTES),
        respawn_failed_workers=True,
        workers_kill_timeout=STOPPING_SECONDS,
        log_level=LogLevels.error,  # a line for each request is the application's own, and holds nothing private
    )
    if path and own:
        server.on_startup(Thread(target=take_over, args=(own, path), daemon=True).start)
    else:
        server.on_startup(tell_systemd)
    return server


def take_over(own: Path, path: Path) -> None:
    """Return the path to this server as soon as a worker listens: at any moment it leads to one that answers."""
    while True:
        with socket.socket(socket.AF_UNIX) as line, suppress(ConnectionRefusedError):
            line.connect(str(own))
            break
        time.sleep(0.02)
    own.replace(path)
    tell_systemd()


def tell_systemd() -> None:
    """Notify systemd, if it waits for that, that the application is loaded."""
    if place := os.environ.get("NOTIFY_SOCKET"):
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
            line.sendto(b"READY=1", place.replace("@", "\0", 1))


def main() -> None:
    """Load the application once, before the workers fork. If it cannot be loaded, nothing starts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("application", nargs="?", default="app:app", metavar="MODULE:NAME")
    parser.add_argument("--bind", default="127.0.0.1:8000", metavar="unix:PATH or HOST:PORT")
    asked = parser.parse_args()
    multiprocessing.set_start_method("fork")  # from Python 3.14 on, another is the default
    sys.path[0] = str(Path.cwd())  # in place of this file's folder
    with tempfile.TemporaryDirectory(prefix=f"leg-cramp-helper-{os.getpid()}-", dir="/dev/shm") as counts:
        os.environ.setdefault(COUNTS, counts)  # a folder for this server's life, in which its workers count together
        module, _, name = asked.application.partition(":")
        application = getattr(import_module(module), name)
        server_at(asked.bind).serve(target_loader=lambda: application, wrap_loader=False)


if __name__ == "__main__":
    main()
