"""The practice page over https, with a certificate made on the spot."""

import signal
import socket
import ssl
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from simulator.certificate import context_of, fingerprint, make_certificate
from simulator.cli import main

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 120


def test_the_certificate_is_for_the_address_and_no_other():
    certificate, key = make_certificate(["127.0.0.1", "localhost"])
    trusting = ssl.create_default_context(cadata=certificate.decode())
    with pytest.raises(ssl.SSLCertVerificationError):
        shake_hands(trusting, context_of(certificate, key), "192.0.2.7")
    assert shake_hands(trusting, context_of(certificate, key), "127.0.0.1") == "TLSv1.3"


def shake_hands(client, server, host):
    """Return the version that the two agree upon, without a network."""
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    ends = [
        client.wrap_bio(to_client, to_server, server_hostname=host),
        server.wrap_bio(to_server, to_client, server_side=True),
    ]
    for _ in range(5):
        for end in ends:
            try:
                end.do_handshake()
            except ssl.SSLWantReadError:
                continue
    return ends[0].version()


def test_the_page_is_served_over_https_and_its_fingerprint_is_told(tmp_path, monkeypatch):
    for name in ("ALEXA_SKILL_ID", "SKILL_ENVIRONMENT", "SKILL_SIMULATOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SKILL_DATABASE", str(tmp_path / "people.db"))
    command = [sys.executable, "-m", "simulator", "run", "--port", "0", "--https"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        try:
            lines = [server.stdout.readline() for _ in range(3)]
            port = int(lines[0].split()[1].rsplit(":", 1)[1])
            assert lines[0].startswith("Open https://127.0.0.1:")
            certificate = ssl.get_server_certificate(("127.0.0.1", port), timeout=START_SECONDS)
            assert fingerprint(certificate.encode()) in lines[2]
            trusting = ssl.create_default_context(cadata=certificate)
            with (
                socket.create_connection(("127.0.0.1", port), START_SECONDS) as plain,
                trusting.wrap_socket(plain, server_hostname="127.0.0.1") as secure,
            ):
                secure.sendall(b"GET / HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
                assert b"200 OK" in secure.recv(200)
        finally:
            server.send_signal(signal.SIGTERM)
            server.communicate(timeout=START_SECONDS)


def test_a_shell_gets_its_completion():
    script = CliRunner().invoke(main, ["completion", "bash"]).output
    assert script.startswith("simulator() {")
    assert "-m simulator)" in script


def test_the_version_is_told():
    assert "version 0." in CliRunner().invoke(main, ["--version"]).output
