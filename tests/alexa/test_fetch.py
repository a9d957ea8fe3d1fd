"""A fetch from a hostile server: over in two seconds or in so many bytes."""

import socket
import subprocess
import sys
import time

import certifi
import pytest
from chain_host import reply, serving

from skill.alexa.webhook import fetch
from skill.alexa.webhook.fetch import FETCH_SECONDS, HOST, LARGEST_CHAIN_BYTES, fetch_chain
from skill.errors import VerificationError

GOOD = "https://s3.amazonaws.com/echo.api/cert.pem"
BUSY_MACHINE_SECONDS = 10
"""What two seconds may become on a busy machine."""


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (b"200 OK\r\nContent-Length: 5", b"chain"),
        (b"200 OK", b"chain"),
        (b"200 OK\r\nTransfer-Encoding: chunked", b"2\r\nch\r\n3\r\nain\r\n0\r\n\r\n"),
    ],
)
def test_a_chain_is_fetched_however_it_is_framed(monkeypatch, identity, roots_file, head, body):
    with serving(monkeypatch, identity(HOST), reply(head, body)):
        assert fetch_chain(GOOD, roots_file) == b"chain"


def test_the_largest_chain_is_fetched(monkeypatch, identity, roots_file):
    with serving(monkeypatch, identity(HOST), reply(b"200 OK", b"x" * LARGEST_CHAIN_BYTES)):
        assert len(fetch_chain(GOOD, roots_file)) == LARGEST_CHAIN_BYTES


def test_the_request_names_the_host_and_the_normal_path(monkeypatch, identity, roots_file):
    with serving(monkeypatch, identity(HOST), reply(b"200 OK", b"chain")) as asked:
        fetch_chain("https://s3.amazonaws.com:443/a/../echo.api/cert.pem", roots_file)
    assert asked[0].startswith(b"GET /echo.api/cert.pem HTTP/1.1\r\nHost: s3.amazonaws.com\r\n")


def drip(start):
    def behave(connection):
        connection.sendall(start)
        for _ in range(300):  # three times BUSY_MACHINE_SECONDS
            time.sleep(0.1)
            connection.sendall(b"x")

    return behave


REFUSED = {
    "too long": reply(b"200 OK", b"x" * (LARGEST_CHAIN_BYTES + 1)),
    "headers too long": reply(b"200 OK" + b"\r\nX: " + b"y" * 60_000 + b"\r\nZ: " + b"y" * 60_000, b"chain"),
    "endless chunks": reply(b"200 OK\r\nTransfer-Encoding: chunked", b"1\r\nx\r\n" * 30_000),
    "empty": reply(b"200 OK\r\nContent-Length: 0"),
    "moved": reply(b"301 Moved\r\nLocation: https://s3.amazonaws.com/echo.api/cert.pem", b"chain"),
    "found": reply(b"302 Found\r\nLocation: https://example.com/", b"chain"),
    "missing": reply(b"404 Not Found", b"chain"),
    "broken": reply(b"500 Error", b"chain"),
    "partial": reply(b"206 Partial", b"chain"),
    "not HTTP": lambda connection: connection.sendall(b"220 hello\r\n"),
    "silent": lambda connection: connection.close(),
}


@pytest.mark.parametrize("behave", REFUSED.values(), ids=REFUSED)
def test_any_other_answer_is_refused(monkeypatch, identity, roots_file, behave):
    with serving(monkeypatch, identity(HOST), behave), pytest.raises(VerificationError, match=r"^fetch$"):
        fetch_chain(GOOD, roots_file)


@pytest.mark.parametrize(
    ("start", "seconds"), [(b"", FETCH_SECONDS), (b"HTTP/1.1 200 OK\r\nX: ", 0.5), (b"HTTP/1.1 200 OK\r\n\r\n", 0.5)]
)
def test_dripping_server_is_cut_off_after_two_seconds(monkeypatch, identity, roots_file, start, seconds):
    assert FETCH_SECONDS == 2
    monkeypatch.setattr(fetch, "FETCH_SECONDS", seconds)
    with serving(monkeypatch, identity(HOST), drip(start)):
        began = time.monotonic()
        with pytest.raises(VerificationError, match=r"^fetch$"):
            fetch_chain(GOOD, roots_file)
        assert 0.9 * seconds < time.monotonic() - began < BUSY_MACHINE_SECONDS


@pytest.mark.parametrize("name", ["example.com", "s3.example.com"])
def test_a_server_with_another_name_is_refused(monkeypatch, identity, roots_file, name):
    with (
        serving(monkeypatch, identity(name), reply(b"200 OK", b"chain")),
        pytest.raises(VerificationError, match=r"^fetch$"),
    ):
        fetch_chain(GOOD, roots_file)


def test_a_server_with_another_root_is_refused(monkeypatch, identity, roots_file):
    with (
        serving(monkeypatch, identity(HOST), reply(b"200 OK", b"chain")),
        pytest.raises(VerificationError, match=r"^fetch$"),
    ):
        fetch_chain(GOOD, certifi.where())


def test_no_address_and_no_server_are_failures(monkeypatch, roots_file):
    def fail(*_, **__):
        raise socket.gaierror

    for resolve in (fail, lambda *_, **__: []):
        monkeypatch.setattr(socket, "getaddrinfo", resolve)
        with pytest.raises(VerificationError, match=r"^fetch$"):
            fetch_chain(GOOD, roots_file)


def test_network_modules_load_at_the_first_fetch():
    program = (
        "import skill.alexa.webhook.certificates, sys; print({'ssl', 'http.client', 'urllib3'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
