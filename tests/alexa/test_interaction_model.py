"""Interaction models: built from content, whole in every locale, and refused where Alexa would misunderstand them."""

import pytest
import the_skill

from skill.alexa.publishing.interaction_model import FEWEST_SAMPLES, expand, interaction_models, model_problems
from skill.errors import ContentError

REQUIRED = ("Cancel", "Stop", "Help", "Fallback", "NavigateHome", "Yes", "No", "Repeat", "Pause", "Resume", "Next")
LANGUAGE = the_skill.files().language
OURS = ("RelieveCramp", "GuidedStretch", "PreventCramp", "QuinineSideEffects", "QuinineOverdose", "Source", "SeeDoctor")


@pytest.fixture(scope="module")
def models():
    return the_skill.models()


def language(model):
    return model["interactionModel"]["languageModel"]


def test_there_is_one_model_for_each_language(models):
    assert list(models) == ["en"]


def test_every_required_intent_is_in_the_model(models):
    names = {intent["name"] for intent in language(models["en"])["intents"]}
    assert {f"AMAZON.{name}Intent" for name in (*REQUIRED, "Previous", "StartOver")} <= names
    assert {f"{name}Intent" for name in (*OURS, "Emergency")} <= names


def test_every_slot_has_a_type_and_every_value_its_slug(models, content):
    types = {kind["name"]: kind["values"] for kind in language(models["en"])["types"]}
    for intent in language(models["en"])["intents"]:
        assert all(slot["type"] in types or slot["type"].startswith("AMAZON.") for slot in intent.get("slots", []))
    assert {value["id"] for value in types["Muscle"]} == set(content.slots["muscle"])


def model_of(**intents):
    said = [{"name": name, "samples": samples} for name, samples in intents.items()]
    return {"interactionModel": {"languageModel": {"intents": said}}}


def many(word):
    letters = "abcdefgh"
    return [f"{word} {first} {second}" for first in letters for second in letters][:FEWEST_SAMPLES]


def test_a_model_without_fault_is_not_complained_of():
    assert list(model_problems(model_of(OneIntent=many("one"), TwoIntent=many("two")), LANGUAGE)) == []


@pytest.mark.parametrize(
    ("intents", "problem"),
    [
        ({"OneIntent": many("one")[1:]}, "OneIntent: 39 samples"),
        (
            {"OneIntent": many("one"), "TwoIntent": [*many("two"), "one a a"]},
            "'one a a' stands in OneIntent and in TwoI",
        ),
        ({"OneIntent": [*many("one"), "take 2"]}, "OneIntent: 'take 2': lower-case words"),
        ({"OneIntent": [*many("one"), "Help"]}, "OneIntent: 'Help': lower-case words"),
        ({"OneIntent": [*many("one"), "tell alexa"]}, "OneIntent: 'tell alexa': lower-case words"),
    ],
)
def test_what_alexa_would_refuse_is_named(intents, problem):
    (line,) = model_problems(model_of(**intents), LANGUAGE)
    assert line.startswith(problem)


def test_a_way_that_can_not_be_read_is_named():
    with pytest.raises(ContentError, match="can't be read as a template"):
        list(expand("(help|me"))


def test_sample_template_expands_and_keeps_its_slots():
    assert list(expand("[please] (ease|stop) my {muscle}")) == [
        "please ease my {muscle}",
        "please stop my {muscle}",
        "ease my {muscle}",
        "stop my {muscle}",
    ]


def test_content_of_a_bad_model_makes_none(content_copy):
    commands = content_copy / "en/commands.toml"
    text = commands.read_text("utf-8")
    way = '    "it\'s better",\n'
    assert way in text
    commands.write_text(text.replace(way, way + '    "stretch",\n', 1), "utf-8")
    with pytest.raises(ContentError, match="'stretch' stands in"):
        interaction_models(content_copy)
