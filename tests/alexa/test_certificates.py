"""Which roots are believed. Which chains are is in chain_shapes.py."""

from pathlib import Path

import certifi
import pytest
from certificate_authority import CHAIN_URL, ChainServer

from skill.alexa.webhook.certificates import SigningKeys
from skill.alexa.webhook.chain import trusted_roots
from skill.errors import VerificationError


def keys_for(roots_file, chain):
    return SigningKeys(roots_file, fetch=ChainServer({CHAIN_URL: chain}))


def test_a_test_authority_is_not_among_the_usual_roots(authority):
    with pytest.raises(VerificationError, match="certificate"):
        keys_for(None, authority.chain)(CHAIN_URL)


def test_usual_roots_load_beside_an_unreadable_one(authority):
    assert trusted_roots(Path(certifi.where()).read_bytes())
    broken = b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
    assert trusted_roots(broken + authority.root.pem)


@pytest.mark.parametrize("content", [None, b"", b"junk"])
def test_without_usable_roots_nothing_is_believed_or_fetched(authority, tmp_path, content):
    path = tmp_path / "roots.pem"
    if content is not None:
        path.write_bytes(content)
    server = ChainServer({CHAIN_URL: authority.chain})
    with pytest.raises(VerificationError, match="roots"):
        SigningKeys(str(path), fetch=server)(CHAIN_URL)
    assert server.asked == []


def test_whatever_a_parser_raises_is_a_refusal(roots_file):
    class Panic(BaseException):
        pass

    def fetch(_address, _roots_file):
        raise Panic

    with pytest.raises(VerificationError, match="certificate"):
        SigningKeys(roots_file, fetch=fetch)(CHAIN_URL)
