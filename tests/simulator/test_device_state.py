"""A device written down and read again goes on as if nothing had happened."""

import msgspec
import pytest

from simulator.device_state import DeviceState, Kept, keep, restored
from simulator.spoken import words_of

BEFORE = b'{"now":"2026-11-23T02:00:00Z","session":null,"playing":'


def through_json(state, took=None):
    written = msgspec.json.encode(keep(state))
    return restored(msgspec.json.decode(written, type=Kept), 15.0, took)


def test_another_device_goes_on_where_one_stood(device, device_for, fake):
    device.say("help with my leg cramp")
    other = device_for(fake)
    other.state = through_json(device.state)
    assert other.in_session
    assert other.listening_ends == pytest.approx(device.listening_ends)
    assert words_of(other.silence().spoken).startswith("And again.")
    other.say("yes")
    assert fake.requests[-1]["session"]["attributes"] == {"turns": 1}
    assert fake.requests[-1]["session"]["sessionId"] == fake.requests[0]["session"]["sessionId"]
    assert fake.requests[-1]["session"]["new"] is False


def test_time_really_spoken_replaces_the_estimate(device, device_for, fake):
    device.say("help with my leg cramp")
    began = device.now
    other = device_for(fake)
    other.state = through_json(device.state, took=40.0)
    assert other.listening_ends == pytest.approx(48.0)
    other.silence()
    assert (other.now - began).total_seconds() == pytest.approx(48.0)


def test_unused_device_can_be_stored(device):
    assert through_json(device.state) == DeviceState(device.now)


@pytest.mark.parametrize(
    "nonsense",
    [
        b"{}",
        b'{"now":"2026-11-23T02:00:00","session":null,"playing":null}',
        b'{"now":"2026-11-23T02:00:00Z","session":{"id":"a"},"playing":null}',
        b'{"now":"2026-11-23T02:00:00Z","session":null,"playing":null,"more":1}',
        BEFORE + b'{"started":"2026-11-23T02:00:00Z","spoken":[{"seconds":-1}],"reprompt":[]}}',
    ],
)
def test_what_is_no_device_is_refused(nonsense):
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(nonsense, type=Kept)
