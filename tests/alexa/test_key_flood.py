"""Forgeries that name addresses nobody has asked for yet, by the dozen, and the first good request among them."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from certificate_authority import CHAIN_URL, ChainServer
from gate import Gate, until

from skill.alexa.webhook import certificates
from skill.alexa.webhook.certificates import MOST_FETCHES, MOST_THREADS, SigningKeys
from skill.errors import VerificationError


def url(number):
    return f"https://s3.amazonaws.com/echo.api/{number}.pem"


class Flooded(Gate):
    """Serves the good address at once, and holds up all others."""

    def __call__(self, address, roots_file):
        return (ChainServer if address == CHAIN_URL else Gate).__call__(self, address, roots_file)


@pytest.fixture
def gate(authority):
    gate = Flooded({CHAIN_URL: authority.chain} | {url(number): b"" for number in range(200)})
    yield gate
    gate.open.set()


@pytest.fixture
def keys(roots_file, gate, monkeypatch):
    monkeypatch.setattr(certificates, "FETCH_SECONDS", 60)  # so that nobody gives up on a busy machine
    return SigningKeys(roots_file, fetch=gate)


@pytest.fixture
def flood(keys, gate):
    """Send forgeries that wait for their addresses; return their answers, oldest first."""
    with ThreadPoolExecutor(MOST_THREADS) as callers:

        def flood(numbers):
            answers = []
            for number in numbers:
                answers.append(callers.submit(keys, url(number)))
                until(lambda: url(number) in gate.asked)  # noqa: B023 - called before the next
            return answers

        yield flood
        gate.open.set()


def reason(answer):
    return str(answer.exception(60))


def test_good_request_is_let_in_beside_a_full_queue(keys, flood):
    answers = flood(range(MOST_FETCHES))
    assert keys(CHAIN_URL)
    assert reason(answers[0]) == "busy"
    assert not any(answer.done() for answer in answers[1:])


def test_newer_waiters_replace_the_oldest_within_the_limit(keys, flood, gate):
    answers = flood(range(MOST_THREADS))
    older, newer = answers[: MOST_THREADS - MOST_FETCHES], answers[MOST_THREADS - MOST_FETCHES :]
    assert {reason(answer) for answer in older} == {"busy"}
    assert not any(answer.done() for answer in newer)
    with pytest.raises(VerificationError, match="busy"):
        keys(CHAIN_URL)
    assert len(gate.asked) == MOST_THREADS


def test_the_flood_once_over_leaves_nothing_behind(keys, flood, gate):
    answers = flood(range(MOST_FETCHES + 9))
    gate.open.set()
    assert {reason(answer) for answer in answers} == {"busy", "certificate"}
    until(lambda: not keys._threads)
    assert not keys._pending
    assert keys(CHAIN_URL)


def test_key_too_late_for_its_caller_is_kept(keys, flood, gate, authority):
    gate.chains[url(0)] = authority.chain
    answers = flood(range(MOST_FETCHES + 1))
    assert reason(answers[0]) == "busy"
    gate.open.set()
    until(lambda: not keys._threads)
    assert keys(url(0))
    assert gate.asked.count(url(0)) == 1


def test_without_a_thread_to_be_had_it_is_busy_and_counts_none(keys, monkeypatch):
    def no_thread(*_, **__):
        raise RuntimeError("can't start new thread")

    with monkeypatch.context() as patch:
        patch.setattr(certificates, "Thread", no_thread)
        with pytest.raises(VerificationError, match="busy"):
            keys(CHAIN_URL)
    assert (keys._threads, len(keys._pending)) == (0, 0)
    assert keys(CHAIN_URL)
