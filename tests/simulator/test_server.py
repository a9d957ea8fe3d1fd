"""`make run`'s server: the address, and its code for a phone, a sentence if it cannot serve, no line per request."""

import signal
import socket
import ssl
import subprocess
import sys
from pathlib import Path
from threading import Thread
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from camera import expected, modules_of
from click.testing import CliRunner
from werkzeug.serving import make_server

from simulator.certificate import fingerprint
from simulator.cli import main
from simulator.server import address, listen, serve
from skill.errors import SettingsError

ROOT = Path(__file__).resolve().parents[2]
ANSWER_SECONDS, STOP_SECONDS = 60, 60


@pytest.fixture
def taken():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


@pytest.fixture
def clean_environment(monkeypatch, tmp_path):
    for name in ("ALEXA_SKILL_ID", "SKILL_ENVIRONMENT", "SKILL_SIMULATOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SKILL_DATABASE", str(tmp_path / "people.db"))
    monkeypatch.setenv("PYTHONIOENCODING", "utf-8")
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    return temporary


def statuses(url, **options):
    """Return what is answered at the page, at a path beside it, and where nothing is."""
    found = []
    for path in ("/", "/healthz", "/nothing-there"):
        try:
            with urlopen(url + path, timeout=ANSWER_SECONDS, **options) as answer:  # noqa: S310 - loopback
                found.append(answer.status)
        except HTTPError as error:
            with error:
                found.append(error.code)
    return found


def test_for_a_phone_it_prints_address_code_and_nothing_else(clean_environment):
    command = [sys.executable, "-m", "simulator", "run", "--port", "0", "--host", "127.0.0.1", "--phone"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True, "encoding": "utf-8"}
    with subprocess.Popen(command, cwd=ROOT, **pipes) as server:
        try:
            lines = []
            while not lines or "camera" not in lines[-1]:
                lines.append(server.stdout.readline().rstrip("\n"))
                assert lines[-1] or server.poll() is None
            url = lines[0].split()[1]
            assert lines[0] == f"Open {url} in a browser. Ctrl+C stops it."
            assert url.startswith("https://127.0.0.1:")
            seen = modules_of(lines[4:-2])
            assert [[1 - module for module in row] for row in seen[: len(expected(url))]] == expected(url)
            certificate = ssl.get_server_certificate(("127.0.0.1", urlsplit(url).port), timeout=ANSWER_SECONDS)
            assert fingerprint(certificate.encode()) in lines[2]
            trusting = ssl.create_default_context(cadata=certificate)
            assert statuses(url, context=trusting) == [200, 200, 404]
            server.send_signal(signal.SIGTERM)
            assert server.communicate(timeout=STOP_SECONDS)[0] == ""
        finally:
            server.kill()
        assert server.returncode == 0
    assert list(clean_environment.iterdir()) == []


def little(environ, start_response):
    """A page, and something beside it."""
    there = environ["PATH_INFO"] in ("/", "/healthz")
    start_response("200 OK" if there else "404 Not Found", [("Content-Length", "0")])
    return []


@pytest.fixture
def handlers(monkeypatch):
    """The signal handlers that are set, by number. Pytest's are not replaced."""
    handlers = {}
    monkeypatch.setattr(signal, "signal", handlers.__setitem__)
    return handlers


@pytest.fixture
def served(monkeypatch, handlers):
    """Serve as on a computer until three requests are answered, and return the port and the answers."""

    def served(app):
        found = []

        def make_and_ask(*given, **options):
            server = make_server(*given, **options)

            def ask():
                try:
                    found.extend(statuses(f"http://127.0.0.1:{server.port}"))
                finally:
                    server.shutdown()

            Thread(target=ask).start()
            return server

        monkeypatch.setattr("simulator.server.make_server", make_and_ask)
        with listen("127.0.0.1", 0) as listener:
            serve(app, listener)
            return listener.getsockname()[1], found

    return served


def test_for_a_computer_it_prints_its_address_and_nothing_else(served, capfd, caplog):
    port, found = served(little)
    assert found == [200, 200, 404]
    assert caplog.records == []
    assert capfd.readouterr() == (f"Open http://127.0.0.1:{port} in a browser. Ctrl+C stops it.\n", "")


def test_it_ends_well_at_either_signal(served, handlers):
    served(little)
    assert handlers.keys() == {signal.SIGINT, signal.SIGTERM}
    for number, handler in handlers.items():
        with pytest.raises(SystemExit) as ended:
            handler(number, None)
        assert ended.value.code == 0


def test_a_taken_port_costs_one_sentence_with_the_way_out(taken, clean_environment):
    refused = CliRunner().invoke(main, ["run", "--port", str(taken)])
    assert refused.exit_code == 1
    assert refused.output == (
        f"Error: Port {taken} is taken by another program: stop that, or choose another port, "
        f"as in `make run PORT={taken + 1}`\n"
    )


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PermissionError(13, "denied"), "Port 80 is reserved .* PORT=8080"),
        (OSError(99, "cannot assign"), "192.0.2.1 is no address of this machine"),
        (socket.gaierror(-2, "unknown"), "192.0.2.1 is no address of this machine"),
    ],
)
def test_unusable_address_is_refused_in_one_sentence(monkeypatch, error, words):
    def refuse(*_, **__):
        raise error

    monkeypatch.setattr(socket, "create_server", refuse)
    with pytest.raises(SettingsError, match=words):
        listen("192.0.2.1", 80)


def test_the_address_is_one_that_a_browser_opens():
    here = "http://127.0.0.1:5000"
    opened = {"127.0.0.1": here, "0.0.0.0": here, "::1": "http://[::1]:5000", "::": here}
    assert {host: address(host, 5000) for host in opened} == opened
