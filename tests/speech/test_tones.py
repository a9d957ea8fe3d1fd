"""The tone at the end of a hold: five in a response at most, and no longer a turn for it."""

import re

from hypothesis import given
from hypothesis import strategies as st

from simulator.spoken import Silence, Tone, listen
from skill.alexa.responses import response_of
from skill.content.schema import Sound
from skill.dialogue.beats import Ask, Hold, Say, seconds
from skill.dialogue.session import Session
from skill.dialogue.turn import Turn
from skill.speech.ssml import ssml
from skill.speech.tones import audible, with_room

NAME = "soundbank://soundlibrary/musical/amzn_sfx_bell_short_chime_01"
SOUND = Sound(play=NAME, seconds=1, most=5, sources=[])
ROUND = (Say("Hold."), Hold(5, tone=True), Say("Release."), Hold(3, resting=True))


def rounds(count):
    return ROUND * count


def tones(beats):
    return [number for number, beat in enumerate(beats) if isinstance(beat, Hold) and beat.tone]


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 7))
def test_tones_stay_within_a_responses_limit_and_keep_the_last(spoken, again, most):
    beats, reprompt = audible(rounds(spoken), rounds(again), most)
    assert len(tones(beats)) + len(tones(reprompt)) == min(spoken + again, most)
    if spoken + again and most:
        assert tones(reprompt or beats)[-1] == len(reprompt or beats) - 3
    assert [*map(type, beats)] == [*map(type, rounds(spoken))]


def test_tone_shortens_the_rest_and_not_the_hold():
    assert [beat.seconds for beat in with_room(ROUND, 1) if isinstance(beat, Hold)] == [5, 2]
    assert [beat.seconds for beat in with_room(ROUND, 9) if isinstance(beat, Hold)] == [5, 0]
    assert seconds(tuple(with_room(ROUND, 1))) == seconds(ROUND) - SOUND.seconds


def test_tone_is_a_library_sound_right_after_the_hold():
    document = ssml(ROUND, tone=NAME)
    assert f'<break time="5s"/><audio src="{NAME}"/>' in document
    assert [item for item in listen(document) if isinstance(item, Tone)] == [Tone(NAME)]
    assert "audio" not in ssml(ROUND)


def test_response_plays_no_unknown_sound_and_five_known_ones():
    turn = Turn((*rounds(8), Ask("More?", rounds(8))), Session().like(tone=True))
    silent, sounded = response_of(turn), response_of(turn, tone=SOUND)
    for response, count in ((silent, 0), (sounded, 5)):
        written = response.output_speech.ssml + response.reprompt.output_speech.ssml
        assert len(re.findall("<audio ", written)) == count
    holds = [item for item in listen(sounded.output_speech.ssml) if isinstance(item, Silence) and item.seconds > 3]
    assert {hold.seconds for hold in holds} == {5.0}


def test_contents_sound_is_playable_on_a_device(content):
    sound = content.sounds["hold-end"]
    assert [item.name for item in listen(f'<speak><audio src="{sound.play}"/></speak>')] == [sound.play]
    assert 1 <= sound.most <= 5
    assert set(sound.sources) <= set(content.sources)
