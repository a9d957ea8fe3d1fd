"""SSML as words and silences."""

import pytest

from simulator.spoken import Silence, Spoken, listen, plain, runs, seconds_of, words_of

HEARD = [
    ("<speak>Hello.</speak>", (Spoken("Hello."),)),
    (
        '<speak>Hold<break time="10s"/><break time="500ms"/> on</speak>',
        (Spoken("Hold"), Silence(10.5), Spoken("on")),
    ),
    ('<speak>a<break time="2s"/> \n <break time="3s"/>b</speak>', (Spoken("a"), Silence(5.0), Spoken("b"))),
    ('<speak>Ring <say-as interpret-as="characters">999</say-as>.</speak>', (Spoken("Ring 999."),)),
    ('<speak>un<emphasis level="strong">believ</emphasis>able</speak>', (Spoken("unbelievable"),)),
    ("<speak>bread &amp; butter &lt; tea</speak>", (Spoken("bread & butter < tea"),)),
    ("<speak><p><s>One.</s><s>Two.</s></p>Three.</speak>", (Spoken("One. Two. Three."),)),
    (
        '<speak>Now <amazon:effect name="whispered">softly, <w role="x">softly</w></amazon:effect> up</speak>',
        (Spoken("Now"), Spoken("softly, softly", whispered=True), Spoken("up")),
    ),
    ('<speak><break time="0s"/>a<break strength="none"/></speak>', (Spoken("a"),)),
    (
        '<speak>a<break/>b<break strength="x-strong"/></speak>',
        (Spoken("a"), Silence(0.2), Spoken("b"), Silence(1.0)),
    ),
    ("<speak> </speak>", ()),
]


def test_ssml_is_heard_as_words_and_silences():
    assert [(ssml, listen(ssml)) for ssml, _ in HEARD] == HEARD


REFUSED = [
    "Hello.",
    "",
    "<speak>this & that</speak>",
    "<speak>unclosed",
    "<p>no speak around it</p>",
    "<speak><speak>twice</speak></speak>",
    '<speak><break time="11s"/></speak>',
    '<speak><break time="10001ms"/></speak>',
    '<speak><break time="5"/></speak>',
    '<speak><break time="-1s"/></speak>',
    '<speak><break strength="huge"/></speak>',
    '<!DOCTYPE speak [<!ENTITY a "b">]><speak>&a;</speak>',
]


def test_ssml_that_alexa_refuses_is_a_value_error():
    for ssml in REFUSED:
        with pytest.raises(ValueError, match=r"."):
            pytest.fail(f"{ssml!r} is heard as {listen(ssml)}")


def test_speech_takes_as_long_as_its_rate_says():
    ssml = '<speak>thirty characters are in here.<break time="2s"/></speak>'
    assert seconds_of(listen(ssml)) == pytest.approx(len("thirty characters are in here.") / 15 + 2)
    assert seconds_of(listen(ssml, characters_per_second=10.0)) == pytest.approx(5.0)


def test_words_break_at_a_second_and_not_at_short_silences():
    items = listen(
        '<speak>One.<break time="900ms"/>Two.<break time="1s"/>Three.'
        '<amazon:effect name="whispered">Four.</amazon:effect></speak>'
    )
    assert runs(items) == (Spoken("One. Two."), Silence(1.0), Spoken("Three."), Spoken("Four.", whispered=True))


def test_everything_said_can_be_had_without_the_silences():
    assert words_of(listen('<speak>One.<break time="5s"/>Two?</speak>')) == "One. Two?"


def test_plain_text_has_no_markup():
    assert plain(" this & that ") == (Spoken("this & that"),)


def test_emphasis_is_remembered_without_tearing_a_word_apart():
    (spoken,) = listen('<speak>Do <emphasis>not</emphasis> stretch, <emphasis level="strong">ever</emphasis>.</speak>')
    assert spoken == Spoken("Do not stretch, ever.")
    assert spoken.stressed == ("not", "ever")


def test_rate_and_volume_are_heard_and_slow_words_take_longer():
    slow, loud = listen('<speak><prosody rate="50%">Twice.</prosody><prosody volume="loud">Once.</prosody></speak>')
    assert (slow.told, loud.told) == (" (at 50%)", " (loud)")
    assert slow.seconds == 2 * len("Twice.") / 15
    assert loud.seconds == len("Once.") / 15


def test_rate_and_volume_may_nest_in_each_other_and_a_whisper():
    ssml = '<prosody volume="+4dB"><prosody rate="x-slow">a</prosody></prosody>'
    (spoken,) = listen(f'<speak><amazon:effect name="whispered">{ssml}</amazon:effect></speak>')
    assert spoken.manner == (True, 50.0, "+4dB")


def test_unknown_rate_or_volume_is_refused():
    for attribute in ('rate="19%"', 'rate="quick"', 'rate="-10%"', 'volume="+5dB"', 'volume="11"', 'volume=""'):
        with pytest.raises(ValueError, match="no such"):
            listen(f"<speak><prosody {attribute}>a</prosody></speak>")
