"""The voice in the markup: rate and volume around words only, so that no silence changes its length."""

import re
from itertools import product
from xml.etree import ElementTree as ET

import pytest

from simulator.spoken import Silence, Spoken, listen, seconds_of
from skill.dialogue.beats import Ask, Breath, Hold, Say, seconds
from skill.dialogue.session import Session, State
from skill.dialogue.turn import Turn
from skill.dialogue.voice import LOUDEST, SOFTEST, Voice, alarming, voice_of
from skill.speech.ssml import ssml
from skill.stretching.profile import Profile
from skill.stretching.timing import CHARACTERS_PER_SECOND

RATES = (60, 70, 85, 90, 100, 115)
VOICES = [
    Voice(rate, volume, whispered=whispered)
    for rate, volume, whispered in product(RATES, range(SOFTEST, LOUDEST + 1), (False, True))
]
BEATS = (
    Say("Call 999. Then wait."),
    Say("Lean in, and hold."),
    Hold(5, counts=("one", "two")),
    Say("Release."),
    Hold(3, resting=True),
    Say("Bleeding,"),
    Breath(),
    Say("or bruising."),
    Ask("Shall we go on?", ()),
)


def test_a_plain_voice_adds_no_markup():
    assert ssml((Say("One. Two."), Ask("Three?", ()))) == "<speak>One. Two. Three?</speak>"


def test_rate_and_volume_are_around_each_run_of_words():
    document = ssml((Say("Lean in."), Hold(5), Ask("Shall we go on?", ())), Voice(115, 2))
    assert document == (
        "<speak><prosody rate='115%' volume='x-loud'>Lean in.</prosody> <break time=\"5s\"/> "
        "<prosody rate='115%' volume='x-loud'>Shall we go on?</prosody></speak>"
    )


def test_a_volume_alone_is_around_everything_but_sounds():
    tone = "soundbank://soundlibrary/musical/amzn_sfx_bell_short_chime_01"
    beats = (Say("Lean in."), Hold(5, tone=True), Say("Release."))
    hold = f'<break time="5s"/></prosody><audio src="{tone}"/><prosody volume=\'loud\'>'
    spoken = f"<prosody volume='loud'>Lean in. {hold} Release.</prosody>"
    assert ssml(beats, Voice(volume=1), tone) == f"<speak>{spoken}</speak>"


def test_a_sound_is_never_whispered():
    tone = "soundbank://soundlibrary/musical/amzn_sfx_bell_short_chime_01"
    document = ssml((Say("Lean in."), Hold(5, tone=True), Say("Release.")), Voice(whispered=True), tone)
    effect = '<amazon:effect name="whispered">'
    hold = f'<break time="5s"/></amazon:effect><audio src="{tone}"/>{effect}'
    assert document == f"<speak>{effect}Lean in. {hold} Release.</amazon:effect></speak>"


def test_slow_voice_waits_between_sentences_and_not_before_holds():
    document = ssml((Say("One. Two."), Say("Three."), Hold(5)), Voice(70))
    gap = '<break time="450ms"/>'
    assert document == (
        f"<speak><prosody rate='70%'>One. {gap} Two. {gap} Three.</prosody> <break time=\"5s\"/></speak>"
    )


def test_a_whisper_may_be_slow_and_is_as_loud_as_it_is():
    document = ssml((Say("One."),), Voice(85, 2, whispered=True))
    slow = "<prosody rate='85%'>One.</prosody>"
    assert document == f'<speak><amazon:effect name="whispered">{slow}</amazon:effect></speak>'


def test_counted_numbers_are_as_loud_as_the_rest_and_never_slower():
    document = ssml((Hold(5, counts=("one", "two")),), Voice(60, 1))
    second = "<break time='650ms'/>"
    counted = f"<prosody volume='loud'>one{second}two{second}</prosody>"
    assert document == f'<speak>{counted}<break time="3s"/></speak>'


def test_no_silence_is_inside_a_rate_but_the_pauses_of_its_own():
    for voice in VOICES:
        markup = ssml(BEATS, voice).replace("amazon:", "")
        for prosody in ET.fromstring(markup).iter("prosody"):  # noqa: S314 - our own SSML
            inside = {pause.attrib["time"] for pause in prosody.iter("break")}
            assert not prosody.get("rate") or inside <= {f"{15 * (100 - voice.rate)}ms"}, voice


def test_silences_are_as_long_at_any_rate():
    for voice in VOICES:
        silences = [item.seconds for item in listen(ssml(BEATS, voice)) if isinstance(item, Silence)]
        assert [silence for silence in silences if silence >= 1] == [pytest.approx(3.65), 3.0], voice


def test_estimate_matches_the_speech_at_any_rate():
    for voice in VOICES:
        heard = seconds_of(listen(ssml(BEATS, voice), CHARACTERS_PER_SECOND))
        counted = len("onetwo") / CHARACTERS_PER_SECOND - 2 * 0.35
        assert seconds(BEATS, voice.rate) == pytest.approx(heard - counted, abs=0.3), voice


def test_every_voice_is_heard_as_it_was_asked_for():
    for voice in VOICES:
        spoken = [item for item in listen(ssml(BEATS, voice)) if isinstance(item, Spoken) and item.words != "one"]
        assert {item.whispered for item in spoken} == {voice.whispered}
        assert {item.rate for item in spoken} <= {float(voice.rate), 100.0}
        assert spoken[0].rate == voice.rate
        assert ("loud" in spoken[0].volume) == (voice.volume > 0 and not voice.whispered)


def turn_in(state, **wishes):
    return Turn((Ask("Well?", (Say("Call."),)),), Session(state=state, profile=Profile(**wishes)))


def test_an_alarm_is_neither_whispered_nor_soft_nor_hurried():
    spoken = turn_in(State.ALARMED, whisper=True, volume=-1, pace=-2)
    assert spoken.voice == spoken.reprompt_voice == Voice(100, 0)


def test_alarm_keeps_a_slow_and_loud_setting():
    assert turn_in(State.ALARMED, volume=2, pace=6).voice == Voice(60, 2)


def test_silent_checks_alarm_is_spoken_as_an_alarm():
    asked = turn_in(State.CHECKING, whisper=True, volume=-1)
    assert asked.voice == Voice(100, -1, whispered=True)
    assert asked.reprompt_voice == Voice(100, 0)


def test_stored_wishes_out_of_bounds_are_spoken_within_them():
    for pace, volume in product((-60, 60), (-9, 9)):
        voice = voice_of(Profile(pace=pace, volume=volume))
        assert 60 <= voice.rate <= 115
        assert SOFTEST <= voice.volume <= LOUDEST
        assert re.fullmatch(r"<speak>.*</speak>", ssml(BEATS, alarming(voice)))


@pytest.mark.parametrize("wish", ["whisper", "counting"])
def test_whisper_and_counting_are_no_faster_than_usual(wish):
    assert [voice_of(Profile(pace=pace, **{wish: True})).rate for pace in (-2, 0, 2)] == [100, 100, 85]
