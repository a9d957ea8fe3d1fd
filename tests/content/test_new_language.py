"""A language is added without Python: tests/languages/xx is one, made up, and as small as one can be."""

import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from the_skill import ROOT
from the_skill import models as models_of_content

from simulator import envelopes
from simulator.local_skill import LocalSkill
from skill.alexa.publishing.interaction_model import interaction_models
from skill.content.catalog import load_catalog
from skill.errors import ContentError

MADE_UP = ROOT / "tests" / "languages"
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
ORIGIN = envelopes.Origin("someone", "device", "xx-XX")


@pytest.fixture
def folder(copy):
    """content/ with the made-up language beside English."""
    shutil.copytree(MADE_UP / "xx", copy.folder / "xx")
    for country in (MADE_UP / "countries").glob("*.toml"):
        shutil.copy(country, copy.folder / "countries")
    return copy.folder


@pytest.fixture
def skill(folder):
    skill = LocalSkill(load_catalog(folder))
    yield skill
    skill.close()


def told(skill, intent, attributes=None):
    session = envelopes.Session(new=attributes is None, attributes=attributes or {})
    answer = skill(envelopes.intent(ORIGIN, session, NOW, intent))
    return re.sub(r"<[^>]+>", " ", answer["response"]["outputSpeech"]["ssml"]), answer


def test_a_new_language_is_loaded_beside_english(folder):
    catalog = load_catalog(folder)
    assert list(catalog.by_language()) == ["en", "xx"]
    assert [catalog[locale].locale for locale in ("xx-XX", "xx-YY", "en-GB", "fr-FR")] == ["xx-XX", "xx", "en-GB", "en"]
    assert [catalog.main_locale(language) for language in ("en", "xx")] == ["en-GB", "xx-XX"]
    content = catalog["xx-XX"]
    assert (content.emergency_now, content.draft) == ("nü söv-söv-söv, ör dïn nümmer", True)
    assert content.questions["what-it-is"].said == ("Dët ës ën krämp.", "Frög dïn doktör.")
    assert len(content.phrases) <= 12


def test_its_interaction_model_has_its_own_words(folder):
    models = interaction_models(folder)
    model = models["xx"]["interactionModel"]["languageModel"]
    assert model["invocationName"] == "krämp hëlp"
    assert {"GuidedStretchIntent", "WhatItIsIntent"} <= {intent["name"] for intent in model["intents"]}
    assert [value["name"]["value"] for value in model["types"][0]["values"]] == ["vädë"]
    assert models["en"] == models_of_content()["en"]


def test_turns_are_spoken_in_it(skill):
    words, _ = told(skill, "WhatItIsIntent")
    assert "Dët ës ën krämp. Frög dïn doktör." in " ".join(words.split())
    words, _ = told(skill, "GuidedStretchIntent")
    assert "Höld öpp, ven dët sër ës. Pül dë tö mït dï. Pül, ünd höld. Lös." in " ".join(words.split())


def test_a_letter_that_it_does_not_have_is_told(folder):
    path = folder / "xx/commands.toml"
    path.write_text(path.read_text("utf-8").replace("müskël", "müßkel"), "utf-8")
    with pytest.raises(ContentError, match=r"^xx/commands\.toml: slots\.muscle\.calf: 'müßkel' can't be heard"):
        load_catalog(folder)


def test_published_language_lacks_nothing_that_english_has(folder):
    path = Path(folder / "countries/xx-XX.toml")
    path.write_text(path.read_text("utf-8").replace("published = false", "published = true"), "utf-8")
    with pytest.raises(ContentError) as raised:
        load_catalog(folder)
    lines = str(raised.value).splitlines()
    for missing in ("questions/emergency.toml", "commands.toml: yes", "phrases.toml: relief-ask-1"):
        assert f"xx/{missing}: missing; xx-XX is published, and en/ has it" in lines
    assert not [line for line in lines if "relief-ask-2" in line or "-otherwise: missing" in line]
