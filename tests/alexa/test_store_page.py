"""The words of the store page: what Amazon would refuse is refused here, with the key at fault."""

from itertools import zip_longest

import pytest
from msgspec import structs
from packed import NO_MODEL, WHERE, material, page_of, with_english
from transcripts import built_model

from skill.alexa.publishing.certification import listing_problems
from skill.alexa.publishing.package import package
from skill.errors import ContentError

OPEN, ASK = "Alexa, open leg cramp helper", "Alexa, ask leg cramp helper to stretch"
WORDS = [
    ({"name": "Alexa Cramp Helper"}, "name: Amazon's names"),
    ({"name": ""}, "name: write at most 50"),
    ({"name": "n" * 51}, "name: write at most 50"),
    ({"summary": "s" * 121}, "summary: write at most 120"),
    ({"description_lines": ("d" * 4001,)}, "description: write at most 4000"),
    ({"description_lines": ("Leg Cramp Helper Alexa skill",)}, "description: 'alexa skill'"),
    ({"testing_lines": ()}, "testing: write"),
    ({"keywords": ()}, "keywords: write"),
    ({"keywords": tuple("abcdefghijklmnopqrstuvwxyzabcde")}, "keywords: write"),
    ({"examples": ()}, "examples: write"),
    ({"examples": (OPEN, "Stretch", "Stretch", "Stretch")}, "examples: write"),
    ({"examples": (ASK,)}, f"examples: {ASK!r}: the first must be {OPEN!r}"),
    ({"examples": ("Alexa, open cramp helper",)}, "examples: 'Alexa, open cramp helper': the first"),
    ({"examples": ("Stretch", OPEN)}, "examples: 'Stretch': the first"),
    ({"examples": (OPEN, "Sing")}, "examples: 'Sing' is not a sample"),
    ({"examples": (OPEN, ASK)}, f"examples: {ASK!r} is not a sample"),
    ({"examples": (OPEN, "Stretch my {muscle}")}, "examples: 'Stretch my {muscle}' is not a sample"),
    ({"examples": (OPEN, "Alexa, stretch")}, "examples: 'Alexa, stretch' is not a sample"),
    ({"name_free": {"stretch": ("stretch",) * 6}}, "name_free.stretch: write at most 5"),
    ({"name_free": {"stretch": ()}}, "name_free.stretch: write at most 5"),
    ({"name_free": {"stretch": ("sing",)}}, "name_free.stretch: 'sing'"),
    ({"name_free": {"stretch": ("stretch my {muscle}",)}}, "name_free.stretch: 'stretch my {muscle}'"),
    ({"name_free": {"launch": ("stretch",)}}, "name_free.launch: 'stretch'"),
]


@pytest.fixture(scope="module")
def model():
    return built_model()


def test_our_own_words_are_taken(model):
    assert list(listing_problems(page_of(), model)) == []


def in_few_pages(words):
    """Return wrong words in as few groups as hold no two of the same key: to read a model's samples takes long."""
    by_key = {}
    for change, problem in words:
        by_key.setdefault(*change, []).append((change, problem))
    return [[*filter(None, group)] for group in zip_longest(*by_key.values())]


def test_words_that_amazon_would_refuse_are_told(model):
    for group in in_few_pages(WORDS):
        wrong = {key: value for change, _ in group for key, value in change.items()}
        found = list(listing_problems(structs.replace(page_of(), **wrong), model))
        for _, problem in group:
            assert [one for one in found if one.startswith(problem)], problem


def test_language_sets_first_example_and_forbidden_page_words(model):
    page = structs.replace(page_of(), opening="Alexa, öffne Krampfhelfer", refused=("alexa-skill",), examples=(OPEN,))
    found = list(listing_problems(structs.replace(page, description_lines=("Unser Alexa-Skill hilft.",)), model))
    assert found == [
        "description: 'alexa-skill' may not stand in it",
        f"examples: {OPEN!r}: the first must be 'Alexa, öffne Krampfhelfer'",
    ]


def test_an_example_may_hold_any_value_of_its_slot(model):
    asked = (OPEN, "Stretch my hamstring", "Ow my calf")
    assert list(listing_problems(structs.replace(page_of(), examples=asked), model)) == []


def test_missing_model_or_icon_names_the_command_to_run():
    files, _, icons = material()
    models = {"en": NO_MODEL}
    with pytest.raises(ContentError, match=r"interaction_models/en\.json: missing; run `make models`"):
        package(files, {}, icons, WHERE)
    for wrong in ({512: icons[512]}, {**icons, 108: icons[512]}, {**icons, 108: b"GIF89a"}):
        with pytest.raises(ContentError, match=r"icons/108\.png: missing, or not 108 pixels"):
            package(files, models, wrong, WHERE)


def test_phrase_for_a_missing_command_is_reported():
    files, models, icons = material()
    store = structs.replace(files["en"].store, name_free={"sing": ("stretch",)})
    with pytest.raises(ContentError, match=r"store\.toml: name_free\.sing: there is no such command or question"):
        package(with_english(files, store=store), models, icons, WHERE)
