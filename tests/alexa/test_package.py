"""The skill package: whole, and read to the last key by Amazon's own classes."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from amazons_classes import round_trip, survives
from ask_smapi_model.v1.skill.interaction_model.interaction_model_data import InteractionModelData
from ask_smapi_model.v1.skill.manifest.interface_type import InterfaceType
from ask_smapi_model.v1.skill.manifest.skill_manifest_envelope import SkillManifestEnvelope
from msgspec import structs
from packed import ARN, HOME, LOCALES, NO_MODEL, WHERE, manifest_at, material, packed, run, with_english
from transcripts import ROOT, built_model

from skill.alexa.publishing.manifest import EVENTS, VIEWPORTS
from skill.alexa.publishing.package import package
from skill.alexa.skill import as_callable, create_skill
from skill.errors import ContentError

EVENT_REQUESTS = {
    "SKILL_DISABLED": "AlexaSkillEvent.SkillDisabled",
    "REMINDER_STARTED": "Reminders.ReminderStarted",
    "REMINDER_STATUS_CHANGED": "Reminders.ReminderStatusChanged",
    "REMINDER_DELETED": "Reminders.ReminderDeleted",
}


def packed_model(built, locale):
    return json.loads(built[f"skill-package/interactionModels/custom/{locale}.json"])


def without_name(model):
    """Return a model's language model without the one thing that a country may choose."""
    return {key: value for key, value in model["interactionModel"]["languageModel"].items() if key != "invocationName"}


def last_day():
    """Return the last day on which no source has expired."""
    return min(source.review_by for source in material()[0].sources.values())


def test_command_writes_the_package_where_ask_cli_looks(tmp_path):
    (tmp_path / "skill-package").mkdir()
    (tmp_path / "skill-package" / "left-over.json").write_text("{}", encoding="utf-8")
    assert run(HOME, "--into", tmp_path, on=last_day()).exit_code == 0
    written = {str(path.relative_to(tmp_path)): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert written == packed()
    assert json.loads(written["skill-package/skill.json"]) == {"manifest": manifest_at()}
    models = {f"skill-package/interactionModels/custom/{locale}.json" for locale in LOCALES}
    icons = {f"skill-package/assets/images/icon-{size}.png" for size in (108, 512)}
    assert written.keys() == {"ask-resources.json", "skill-package/skill.json", *models, *icons}


def test_ask_cli_is_told_of_the_package_and_of_nothing_else():
    profile = json.loads(packed()["ask-resources.json"])["profiles"]["default"]
    assert profile == {"skillMetadata": {"src": "./skill-package"}}


@pytest.mark.parametrize("where", [WHERE, replace(WHERE, endpoint=ARN), replace(WHERE, certificate="Wildcard")])
def test_amazons_classes_read_every_key_of_the_manifest(where):
    written = {"manifest": manifest_at(where)}
    assert round_trip(written, SkillManifestEnvelope) == written


def test_amazons_classes_read_every_key_of_the_model():
    model = packed_model(packed(), LOCALES[0])
    assert round_trip(model, InteractionModelData) == model


def test_countries_models_differ_in_the_invocation_name_only():
    files, models, icons = material()
    renamed = structs.replace(files["en"].countries["en-AU"], invocation_name="leg cramp coach")
    built = package(with_english(files, countries={**files["en"].countries, "en-AU": renamed}), models, icons, WHERE)
    packed_models = {locale: packed_model(built, locale)["interactionModel"] for locale in LOCALES}
    names = {locale: model["languageModel"]["invocationName"] for locale, model in packed_models.items()}
    assert names == {locale: "leg cramp coach" if locale == "en-AU" else "leg cramp helper" for locale in LOCALES}
    for model in packed_models.values():
        assert model.keys() == {"languageModel"}
        assert without_name({"interactionModel": model}) == without_name(built_model())


@pytest.mark.parametrize(
    "harm",
    [
        lambda manifest: manifest.update(permission=manifest.pop("permissions")),
        lambda manifest: manifest["privacyAndCompliance"].update(containsAds="no"),
        lambda manifest: manifest["publishingInformation"]["locales"]["en-GB"].update(keywords="cramp"),
        lambda manifest: manifest["permissions"].append({"name": "alexa::no-such"}),
        lambda manifest: manifest["apis"]["custom"]["interfaces"].append({"type": "NO_SUCH"}),
    ],
)
def test_round_trip_notices_keys_unknown_to_amazons_classes(harm):
    written = {"manifest": manifest_at()}
    harm(written["manifest"])
    assert not survives(written, SkillManifestEnvelope)


def test_every_locale_has_a_page_a_privacy_block_and_a_model():
    manifest = manifest_at()
    assert tuple(manifest["publishingInformation"]["locales"]) == LOCALES
    assert tuple(manifest["privacyAndCompliance"]["locales"]) == LOCALES


def test_the_skill_is_offered_only_in_its_locales_countries():
    publishing = manifest_at()["publishingInformation"]
    assert publishing["isAvailableWorldwide"] is False
    assert publishing["distributionCountries"] == sorted(locale.removeprefix("en-") for locale in LOCALES)


def test_a_country_that_alexa_lacks_is_refused_and_named():
    files, _, icons = material()
    countries = files["en"].countries
    files = with_english(files, countries={**countries, "en-NZ": countries["en-AU"]})
    with pytest.raises(ContentError, match=r"^countries/en-NZ.toml: published: Alexa has no en-NZ, .+: write false"):
        package(files, {"en": NO_MODEL}, icons, WHERE)


def test_it_asks_for_reminders_and_for_no_other_permission():
    assert manifest_at()["permissions"] == [{"name": "alexa::alerts:reminders:skill:readwrite"}]


def test_every_subscribed_event_gets_a_silent_answer(catalog):
    skill = as_callable(create_skill(catalog))
    envelope = json.loads((ROOT / "tests" / "requests" / "reminder-started.json").read_text(encoding="utf-8"))
    subscribed = manifest_at()["events"]["subscriptions"]
    assert [one["eventName"] for one in subscribed] == list(EVENTS) == list(EVENT_REQUESTS)
    for kind in EVENT_REQUESTS.values():
        assert skill({**envelope, "request": {**envelope["request"], "type": kind}})["response"] == {}


def test_no_two_viewports_claim_the_same_screen():
    for number, (mode, shape, width, height) in enumerate(VIEWPORTS):
        for other_mode, other_shape, other_width, other_height in VIEWPORTS[number + 1 :]:
            apart = any(a[1] < b[0] or b[1] < a[0] for a, b in ((width, other_width), (height, other_height)))
            assert apart or (mode, shape) != (other_mode, other_shape)


@pytest.fixture(scope="module")
def with_options(tmp_path_factory):
    """The folder of a package with both options, each of which changes files of its own."""
    folder = tmp_path_factory.mktemp("with-options")
    assert run(HOME, "--can-fulfil", "--name-free", "--into", folder).exit_code == 0
    return folder


def test_can_fulfill_is_declared_only_if_wanted(with_options):
    plain = manifest_at()
    asked = json.loads((with_options / "skill-package" / "skill.json").read_text(encoding="utf-8"))["manifest"]
    added = asked["apis"]["custom"]["interfaces"].pop()
    assert asked == plain
    assert added == {"type": InterfaceType.CAN_FULFILL_INTENT_REQUEST.value}
    assert [one["type"] for one in plain["apis"]["custom"]["interfaces"]] == ["ALEXA_PRESENTATION_APL"]


def test_name_free_phrases_leave_the_model_unchanged(with_options):
    for locale in LOCALES:
        path = with_options / "skill-package" / "interactionModels" / "custom" / f"{locale}.json"
        model = json.loads(path.read_text(encoding="utf-8"))
        points = model["interactionModel"].pop("_nameFreeInteraction")["ingressPoints"]
        assert model == packed_model(packed(), locale)
        samples = {one["name"]: one["samples"] for one in model["interactionModel"]["languageModel"]["intents"]}
        assert [point["type"] for point in points].count("LAUNCH") == 1
        for point in points:
            phrases = [one["value"] for one in point["sampleUtterances"]]
            assert {one["format"] for one in point["sampleUtterances"]} == {"RAW_TEXT"}
            assert 0 < len(phrases) <= 5
            assert point["type"] == "LAUNCH" or set(phrases) <= set(samples[point["name"]])


def test_nothing_is_packed_once_a_source_has_expired(tmp_path):
    last = last_day()
    refused = run(HOME, "--into", tmp_path / "later", on=last + timedelta(days=1))
    assert refused.exit_code == 1
    first, *_, end = refused.output.splitlines()
    assert first.startswith("Error: sources.toml: ")
    assert f"read it again by {last}, at " in first
    assert end == "nothing was packed: what rests on these may not be true any more"
    assert not (tmp_path / "later").exists()
