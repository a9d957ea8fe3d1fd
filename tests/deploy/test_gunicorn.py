"""deploy/gunicorn.conf.py keeps its promises: preloading, keep-alive, limits, a graceful stop, and silence."""

import re
import subprocess
import time
from http.client import HTTPConnection
from threading import Thread

import pytest
from production import CONFIG, ROOT, ask, counts_of, held_port, served, start, stop

SKILL_ID = "amzn1.ask.skill.00000000-0000-0000-0000-000000000000"
TELLTALE = """
import os, time
LOADED_BY = os.getpid()
def app(environ, start_response):
    if environ["PATH_INFO"] == "/slow":
        open("asked", "w").close()
        time.sleep(1.5)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [f"{LOADED_BY} {os.getpid()}".encode()]
"""


@pytest.fixture
def telltale(tmp_path):
    """A folder with an application that says which process loaded it and which one answers."""
    (tmp_path / "telltale.py").write_text(TELLTALE)
    return {"folder": tmp_path.resolve(), "PYTHONPATH": str(tmp_path)}


@pytest.fixture
def serving(telltale):
    """Options for `start` and `served`: the telltale under our own configuration."""
    place = telltale["folder"] / CONFIG.relative_to(ROOT)
    place.parent.mkdir()
    place.symlink_to(CONFIG)
    return telltale


def test_the_application_is_loaded_once_before_the_workers_fork(serving):
    with served("telltale:app", **serving) as port:
        answers = {tuple(ask(port, "GET", "/")[1].split()) for _ in range(40)}
    assert len({loaded for loaded, _ in answers}) == 1
    assert all(loaded != answering for loaded, answering in answers)


def test_a_connection_is_kept_for_the_next_request(serving):
    with served("telltale:app", **serving) as port:
        connection = HTTPConnection("127.0.0.1", port, timeout=20)
        for _ in range(3):
            connection.request("GET", "/")
            answer = connection.getresponse()
            answer.read()
            assert not answer.will_close
        connection.close()


def test_a_request_under_way_is_answered_when_the_server_is_stopped(serving):
    answers = []
    with held_port() as listener:
        server = start(listener, "telltale:app", **serving)
        port = listener.getsockname()[1]
        asking = Thread(target=lambda: answers.append(ask(port, "GET", "/slow")))
        asking.start()
        until = time.monotonic() + 20
        while not (serving["folder"] / "asked").exists():
            assert time.monotonic() < until, "nobody was asked"
            time.sleep(0.02)
        began = time.monotonic()
        assert stop(server) == 0
        assert time.monotonic() - began < 8
        asking.join(10)
    assert [status for status, _ in answers] == [200]


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/" + "a" * 1100, {}),
        ("/", {"X-Long": "a" * 4200}),
        ("/", {f"X-{number}": "a" for number in range(60)}),
    ],
    ids=["line", "field", "fields"],
)
def test_a_head_that_alexa_would_never_send_is_refused(serving, path, headers):
    with served("telltale:app", **serving) as port:
        assert ask(port, "GET", "/", headers={"X-Usual": "a" * 1000})[0] == 200
        assert ask(port, "GET", path, headers=headers)[0] in (400, 414, 431)


def test_the_product_is_served_and_says_nothing_of_what_it_is_asked(tmp_path):
    said = tmp_path / "said"
    database = str(tmp_path / "people.db")
    settings = {"ALEXA_SKILL_ID": SKILL_ID, "SKILL_ENVIRONMENT": "production", "SKILL_DATABASE": database}
    with said.open("wb") as errors, served(errors=errors, **settings) as port:
        assert ask(port, "GET", "/healthz") == (200, b"ok\n")
        assert ask(port, "GET", "/privacy?for=somebody")[0] == 200
        assert ask(port, "POST", "/alexa", b'{"said": "somewords"}') == (400, b"")
    lines = said.read_text()
    assert "Listening at" in lines
    assert [word for word in ("somebody", "somewords", "/privacy", "GET", "Traceback") if word in lines] == []


def test_its_workers_count_together(tmp_path):
    settings = {"ALEXA_SKILL_ID": SKILL_ID, "SKILL_DATABASE": str(tmp_path / "people.db")}
    with served(**settings) as port:
        for _ in range(20):
            ask(port, "POST", "/alexa", b"{}")
        told = {ask(port, "GET", "/metrics")[1] for _ in range(10)}
    assert {re.search(rb'\nskill_refusals_total\{reason="headers"\} (.+)\n', page)[1] for page in told} == {b"20.0"}


def test_with_faulty_settings_it_does_not_start_and_says_why(tmp_path):
    with held_port() as listener, (tmp_path / "said").open("wb") as errors:
        server = start(listener, errors=errors, SKILL_ENVIRONMENT="production")
        assert server.wait(20) != 0
    assert "ALEXA_SKILL_ID is missing" in (tmp_path / "said").read_text()
    assert not counts_of(server)


def test_make_serve_runs_this_configuration():
    shown = subprocess.run(["make", "--dry-run", "serve"], capture_output=True, text=True, check=True, timeout=20)
    assert "SKILL_ENVIRONMENT=production .venv/bin/gunicorn --config=deploy/gunicorn.conf.py" in shown.stdout
