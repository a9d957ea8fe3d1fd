"""DynamoDB as moto plays it, on loopback, in one process for every process of a run.

Moto looks at a put's condition and then writes, with nothing to hold others off in between: of requests answered at the
same time, writes that were acknowledged would be lost. So it answers one request at a time.
"""

import gc
import os
import sys
import time
from contextlib import contextmanager
from fcntl import LOCK_EX, LOCK_SH, LOCK_UN, flock
from pathlib import Path
from socket import create_server
from threading import Thread

START_SECONDS = 120
QUIET = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_RDWR, 0) for stream in range(3)]


@contextmanager
def moto_server(tmp_path_factory, environment):
    """Yield the address of the server that all processes of a run share. The first one starts it.

    A user has a shared lock, which the system frees even if it is killed. The server ends once nobody has one.
    """
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    with (folder / "dynamodb-users").open("a") as users, (folder / "dynamodb-start").open("a") as start:
        flock(users, LOCK_SH)
        flock(start, LOCK_EX)
        if not _address(folder).exists():
            _start(folder, environment)
        flock(start, LOCK_UN)
        yield _address(folder).read_text("ascii")


def _address(folder):
    return folder / "dynamodb-address"


def _start(folder, environment):
    order = [sys.executable, __file__, str(folder)]
    # A Popen object would warn at its end, because the server outlives it.
    server = os.posix_spawn(order[0], order, {**os.environ, **environment}, file_actions=QUIET)
    until = time.monotonic() + START_SECONDS
    while not _address(folder).exists():
        assert os.waitpid(server, os.WNOHANG) == (0, 0), "moto's server ended"
        assert time.monotonic() < until, "moto's server did not start"
        time.sleep(0.05)


def serve(folder):
    """Serve until nobody uses the folder's server."""
    from moto.moto_server.werkzeug_app import create_backend_app  # noqa: PLC0415 - tests have no need of it
    from werkzeug.serving import make_server  # noqa: PLC0415 - the same

    with create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        server = make_server("127.0.0.1", port, create_backend_app("dynamodb"), fd=listener.fileno())
        gc.freeze()
        gc.disable()
        Thread(target=_stop_unused, args=[server, folder], daemon=True).start()
        written = folder / "dynamodb-address-being-written"
        written.write_text(f"http://127.0.0.1:{port}", "ascii")
        written.rename(_address(folder))
        server.serve_forever()


def _stop_unused(server, folder):
    with (folder / "dynamodb-users").open("a") as users:
        flock(users, LOCK_EX)
        _address(folder).unlink(missing_ok=True)
    server.shutdown()


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
