"""A voice that was asked for, measured in recordings: slower words, louder ones, and a tone at the end of holds."""

from itertools import pairwise

import pytest
from msgspec.structs import astuple
from scenarios import NIGHT, visit_of

from simulator.exchange import items_of
from simulator.recorder import HOLD_SECONDS, Recorder, measure, silences
from simulator.sound import find_program, wav_of
from simulator.spoken import Silence, Spoken, Tone, seconds_of
from skill.alexa.responses import response_of
from skill.dialogue.engine import take_turn
from skill.dialogue.events import StretchRequested
from skill.stretching.profile import Profile
from skill.stretching.timing import CHARACTERS_PER_SECOND

ESPEAK_IS_FASTER = 0.12
"""Than the voice that the plan reckons with."""
SENTENCE = "Straighten your leg, and gently pull your toes up towards your shin."


def bedtime_stretch(content, **wishes):
    """Return what somebody hears of the bedtime stretch who says nothing."""
    person = Profile(disclaimer_given=True, **wishes)
    turn = take_turn(visit_of(person), StretchRequested("calf"), content, NIGHT)
    response = response_of(turn, tone=content.sounds["hold-end"])
    speeches = (response.output_speech, response.reprompt.output_speech)
    return [
        item for speech in speeches for item in items_of({"type": "SSML", "ssml": speech.ssml}, CHARACTERS_PER_SECOND)
    ]


class Heard:
    """The bedtime stretch as a recording, and where its tones begin."""

    def __init__(self, content, **wishes):
        self.items = bedtime_stretch(content, **wishes)
        self.tones, recorder = [], Recorder(find_program(), "en")
        for item in self.items:
            if isinstance(item, Silence):
                recorder.wait(item.seconds)
            else:
                self.tones += [recorder.clock()] if isinstance(item, Tone) else []
                recorder.say(item)
        self.seconds = recorder.clock()
        self.holds = [(start, length) for start, length in silences(recorder.samples) if length >= HOLD_SECONDS]


@pytest.fixture(scope="module", autouse=True)
def spoken_once():
    """A sentence is spoken once in each way: "Hold." stands in a stretch a dozen times."""
    spoken = {}

    def wav(sentence, *voice):
        key = (astuple(sentence), *voice)
        if key not in spoken:
            spoken[key] = wav_of(sentence, *voice)
        return spoken[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("simulator.recorder.wav_of", wav)
        yield


@pytest.fixture(scope="module")
def toned(content):
    return Heard(content, tone=True)


def spoken(**how):
    """Return what is measured in one sentence."""
    recorder = Recorder(find_program(), "en")
    recorder.say(Spoken(SENTENCE, **how))
    return measure(recorder.samples)


def test_tone_at_the_end_of_a_hold_keeps_its_length(toned):
    ends = [(start + length, length) for start, length in toned.holds]
    for tone in toned.tones:
        (length,) = [length for end, length in ends if abs(end - tone) < 0.02]
        assert length == pytest.approx(5.0, abs=0.1)


def test_a_response_plays_five_tones_evenly_apart(toned):
    assert len(toned.tones) == 5
    assert toned.tones[-1] == pytest.approx(sum(toned.holds[-1]), abs=0.02)
    apart = [later - earlier for earlier, later in pairwise(toned.tones)]
    assert max(apart) < 2 * min(apart)


def test_tones_take_no_time_of_their_own(toned):
    assert toned.seconds == pytest.approx(300, abs=15)


def test_no_tone_is_played_unasked(content):
    heard = bedtime_stretch(content)
    assert heard
    assert [item for item in heard if isinstance(item, Tone)] == []


def test_slowest_voice_has_fewer_holds_of_the_same_length(content, toned):
    slowest = Heard(content, pace=6)
    assert seconds_of(slowest.items) == pytest.approx(300, abs=30)
    assert slowest.seconds == pytest.approx(seconds_of(slowest.items), rel=ESPEAK_IS_FASTER)
    assert {round(length, 1) for _, length in slowest.holds if length < 6} == {5.0}
    assert len(slowest.holds) < len(toned.holds)


def test_slower_is_really_slower_and_faster_faster():
    seconds = [spoken(rate=rate).seconds for rate in (115, 100, 85, 70, 60)]
    assert seconds == sorted(seconds)
    assert seconds[-1] > 1.4 * seconds[1] > 1.4 * 1.05 * seconds[0]


def test_louder_is_really_louder_and_quieter_quieter():
    levels = [spoken(volume=volume).mean for volume in ("soft", "medium", "loud", "x-loud")]
    assert levels == sorted(levels)
    assert all(louder - softer > 1 for softer, louder in pairwise(levels))
