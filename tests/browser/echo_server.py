"""The server behind the page: in this process for tests, which ask a lot of it, and as `make run` starts it."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from urllib.error import URLError
from urllib.request import urlopen

from werkzeug.serving import make_server

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]  # a program finds the simulator beside tests/

from simulator.server import QuietHandler  # noqa: E402 - see above

CACHED = (".js", ".css", ".svg", ".png", ".webmanifest")
CACHE_SECONDS = 600


def free_port():
    """Return a port at which nothing is served yet."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def with_cached_files(application):
    """Return an application whose files a browser may cache, but neither the page nor what is said."""

    def answer(environ, start_response):
        def start(status, headers, *more):
            if environ["PATH_INFO"].endswith(CACHED):
                others = [header for header in headers if header[0] != "Cache-Control"]
                headers = [*others, ("Cache-Control", f"max-age={CACHE_SECONDS}")]
            return start_response(status, headers, *more)

        return application(environ, start)

    return answer


@contextmanager
def serving_here(application, port=0):
    """Serve an application by a thread of this process until the end of the block, and yield the address."""
    server = make_server("127.0.0.1", port, application, threaded=True, request_handler=QuietHandler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)


class Server:
    """`make run` at a port of its own."""

    def __init__(self, folder):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}/"
        self.environment = {**os.environ, "SKILL_DATABASE": str(folder / "alexa.db")}
        for name in ("ALEXA_SKILL_ID", "SKILL_ENVIRONMENT", "SKILL_SIMULATOR"):
            self.environment.pop(name, None)

    def start(self):
        command = [sys.executable, "-m", "simulator", "run", "--port", str(self.port)]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen(command, cwd=ROOT, env=self.environment, **quiet)
        until = time.monotonic() + 120
        while time.monotonic() < until and self.process.poll() is None:
            try:
                with urlopen(f"{self.url}healthz", timeout=5) as answer:  # noqa: S310 - loopback
                    assert answer.status == 200
                    return
            except (URLError, TimeoutError):
                time.sleep(0.05)
        self.stop()
        raise AssertionError("the server did not start")

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(5)


@contextmanager
def serving(folder):
    """Serve until the end of the block, as `make run` does."""
    server = Server(folder)
    server.start()
    try:
        yield server
    finally:
        server.stop()
