"""What an outage may cost: one slow answer, one line in the log, nothing more until the rest is over."""

import time
from contextlib import contextmanager

from visitors import after_a_session, someone

from skill.store.guarded import REST_SECONDS
from skill.stretching.profile import Profile

FIRST_SECONDS = 4
"""Fewer than what hangs in these tests would take: 10."""
LATER_SECONDS = 0.5
"""Three calls; if each waited for the store, they would take 1.8 s."""


@contextmanager
def lasting_less_than(seconds):
    began = time.monotonic()
    yield
    assert time.monotonic() - began < seconds


def remember(memory):
    return memory.remember(someone(), Profile(), after_a_session(Profile()))


def recall(memory):
    return memory.recall(someone())


NOTHING = {recall: Profile(), remember: None}


def is_cheap(memory, caplog, first=recall):
    """Fail once, slowly, then at once; give the kind of failure in the log's one line."""
    caplog.clear()
    with lasting_less_than(FIRST_SECONDS):
        assert first(memory) == NOTHING[first]
    with lasting_less_than(LATER_SECONDS):
        assert recall(memory) == Profile()
        assert remember(memory) is None
        assert memory.forget(someone()) is False
    (record,) = caplog.records
    assert record.name == "skill.store"
    return record.getMessage().removeprefix("memory is out of reach: ")


def is_over(memory, clock):
    """Once the rest is over memory works again."""
    clock.now += REST_SECONDS
    known = recall(memory)
    return memory.remember(someone(), known, after_a_session(known)) == after_a_session(known)
