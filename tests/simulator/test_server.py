"""`make run`'s server: one line with the address, a sentence if it cannot serve, and no line per request."""

import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest
from click.testing import CliRunner

from simulator.cli import main
from simulator.server import address, listen
from skill.errors import SettingsError

ROOT = Path(__file__).resolve().parents[2]
STOP_SECONDS = 60


@pytest.fixture
def taken():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


@pytest.fixture
def clean_environment(monkeypatch, tmp_path):
    for name in ("ALEXA_SKILL_ID", "SKILL_ENVIRONMENT", "SKILL_SIMULATOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SKILL_DATABASE", str(tmp_path / "people.db"))
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    return temporary


def test_it_prints_its_address_and_nothing_else(clean_environment):
    command = [sys.executable, "-m", "simulator", "run", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        try:
            line = server.stdout.readline()
            assert line.startswith("Open http://127.0.0.1:"), line
            url = line.split()[1]
            for path in ("/", "/healthz", "/nothing-there"):
                try:
                    urlopen(url + path, timeout=20).close()  # noqa: S310 - loopback
                except OSError:
                    assert path == "/nothing-there"
            server.send_signal(signal.SIGTERM)
            assert server.communicate(timeout=STOP_SECONDS)[0] == ""
        finally:
            server.kill()
        assert server.returncode == 0
    assert list(clean_environment.iterdir()) == []


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
