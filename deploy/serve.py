"""Serves app:app in production: `python deploy/serve.py [--bind=unix:PATH | --bind=HOST:PORT] [MODULE:NAME]`.

Behind a proxy on the same machine use a Unix socket: all workers take from its one queue, and a second server takes its
path over as soon as it answers, so that the first can be stopped. On a port each worker has a queue of its own, and a
worker that dies takes along what waits in it.
"""
# ruff: noqa: INP001 - a program, started by its path

import argparse
import ctypes
import multiprocessing
import os
import resource
import signal
import socket
import sys
import time
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import Any

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

WORKERS = int(os.environ.get("WEB_CONCURRENCY") or 2)  # docs/scale.md says what one carries; with two, one may die
THREADS = 96  # for each worker: a slow sender holds one, where no proxy waits for the whole request
CONNECTIONS = 512  # for each worker, behind a proxy on the same machine; the next one waits in the backlog
CONNECTIONS_AT_A_PORT = 4096  # there a balancer keeps idle ones, and whoever stops in a head has one for a minute
BACKLOG = 1024
STOPPING_SECONDS = 10  # for requests under way when stopped; Alexa gives up on an answer after eight
OVERLAP_SECONDS = 1  # on SIGHUP a new worker serves for so long before the one it replaces is stopped
HEAD_SECONDS = 5  # from a connection's first byte to the end of a request's head; also how long one may be idle
HEAD_SECONDS_AT_A_PORT = 75  # longer than the 60 for which a balancer keeps an idle connection: it must close first
HEAD_BYTES = 16384  # a verified request's head has some 1,500, and the body's limit is the webhook's
M_ARENA_MAX, ARENAS = -8, 2  # mallopt(3): where glibc takes memory from; it would make eight for each core
PERMISSIONS = 0o666  # of a Unix socket: everybody on this machine may connect, as to a port

UNIX = "unix:"
STDERR = 2
CRASH_LOOP = "Workers died within seconds of their start, so this server has stopped. See the lines before this one."


def server_at(address: str) -> Granian:
    """Return a server that will listen at "unix:PATH" or "HOST:PORT"."""
    path = Path(address.removeprefix(UNIX)).absolute() if address.startswith(UNIX) else None
    own = path and path.with_name(f"{path.name}.{os.getpid()}")
    host, _, port = ("", "", "0") if path else address.rpartition(":")
    head = HEAD_SECONDS if path else HEAD_SECONDS_AT_A_PORT
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
        backpressure=CONNECTIONS if path else CONNECTIONS_AT_A_PORT,
        http1_settings=HTTP1Settings(header_read_timeout=head * 1000, max_buffer_size=HEAD_BYTES),
        respawn_failed_workers=True,
        respawn_interval=OVERLAP_SECONDS,
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


class Loader:
    """Loads the application in each worker, which then watches its parent."""

    def __init__(self, application: Any) -> None:
        """Set up with the application that is loaded already."""
        self.application = application
        self.parents_death, self.alive = os.pipe()  # the parent never writes; its death closes the other end

    def __call__(self) -> Any:
        """Return the application, in a worker."""
        os.close(self.alive)
        Thread(target=self.stop_with_parent, daemon=True).start()
        return self.application

    def stop_with_parent(self) -> None:
        """Wait until the parent is gone, even if it was killed, and stop as if it had said so."""
        os.read(self.parents_death, 1)
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(STOPPING_SECONDS)
        os._exit(1)


def open_standard_streams() -> None:
    """Open what is closed of the standard streams: else a socket or a file would be taken for the log."""
    while (file := os.open(os.devnull, os.O_RDWR)) <= STDERR:
        pass
    os.close(file)


def allow_connections() -> None:
    """Raise the limit of open files as far as it goes: each connection is one, and many systems allow 1,024."""
    with suppress(OSError, ValueError):
        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def limit_arenas() -> None:
    """Have all threads share two arenas, since each keeps what its threads have freed: docs/decisions/0009.

    Other C libraries than glibc have no arenas.
    """
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, ARENAS)


def main() -> None:
    """Load the application once, before the workers fork. If it cannot be loaded, nothing starts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("application", nargs="?", default="app:app", metavar="MODULE:NAME")
    parser.add_argument("--bind", default="127.0.0.1:8000", metavar="unix:PATH or HOST:PORT")
    asked = parser.parse_args()
    open_standard_streams()
    limit_arenas()
    if not asked.bind.startswith(UNIX):
        allow_connections()
    multiprocessing.set_start_method("fork")  # from Python 3.14 on, another is the default
    sys.path[0] = str(Path.cwd())  # in place of this file's folder
    module, _, name = asked.application.partition(":")
    application = getattr(import_module(module), name)
    try:
        server_at(asked.bind).serve(target_loader=Loader(application), wrap_loader=False)
    except SystemExit as end:
        sys.exit(CRASH_LOOP if end.code else None)


if __name__ == "__main__":
    main()
