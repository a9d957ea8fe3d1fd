"""DynamoDB throttled, failing, hanging, or written by others: relief is answered, and what is acknowledged is kept."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import cache

import pytest
from the_skill import catalog
from transcripts import recognizer_of
from troubled import TROUBLES, another_first, none, troubled
from visitors import TODAY, after_a_session, sessions, someone

from simulator.device import Device
from skill.alexa.skill import as_callable, create_skill
from skill.circuit_breaker import CircuitBreaker
from skill.storage.profiles import Profiles

EVENING = datetime(2026, 11, 23, 21, 0, tzinfo=UTC)
VISITS, TRIES = 6, 60


def answers(profiles):
    """Return what is heard of somebody who has a cramp, and then does a bedtime stretch and goes."""
    invoke = as_callable(create_skill(catalog(), profiles))
    device = Device(invoke, recognizer_of("en-GB"), locale="en-GB", now=EVENING, user_id="a", device_id="d")
    said = [device.say(words) for words in ("my calf is cramping", "it's better", "stop", "start my bedtime stretch")]
    said += [device.silence(), device.silence(), device.say("stop")]
    assert device.faults == []
    return [exchange.response and exchange.response["response"] for exchange in said]


@cache
def relief_unkept():
    """Return what a cramp is answered with where nothing is kept."""
    return answers(None)[0]


@pytest.mark.parametrize("trouble", [*TROUBLES, another_first], ids=lambda trouble: trouble.__name__)
def test_relief_is_answered_in_any_table_trouble(aws, table, dynamodb_server, open_store, trouble):
    with troubled(dynamodb_server, trouble) as address:
        aws.setenv("AWS_ENDPOINT_URL_DYNAMODB", address)
        relief, *others = answers(Profiles(open_store(table.name)))
    assert relief == relief_unkept()
    assert "sorry" not in str(others).lower()


@pytest.mark.parametrize(
    "kinds", [(*TROUBLES, *[another_first, none] * 3), (another_first, none)], ids=["all", "conflicts"]
)
def test_no_acknowledged_write_is_lost_and_none_counts_twice(aws, table, dynamodb_server, open_store, kinds):
    with troubled(dynamodb_server, *kinds) as address:
        aws.setenv("AWS_ENDPOINT_URL_DYNAMODB", address)
        profiles = Profiles(open_store(table.name), CircuitBreaker(cool_down_seconds=0.0))
        with ThreadPoolExecutor(3) as people:
            acknowledged = list(people.map(lambda name: visits_of(profiles, name), "abc"))
    aws.setenv("AWS_ENDPOINT_URL_DYNAMODB", dynamodb_server)
    kept = Profiles(open_store(table.name))
    assert [sessions(kept, someone(name)) for name in "abc"] == acknowledged == [VISITS] * 3


def visits_of(profiles, name):
    """Finish a stretch on so many visits, and try each to be kept until that is acknowledged."""
    acknowledged = 0
    for number in range(VISITS):
        base = profiles.load(someone(name))
        new = after_a_session(base, TODAY)
        source = f"session {number} of {name}"
        acknowledged += any(profiles.save(someone(name), base, new, source) for _ in range(TRIES))
    return acknowledged
