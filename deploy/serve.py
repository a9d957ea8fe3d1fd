"""How granian serves app:app in production: `python deploy/serve.py [--bind=HOST:PORT] [MODULE:NAME]`.

Must not know what the application does. Under systemd's socket unit the port is handed over, and `--bind` left alone.
"""
# ruff: noqa: INP001 - a program, started by its path

import argparse
import multiprocessing
import os
import socket
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path

from granian import Granian
from granian._granian import SocketHolder
from granian.http import HTTP1Settings

WORKERS = int(os.environ.get("WEB_CONCURRENCY") or 2)  # docs/scale.md says what one carries; with two, one may die
THREADS = 96  # for each worker: a slow sender holds one, where no proxy waits for the whole request
CONNECTIONS = 512  # for each worker; the next one waits in the backlog
BACKLOG = 1024
STOPPING = 10  # seconds for requests under way when stopped; Alexa gives up on an answer after eight
SETTLED = 0.5  # seconds after which a worker listens to signals: told to stop before, it doesn't hear of it
HEAD_TIME = 5  # seconds from a connection's first byte to the end of a request's head
HEAD = 16384  # bytes; a proven request's has some 1,500, and the body's limit is the door's
HANDED_OVER = 3  # the descriptor at which systemd's protocol begins

COUNTS = "PROMETHEUS_MULTIPROC_DIR"


class Server(Granian):
    """granian, but with one queue for all workers, that is made before them and outlives them.

    granian itself gives each worker a queue of its own, and whoever waits in it is cut off with the worker.
    """

    def __init__(self, queue: socket.socket) -> None:
        host, port = queue.getsockname()[:2]
        super().__init__(
            "",
            host,
            port,
            interface="wsgi",
            http="1",
            websockets=False,
            workers=WORKERS,
            blocking_threads=THREADS,
            backpressure=CONNECTIONS,
            http1_settings=HTTP1Settings(header_read_timeout=HEAD_TIME * 1000, max_buffer_size=HEAD),
            respawn_failed_workers=True,
            workers_kill_timeout=STOPPING,
            log_level="error",  # a line for each request is the application's own, and holds nothing private
        )
        self.queue = queue

    def _init_shared_socket(self) -> None:
        self._shd, self._sso = SocketHolder(self.queue.detach(), False, BACKLOG), None  # noqa: FBT003 - theirs

    def _stop_workers(self) -> None:
        youngest = max((worker.birth for worker in self.wrks), default=0)
        time.sleep(max(0, youngest + SETTLED - time.monotonic()))
        super()._stop_workers()


def queue_at(address: str) -> socket.socket:
    """Give the socket that systemd holds for us, or one of our own at HOST:PORT."""
    host, _, port = address.rpartition(":")
    handed_over = os.environ.get("LISTEN_PID") == str(os.getpid())
    queue = (
        socket.socket(fileno=HANDED_OVER) if handed_over else socket.create_server((host, int(port)), backlog=BACKLOG)
    )
    # an answer's last piece goes out at once: what is accepted has this from the queue
    queue.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    # a worker that stops drops connections on which nothing has come yet, so it is given none of those
    queue.setsockopt(socket.IPPROTO_TCP, socket.TCP_DEFER_ACCEPT, HEAD_TIME)
    return queue


def tell_systemd() -> None:
    """Say that the application could be loaded and the port is open, where systemd waits to hear it."""
    if place := os.environ.get("NOTIFY_SOCKET"):
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
            line.sendto(b"READY=1", place.replace("@", "\0", 1))


def main() -> None:
    """Load the application once, before the workers fork: where it can't be, nothing starts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("application", nargs="?", default="app:app", metavar="MODULE:NAME")
    parser.add_argument("--bind", default="127.0.0.1:8000", metavar="HOST:PORT")
    asked = parser.parse_args()
    multiprocessing.set_start_method("fork")
    sys.path[0] = str(Path.cwd())  # in place of this file's folder
    with tempfile.TemporaryDirectory(prefix=f"leg-cramp-helper-{os.getpid()}-", dir="/dev/shm") as counts:
        os.environ.setdefault(COUNTS, counts)  # a folder for this server's life, in which its workers count together
        module, _, name = asked.application.partition(":")
        application = getattr(import_module(module), name)
        server = Server(queue_at(asked.bind))
        server.on_startup(tell_systemd)
        server.serve(target_loader=lambda: application, wrap_loader=False)


if __name__ == "__main__":
    main()
