"""Which chains are believed to be Alexa's, and which roots."""

from datetime import UTC, datetime
from pathlib import Path

import certifi
import pytest
from certificate_authority import CHAIN_URL, DAY, SIGNER, ChainServer, issue, issue_ca

from skill.alexa.webhook.certificates import SigningKeys, trusted_roots
from skill.errors import VerificationError

NOW = datetime.now(UTC)


def keys_for(roots_file, chain):
    return SigningKeys(roots_file, fetch=ChainServer({CHAIN_URL: chain}))


BAD_CHAINS = {
    "another name": lambda a: a.chain_with(names=["echo-api.example.com"]),
    "a wildcard for the name": lambda a: a.chain_with(names=["*.amazon.com"]),
    "the name in the subject only": lambda a: a.chain_with(names=[]),
    "expired": lambda a: a.chain_with(begins=NOW - 9 * DAY, ends=NOW - DAY),
    "not yet valid": lambda a: a.chain_with(begins=NOW + DAY),
    "an elliptic key": lambda a: a.chain_with(key=a.keys["elliptic"]),
    "a small key": lambda a: a.chain_with(key=a.keys["small"]),
    "not for signing": lambda a: a.chain_with(uses=["key_encipherment"]),
    "no uses said": lambda a: a.chain_with(uses=None),
    "an authority as the leaf": lambda a: a.chain_with(ca=True, uses=["digital_signature", "key_cert_sign"]),
    "self-signed": lambda a: a.chain_with(issuer=None),
    "self-signed in front of a good chain": lambda a: a.chain_with(issuer=None) + a.chain,
    "issued by a leaf": lambda a: a.chain_with(issuer=a.leaf) + a.leaf.pem,
    "the intermediate missing": lambda a: a.leaf.pem,
    "another root": lambda a: issue(SIGNER, issue_ca("Other"), names=[SIGNER], key=a.leaf.key).pem,
    "another root of the same name": lambda _: issue(SIGNER, issue_ca("Test Root"), names=[SIGNER]).pem,
    "upside down": lambda a: a.intermediate.pem + a.leaf.pem,
    "too many certificates": lambda a: a.chain + a.intermediate.pem * 10,
    "a certificate cut short": lambda a: a.chain[:-200],
    "nothing": lambda _: b"",
    "no certificate": lambda _: b"<html>",
    "a broken certificate": lambda _: b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
    "a private key": lambda a: a.root.key_pem,
}


@pytest.mark.parametrize("make", BAD_CHAINS.values(), ids=BAD_CHAINS)
def test_a_chain_that_is_not_alexas_is_refused(authority, roots_file, make):
    with pytest.raises(VerificationError, match=r"^certificate$"):
        keys_for(roots_file, make(authority))(CHAIN_URL)


@pytest.mark.parametrize("names", [[SIGNER], ["example.com", SIGNER], ["*.amazon.com", SIGNER]])
def test_a_chain_with_the_exact_name_among_its_names_is_believed(authority, roots_file, names):
    key = keys_for(roots_file, authority.chain_with(names=names))(CHAIN_URL)
    assert key.public_numbers() == authority.leaf.key.public_key().public_numbers()


def test_the_chain_may_bring_its_root_along(authority, roots_file):
    assert keys_for(roots_file, authority.chain + authority.root.pem)(CHAIN_URL)


def test_a_test_authority_is_not_among_the_usual_roots(authority):
    with pytest.raises(VerificationError, match="certificate"):
        keys_for(None, authority.chain)(CHAIN_URL)


def test_the_usual_roots_load_and_an_unreadable_one_costs_no_other(authority):
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
