"""The certificate of the practice page, made on the spot, and what else the command tells."""

import ssl

import pytest
from click.testing import CliRunner

from simulator.certificate import context_of, make_certificate
from simulator.cli import main


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


def test_a_shell_gets_its_completion():
    script = CliRunner().invoke(main, ["completion", "bash"]).output
    assert script.startswith("simulator() {")
    assert "-m simulator)" in script


def test_the_version_is_told():
    assert "version 0." in CliRunner().invoke(main, ["--version"]).output
