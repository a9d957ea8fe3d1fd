"""The breaker, by itself: what it lets through, what it says, and whom it lets try again."""

import logging
import threading

import pytest

from skill.storage.circuit_breaker import CircuitBreaker
from skill.storage.deadline import within


def fail(*_):
    raise OSError("what a person said")


@pytest.fixture
def guard(clock):
    return CircuitBreaker(clock)


def test_what_works_is_let_through(guard):
    assert [guard.attempt(lambda: "kept", "lost") for _ in range(3)] == ["kept"] * 3


def test_after_a_failure_nothing_is_tried_for_twenty_seconds(guard, clock):
    assert guard.attempt(fail, "lost") == "lost"
    clock.now += 19.9
    assert guard.attempt(lambda: "kept", "lost") == "lost"
    clock.now += 0.1
    assert guard.attempt(lambda: "kept", "lost") == "kept"
    assert guard.attempt(lambda: "kept", "lost") == "kept"


def test_a_second_failure_begins_a_second_rest(guard, clock, caplog):
    guard.attempt(fail, None)
    clock.now += 20
    guard.attempt(fail, None)
    clock.now += 19.9
    assert guard.attempt(lambda: "kept", "lost") == "lost"
    assert len(caplog.records) == 2


def test_the_log_tells_the_kind_of_failure_and_nothing_else(guard, caplog):
    guard.attempt(fail, None)
    assert caplog.record_tuples == [("skill.store", logging.WARNING, "memory is out of reach: OSError")]


def test_the_log_tells_the_kind_that_a_wrapper_hides(guard, caplog):
    def wrapped():
        try:
            fail()
        except OSError as error:
            raise ValueError("what a person said") from error

    guard.attempt(wrapped, None)
    assert caplog.messages == ["memory is out of reach: ValueError (OSError)"]


def test_after_a_rest_one_thread_tries_and_the_others_do_not_wait_for_it(guard, clock):
    guard.attempt(fail, None)
    clock.now += 20
    trying, go_on, outcome = threading.Event(), threading.Event(), []

    def slow():
        trying.set()
        assert go_on.wait(5)
        return "kept"

    first = threading.Thread(target=lambda: outcome.append(guard.attempt(slow, "lost")))
    first.start()
    assert trying.wait(5)
    assert guard.attempt(lambda: "kept", "lost") == "lost"
    go_on.set()
    first.join(5)
    assert outcome == ["kept"]
    assert guard.attempt(lambda: "kept", "lost") == "kept"


def test_being_told_to_stop_is_no_failure(guard):
    def stop():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        guard.attempt(stop, None)
    assert guard.attempt(lambda: "kept", "lost") == "kept"


def test_an_answer_in_time_is_given_and_an_error_raised():
    assert within(5, lambda: "kept") == "kept"
    with pytest.raises(OSError, match="said"):
        within(5, fail)


def test_an_answer_that_comes_late_is_not_waited_for():
    go_on = threading.Event()
    with pytest.raises(TimeoutError):
        within(0.05, lambda: go_on.wait(5))
    go_on.set()
