"""deploy/serve.py keeps its promises at a Unix socket and at a port: preloading, limits, a graceful stop, silence."""

import json
import os
import re
import runpy
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path
from threading import Thread

import pytest
from production import ROOT, ask, await_answer, connected, free_port, place, served, started, stop

from bench.serving import clean_environment
from bench.soak import family

SKILL_ID = "amzn1.ask.skill.00000000-0000-0000-0000-000000000000"
SERVE = runpy.run_path(str(ROOT / "deploy" / "serve.py"))
TELLTALE = """
import os, time
LOADED_BY = os.getpid()
def app(environ, start_response):
    if environ["PATH_INFO"] == "/die":
        os._exit(3)
    if environ["PATH_INFO"] == "/slow":
        open("asked", "w").close()
        time.sleep(0.8)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [f"{LOADED_BY} {os.getpid()}".encode()]
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with deploy/ and an application that says which process loaded it and which one answers."""
    folder = tmp_path_factory.mktemp("telltale")
    (folder / "telltale.py").write_text(TELLTALE)
    (folder / "deploy").symlink_to(ROOT / "deploy")
    return folder


@pytest.fixture(scope="module", params=["path", "port"])
def address(request, folder):
    with served("telltale:app", folder=folder, address=free_port() if request.param == "port" else None) as address:
        yield address


def processes(address):
    """Return the process that loaded the application, and the one that answers."""
    loaded, answering = ask(address, "GET", "/")[1].split()
    return int(loaded), int(answering)


def test_the_application_is_loaded_once_before_the_workers_fork(address):
    answers = {processes(address) for _ in range(40)}
    assert len({loaded for loaded, _ in answers}) == 1
    assert all(loaded != answering for loaded, answering in answers)


def test_a_connection_is_kept_for_the_next_request(address):
    connection = connected(address)
    for _ in range(3):
        connection.request("GET", "/")
        answer = connection.getresponse()
        answer.read()
        assert not answer.will_close
    connection.close()


@pytest.mark.parametrize(
    "headers", [{"X-Long": "a" * 17_000}, {f"X-{number}": "a" for number in range(120)}], ids=["field", "fields"]
)
def test_impossible_head_is_refused(address, headers):
    assert ask(address, "GET", "/", headers={"X-Usual": "a" * 1000})[0] == 200
    assert ask(address, "GET", "/", headers=headers)[0] in (400, 431)


def test_a_worker_that_is_killed_is_replaced(address):
    server, victim = processes(address)
    await_two_workers(server)
    os.kill(victim, signal.SIGKILL)
    await_two_workers(server, besides=victim)
    assert processes(address)[0] == server


def await_two_workers(server, besides=None):
    until = time.monotonic() + 60
    while len(set(family(server)[1:]) - {besides}) < 2:
        assert time.monotonic() < until, "there are no two workers"
        time.sleep(0.02)


def test_request_under_way_is_answered_at_a_stop(folder):
    answers = []
    asked = folder / "asked"
    asked.unlink(missing_ok=True)
    with place() as path, started(path, "telltale:app", folder=folder) as server:
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


def test_any_local_user_may_connect_under_any_umask(folder):
    with served("telltale:app", folder=folder) as path:
        assert path.stat().st_mode & 0o777 == 0o666


def test_systemd_is_told_once_the_application_is_loaded(folder, tmp_path):
    notify = str(tmp_path / "notify")
    with place() as path, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.bind(notify)
        line.settimeout(60)
        with started(path, "telltale:app", folder=folder, NOTIFY_SOCKET=notify):
            assert line.recv(99).split()[0] == b"READY=1"


def test_workers_share_counts_and_log_no_words(tmp_path):
    said = tmp_path / "said"
    database = str(tmp_path / "people.db")
    settings = {"ALEXA_SKILL_ID": SKILL_ID, "SKILL_ENVIRONMENT": "production", "SKILL_DATABASE": database}
    with said.open("wb") as errors, served(errors=errors, **settings) as address:
        assert ask(address, "GET", "/healthz") == (200, b"ok\n")
        assert ask(address, "GET", "/privacy?for=somebody")[0] == 200
        assert [ask(address, "POST", "/alexa", b'{"said": "somewords"}') for _ in range(20)] == [(400, b"")] * 20
        told = {ask(address, "GET", "/metrics")[1] for _ in range(10)}
    assert {re.search(rb'\nskill_refusals_total\{reason="headers"\} (.+)\n', page)[1] for page in told} == {b"20.0"}
    log = said.read_text()
    lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    assert [line["outcome"] for line in lines if line.get("event") == "request"] == ["refused"] * 20
    assert [word for word in ("somebody", "somewords", "/privacy", "GET", "Traceback") if word in log] == []


def test_killed_server_leaves_no_worker_behind(folder):
    with place() as path, started(path, "telltale:app", folder=folder) as server:
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


def test_workers_dying_at_start_end_the_server_with_a_message(folder, tmp_path):
    said = tmp_path / "said"
    with place() as path, said.open("wb") as errors, started(path, "telltale:app", folder=folder, errors=errors) as one:
        await_answer(one, path)
        until = time.monotonic() + 60
        while one.poll() is None:
            assert time.monotonic() < until, "it goes on"
            with suppress(OSError, HTTPException):
                ask(path, "GET", "/die", seconds=1)
            time.sleep(0.02)
        assert one.returncode == 1
    assert said.read_text().splitlines()[-1] == SERVE["CRASH_LOOP"]


@pytest.mark.parametrize("closed", ["<&- >&- 2>&-", "2>/dev/full", "2> >(exec <&-)"])
def test_closed_full_or_missing_log_stops_nothing(closed, tmp_path):
    settings = {"ALEXA_SKILL_ID": SKILL_ID, "SKILL_ENVIRONMENT": "production", "SKILL_DATABASE": str(tmp_path / "a.db")}
    settings["WEB_CONCURRENCY"] = "1"  # what holds for one worker holds for two, which take half as long again
    with place() as path:
        order = f'exec "{sys.executable}" deploy/serve.py "--bind=unix:{path}" {closed}'
        server = subprocess.Popen(["bash", "-c", order], cwd=ROOT, env=clean_environment(**settings))
        try:
            await_answer(server, path)
            answers = [ask(path, "POST", "/alexa", b"{}")[0] for _ in range(80)]
            assert answers == [400] * 80
            assert json.loads(ask(path, "GET", "/readyz")[1])["store"] == "there"
        finally:
            assert stop(server) == 0


@pytest.fixture
def hasty(tmp_path):
    """A folder whose server gives up on a head sooner than the one that is shipped, so that the test waits less."""
    shipped = (ROOT / "deploy" / "serve.py").read_text("utf-8")
    one_second = re.sub(r"^HEAD_SECONDS = \d+ ", "HEAD_SECONDS = 1 ", shipped, flags=re.MULTILINE)
    assert one_second != shipped
    (tmp_path / "deploy").mkdir()
    (tmp_path / "deploy" / "serve.py").write_text(one_second, "utf-8")
    (tmp_path / "telltale.py").write_text(TELLTALE)
    return tmp_path


def test_port_keeps_connections_longer_than_balancer_and_socket(hasty):
    assert SERVE["HEAD_SECONDS_AT_A_PORT"] > 60
    with served("telltale:app", folder=hasty, address=free_port()) as port:
        connection = connected(port)
        connection.request("GET", "/")
        assert connection.getresponse().read()
        connection.sock.settimeout(2)
        with pytest.raises(TimeoutError):  # nothing comes, not even the end
            connection.sock.recv(1)
        connection.sock.settimeout(20)
        connection.request("GET", "/")
        assert connection.getresponse().read()
        connection.close()


def test_with_faulty_settings_it_does_not_start_and_says_why(tmp_path):
    said = tmp_path / "said"
    settings = {"SKILL_ENVIRONMENT": "production"}
    with place() as path, said.open("wb") as errors, started(path, errors=errors, **settings) as server:
        assert server.wait(20) != 0
    (line,) = said.read_text().splitlines()
    assert line.startswith("ALEXA_SKILL_ID is missing: production answers one skill's requests")


def test_make_serve_runs_what_production_runs():
    shown = subprocess.run(["make", "--dry-run", "serve"], capture_output=True, text=True, check=True, timeout=20)
    assert "SKILL_ENVIRONMENT=production exec .venv/bin/python deploy/serve.py" in shown.stdout
