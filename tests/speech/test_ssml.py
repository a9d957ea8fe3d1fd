"""Beats as SSML: well-formed whatever the words, numbers digit by digit, silences of the right length."""

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.dialogue.beats import Ask, Breath, Hold, Say
from skill.speech.ssml import silence, ssml

TEXT = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"]), max_size=60)
TRICKY = st.text(alphabet="<>&'\"/;a1 -", max_size=30)


def digits(number):
    return f'<say-as interpret-as="digits">{number}</say-as>'


def silences(document):
    """Return the lengths of the breaks of a document, in seconds, neighbours apart."""
    found = re.findall(r"""<break time=["'](\d+)(ms|s)["']/>""", document)
    return [int(number) / (1000 if unit == "ms" else 1) for number, unit in found]


def words(document):
    """Return all text of a document, with single spaces."""
    return " ".join("".join(ET.fromstring(document).itertext()).split())  # noqa: S314 - our own SSML


@settings(max_examples=50)
@given(texts=st.lists(st.one_of(TEXT, TRICKY), max_size=4), question=TRICKY)
def test_any_words_make_well_formed_speech(texts, question):
    document = ET.fromstring(ssml((*map(Say, texts), Hold(5), Ask(question, ()))))  # noqa: S314 - our own SSML
    assert document.tag == "speak"
    assert {element.tag for element in document.iter()} <= {"speak", "break", "say-as"}


@given(text=TRICKY.filter(lambda text: not re.search(r"\d", text)))
def test_what_is_said_arrives_as_it_was_written(text):
    assert words(ssml((Say(text),))) == " ".join(text.split())


SPELLED = [
    ("Call 999, now.", 'Call <say-as interpret-as="digits">999</say-as>, now.'),
    (
        "on 13 11 26.",
        f"on {digits('13')}, {digits('11')}, {digits('26')}.",
    ),
    (
        "on 1-800-222",
        f"on {digits('1')}, {digits('800')}, {digits('222')}",
    ),
    ("one & two", "one &amp; two"),
    ("over ten minutes", "over ten minutes"),
]


def test_telephone_numbers_are_spelled_digit_by_digit():
    for said, expected in SPELLED:
        assert ssml((Say(said),)) == f"<speak>{expected}</speak>", (said, expected)


def test_every_number_that_can_be_said_is_spelled(countries):
    for content in countries:
        for phrase in (content.emergency, *content.phrases.values()):
            assert not re.search(r"\d", re.sub(r"<say-as[^>]*>\d+</say-as>", "", ssml((Say(phrase),)))), content.locale


BREAKS = [(0, []), (3, [3]), (5, [5]), (10, [10]), (20, [10, 10]), (25, [10, 10, 5])]


def test_no_break_exceeds_ten_seconds():
    for seconds, lengths in BREAKS:
        breaks = "".join(f'<break time="{length}s"/>' for length in lengths)
        assert silence(seconds) == breaks, (seconds, lengths)
        assert ssml((Hold(seconds),)) == f"<speak>{breaks}</speak>", (seconds, lengths)


@given(seconds=st.integers(0, 300))
def test_the_breaks_of_a_silence_add_up_to_it(seconds):
    assert sum(silences(silence(seconds))) == seconds


@pytest.mark.parametrize(("seconds", "rest"), [(3, ""), (5, '<break time="2s"/>')])
def test_each_number_counted_inside_a_hold_takes_a_second_of_it(seconds, rest):
    counted = "".join(f"{number}<break time='650ms'/>" for number in ("one", "two", "three"))
    assert ssml((Hold(seconds, counts=("one", "two", "three")),)) == f"<speak>{counted}{rest}</speak>"


def test_a_list_is_read_with_a_breath_between_its_items():
    document = ssml((Say("bleeding,"), Breath(), Say("and bruising.")))
    assert document == '<speak>bleeding, <break time="400ms"/> and bruising.</speak>'


def test_beats_are_spoken_in_order_without_the_reprompt():
    beats = (Say("Lean in."), Hold(5), Say("Release."), Ask("Shall we go on?", (Say("Later."),)))
    assert ssml(beats) == '<speak>Lean in. <break time="5s"/> Release. Shall we go on?</speak>'


def test_nothing_to_say_is_an_empty_document():
    assert ssml(()) == "<speak></speak>"
