"""Whatever the skill tells people to say is heard."""

import re

import pytest
from everything_said import is_said
from transcripts import recognizer_of

TOLD = re.compile(r"\b[Ss]ay:? ((?:(?![.?!:;]|, and |, then ).)+)")
"""What follows "say", up to the end of its clause."""
PURPOSE = re.compile(r" (?:for|to|if|when|and I'll)\b.*$")
"""Why it may be said: "resume to go on", "no if it isn't"."""
TO_OTHERS = re.compile(
    r"^(?:release|ease off|which|that again|other times|another time|day|nothing|open |ask me |only|who|so|about your|"
    r"I|about fifteen|five|Alexa|volume|press|what matters)\b"
)
"""What isn't said by the person, or not to us; what names a kind of words; and how to begin anew."""
TO_HELPERS = re.compile(r"^questions/(?:collapse|crisis|heat|illness|mouth|poison|quinine|vitamins|while-you-wait)")
"""Answers in which "say" is to a doctor, or on the telephone."""
WITHIN = re.compile(r"(?:,? or |, )(?:say )?")


def told_to_say(text):
    """Return each thing that a text tells people to say."""
    for said in TOLD.findall(text):
        for one in WITHIN.split(said):
            words = PURPOSE.sub("", one.removeprefix("or ")).strip(" ,")
            if words and not TO_OTHERS.match(words):
                yield words


FOUND = [
    ("Say yes for the stretch, sitting, or stop. Which would you like?", ["yes", "sitting", "stop"]),
    (
        "Or say pause, next, back, repeat, sit down, or stop.",
        ["pause", "next", "back", "repeat", "sit down", "stop"],
    ),
    ("If I heard you wrong, say: you misheard me.", ["you misheard me"]),
    ("Say no, and we'll do it again.", ["no"]),
    ("Would you like me to say that again?", []),
]


def test_what_people_are_told_to_say_is_found():
    for text, told in FOUND:
        assert list(told_to_say(text)) == told, (text, told)


@pytest.mark.parametrize("locale", ["en-GB", "en-US"])
def test_every_suggested_sentence_is_heard(locale, catalog):
    recognizer = recognizer_of(locale)
    said = [(where, text) for where, text in is_said(catalog[locale]) if not TO_HELPERS.match(where)]
    told = {words: where for where, text in said for words in told_to_say(text)}
    assert len(told) > 25
    assert {words: where for words, where in told.items() if recognizer.recognize(words.lower()).score < 1.0} == {}
