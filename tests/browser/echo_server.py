"""The server behind the page, in a process of its own. Tests share one."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from fcntl import LOCK_EX, LOCK_SH, LOCK_UN, flock
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

ROOT = Path(__file__).resolve().parents[2]
RUN = ("-m", "simulator", "run", "--port")
PAGE_SERVER = (str(Path(__file__).with_name("page_server.py")),)


class Server:
    """A program that serves at a port, which is known before it is started."""

    def __init__(self, folder, program=RUN):
        self.program = program
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}/"
        self.environment = {**os.environ, "SKILL_DATABASE": str(folder / "alexa.db")}
        for name in ("ALEXA_SKILL_ID", "SKILL_ENVIRONMENT", "SKILL_SIMULATOR"):
            self.environment.pop(name, None)

    @contextmanager
    def running(self):
        """Serve until the end of the block."""
        self._start()
        try:
            yield self
        finally:
            self._stop()

    def _start(self):
        command = [sys.executable, *self.program, str(self.port)]
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
        self._stop()
        raise AssertionError("the server did not start")

    def warm_up(self):
        """Send a first sentence, which takes long to hear: on a busy machine a page might not wait for it."""
        asked = {"kind": "words", "words": "help", "setup": {"locale": "en-GB"}}
        headers = {"Content-Type": "application/json", "Sec-Fetch-Site": "same-origin"}
        request = Request(f"{self.url}echo/exchange", json.dumps(asked).encode(), headers)  # noqa: S310 - loopback
        with urlopen(request, timeout=120) as answer:  # noqa: S310 - loopback
            assert answer.status == 200

    def _stop(self):
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(5)


@contextmanager
def serving(folder, program=RUN):
    """Serve until the end of the block, as `make run` does."""
    server = Server(folder, program)
    with server.running():
        yield server


@contextmanager
def shared(folder):
    """Serve for every process that has the folder, and yield the address.

    The process that finds no address starts the server, and stops it once no other process uses it. The system frees
    the locks of a process that is killed.
    """
    address = folder / "address"
    with (folder / "users").open("a") as users, (folder / "start").open("a") as start, ExitStack() as own:
        flock(users, LOCK_SH)
        flock(start, LOCK_EX)
        mine = not address.exists()
        if mine:
            server = own.enter_context(serving(folder, PAGE_SERVER))
            server.warm_up()
            address.write_text(server.url)
        flock(start, LOCK_UN)
        yield address.read_text()
        if mine:
            flock(users, LOCK_EX)
            address.unlink()
