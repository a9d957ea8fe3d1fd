"""A certificate that Amazon replaces at the same address, while the old one still holds."""

import dataclasses

import pytest
from certificate_authority import CHAIN_URL, SIGNER, issue, sign
from gate import Clock, Gate, until
from webhook_app import GOOD, WebhookApp, assert_turned_away

from skill.alexa.webhook import certificates
from skill.alexa.webhook.certificates import RENEWAL_INTERVAL, SigningKeys
from skill.errors import VerificationError


@pytest.fixture(scope="module")
def successor(authority):
    """The same authority, with another signing key."""
    return dataclasses.replace(authority, leaf=issue(SIGNER, authority.intermediate, names=[SIGNER]))


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def renewable(roots_file, chain_server, clock):
    return WebhookApp(SigningKeys(roots_file, fetch=chain_server, clock=clock))


def status(webhook_app, signer):
    return webhook_app.post(GOOD, sign(signer, GOOD)).status_code


def test_a_replaced_key_is_fetched_when_signatures_stop_fitting(renewable, authority, successor, chain_server):
    assert status(renewable, authority) == 200
    chain_server.chains[CHAIN_URL] = successor.chain
    assert [status(renewable, successor) for _ in range(3)] == [200] * 3
    assert len(chain_server.asked) == 2


def test_the_replaced_key_is_not_believed_any_more(renewable, authority, successor, chain_server):
    status(renewable, authority)
    chain_server.chains[CHAIN_URL] = successor.chain
    status(renewable, successor)
    assert_turned_away_twice(renewable, authority)


def assert_turned_away_twice(webhook_app, signer):
    assert [status(webhook_app, signer) for _ in range(2)] == [400] * 2
    assert webhook_app.reasons == ["signature"] * 2


def test_forgeries_have_the_address_asked_once_in_three_minutes(renewable, authority, successor, chain_server, clock):
    status(renewable, authority)
    assert [status(renewable, successor) for _ in range(20)] == [400] * 20
    assert len(chain_server.asked) == 2
    clock.now += RENEWAL_INTERVAL
    assert [status(renewable, successor) for _ in range(20)] == [400] * 20
    assert len(chain_server.asked) == 3
    assert {*renewable.reasons} == {"signature"}
    assert status(renewable, authority) == 200


@pytest.mark.parametrize("answer", [b"", b"<html>"])
def test_a_look_in_vain_costs_no_known_key(renewable, authority, successor, chain_server, answer):
    status(renewable, authority)
    chain_server.chains[CHAIN_URL] = answer
    assert [status(renewable, signer) for signer in (successor, authority)] == [400, 200]


def test_a_key_renewed_by_another_thread_is_used(roots_file, chain_server, successor, authority):
    keys = SigningKeys(roots_file, fetch=chain_server)
    old = keys(CHAIN_URL)
    chain_server.chains[CHAIN_URL] = successor.chain
    new = keys.renewed(CHAIN_URL, old)
    assert new.public_numbers() == successor.leaf.key.public_key().public_numbers()
    assert keys.renewed(CHAIN_URL, old) == new
    assert len(chain_server.asked) == 2


def test_known_keys_answer_while_another_is_looked_for(roots_file, authority, successor, monkeypatch):
    monkeypatch.setattr(certificates, "FETCH_SECONDS", 0.2)
    gate = Gate({CHAIN_URL: authority.chain})
    gate.open.set()
    keys = SigningKeys(roots_file, fetch=gate)
    old = keys(CHAIN_URL)
    gate.open.clear()
    with pytest.raises(VerificationError, match="fetch"):
        keys.renewed(CHAIN_URL, old)
    assert keys(CHAIN_URL) == old
    gate.open.set()
    until(lambda: not keys._pending)
    assert keys.renewed(CHAIN_URL, old) is None


def test_a_forged_signature_is_told_as_such(webhook_app, authority, successor):
    assert_turned_away(webhook_app, webhook_app.post(GOOD, sign(successor, GOOD)), "signature")
