"""The certificates' host has several addresses: one that is silent or at fault keeps no chain from being fetched."""

import socket
import time
from contextlib import ExitStack

import pytest
from chain_host import host_at, reply, resolve_to, silent_host

from skill.alexa.webhook import fetch
from skill.alexa.webhook.fetch import HOST, MOST_PLACES, fetch_chain
from skill.errors import VerificationError

GOOD = "https://s3.amazonaws.com/echo.api/cert.pem"
CHAIN = reply(b"200 OK", b"chain")


@pytest.fixture
def identity_of_host(identity, monkeypatch):
    """The host's certificate, and time for a busy machine."""
    monkeypatch.setattr(fetch, "FETCH_SECONDS", 30.0)
    return identity(HOST)


@pytest.fixture
def one_at_a_time(identity_of_host, monkeypatch):
    """No address is asked before the last one has failed, however busy the machine is."""
    monkeypatch.setattr(fetch, "ATTEMPT_SECONDS", fetch.FETCH_SECONDS)
    return identity_of_host


def closed_place():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()


@pytest.mark.parametrize("silent", [1, 2])
def test_a_silent_address_keeps_no_chain_from_being_fetched(monkeypatch, identity_of_host, roots_file, silent):
    with ExitStack() as stack:
        places = [stack.enter_context(silent_host()) for _ in range(silent)]
        place, asked = stack.enter_context(host_at(identity_of_host, CHAIN))
        resolve_to(monkeypatch, *places, place)
        assert fetch_chain(GOOD, roots_file) == b"chain"
        assert len(asked) == 1


def test_slow_answer_is_awaited_without_another_address(monkeypatch, identity_of_host, roots_file):
    monkeypatch.setattr(fetch, "ATTEMPT_SECONDS", 0.0)
    with host_at(identity_of_host, CHAIN) as (place, _), silent_host() as other:
        resolve_to(monkeypatch, place, other)
        assert fetch_chain(GOOD, roots_file) == b"chain"


AT_FAULT = {"500": reply(b"500 Error"), "503": reply(b"503 Slow Down"), "nothing": lambda _: None}


@pytest.mark.parametrize("behave", AT_FAULT.values(), ids=AT_FAULT)
def test_an_address_at_fault_has_the_next_one_asked(monkeypatch, one_at_a_time, roots_file, behave):
    with host_at(one_at_a_time, behave) as (bad, _), host_at(one_at_a_time, CHAIN) as (place, _):
        resolve_to(monkeypatch, closed_place(), bad, place)
        assert fetch_chain(GOOD, roots_file) == b"chain"


def test_an_address_with_another_name_has_the_next_one_asked(monkeypatch, identity, one_at_a_time, roots_file):
    with host_at(identity("example.com"), CHAIN) as (bad, told), host_at(one_at_a_time, CHAIN) as (place, _):
        resolve_to(monkeypatch, bad, place)
        assert fetch_chain(GOOD, roots_file) == b"chain"
        assert told == []


def test_an_answer_that_there_is_none_is_enough(monkeypatch, one_at_a_time, roots_file):
    with (
        host_at(one_at_a_time, reply(b"404 Not Found")) as (one, _),
        host_at(one_at_a_time, CHAIN) as (two, told),
    ):
        resolve_to(monkeypatch, one, two)
        with pytest.raises(VerificationError, match=r"^fetch$"):
            fetch_chain(GOOD, roots_file)
        assert told == []


def test_silence_at_every_address_takes_no_longer_in_all(monkeypatch, roots_file):
    monkeypatch.setattr(fetch, "FETCH_SECONDS", 0.5)
    with silent_host() as one, silent_host() as other:
        resolve_to(monkeypatch, one, other)
        began = time.monotonic()
        with pytest.raises(VerificationError, match=r"^fetch$"):
            fetch_chain(GOOD, roots_file)
        assert 0.45 < time.monotonic() - began < 10


def test_every_address_refused_is_a_failure(monkeypatch, roots_file):
    resolve_to(monkeypatch, closed_place(), closed_place())
    with pytest.raises(VerificationError, match=r"^fetch$"):
        fetch_chain(GOOD, roots_file)


def test_address_families_alternate_up_to_a_limit(monkeypatch, roots_file):
    tried = []

    def connect(place, **_):
        tried.append(place[0])
        raise ConnectionRefusedError

    four = [(f"192.0.2.{number}", 443) for number in range(6)]
    six = [(f"2001:db8::{number}", 443, 0, 0) for number in range(6)]
    resolve_to(monkeypatch, *six, *six, *four)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(VerificationError, match=r"^fetch$"):
        fetch_chain(GOOD, roots_file)
    assert tried == ["2001:db8::0", "192.0.2.0", "2001:db8::1", "192.0.2.1"]
    assert len(tried) == MOST_PLACES
