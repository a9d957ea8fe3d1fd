"""docs/certification-tests.md: each rule has a test that exists. docs/certification.md: answers as in the manifest."""

import re

from packed import HOME, LOCALES, manifest_at, page_of
from proofs import missing, named_tests
from scenarios import flat
from the_skill import catalog, files
from transcripts import ROOT, built_model, recognizer_of

from skill.alexa.publishing.interaction_model import intents_of_choices, model_problems
from skill.alexa.publishing.invocation_name import name_problems
from skill.web import create_app

PAGE = (ROOT / "docs" / "certification-tests.md").read_text(encoding="utf-8")
FORMS = (ROOT / "docs" / "certification.md").read_text(encoding="utf-8")
RULES = re.findall(r"^\| ([^|]+) \| (sure|likely|our own) \| ([^|]+) \|$", PAGE, re.MULTILINE)
FEWEST = 44
DISCLAIMER = (
    "general information",
    "for education only",
    "not medical advice",
    "no substitute for professional advice, diagnosis or treatment",
    "Ask your",
    "In an emergency call",
    "or your local emergency number",
)
FEATURES = ("cramp", "stretch", "quinine", "causes", "treatment", "prevention", "painkillers", "remind", "screen")
PROMISES = re.compile(
    r"\b(?:cures?|saves?|rescues?|lifesaving|life-saving|guarantee[sd]?|heals?|diagnoses)\b", re.IGNORECASE
)
CALLS = re.compile(r"\b(?:I(?:'ll| will|'ve)?|it|the skill) (?:calls?|called|alerts?|dials?|contacts?) ", re.IGNORECASE)
REQUIRED = ("Help", "Stop", "Cancel", "NavigateHome", "Fallback")


def test_no_rule_has_gone():
    assert len(RULES) >= FEWEST
    assert len(RULES) == len(re.findall(r"^\| [A-Z]", PAGE, re.MULTILINE))


def test_every_rule_names_a_test_that_is_there():
    assert [rule for rule, _, kept_by in RULES if not named_tests(kept_by)] == []
    assert [proof for _, _, kept_by in RULES for proof in missing(kept_by)] == []


def test_the_forms_page_gives_the_manifests_answers():
    manifest = manifest_at()
    answers = {**manifest["publishingInformation"], **manifest["privacyAndCompliance"]}
    told = re.findall(r"^\| [^|]+ \| `(\w+)` \| ((?:`\w+`(?:, )?)+) \|", FORMS, re.MULTILINE)
    assert len(told) >= 9
    flat_answers = {
        key: [str(one) for one in (value if isinstance(value, list) else [value])] for key, value in answers.items()
    }
    assert {key: flat_answers[key] for key, _ in told} == {
        key: [one.capitalize() if one in ("true", "false") else one for one in re.findall(r"\w+", value)]
        for key, value in told
    }


def test_every_row_of_the_forms_page_says_how_sure_it_is():
    tables = [part.splitlines() for part in FORMS.split("\n\n") if part.startswith("| ") and "how sure" in part]
    rows = [row for table in tables for row in table[2:] if row.startswith("| ")]
    assert len(rows) > 30
    assert [row for row in rows if not re.search(r" \| (?:sure|likely|from memory|unknown)\b", row)] == []


def test_the_invocation_name_keeps_alexas_rules():
    for locale in LOCALES:
        assert list(name_problems(page_of(locale).invocation_name, files().language)) == [], locale


def test_the_store_shows_the_name_that_people_say():
    for locale in LOCALES:
        assert page_of(locale).name.lower() == page_of(locale).invocation_name, locale


def test_nothing_it_is_sold_by_promises_a_rescue_or_a_cure():
    for locale in LOCALES:
        page = page_of(locale)
        sold_by = [page.name, page.summary, page.description, *page.examples, *page.keywords]
        assert [text for text in sold_by if PROMISES.search(text)] == [], locale


def test_the_category_is_health_and_fitness():
    assert manifest_at()["publishingInformation"]["category"] == "HEALTH_AND_FITNESS"


def test_every_suggested_sentence_is_understood():
    for locale in LOCALES:
        page = page_of(locale)
        told = re.findall(r'"([^"]+)"', page.description + page.testing)
        listed = re.search(r"At any time say (.+)\.", page.description)[1]
        told += re.split(r", | or ", listed)
        assert len(told) > 40, locale
        called = [recognizer_of(locale).invocation(phrase.removeprefix("Alexa, ")) for phrase in told]
        asked = [
            (call and call[1]) or phrase for phrase, call in zip(told, called, strict=True) if call != ("launch", None)
        ]
        assert [phrase for phrase in asked if recognizer_of(locale).recognize(phrase).score < 1.0] == [], locale


def test_no_example_phrase_is_a_one_shot():
    for locale in LOCALES:
        page = page_of(locale)
        first, *others = page.examples
        assert first == f"Alexa, open {page.invocation_name}" == "Alexa, open leg cramp helper", locale
        assert [
            example for example in others if recognizer_of(locale).invocation(example) or "alexa" in example.lower()
        ] == [], locale


def test_nobody_is_told_to_say_a_one_shot():
    for locale in LOCALES:
        page, content = page_of(locale), catalog()[locale]
        told = [page.description, page.testing, *page.examples, *content.phrases.values()]
        one_shot = re.compile(rf"\b(?:ask|tell|talk to) {page.invocation_name}", re.IGNORECASE)
        assert [text for text in told if one_shot.search(text)] == [], locale
        leading = (page.description, page.testing, content.phrase("help-open"), content.phrase("goodbye-first"))
        assert [text for text in leading if f"open {page.invocation_name}" not in text] == [], locale


def test_description_lists_the_skills_functions():
    for locale in LOCALES:
        assert [word for word in FEATURES if word not in page_of(locale).description] == [], locale
        assert f"open {page_of(locale).invocation_name}" in page_of(locale).description, locale


def test_testers_learn_of_reminders_consent_and_exits():
    testing = manifest_at()["publishingInformation"]["testingInstructions"]
    wanted = ("Reminders need a real device", "Alexa asks for the permission", '"stop"', '"cancel"', '"exit"')
    assert [words for words in wanted if words not in testing] == []


def test_the_description_holds_every_part_of_the_disclaimer():
    for locale in LOCALES:
        assert [part for part in DISCLAIMER if part not in page_of(locale).description] == [], locale


def test_it_never_claims_to_call_anybody():
    for locale in LOCALES:
        assert "can't call anybody for you" in page_of(locale).description, locale
        content = catalog()[locale]
        said = list(content.phrases.values())
        for question in content.questions.values():
            said += [text for answer in (question.general, *question.choices.values()) for text in flat(answer.said)]
        assert [text for text in said if CALLS.search(text)] == [], locale


def test_every_locale_has_its_privacy_and_terms_address():
    for locale in LOCALES:
        addresses = manifest_at()["privacyAndCompliance"]["locales"][locale]
        assert addresses == {
            "privacyPolicyUrl": f"{HOME['SKILL_URL']}/privacy",
            "termsOfUseUrl": HOME["SKILL_TERMS_URL"],
        }, locale


def test_privacy_page_is_served_at_the_manifests_address(loaded):
    address = manifest_at()["privacyAndCompliance"]["locales"]["en-GB"]["privacyPolicyUrl"]
    answer = create_app().test_client().get(address.removeprefix(HOME["SKILL_URL"]))
    assert answer.status_code == 200
    assert "What is never kept" in answer.text


def test_the_compliance_answers_are_the_true_ones():
    answers = manifest_at()["privacyAndCompliance"]
    assert {key: answer for key, answer in answers.items() if key != "locales"} == {
        "allowsPurchases": False,
        "usesPersonalInfo": True,
        "usesHealthInfo": False,
        "isChildDirected": False,
        "isExportCompliant": True,
        "containsAds": False,
    }


def test_model_has_the_required_intents():
    intents = {intent["name"] for intent in built_model()["interactionModel"]["languageModel"]["intents"]}
    assert intents >= {f"AMAZON.{name}Intent" for name in REQUIRED}


def test_every_sample_is_one_that_alexa_takes():
    assert list(model_problems(built_model(), files().language, intents_of_choices(files()))) == []
