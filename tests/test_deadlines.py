"""Calls with a time limit."""

import threading

import pytest

from skill.deadlines import call_with_timeout


def fail():
    raise OSError("no such host")


def test_a_result_in_time_is_returned():
    assert call_with_timeout(5, lambda: "kept") == "kept"


def test_an_error_in_time_is_raised():
    with pytest.raises(OSError, match="no such host"):
        call_with_timeout(5, fail)


def test_a_late_result_is_not_waited_for():
    go_on = threading.Event()
    with pytest.raises(TimeoutError):
        call_with_timeout(0.05, lambda: go_on.wait(5))
    go_on.set()
