"""deploy/serve.py keeps its promises at a Unix socket and at a port: preloading, limits, silence."""

import json
import os
import re
import runpy
import signal
import socket
import subprocess
import sys

import pytest
from production import ROOT, ask, await_answer, connected, free_port, place, served, started, stop
from telltale import PROGRAM, await_two_workers

from bench.serving import clean_environment

SKILL_ID = "amzn1.ask.skill.00000000-0000-0000-0000-000000000000"
SERVE = runpy.run_path(str(ROOT / "deploy" / "serve.py"))


@pytest.fixture(scope="module")
def notified(telltale, tmp_path_factory):
    """The path of a server that has started, and the socket at which it has told systemd so."""
    notify = str(tmp_path_factory.mktemp("systemd") / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.bind(notify)
        line.settimeout(60)
        with served("telltale:app", folder=telltale, NOTIFY_SOCKET=notify) as path:
            yield path, line


@pytest.fixture(scope="module")
def hasty(tmp_path_factory):
    """The port of a server that gives up on a head sooner than the one that is shipped, so that a test waits less.

    At a port that setting is not heeded, as is tried below.
    """
    folder = tmp_path_factory.mktemp("hasty")
    shipped = (ROOT / "deploy" / "serve.py").read_text("utf-8")
    one_second = re.sub(r"^HEAD_SECONDS = \d+ ", "HEAD_SECONDS = 1 ", shipped, flags=re.MULTILINE)
    assert one_second != shipped
    (folder / "deploy").mkdir()
    (folder / "deploy" / "serve.py").write_text(one_second, "utf-8")
    (folder / "telltale.py").write_text(PROGRAM)
    with served("telltale:app", folder=folder, address=free_port()) as port:
        yield port


@pytest.fixture(scope="module", params=["path", "port"])
def address(request):
    return request.getfixturevalue("notified")[0] if request.param == "path" else request.getfixturevalue("hasty")


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


def test_any_local_user_may_connect_under_any_umask(notified):
    path, _ = notified
    assert path.stat().st_mode & 0o777 == 0o666


def test_systemd_is_told_once_the_application_is_loaded(notified):
    _, line = notified
    assert line.recv(99).split()[0] == b"READY=1"


@pytest.mark.parametrize("closed", ["<&- >&- 2>&-", ">/dev/full 2> >(exec <&-)"])
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


def test_port_keeps_connections_longer_than_balancer_and_socket(hasty):
    assert SERVE["HEAD_SECONDS_AT_A_PORT"] > 60
    connection = connected(hasty)
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
