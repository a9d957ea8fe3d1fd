"""Samples that are nearer to another intent's than to any of their own."""

import pytest
from confusion import ENOUGH, find_confusions, main
from the_skill import models

FEWEST_SAMPLES = 12
MOST_SAMPLES = 650
EVERY = 12
"""One sample in twelve is left out in turn, and compared with all. `python tests/confusion.py` takes every one."""


def model_of(samples, slots=None):
    """A model of these intents' samples; `slots` gives each slot's type."""
    listed = [{"name": name, "type": kind} for name, kind in (slots or {}).items()]
    intents = [{"name": name, "slots": listed, "samples": said} for name, said in samples.items()]
    return {"interactionModel": {"languageModel": {"invocationName": "helper", "intents": intents}}}


def intents_of(model):
    return model["interactionModel"]["languageModel"]["intents"]


@pytest.fixture(scope="module")
def finding():
    return find_confusions(models()["en"], EVERY)


def test_nearly_every_sample_lands_on_its_own_intent(finding):
    told = "\n".join(f"{one.intent}: {one.sample!r} → {one.taken_for}: {one.nearest!r}" for one in finding.confusions)
    assert finding.samples > 2250
    assert finding.share >= ENOUGH, told


def test_every_intent_has_enough_samples_and_none_has_a_flood():
    counts = {
        intent["name"]: len(intent["samples"])
        for intent in intents_of(models()["en"])
        if not intent["name"].startswith("AMAZON.")
    }
    assert {name: count for name, count in counts.items() if not FEWEST_SAMPLES <= count <= MOST_SAMPLES} == {}


def test_every_value_of_a_slot_can_be_said_in_five_other_ways():
    for kind in models()["en"]["interactionModel"]["languageModel"]["types"]:
        for value in kind["values"]:
            assert len(set(value["name"]["synonyms"])) >= 5, (kind["name"], value["id"])


def test_sample_like_another_intents_is_found_with_its_match():
    own = ["ease the cramp", "ease my cramp", "ease a cramp", "remind me tomorrow"]
    finding = find_confusions(model_of({"EaseIntent": own, "RemindIntent": ["remind me today", "remind me this day"]}))
    (found,) = finding.confusions
    assert (found.intent, found.sample) == ("EaseIntent", "remind me tomorrow")
    assert (found.taken_for, found.nearest) == ("RemindIntent", "remind me today")
    assert 0.3 < found.similarity < 1
    assert finding.samples == 6
    assert finding.share == pytest.approx(5 / 6)


def test_slots_are_alike_only_by_their_type():
    samples = {"OneIntent": ["{muscle}", "my {muscle} hurts"], "OtherIntent": ["{sign}", "i noticed {sign}"]}
    finding = find_confusions(model_of(samples, {"muscle": "Muscle", "sign": "Sign"}))
    assert finding.confusions == ()


def test_alexas_own_intents_attract_samples_but_are_not_asked():
    finding = find_confusions(model_of({"AMAZON.StopIntent": ["enough"], "LessIntent": ["enough now", "stretch less"]}))
    assert finding.samples == 2
    assert [(found.sample, found.taken_for) for found in finding.confusions] == [("enough now", "AMAZON.StopIntent")]


def test_when_two_are_equally_near_the_own_intent_has_it():
    finding = find_confusions(model_of({"OneIntent": ["a cramp", "a cramp"], "OtherIntent": ["a cramp"]}))
    assert [found.intent for found in finding.confusions] == ["OtherIntent"]


def test_a_model_without_samples_confuses_nothing():
    assert find_confusions(model_of({})).share == 1.0


def test_the_program_prints_the_share_and_succeeds(capsys, monkeypatch, finding):
    monkeypatch.setattr("confusion.find_confusions", lambda _: finding)
    assert main() == 0
    assert capsys.readouterr().out.endswith("samples land on their own intent\n")
