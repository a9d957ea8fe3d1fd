"""An Echo's time: when it is answered, interrupted, or met with silence."""

from datetime import datetime, timedelta

import pytest
from fake_skill import TWO_AT_NIGHT, FakeSkill, answer

from simulator.spoken import Silence, words_of

LAUNCH_SPEECH = len("Where is it?") / 15
TURN_SPEECH = len("Straighten your leg.") / 15 + 10 + len("Has it eased?") / 15
REPROMPT_SPEECH = len("And again.") / 15 + 5 + len("Has it eased?") / 15


def types(fake):
    return [request["request"]["type"] for request in fake.requests]


def after(device):
    return (device.now - TWO_AT_NIGHT).total_seconds()


def test_people_answer_two_seconds_after_the_speech(device):
    device.launch()
    device.say("yes")
    assert after(device) == pytest.approx(LAUNCH_SPEECH + 2)
    device.say("yes")
    assert after(device) == pytest.approx(LAUNCH_SPEECH + TURN_SPEECH + 4)


def test_an_interruption_comes_when_it_is_said(device, fake):
    device.say("help with my leg cramp")
    device.say("give me a moment", after=4)
    assert fake.requests[-1]["request"]["timestamp"] == "2026-11-23T02:00:04Z"
    assert fake.requests[-1]["session"]["new"] is False


def test_a_slower_voice_takes_longer(fake, device_for):
    device = device_for(fake, characters_per_second=7.5)
    device.launch()
    device.say("yes")
    assert after(device) == pytest.approx(2 * LAUNCH_SPEECH + 2)


def test_silence_brings_the_reprompt_and_sends_nothing(device, fake):
    device.say("help with my leg cramp")
    exchange = device.silence()
    assert exchange.request is None
    assert [type(item) for item in exchange.spoken][1] is Silence
    assert words_of(exchange.spoken) == "And again. Has it eased?"
    assert not exchange.ended_session
    assert after(device) == pytest.approx(TURN_SPEECH + 8)
    assert len(fake.requests) == 1


def test_the_reprompt_can_be_answered_and_interrupted(device, fake):
    device.say("help with my leg cramp")
    device.silence()
    device.say("yes")
    assert after(device) == pytest.approx(TURN_SPEECH + 8 + REPROMPT_SPEECH + 2)
    assert fake.requests[-1]["session"]["new"] is False
    device.silence()
    began = after(device)
    device.say("give me a moment", after=3)
    assert after(device) == pytest.approx(began + 3)


def test_a_second_silence_ends_the_session(device, fake):
    device.say("help with my leg cramp")
    device.silence()
    exchange = device.silence()
    assert exchange.ended_session
    assert exchange.request["request"]["reason"] == "EXCEEDED_MAX_REPROMPTS"
    assert exchange.request["session"]["attributes"] == {"turns": 1}
    assert after(device) == pytest.approx(TURN_SPEECH + 8 + REPROMPT_SPEECH + 8)
    assert not device.in_session
    assert device.faults == []


def test_without_a_reprompt_the_first_silence_ends_the_session(device_for):
    device = device_for(FakeSkill(LaunchRequest=answer("Well?")))
    device.launch()
    assert device.silence().ended_session


def test_a_late_answer_may_fall_into_the_reprompt(device, fake):
    device.say("help with my leg cramp")
    late = TURN_SPEECH + 8 + 2
    device.say("give me a moment", after=late)
    assert after(device) == pytest.approx(late)
    assert types(fake) == ["IntentRequest", "IntentRequest"]
    assert [exchange.said for exchange in device.history][1] == "(silence)"


def test_late_answer_finds_the_session_over(device, fake):
    device.say("help with my leg cramp")
    late = TURN_SPEECH + 8 + REPROMPT_SPEECH + 8 + 1
    device.say("yes", after=late)
    assert types(fake) == ["IntentRequest", "SessionEndedRequest", "IntentRequest"]
    assert fake.requests[-1]["session"]["new"] is True
    assert after(device) == pytest.approx(late)


def test_nobody_can_be_silent_outside_a_session(device):
    with pytest.raises(ValueError, match="no session"):
        device.silence()


def test_time_passes_between_sessions_only(device, fake):
    device.launch()
    with pytest.raises(ValueError, match="session is open"):
        device.advance(timedelta(hours=20))
    device.say("stop")
    stopped = device.now
    device.advance(timedelta(hours=20))
    device.launch()
    assert device.now == stopped + timedelta(hours=20)


def test_the_clock_needs_a_zone(fake, device_for):
    with pytest.raises(ValueError, match="zone"):
        device_for(fake, now=datetime(2026, 11, 23, 2, 0))  # noqa: DTZ001 - that is the point
