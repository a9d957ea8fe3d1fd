"""Both servers of deploy/ keep the same promises: preloading, two workers, limits, a graceful stop, and silence."""

import json
import os
import re
import signal
import socket
import subprocess
import time
from http.client import HTTPConnection
from threading import Thread

import pytest
from production import ROOT, SERVERS, ask, held_port, served, started, stop

from bench.soak import family

SKILL_ID = "amzn1.ask.skill.00000000-0000-0000-0000-000000000000"
TELLTALE = """
import os, time
LOADED_BY = os.getpid()
def app(environ, start_response):
    if environ["PATH_INFO"] == "/slow":
        open("asked", "w").close()
        time.sleep(0.8)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [f"{LOADED_BY} {os.getpid()}".encode()]
"""


@pytest.fixture(scope="module", params=SERVERS)
def by(request):
    return request.param


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with deploy/ and an application that says which process loaded it and which one answers."""
    folder = tmp_path_factory.mktemp("telltale")
    (folder / "telltale.py").write_text(TELLTALE)
    (folder / "deploy").symlink_to(ROOT / "deploy")
    return folder


@pytest.fixture(scope="module")
def port(by, folder):
    with served("telltale:app", by=by, folder=folder) as port:
        yield port


def processes(port):
    """Give the process that loaded the application, and the one that answers."""
    loaded, answering = ask(port, "GET", "/")[1].split()
    return int(loaded), int(answering)


def test_the_application_is_loaded_once_before_the_workers_fork(port):
    answers = {processes(port) for _ in range(40)}
    assert len({loaded for loaded, _ in answers}) == 1
    assert all(loaded != answering for loaded, answering in answers)


def test_a_connection_is_kept_for_the_next_request(port):
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    for _ in range(3):
        connection.request("GET", "/")
        answer = connection.getresponse()
        answer.read()
        assert not answer.will_close
    connection.close()


@pytest.mark.parametrize(
    "headers", [{"X-Long": "a" * 17_000}, {f"X-{number}": "a" for number in range(120)}], ids=["field", "fields"]
)
def test_a_head_that_alexa_would_never_send_is_refused(port, headers):
    assert ask(port, "GET", "/", headers={"X-Usual": "a" * 1000})[0] == 200
    assert ask(port, "GET", "/", headers=headers)[0] in (400, 431)


def test_a_worker_that_is_killed_is_replaced(port):
    server, victim = processes(port)
    await_two_workers(server)
    os.kill(victim, signal.SIGKILL)
    await_two_workers(server, besides=victim)
    assert processes(port)[0] == server


def await_two_workers(server, besides=None):
    until = time.monotonic() + 60
    while len(set(family(server)[1:]) - {besides}) < 2:
        assert time.monotonic() < until, "there are no two workers"
        time.sleep(0.02)


def test_a_request_under_way_is_answered_when_the_server_is_stopped(by, folder):
    answers = []
    asked = folder / "asked"
    asked.unlink(missing_ok=True)
    with held_port() as listener, started(listener, "telltale:app", by=by, folder=folder) as server:
        asking = Thread(target=lambda: answers.append(ask(listener.getsockname()[1], "GET", "/slow")))
        asking.start()
        until = time.monotonic() + 60
        while not asked.exists():
            assert time.monotonic() < until, "nobody was asked"
            time.sleep(0.02)
        assert stop(server) == 0
        asking.join(60)
    assert [status for status, _ in answers] == [200]


def test_systemd_is_told_once_the_application_is_loaded(folder, tmp_path):
    place = str(tmp_path / "notify")
    with held_port() as listener, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.bind(place)
        line.settimeout(60)
        with started(listener, "telltale:app", folder=folder, NOTIFY_SOCKET=place):
            assert line.recv(99).split()[0] == b"READY=1"


def test_the_last_piece_of_an_answer_waits_for_nobody(folder):
    with held_port() as listener, started(listener, "telltale:app", folder=folder):
        assert ask(listener.getsockname()[1], "GET", "/")[0] == 200
        assert listener.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_who_has_connected_but_not_yet_asked_is_answered_by_the_next_server(folder):
    """With granian only; gunicorn accepts such a connection, and drops it when it is stopped."""
    with held_port() as listener:
        port = listener.getsockname()[1]
        with started(listener, "telltale:app", folder=folder) as first:
            assert processes(port)[0] == first.pid
            early = HTTPConnection("127.0.0.1", port, timeout=20)
            early.connect()
        with started(listener, "telltale:app", folder=folder) as second:
            early.request("GET", "/")
            assert int(early.getresponse().read().split()[0]) == second.pid
        early.close()


def test_the_product_counts_in_both_workers_together_and_says_nothing_of_what_it_is_asked(by, tmp_path):
    said = tmp_path / "said"
    database = str(tmp_path / "people.db")
    settings = {"ALEXA_SKILL_ID": SKILL_ID, "SKILL_ENVIRONMENT": "production", "SKILL_DATABASE": database}
    with said.open("wb") as errors, served(by=by, errors=errors, **settings) as port:
        assert ask(port, "GET", "/healthz") == (200, b"ok\n")
        assert ask(port, "GET", "/privacy?for=somebody")[0] == 200
        assert [ask(port, "POST", "/alexa", b'{"said": "somewords"}') for _ in range(20)] == [(400, b"")] * 20
        told = {ask(port, "GET", "/metrics")[1] for _ in range(10)}
    assert {re.search(rb'\nskill_refusals_total\{reason="headers"\} (.+)\n', page)[1] for page in told} == {b"20.0"}
    log = said.read_text()
    lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    assert [line["outcome"] for line in lines if line.get("event") == "request"] == ["refused"] * 20
    assert [word for word in ("somebody", "somewords", "/privacy", "GET", "Traceback") if word in log] == []


def test_with_faulty_settings_it_does_not_start_and_says_why(by, tmp_path):
    said = tmp_path / "said"
    settings = {"SKILL_ENVIRONMENT": "production"}
    with held_port() as port, said.open("wb") as errors, started(port, by=by, errors=errors, **settings) as server:
        assert server.wait(20) != 0
    assert "ALEXA_SKILL_ID is missing: production answers one skill's requests" in said.read_text()


def test_make_serve_runs_what_production_runs():
    shown = subprocess.run(["make", "--dry-run", "serve"], capture_output=True, text=True, check=True, timeout=20)
    assert "SKILL_ENVIRONMENT=production .venv/bin/python deploy/serve.py" in shown.stdout
