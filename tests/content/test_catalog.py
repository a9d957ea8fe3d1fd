"""One Content per locale: words and phrases follow a parent, facts and stances never do."""

import pytest

from skill.content.catalog import load_catalog
from skill.errors import ContentError


def test_unknown_locale_gets_the_content_without_a_country(catalog):
    assert catalog["en-XX"] is catalog[None] is catalog[""] is catalog["en"]
    assert catalog["en"].emergency == "your local emergency number"
    assert catalog["en-GB"].locale == "en-GB"


def test_five_locales_are_published_without_the_default(catalog):
    assert {"en-GB", "en-US", "en-AU", "en-CA", "en-IN"} <= catalog.published().keys()
    assert "en" not in catalog.published()


def test_a_country_can_be_tried_before_it_is_published(copy):
    copy.replace("countries/en-AU.toml", "published = true", "published = false")
    catalog = copy.open()
    assert "en-AU" not in catalog.published()
    assert "en-AU" in catalog.countries()
    assert "en" not in catalog.countries()


def test_a_word_follows_the_parent_unless_the_locale_has_its_own(catalog):
    first = {locale: catalog[locale].stretches["wall-lean"].halfway for locale in ("en-GB", "en-US", "en-AU")}
    assert "a metre" in first["en-GB"]
    assert "three feet" in first["en-US"]
    assert first["en-AU"] == first["en-GB"]


def test_phrase_is_inherited_unless_the_locale_has_its_own(copy):
    copy.replace("countries/en-AU.toml", "[phrases]", '[phrases]\ngoodbye = "Take care, {doctor}."')
    catalog = copy.open()
    assert catalog["en-AU"].phrase("goodbye") == "Take care, GP."
    assert catalog["en-GB"].phrase("goodbye") == catalog["en-CA"].phrase("goodbye") != "Take care, GP."


def test_a_phrase_is_inherited_through_a_chain_of_parents(copy):
    copy.replace("countries/en-US.toml", "[phrases]", '[phrases]\ngoodbye = "So long."')
    copy.replace("countries/en-CA.toml", 'parent = "en-GB"', 'parent = "en-US"')
    catalog = copy.open()
    assert catalog["en-CA"].phrase("goodbye") == "So long."
    assert "three feet" in catalog["en-CA"].stretches["wall-lean"].halfway
    assert catalog["en-CA"].emergency.startswith("911")
    assert "Canada" in catalog["en-CA"].questions["quinine-suitability"].general.said[1]


def test_no_two_countries_share_a_fact_by_inheritance(catalog):
    rules = {
        locale: content.questions["quinine-suitability"].general.said for locale, content in catalog.published().items()
    }
    assert len(set(rules.values())) == len(rules)


def test_a_phrase_is_filled_with_the_words_it_is_given(copy):
    copy.put("phrases.toml", "goodbye", '"{count} done."')
    assert copy.open()["en-GB"].phrase("goodbye", count="Three") == "Three done."


def test_a_phrase_that_is_not_there_is_named(content):
    with pytest.raises(ContentError, match=r"^en/phrases\.toml: hullo: there is no such phrase$"):
        content.phrase("hullo")


def test_an_answer_is_the_choices_own_or_the_general_one(content):
    question = content.home_of("hot-leg")
    assert question.answer("hot-leg") is question.choices["hot-leg"]
    assert question.answer("no-such") is question.answer(None) is question.general


def test_a_slots_value_finds_the_question_it_belongs_to(content):
    heard = content.questions["see-doctor"]
    assert content.owner_of("chest-pain", heard).slug == "emergency"
    assert content.owner_of("walking-pain", heard) is heard
    assert content.owner_of("no-such", heard) is content.owner_of(None, heard) is heard


ROUTINES = [
    ("relief", "foot", "standing", "relief-foot"),
    ("relief", None, "seated", "relief-calf-seated"),
    ("practice", "hamstring", "seated", "practice-hamstring-seated"),
    ("practice", "foot", "standing", "practice-calf"),
    ("relief", "elbow", "standing", "relief-calf"),
]


def test_a_muscle_has_its_routine_and_any_other_gets_the_calfs(content):
    found = [(kind, muscle, way, content.routine_for(kind, muscle, way).slug) for kind, muscle, way, _ in ROUTINES]
    assert found == ROUTINES


def test_every_slot_value_leads_to_something(countries):
    for content in countries:
        for question in content.questions.values():
            for choice in question.choices:
                assert content.owner_of(choice, question) is question, content.locale
                assert question.answer(choice).said, content.locale


def test_a_choice_that_no_question_has_is_told(content):
    with pytest.raises(ContentError, match="there is no choice 'no-such-sign'"):
        content.home_of("no-such-sign")


def test_overlong_text_fails_the_check_and_not_the_server(copy):
    copy.replace("questions/see-doctor.toml", "answer = [\n", 'answer = [\n  "' + "word " * 30 + '.",\n')
    assert any("at most 20" in problem for problem in copy.problems())
    assert load_catalog(copy.folder, wording=False)["en"].questions["see-doctor"]


def test_a_server_refuses_what_is_never_said(copy):
    copy.replace("questions/see-doctor.toml", "answer = [\n", 'answer = [\n  "Take 200 mg.",\n')
    with pytest.raises(ContentError, match=r"see-doctor.*never say"):
        load_catalog(copy.folder, wording=False)
