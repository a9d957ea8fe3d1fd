"""Whoever is named for help answers at that hour: docs/safety.md, H09."""

import re

import pytest
from scenarios import COUNTRIES, flat

from skill.content.words import said_when

SHUT_AT_NIGHT = re.compile(r"urgent care|walk-in|after-hours clinic|surgery|your GP$|your doctor$", re.IGNORECASE)
NIGHT = {
    "en-GB": ("NHS 111", "Northern Ireland"),
    "en-US": ("after-hours line", "nurse line"),
    "en-AU": ("1800 MEDICARE", "1800 633 422"),
    "en-CA": ("811", "local health line"),
    "en-IN": ("the nearest hospital",),
    "en": ("local health line",),
}
CRISIS = {"en-GB": "116 123", "en-US": "988", "en-AU": "13 11 14", "en-CA": "988", "en-IN": "14416", "en": "near you"}
LONGEST_SENTENCE_WORDS = 20
EMERGENCY = ("help-emergency", "help-in-practice-1", "help-in-relief-2", "help-in-pause-3", "misheard-twice")


def fact(locale, name):
    return COUNTRIES[locale]["facts"][name]["say"]


@pytest.mark.parametrize("locale", COUNTRIES)
def test_named_help_answers_at_night_by_day_and_in_despair(locale):
    assert not SHUT_AT_NIGHT.search(fact(locale, "advice"))
    assert [words for words in NIGHT.get(locale, ()) if words not in fact(locale, "advice")] == []
    assert re.search(r"\b(GP|doctor)$", fact(locale, "advice_by_day"))
    assert CRISIS.get(locale, "") in fact(locale, "crisis")


def test_line_that_may_not_answer_has_an_alternative(catalog):
    assert COUNTRIES["en-US"]["words"]["no_answer"].startswith("If nobody answers, go to")
    assert COUNTRIES["en-GB"]["words"]["no_answer"] == ""


def test_help_and_misunderstanding_name_the_emergency_action(countries):
    for content in countries:
        for name in EMERGENCY:
            assert f"call {content.emergency}" in content.phrase(name), content.locale
        assert "say help" in content.phrase("misheard-in-routine"), content.locale


def test_no_phrase_has_a_sentence_too_long_to_follow(countries):
    for content in countries:
        sentences = [(name, one) for name, text in content.phrases.items() for one in re.split(r"(?<=[.?!])\s+", text)]
        assert [pair for pair in sentences if len(pair[1].split()) > LONGEST_SENTENCE_WORDS] == [], content.locale


def test_statin_answer_never_says_dont_stop(countries):
    for content in countries:
        question = content.questions["cramp-cause"]
        assert "Don't stop" not in " ".join(flat(question.general.said) + flat(question.choices["statins"].said)), (
            content.locale
        )
        words = " ".join(flat(question.choices["statins"].said))
        advice = fact(content.locale, "advice")
        assert (
            f"weakness or cramps, contact {said_when(advice, '{called} today')}. Do that before your next " in words
        ), content.locale
        assert "dark as cola" in words, content.locale


def test_ibuprofen_warns_of_pregnancy_and_blood_thinners(countries):
    for content in countries:
        words = " ".join(flat(content.questions["pain-relief"].choices["ibuprofen"].said))
        assert re.match("Don't take ibuprofen if you're pregnant", words), content.locale
        assert "blood thinners" in words, content.locale
        assert "under sixteen" in " ".join(flat(content.questions["pain-relief"].choices["aspirin"].said)), (
            content.locale
        )


def test_the_apology_names_the_call_before_the_stretch(countries):
    for content in countries:
        words = content.phrase("sorry")
        assert words.index(f"call {content.emergency}") < words.index("straighten your leg"), content.locale
