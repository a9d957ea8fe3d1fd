"""How a server ends: after its requests if it is stopped, with its workers if it is killed, told if they all die."""

import runpy
import time
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path
from threading import Thread

from production import ROOT, ask, await_answer, place, started, stop
from telltale import await_two_workers

from bench.soak import family

SERVE = runpy.run_path(str(ROOT / "deploy" / "serve.py"))


def test_request_under_way_is_answered_at_a_stop(telltale):
    answers = []
    asked = telltale / "asked"
    asked.unlink(missing_ok=True)
    with place() as path, started(path, "telltale:app", folder=telltale) as server:
        await_answer(server, path)
        asking = Thread(target=lambda: answers.append(ask(path, "GET", "/slow")))
        asking.start()
        until = time.monotonic() + 60
        while not asked.exists():
            assert time.monotonic() < until, "nobody was asked"
            time.sleep(0.02)
        assert stop(server) == 0
        asking.join(60)
    assert [status for status, _ in answers] == [200]


def test_killed_server_leaves_no_worker_behind(telltale):
    with place() as path, started(path, "telltale:app", folder=telltale) as server:
        await_answer(server, path)
        await_two_workers(server.pid)
        workers = family(server.pid)[1:]
        server.kill()
        server.wait()
        until = time.monotonic() + 60
        while any(is_alive(worker) for worker in workers):
            assert time.monotonic() < until, "a worker outlived its server"
            time.sleep(0.05)


def is_alive(process):
    """Return False for a process that has ended, whether or not anybody has asked for its status."""
    try:
        return Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_workers_dying_at_start_end_the_server_with_a_message(telltale, tmp_path):
    said = tmp_path / "said"
    with (
        place() as path,
        said.open("wb") as errors,
        started(path, "telltale:app", folder=telltale, errors=errors) as one,
    ):
        await_answer(one, path)
        until = time.monotonic() + 60
        while one.poll() is None:
            assert time.monotonic() < until, "it goes on"
            with suppress(OSError, HTTPException):
                ask(path, "GET", "/die", seconds=1)
            time.sleep(0.02)
        assert one.returncode == 1
    assert said.read_text().splitlines()[-1] == SERVE["CRASH_LOOP"]
