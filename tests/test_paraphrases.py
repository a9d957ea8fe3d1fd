"""Sentences written before the samples were, by somebody who never saw them, reach the right intent."""

import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner
from scenarios import ALARMING
from the_skill import models, recognizer

from simulator.cli import main
from skill.content.intents import intent_name

SAID = tomllib.loads((Path(__file__).parent / "paraphrases.toml").read_text(encoding="utf-8"))["said"]
GRAVE = ("EmergencyIntent", "QuinineOverdoseIntent")
ALARMS = [one for one in SAID if one["intent"] in (*GRAVE, "SeeDoctorIntent", "QuinineSymptomIntent")]
ENOUGH = 0.95
MOST_BY_CHANCE = 25
"""People do say "are you a doctor": so many sentences were found in the samples that had been written apart."""

OVERDOSES = {"too-much-quinine", "child-took-quinine"}
THE_SAME_HERE = {"EasedIntent": "AMAZON.YesIntent", "StillHurtsIntent": "AMAZON.NoIntent"}
"""In the middle of relief, a yes has eased and a no still hurts."""
TWO_SIGNS = (
    "my leg's swollen and i can't breathe",
    "i can't breathe and my leg's swollen",
    "my calf is swollen and now there's a pain in my chest",
    "a pain in my chest and my calf is swollen",
)
NOTHING_OF_OURS = ("UnknownRequestIntent", "AskAnythingIntent")
"""What is nothing to do with cramps may also be known as something for Alexa itself, or be asked and not known."""


@pytest.fixture(scope="module", name="recognizer")
def _recognizer():
    return recognizer()


@pytest.fixture(scope="module")
def word_for_word():
    language = models()["en"]["interactionModel"]["languageModel"]
    samples = {sample for intent in language["intents"] for sample in intent["samples"]}
    names = [value["name"] for kind in language["types"] for value in kind["values"]]
    return samples | {name["value"] for name in names} | {word for name in names for word in name["synonyms"]}


def heard_as(said, recognizer, content):
    """Return the intent, the choice that it stands for or carries, and how grave the answer is."""
    heard = recognizer.recognize(said)
    owns = {intent_name(slug): slug for question in content.questions.values() for slug in question.choices}
    if choice := owns.get(heard.intent):
        return heard.intent, choice, content.home_of(choice).answer(choice).level
    carried = next((slot.id for slot in heard.slots.values() if slot.id), None)
    questions = {intent_name(slug): question for slug, question in content.questions.items()}
    if not (question := questions.get(heard.intent)):
        return heard.intent, carried, None
    question = content.owner_of(carried, question)
    return intent_name(question.slug), carried, question.answer(carried).level


def is_right(one, heard):
    """Return whether it is the intent, the same here, its very choice by another intent, or of a sign another alarm."""
    intent, choice, level = heard
    if one in ALARMS and level in ALARMING:
        return True
    wanted = OVERDOSES if one["intent"] == "QuinineOverdoseIntent" else {one["slot"]} if "slot" in one else set()
    if one["intent"] == "AMAZON.FallbackIntent" and intent in NOTHING_OF_OURS:
        return True
    return intent in (one["intent"], THE_SAME_HERE.get(one["intent"])) or choice in wanted


def test_hardly_a_sentence_is_a_sample_word_for_word(word_for_word):
    found = [one["words"] for one in SAID if one["words"] in word_for_word]
    assert len(found) <= MOST_BY_CHANCE, f"a sentence that the models were built from measures nothing: {found}"


def test_nearly_every_guessed_sentence_reaches_its_intent(recognizer, content):
    guessed, misses = 0, []
    for one in SAID:
        right = is_right(one, heard_as(one["words"], recognizer, content))
        guessed += not right or recognizer.recognize(one["words"]).runner_up is not None
        misses += [] if right else [f"{one['words']!r} for {one['intent']}"]
    assert guessed > 110, "too many are samples to the letter, with their slots filled: they measure nothing"
    assert 1 - len(misses) / guessed >= ENOUGH, "\n".join(misses)


def test_nearly_every_named_value_is_heard(recognizer, content):
    naming = [one for one in SAID if "slot" in one]
    heard = [(one, heard_as(one["words"], recognizer, content)) for one in naming]
    misses = [
        one["words"]
        for one, (_, choice, level) in heard
        if choice != one["slot"] and not (one in ALARMS and level in ALARMING)
    ]
    assert len(naming) > 80
    assert 1 - len(misses) / len(naming) >= ENOUGH, "\n".join(misses)


def test_an_emergency_is_never_taken_for_anything_milder(recognizer, content):
    grave = [one["words"] for one in SAID if one["intent"] in GRAVE]
    assert len(grave) == 20
    assert [words for words in grave if heard_as(words, recognizer, content)[2] != "emergency"] == []


def test_no_sign_of_harm_is_taken_for_a_milder_one(recognizer, content):
    checked = 0
    for one in ALARMS:
        owners = [question for question in content.questions.values() if one.get("slot") in question.choices]
        if owners and any(owner.choices[one["slot"]].level in ALARMING for owner in owners):
            checked += 1
            assert heard_as(one["words"], recognizer, content)[2] in ALARMING, one["words"]
    assert checked > 30


def test_of_two_signs_the_graver_one_is_answered(recognizer, content):
    for said in TWO_SIGNS:
        assert heard_as(said, recognizer, content)[2] == "emergency", said


@pytest.fixture
def one_recognizer(monkeypatch, recognizer):
    """The recognizer that other tests share: to make another takes long."""
    monkeypatch.setattr("simulator.commands.loading.Loaded.recognizer", lambda _: recognizer)


def test_a_sentence_can_be_heard_from_the_command_line(one_recognizer):
    result = CliRunner().invoke(main, ["hear", "I have a cramp in my foot", "--locale", "en-IN"])
    assert result.exit_code == 0
    assert "RelieveCrampIntent" in result.output
    assert "muscle: foot → foot" in result.output


def test_a_file_of_sentences_is_heard_as_a_table(tmp_path, one_recognizer):
    sentences = tmp_path / "sentences.txt"
    sentences.write_text("order me a pizza\n\nmy chest is tight\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["hear", "--file", str(sentences)])
    heading, *rows = result.output.splitlines()
    assert heading.split("  ")[0] == "said"
    assert heading.split()[1:5] == ["intent", "slots", "score", "runner-up"]
    assert heading.split()[5:] == ["meant", "sure", "second", "because", "of"]
    assert [row.split("  ")[0] for row in rows] == ["order me a pizza", "my chest is tight"]
    assert "AMAZON.FallbackIntent" in rows[0]
    assert "ChestPainIntent" in rows[1]


@pytest.mark.parametrize("given", [[], ["stop", "--file", __file__]])
def test_there_is_either_a_sentence_or_a_file_to_hear(given):
    result = CliRunner().invoke(main, ["hear", *given])
    assert result.exit_code == 2
    assert "give a sentence, or --file" in result.output
