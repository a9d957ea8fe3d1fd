"""The QR code of the practice page's address: what a camera would see in the terminal is the code of that address."""

import re
import signal
import socket
import ssl
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import segno

from simulator.certificate import fingerprint
from simulator.qr_code import BORDER_MODULES, qr_lines

ROOT = Path(__file__).resolve().parents[2]
URL = "https://192.168.178.23:5000"
SEEN = {" ": (0, 0), "▀": (1, 0), "▄": (0, 1), "█": (1, 1)}
START_SECONDS = 120


def modules_of(lines):
    """Return the painted halves of characters, row by row."""
    return [[SEEN[letter][half] for letter in line] for line in lines for half in (0, 1)]


def expected(text):
    return [list(row) for row in segno.make_qr(text, error="m").matrix_iter(border=BORDER_MODULES)]


def test_a_code_in_colours_is_black_on_white():
    lines = qr_lines(URL, colours=True)
    assert all(line.startswith("\033[38;5;16;48;5;231m") and line.endswith("\033[0m") for line in lines)
    seen = modules_of(re.sub(r"\033\[[\d;]*m", "", line) for line in lines)
    assert seen[: len(expected(URL))] == expected(URL)
    assert not any(map(any, seen[len(expected(URL)) :]))


def test_code_without_colours_paints_light_modules():
    seen = modules_of(qr_lines(URL, colours=False))
    assert [[1 - module for module in row] for row in seen[: len(expected(URL))]] == expected(URL)


def test_a_code_is_small_enough_for_a_terminal():
    lines = qr_lines("https://[2001:db8:1234:5678:9abc:def0:1234:5678]:65535", colours=False)
    assert max(map(len, lines)) <= 45
    assert len(lines) <= 24


def test_phone_flag_shows_the_https_address(tmp_path, monkeypatch):
    for name in ("ALEXA_SKILL_ID", "SKILL_ENVIRONMENT", "SKILL_SIMULATOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SKILL_DATABASE", str(tmp_path / "people.db"))
    monkeypatch.setenv("PYTHONIOENCODING", "utf-8")
    command = [sys.executable, "-m", "simulator", "run", "--port", "0", "--host", "127.0.0.1", "--phone"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8") as server:
        try:
            lines = []
            while not lines or "camera" not in lines[-1]:
                lines.append(server.stdout.readline().rstrip("\n"))
                assert lines[-1] or server.poll() is None
            url = lines[0].split()[1]
            seen = modules_of(line for line in lines[4:-2])
            assert url.startswith("https://127.0.0.1:")
            assert [[1 - module for module in row] for row in seen[: len(expected(url))]] == expected(url)
            answer, certificate = asked(urlsplit(url).port)
            assert b"200 OK" in answer
            assert fingerprint(certificate.encode()) in lines[2]
        finally:
            server.send_signal(signal.SIGINT)
            server.communicate(timeout=START_SECONDS)
    assert server.returncode == 0


def asked(port):
    """Return what the page's server answers over TLS, and the certificate that it shows, which has to fit."""
    certificate = ssl.get_server_certificate(("127.0.0.1", port), timeout=START_SECONDS)
    trusting = ssl.create_default_context(cadata=certificate)
    with (
        socket.create_connection(("127.0.0.1", port), START_SECONDS) as plain,
        trusting.wrap_socket(plain, server_hostname="127.0.0.1") as secure,
    ):
        secure.sendall(b"GET / HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
        return secure.recv(200), certificate
