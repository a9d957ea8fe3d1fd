"""How seldom anything is fetched, how long a key is kept, and who waits for whom."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from certificate_authority import CHAIN_URL, DAY, ChainServer
from gate import NOW, Clock, Gate, until

from skill.alexa.webhook import certificates
from skill.alexa.webhook.certificates import KEYS_KEPT, REFUSAL_LASTS, SigningKeys
from skill.errors import VerificationError


def url(number):
    return f"https://s3.amazonaws.com/echo.api/{number}.pem"


def keys_for(roots_file, chain, **options):
    return SigningKeys(roots_file, fetch=ChainServer({CHAIN_URL: chain}), **options)


def test_one_fetch_serves_every_spelling_of_an_address(keys, chain_server):
    for spelling in (
        CHAIN_URL,
        CHAIN_URL.replace(".com", ".com:443"),
        CHAIN_URL.replace("echo.api/", "echo.api/a/../"),
    ):
        assert keys(spelling)
    assert chain_server.asked == [CHAIN_URL]


def test_key_expires_with_its_certificate_and_is_fetched_anew(authority, roots_file):
    server, clock = ChainServer({CHAIN_URL: authority.chain_with(ends=NOW + DAY)}), Clock()
    keys = SigningKeys(roots_file, fetch=server, clock=clock)
    keys(CHAIN_URL)
    clock.now = NOW + DAY - timedelta(seconds=2)
    keys(CHAIN_URL)
    assert len(server.asked) == 1
    clock.now = NOW + DAY + timedelta(seconds=2)
    with pytest.raises(VerificationError, match="certificate"):
        keys(CHAIN_URL)
    server.chains[CHAIN_URL] = authority.chain
    clock.now += REFUSAL_LASTS
    assert keys(CHAIN_URL)
    assert len(server.asked) == 3


def test_a_key_is_not_used_before_its_certificate_begins(authority, roots_file):
    clock = Clock()
    keys = keys_for(roots_file, authority.chain, clock=clock)
    keys(CHAIN_URL)
    clock.now = NOW - 2 * DAY
    with pytest.raises(VerificationError, match="certificate"):
        keys(CHAIN_URL)


def test_key_ends_with_the_first_end_in_its_chain(authority, roots_file):
    clock = Clock()
    keys = keys_for(roots_file, authority.chain_with(ends=NOW + 999 * DAY), clock=clock)
    keys(CHAIN_URL)
    clock.now = NOW + 500 * DAY
    with pytest.raises(VerificationError, match="certificate"):
        keys(CHAIN_URL)


@pytest.mark.parametrize("chains", [{}, {url(1): b"junk"}])
def test_failing_address_is_fetched_once_per_interval(roots_file, chains):
    server, clock = ChainServer(chains), Clock()
    keys = SigningKeys(roots_file, fetch=server, clock=clock)
    for _ in range(20):
        with pytest.raises(VerificationError):
            keys(url(1))
    assert len(server.asked) == 1
    clock.now += REFUSAL_LASTS
    with pytest.raises(VerificationError):
        keys(url(1))
    assert len(server.asked) == 2


def test_failing_addresses_push_no_good_key_out(authority, roots_file):
    server = ChainServer({CHAIN_URL: authority.chain})
    keys = SigningKeys(roots_file, fetch=server)
    keys(CHAIN_URL)
    for number in range(200):
        with pytest.raises(VerificationError):
            keys(url(number))
    assert keys(CHAIN_URL)
    assert server.asked.count(CHAIN_URL) == 1
    assert len(keys._refusals) < 100


def test_the_key_unused_for_longest_makes_room(authority, roots_file):
    server = ChainServer({url(number): authority.chain for number in range(KEYS_KEPT + 1)})
    keys = SigningKeys(roots_file, fetch=server)
    for number in [*range(KEYS_KEPT), 0, KEYS_KEPT, 0, 1]:
        keys(url(number))
    assert server.asked.count(url(0)) == 1
    assert server.asked.count(url(1)) == 2


def test_callers_at_the_same_moment_share_one_fetch(authority, roots_file):
    gate = Gate({CHAIN_URL: authority.chain})
    keys = SigningKeys(roots_file, fetch=gate)
    with ThreadPoolExecutor(8) as callers:
        answers = [callers.submit(keys, CHAIN_URL) for _ in range(8)]
        until(lambda: gate.asked)
        gate.open.set()
        assert len({answer.result().public_numbers().n for answer in answers}) == 1
    assert gate.asked == [CHAIN_URL]


def test_a_slow_fetch_holds_up_no_known_key(authority, roots_file, monkeypatch):
    monkeypatch.setattr(certificates, "FETCH_SECONDS", 60)  # so that nobody gives up on a busy machine
    gate = Gate({url(number): authority.chain for number in range(9)})
    gate.open.set()
    keys = SigningKeys(roots_file, fetch=gate)
    keys(url(0))
    gate.open.clear()
    with ThreadPoolExecutor(8) as callers:
        waiting = [callers.submit(keys, url(1 + number)) for number in range(8)]
        until(lambda: len(gate.asked) == 9)
        assert keys(url(0))
        assert not any(answer.done() for answer in waiting)
        gate.open.set()
        assert all(answer.result() for answer in waiting)


def test_a_slow_fetch_is_given_up_and_its_late_key_is_kept(authority, roots_file, monkeypatch):
    monkeypatch.setattr(certificates, "FETCH_SECONDS", 0.5)
    gate = Gate({CHAIN_URL: authority.chain})
    keys = SigningKeys(roots_file, fetch=gate)
    began = time.monotonic()
    with pytest.raises(VerificationError, match="fetch"):
        keys(CHAIN_URL)
    assert 0.45 < time.monotonic() - began < 15
    monkeypatch.setattr(certificates, "FETCH_SECONDS", 60)  # who asks now does not wait again
    began = time.monotonic()
    with pytest.raises(VerificationError, match="fetch"):
        keys(CHAIN_URL)
    assert time.monotonic() - began < 15
    gate.open.set()
    until(lambda: not keys._pending)
    assert keys(CHAIN_URL)
    assert gate.asked == [CHAIN_URL]
