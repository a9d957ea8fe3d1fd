"""The circuit breaker alone: closed, open and half-open."""

import logging
import re
import threading

import pytest

from skill.circuit_breaker import CircuitBreaker
from skill.monitoring.log_summary import MESSAGE


def fail(*_):
    raise OSError("what a person said")


@pytest.fixture
def breaker(clock):
    return CircuitBreaker(clock)


def test_what_works_is_let_through(breaker):
    assert [breaker.call(lambda: "kept", "lost") for _ in range(3)] == ["kept"] * 3


def test_after_a_failure_nothing_is_tried_for_twenty_seconds(breaker, clock):
    assert breaker.call(fail, "lost") == "lost"
    clock.now += 19.9
    assert breaker.call(lambda: "kept", "lost") == "lost"
    clock.now += 0.1
    assert breaker.call(lambda: "kept", "lost") == "kept"
    assert breaker.call(lambda: "kept", "lost") == "kept"


def test_a_second_failure_begins_a_second_cool_down(breaker, clock, caplog):
    breaker.call(fail, None)
    clock.now += 20
    breaker.call(fail, None)
    clock.now += 19.9
    assert breaker.call(lambda: "kept", "lost") == "lost"
    assert len(caplog.records) == 2


def test_the_log_tells_the_kind_of_failure_and_nothing_else(breaker, caplog):
    breaker.call(fail, None)
    (record,) = caplog.records
    assert (record.name, record.levelno) == ("skill.store", logging.WARNING)
    assert re.fullmatch(r"the store failed: OSError at circuit_breaker\.py:\d+", record.getMessage())


def test_log_names_the_wrapped_error(breaker, caplog):
    def wrapped():
        try:
            fail()
        except OSError as error:
            raise ValueError("what a person said") from error

    breaker.call(wrapped, None)
    assert caplog.messages[0].startswith("the store failed: ValueError (OSError) at ")
    assert MESSAGE.fullmatch(caplog.messages[0])  # `python -m skill logs` shows it


def test_after_the_cool_down_one_thread_tries_alone(breaker, clock):
    breaker.call(fail, None)
    clock.now += 20
    trying, go_on, outcome = threading.Event(), threading.Event(), []

    def slow():
        trying.set()
        assert go_on.wait(5)
        return "kept"

    first = threading.Thread(target=lambda: outcome.append(breaker.call(slow, "lost")))
    first.start()
    assert trying.wait(5)
    assert breaker.call(lambda: "kept", "lost") == "lost"
    go_on.set()
    first.join(5)
    assert outcome == ["kept"]
    assert breaker.call(lambda: "kept", "lost") == "kept"


def test_being_told_to_stop_is_no_failure(breaker):
    def stop():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        breaker.call(stop, None)
    assert breaker.call(lambda: "kept", "lost") == "kept"


def test_breaker_can_be_opened_and_closed_by_its_caller(breaker, clock):
    assert breaker.allows_call()
    breaker.open()
    assert not breaker.allows_call()
    clock.now += 20
    assert [breaker.allows_call(), breaker.allows_call()] == [True, False]
    breaker.close()
    assert [breaker.allows_call(), breaker.allows_call()] == [True, True]
