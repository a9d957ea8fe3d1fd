"""Guards over everything that is said: words that must not be heard, or not in a country."""

import re

import pytest
from everything_said import found, is_said
from scenarios import COUNTRIES, flat, word

from skill.content.checks import AT_RUN_TIME
from skill.content.filling import fill
from skill.content.style_checks import SENTENCE_END
from skill.content.words import said_when

NOT_APPROVED = [locale for locale, table in COUNTRIES.items() if table["stance"] == "not-approved"]
NO_CLAIM = [locale for locale, table in COUNTRIES.items() if table["stance"] == "no-claim"]
OFFERS_QUININE = re.compile(
    r"last resort|can prescribe it|only they can prescribe|four[- ]week|four weeks|one in five|fewer cramps|"
    r"if it helps|about every three months|it's tried",
    re.IGNORECASE,
)
SAYS_NOT_TO = re.compile(
    r"Don't (start|buy|use|swap)|should not be used|no longer approved|warns against|Never have|Stop it now"
)
DOSE = re.compile(
    r"\b(\d+|one|two|three|four|five|six|eight|hundred)[ -]?(mg|milligram|microgram|tablet|pill|capsule|gram)s?\b"
    r"|\bevery \w+ hours\b",
    re.IGNORECASE,
)
PROMISE = re.compile(
    r"\b(cures?|cured|safe(ly|st)?|guarantee\w*|will (stop|prevent)|you(?:'re| are) fine)\b", re.IGNORECASE
)


def said_of_quinine(pattern, content):
    """Return where something is said of quinine in a locale."""
    return [(where, text) for where, text in found(pattern, content) if "quinine" in f"{where} {text}".lower()]


@pytest.mark.parametrize("locale", NOT_APPROVED)
def test_no_answer_offers_quinine_without_approval(catalog, locale):
    assert said_of_quinine(OFFERS_QUININE, catalog[locale]) == [], (
        "a trial, a benefit or a prescriber makes it an option"
    )


@pytest.mark.parametrize("locale", NOT_APPROVED)
def test_quinine_answers_say_not_to_take_it_without_approval(catalog, locale):
    question = catalog[locale].questions["quinine-suitability"]
    answers = {"": question.general, **question.choices}
    assert [slug for slug, answer in answers.items() if not SAYS_NOT_TO.search(" ".join(flat(answer.said)))] == []


def test_first_countries_stances_are_unchanged():
    assert {"en-US", "en-AU", "en-CA"} <= set(NOT_APPROVED)
    assert {"en-IN", "en"} <= set(NO_CLAIM)


@pytest.mark.parametrize("locale", NO_CLAIM)
def test_no_claim_for_quinine_without_a_regulator(catalog, locale):
    assert said_of_quinine(OFFERS_QUININE, catalog[locale]) == []
    assert found(r"\bapproved\b|Health Canada|United States|Australia|\bUK\b", catalog[locale]) == []


def test_uk_quinine_is_a_last_resort_for_a_four_week_trial(catalog):
    said = " ".join(text for _, text in found("quinine|Quinine", catalog["en-GB"]))
    assert "last resort" in said
    assert "on prescription only" in said
    assert "only a GP" not in said
    assert re.search("four weeks|four-week", said)


def test_quinine_answers_with_an_action_say_when_to_stop(countries):
    for content in countries:
        question = content.questions["quinine-suitability"]
        for slug in ("does-it-work", "can-i-have-it", "how-long"):
            said = " ".join(flat(question.choices[slug].said)).lower()
            assert "stop" in said, content.locale
            assert "bleeding" in said, content.locale


def test_gps_are_where_doctors_are_called_so(countries):
    for content in countries:
        assert bool(found(r"\bGPs?\b", content)) is (word(content.locale, "doctor") == "GP"), content.locale


def test_nhs_and_foreign_numbers_are_not_heard_abroad(countries):
    for content in countries:
        own = COUNTRIES[content.locale]["facts"]["emergency_number"]["say"]
        numbers = r"\b(?:999|911|000|112|108)\b"
        said = {number for _, text in is_said(content) for number in re.findall(numbers, text)}
        assert said == set(re.findall(numbers, own)), content.locale
        assert bool(found(r"\bNHS 111\b", content)) is (content.locale == "en-GB"), content.locale


def test_paracetamol_has_its_local_name(countries):
    for content in countries:
        american = content.locale in ("en-US", "en-CA")
        assert bool(found("(?i)paracetamol", content)) is not american, content.locale
        assert bool(found("(?i)acetaminophen", content)) is american, content.locale


def test_no_sentence_begins_with_a_small_letter(countries):
    for content in countries:
        said = {
            question.answer(slug).said for question in content.questions.values() for slug in (None, *question.choices)
        }
        sentences = {
            one for answer in said for item in answer if isinstance(item, str) for one in SENTENCE_END.split(item)
        }
        assert [one for one in sentences if one[:1].islower()] == [], content.locale
        assert (
            fill("{tablets} can. {tablets} or {tablets}", {"tablets": "water pills"})
            == "Water pills can. Water pills or water pills"
        ), content.locale


def test_hospital_at_night_has_its_local_name(countries):
    for content in countries:
        names = {
            "en-GB": "A and E",
            "en-US": "the emergency room",
            "en-CA": "the emergency room",
            "en-IN": "the nearest hospital",
            "en-AU": "the emergency department",
            "en": "an emergency department",
        }
        name = word(content.locale, "emergency_department")
        assert name == names.get(content.locale, name)
        assert found(f"take you to {name}", content), content.locale
        assert bool(found("emergency department", content)) is ("emergency department" in name), content.locale


def test_american_words_are_heard_and_shown_in_america(catalog):
    british = (
        r"(?i)colour|centre|metre|\bpackets?\b|towards|water tablets|fluid tablets|hot flushes|physiotherap|neurone"
    )
    assert found(british, catalog["en-US"]) == []


def test_no_dose_no_promise_and_no_tiptoe_is_ever_heard(countries):
    for content in countries:
        for pattern in (DOSE, PROMISE, re.compile("(?i)tip-?toe|do(n't| not) worry")):
            assert found(pattern, content) == [], content.locale


def test_no_speech_holds_markup_or_an_empty_brace(countries):
    for content in countries:
        assert found(r"[<>]", content) == [], content.locale
        unfilled = {word for _, text in is_said(content) for word in re.findall(r"\{(\w*)\}", text)}
        assert unfilled <= AT_RUN_TIME, content.locale


def test_every_emergency_answer_begins_with_the_call(countries):
    for content in countries:
        for question in content.questions.values():
            for answer in (question.general, *question.choices.values()):
                if answer.level == "emergency":
                    assert answer.said[0].startswith("Call "), content.locale


CALLED_NOW = {"811": "811 now", "811, or a doctor": "811 now, or a doctor", "a, b, or c": "a now, b, or c"}


def test_when_to_call_stands_behind_the_first_who_is_called():
    assert {called: said_when(called, "{called} now") for called in CALLED_NOW} == CALLED_NOW
