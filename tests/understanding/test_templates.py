"""Templates of content/ as expressions: words, choices, options, slots and gaps."""

import re

import pytest

from skill.understanding.templates import any_of, contracted, normalised, pattern

SLOTS = {"muscle": ("leg", "legs", "left calf")}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("My leg's gone COLD!", "my leg gone cold "),
        ("I can\N{RIGHT SINGLE QUOTATION MARK}t feel it", "i cant feel it "),
        ("999", "999 "),
        ("'s ' !", ""),
        ("", ""),
    ],
)
def test_text_is_normalised_to_words(text, words):
    assert normalised(text) == words


@pytest.mark.parametrize(
    ("template", "yes", "no"),
    [
        ("my {muscle} is cold", ["my leg is cold", "my left calf is cold"], ["my arm is cold", "my leg cold"]),
        ("(cold|stone cold) [{muscle}]", ["cold", "stone cold", "cold legs"], ["colder", "scold"]),
        ("face * dropped", ["face dropped", "face has just dropped"], ["face a b c d e dropped", "faces dropped"]),
        ("i [really] can't", ["i can't", "I really cant"], ["i really"]),
        ("{muscle}'s cold", ["leg's cold", "leg cold"], []),
        ("cold{nothing}", [], ["cold"]),
    ],
)
def test_a_template_matches_whole_words(template, yes, no):
    expression = any_of([template], SLOTS)
    assert [text for text in (*yes, *no) if expression.search(normalised(text))] == yes


def test_a_template_inside_a_sentence_is_found():
    assert any_of(["{muscle} is cold"], SLOTS).search(normalised("help, my leg is cold and white"))


def test_no_templates_match_nothing():
    assert not any_of([], SLOTS).search(normalised("my leg is cold"))


def test_an_open_bracket_is_an_error():
    with pytest.raises(re.error):
        pattern("(cold|warm", SLOTS)


def test_a_contraction_replaces_whole_words_only():
    assert contracted("i cannot ", {"cannot": "cant"}) == "i cant "
    assert contracted("cannots ", {"cannot": "cant"}) == "cannots "
