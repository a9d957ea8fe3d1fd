"""Amazon's rules for the manifest and for the addresses in it."""

from copy import deepcopy
from dataclasses import replace

import pytest
from msgspec import structs
from packed import ARN, HOME, NO_MODEL, WHERE, manifest_at, material, packed, page_of, run

from skill.alexa.publishing.certification import listing_problems
from skill.alexa.publishing.manifest import manifest
from skill.alexa.publishing.manifest_rules import endpoint_problems, manifest_problems
from skill.alexa.publishing.package import package
from skill.errors import ContentError, SettingsError

ELSEWHERE = [
    "https://cramp.example.org",
    "https://cramp.example.org/",
    "https://cramp.example.org/alexa/",
    "https://cramp.example.org/Alexa",
    "https://cramp.example.org/privacy",
    "https://cramp.example.org/alexa?stage=prod",
    "https://cramp.example.org/alexa#top",
]


def test_wrong_endpoint_is_refused_with_the_right_route():
    for endpoint in ELSEWHERE:
        with pytest.raises(SettingsError, match=r"^SKILL_ENDPOINT: .+ ends in /alexa, or the ARN .+") as raised:
            packed(replace(WHERE, endpoint=endpoint))
        assert "example" not in str(raised.value)


def test_the_route_and_a_function_are_taken():
    for endpoint in (WHERE.endpoint, "https://cramp.example.org/prod/alexa", ARN):
        assert list(endpoint_problems(replace(WHERE, endpoint=endpoint))) == []


def test_the_command_names_the_setting_and_writes_nothing(tmp_path):
    result = run({**HOME, "SKILL_ENDPOINT": "https://secret.example.org/skill"}, "--into", tmp_path)
    assert result.exit_code == 1
    assert "SKILL_ENDPOINT doesn't end in /alexa" in result.output
    assert "secret" not in result.output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("key", "name"), [("privacy", "SKILL_PRIVACY_URL"), ("terms", "SKILL_TERMS_URL")])
def test_an_address_is_neither_too_short_nor_too_long(key, name):
    for address, faulty in (
        ("https://", 1),
        ("https://a", 0),
        ("https://" + "a" * 1992, 0),
        ("https://" + "a" * 1993, 1),
    ):
        found = list(endpoint_problems(replace(WHERE, **{key: address})))
        assert [line.partition(":")[0] for line in found] == [name] * faulty


def page(manifest, key="en-GB"):
    return manifest["publishingInformation"]["locales"][key]


def privacy(manifest):
    return manifest["privacyAndCompliance"]["locales"]


BROKEN = [
    (
        lambda m: m["apis"]["custom"]["endpoint"].update(uri="http://a.example/alexa"),
        "apis.custom.endpoint: uri: an ht",
    ),
    (
        lambda m: m["apis"]["custom"]["endpoint"].update(uri="https://a.example:8443/alexa"),
        "apis.custom.endpoint: uri:",
    ),
    (lambda m: m["apis"]["custom"].pop("endpoint"), "apis.custom.endpoint: uri: an https address"),
    (
        lambda m: m["apis"]["custom"]["endpoint"].pop("sslCertificateType"),
        "apis.custom.endpoint: sslCertificateType: m",
    ),
    (lambda m: m["apis"]["custom"]["endpoint"].update(sslCertificateType="Any"), "apis.custom.endpoint: sslCertificat"),
    (lambda m: m["apis"]["custom"]["endpoint"].update(uri=ARN), "apis.custom.endpoint: sslCertificateType: a Lambda"),
    (lambda m: m["events"].update(endpoint={"uri": WHERE.endpoint}), "events.endpoint: sslCertificateType: missing"),
    (lambda m: m["publishingInformation"].update(distributionCountries=[]), "publishingInformation.distributionCountr"),
    (lambda m: page(m).pop("summary"), "publishingInformation.locales.en-GB.summary: missing"),
    (lambda m: page(m).update(examplePhrases=[]), "publishingInformation.locales.en-GB.examplePhrases: missing"),
    (lambda m: page(m).pop("smallIconUri"), "publishingInformation.locales.en-GB.smallIconUri: a file of the package"),
    (lambda m: page(m).update(largeIconUri="http://a.example/i.png"), "publishingInformation.locales.en-GB.largeIconU"),
    (lambda m: privacy(m).pop("en-US"), "privacyAndCompliance.locales.en-US.privacyPolicyUrl: missing"),
    (lambda m: privacy(m)["en-US"].update(termsOfUseUrl="http://a.example"), "privacyAndCompliance.locales.en-US.term"),
]


def test_a_manifest_that_breaks_a_rule_is_refused():
    assert list(manifest_problems({"manifest": manifest_at()})) == []
    for harm, problem in BROKEN:
        manifest = manifest_at()
        harm(manifest)
        assert [line for line in manifest_problems({"manifest": manifest}) if line.startswith(problem)], problem


def test_a_manifest_for_a_function_is_taken():
    assert list(manifest_problems({"manifest": manifest_at(replace(WHERE, endpoint=ARN))})) == []


def test_testers_are_told_in_each_language_once():
    german = structs.replace(page_of(), testing_lines=("Sag: öffne Krampfhelfer.",))
    listings = {"de-AT": german, "de-DE": german, "en-GB": page_of(), "en-US": page_of("en-US")}
    told = manifest(listings, WHERE)["manifest"]["publishingInformation"]["testingInstructions"]
    assert told == f"{german.testing}\n\n{page_of().testing}"
    listings["de-AT"] = structs.replace(german, testing_lines=("x" * 4000,))
    (problem,) = manifest_problems(manifest(listings, WHERE))
    assert problem.startswith("publishingInformation.testingInstructions: at most 4,000")


def test_an_example_phrase_holds_words_and_their_punctuation():
    for mark in "/*@#$%^&(){}_[]|<>:;+=":
        problems = listing_problems(example(f"Alexa, ask leg cramp helper to stretch{mark}"), NO_MODEL)
        assert [line for line in problems if "words and their punctuation only" in line], mark


def example(text):
    return structs.replace(page_of(), examples=(text,))


def test_an_example_phrase_has_at_most_200_characters():
    assert any("at most 200" in line for line in listing_problems(example("Alexa, " + "a" * 194), NO_MODEL))
    assert not any("at most 200" in line for line in listing_problems(example("Alexa, " + "a" * 193), NO_MODEL))


def test_a_model_edited_by_hand_is_refused_with_its_file():
    files, models, icons = material()
    harmed = deepcopy(models)
    harmed["en"]["interactionModel"]["languageModel"]["intents"][0]["name"] = "Relieve2Intent"
    with pytest.raises(ContentError, match=r"interaction_models/en\.json: Relieve2Intent: an intent's name"):
        package(files, harmed, icons, WHERE)
