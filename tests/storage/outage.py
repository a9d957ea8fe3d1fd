"""What an outage may cost: one slow answer, one line in the log, nothing more until the rest is over."""

import time
from contextlib import contextmanager

from visitors import after_a_session, someone

from skill.circuit_breaker import COOL_DOWN_SECONDS
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


def remember(profiles):
    return profiles.save(someone(), Profile(), after_a_session(Profile()))


def recall(profiles):
    return profiles.load(someone())


NOTHING = {recall: Profile(), remember: None}


def is_cheap(profiles, caplog, first=recall):
    """Fail once, slowly, then at once; give the kind of failure in the log's one line."""
    caplog.clear()
    with lasting_less_than(FIRST_SECONDS):
        assert first(profiles) == NOTHING[first]
    with lasting_less_than(LATER_SECONDS):
        assert recall(profiles) == Profile()
        assert remember(profiles) is None
        assert profiles.delete(someone()) is False
    (record,) = caplog.records
    assert record.name == "skill.store"
    return record.getMessage().removeprefix("the store failed: ").partition(" at ")[0]


def is_over(profiles, clock):
    """Once the rest is over memory works again."""
    clock.now += COOL_DOWN_SECONDS
    known = recall(profiles)
    return profiles.save(someone(), known, after_a_session(known)) == after_a_session(known)
