"""What the page's server gives besides exchanges: sound by espeak-ng, a saved conversation, the country's numbers."""

import array
import io
import os
import shutil
import wave

import pytest
from fake_skill import BRITAIN
from web_echo import HERE, client_of

from simulator.country import country_of, numbers_of
from simulator.sound import Sentence, SoundError, wav_of

ESPEAK = shutil.which("espeak-ng")
ENOUGH = 500  # of 32,767: a voice, and not the noise of a silence


def speak(client, **sentence):
    return client.post("/echo/speech", json=sentence, headers=HERE)


def heard(wav):
    """Return the seconds of a sound and its loudest sample."""
    with wave.open(io.BytesIO(wav)) as sound:
        samples = array.array("h", sound.readframes(sound.getnframes()))
        return sound.getnframes() / sound.getframerate(), max(map(abs, samples))


def test_a_sentence_is_heard_for_about_as_long_as_it_is_shown(fake):
    words = "Straighten your leg, and gently draw your toes up towards your shin."
    answer = speak(client_of(fake), words=words)
    seconds, loudest = heard(answer.data)
    assert answer.mimetype == "audio/wav"
    assert seconds == pytest.approx(len(words) / 15, rel=0.4)
    assert loudest > ENOUGH


def test_a_faster_pace_is_shorter_and_a_number_is_spelled():
    slow, fast = (heard(wav_of(Sentence("Call 999 now.", pace=pace), ESPEAK, "en"))[0] for pace in (0.7, 1.3))
    assert fast < slow
    assert heard(wav_of(Sentence("999"), ESPEAK, "en")) == heard(wav_of(Sentence("9 9 9"), ESPEAK, "en"))


def test_without_a_voice_the_page_says_so_and_the_server_too(fake, monkeypatch, tmp_path):
    client = client_of(fake)
    assert b'data-server-voice="yes"' in client.get("/").data
    monkeypatch.setenv("PATH", str(tmp_path))
    assert b'data-server-voice="no"' in client.get("/").data
    assert speak(client, words="Hold.").status_code == 404


@pytest.mark.parametrize("script", ["exit 1", "exit 0", "echo nonsense"])
def test_a_voice_that_fails_is_no_sound(fake, monkeypatch, tmp_path, script, caplog):
    program = tmp_path / "espeak-ng"
    program.write_text(f"#!/bin/sh\ncat > /dev/null\n{script}\n", encoding="utf-8")
    program.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    assert speak(client_of(fake), words="My leg is swollen.").status_code == 503
    assert "swollen" not in caplog.text
    with pytest.raises(SoundError):
        wav_of(Sentence("Hold."), str(program), "en")


@pytest.mark.parametrize("asked", [{}, {"words": ""}, {"words": "a" * 1001}, {"words": "x", "locale": "../x"}])
def test_a_sentence_that_is_none_is_refused(fake, asked):
    assert speak(client_of(fake), **asked).status_code == 400


def test_sound_is_made_for_this_page_only(fake):
    assert client_of(fake).post("/echo/speech", json={"words": "Hold."}).status_code == 403


def test_a_conversation_is_saved_as_a_transcript(fake):
    one = {"said": "help", "clock": "03:00:00", "items": [{"seconds": 1, "words": "Hold. Now."}, {"seconds": 5}]}
    other = {"said": "stop", "clock": "03:01:00", "items": [], "ended": True, "after": 4.25}
    saved = [{**each, "locale": "en-GB"} for each in (one, other)]
    text = client_of(fake).post("/echo/transcript", json=saved, headers=HERE).text
    assert text.splitlines()[1:] == [
        "@ en-GB 2026-11-23T03:00:00Z",
        "you: help",
        "alexa: Hold.",
        "       Now.",
        "       [hold 5 s]",
        "you (4.2 s in): stop",
        "(the session ends)",
    ]


@pytest.mark.parametrize("saved", [{}, [{"said": "x"}], "x"])
def test_what_is_no_conversation_is_not_saved(fake, saved):
    assert client_of(fake).post("/echo/transcript", json=saved, headers=HERE).status_code == 400


def test_countrys_numbers_begin_with_its_emergency_number(catalog):
    numbers = {locale: numbers_of(catalog[locale]) for locale in ("en-GB", "en-US", "en-AU", "en-CA", "en-IN")}
    assert [each[0] for each in numbers.values()] == ["999", "911", "000", "911", "112"]
    assert "116123" in numbers["en-GB"]
    assert "1800" not in numbers["en-AU"]


def test_a_country_s_clock_and_voice_are_those_of_its_file(catalog):
    places = {locale: country_of(catalog[locale], None)[1:3] for locale in ("en-GB", "en-US", "en-IN", "en")}
    assert places == {
        "en-GB": ("Europe/London", "en"),
        "en-US": ("America/New_York", "en-us"),
        "en-IN": ("Asia/Kolkata", "en"),
        "en": ("UTC", "en"),
    }


def test_country_without_a_page_has_the_first_ones_voice(fake, monkeypatch):
    spoken = []
    monkeypatch.setattr("simulator.echo.wav_of", lambda _sentence, _program, voice: spoken.append(voice) or b"")
    american = {"en-GB": BRITAIN, "en-US": BRITAIN._replace(voice="en-us")}
    client = client_of(fake, countries=american)
    for locale in ("en-US", "en-GB", "de-DE", ""):
        speak(client, words="Hold.", locale=locale)
    assert spoken == ["en-us", "en", "en", "en"]
