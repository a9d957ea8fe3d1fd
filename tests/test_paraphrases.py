"""Sentences written before the samples were, by somebody who never saw them, reach the right intent."""

import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner
from walks import ALARMING, CONTENT

from skill.alexa.interaction_model import interaction_model
from skill.cli import main
from skill.library.files import read
from skill.library.intents import intent_name
from skill.simulator.ears import Ears

SAID = tomllib.loads((Path(__file__).parent / "paraphrases.toml").read_text(encoding="utf-8"))["said"]
GRAVE = ("EmergencyIntent", "QuinineOverdoseIntent")
ALARMS = [one for one in SAID if one["intent"] in (*GRAVE, "SeeDoctorIntent", "QuinineSymptomIntent")]
ENOUGH = 0.95
MOST_BY_CHANCE = 20
"""People do say "are you a doctor": so many sentences were found in the samples that had been written apart."""

THE_SAME_HERE = {"EasedIntent": "AMAZON.YesIntent", "StillHurtsIntent": "AMAZON.NoIntent"}
"""In the middle of relief, a yes has eased and a no still hurts."""


@pytest.fixture(scope="session")
def model(library):
    return interaction_model(read(CONTENT), library)


@pytest.fixture(scope="session")
def ears(model):
    return Ears(model)


@pytest.fixture(scope="session")
def word_for_word(model):
    language = model["interactionModel"]["languageModel"]
    samples = {sample for intent in language["intents"] for sample in intent["samples"]}
    names = [value["name"] for kind in language["types"] for value in kind["values"]]
    return samples | {name["value"] for name in names} | {word for name in names for word in name["synonyms"]}


def heard_as(said, ears, library):
    """The intent that answers, and how grave its answer is: a sign belongs to its question, whatever intent has it."""
    heard = ears.hear(said)
    questions = {intent_name(slug): question for slug, question in library.questions.items()}
    if heard.intent not in questions:
        return heard.intent, None
    slot = heard.slots.get(questions[heard.intent].slot)
    choice = slot.id if slot else None
    question = library.owner_of(choice, questions[heard.intent])
    return intent_name(question.slug), question.answer(choice).level


def is_right(one, intent):
    return intent in (one["intent"], THE_SAME_HERE.get(one["intent"]))


def test_hardly_a_sentence_is_a_sample_word_for_word(word_for_word):
    found = [one["words"] for one in SAID if one["words"] in word_for_word]
    assert len(found) <= MOST_BY_CHANCE, f"a sentence that the models were built from measures nothing: {found}"


def test_nearly_every_sentence_that_has_to_be_guessed_reaches_its_intent(ears, library):
    guessed, misses = 0, []
    for one in SAID:
        right = is_right(one, heard_as(one["words"], ears, library)[0])
        guessed += not right or ears.hear(one["words"]).runner_up is not None
        misses += [] if right else [f"{one['words']!r} for {one['intent']}"]
    assert guessed > 140, "too many are samples to the letter, with their slots filled: they measure nothing"
    assert 1 - len(misses) / guessed >= ENOUGH, "\n".join(misses)


def test_nearly_every_value_that_a_sentence_names_is_heard(ears):
    naming = [one for one in SAID if "slot" in one]
    misses = [
        one["words"]
        for one in naming
        if one["slot"] not in {slot.id for slot in ears.hear(one["words"]).slots.values()}
    ]
    assert len(naming) > 80
    assert 1 - len(misses) / len(naming) >= ENOUGH, "\n".join(misses)


@pytest.mark.parametrize("one", [one for one in SAID if one["intent"] in GRAVE], ids=lambda one: one["words"])
def test_an_emergency_is_never_taken_for_anything_milder(one, ears, library):
    assert heard_as(one["words"], ears, library) == (one["intent"], "emergency")


def test_no_sign_of_harm_is_taken_for_anything_milder_than_its_answer(ears, library):
    checked = 0
    for one in ALARMS:
        owners = [question for question in library.questions.values() if one.get("slot") in question.choices]
        if owners and any(owner.choices[one["slot"]].level in ALARMING for owner in owners):
            checked += 1
            assert heard_as(one["words"], ears, library)[1] in ALARMING, one["words"]
    assert checked > 30


@pytest.mark.parametrize(
    "said",
    [
        "my leg's swollen and i can't breathe",
        "i can't breathe and my leg's swollen",
        "my calf is swollen and now there's a pain in my chest",
        "a pain in my chest and my calf is swollen",
    ],
)
def test_of_two_signs_the_graver_one_is_answered(said, ears, library):
    assert heard_as(said, ears, library) == ("EmergencyIntent", "emergency")


def test_a_sentence_can_be_heard_from_the_command_line():
    result = CliRunner().invoke(main, ["hear", "I have a cramp in my foot", "--locale", "en-IN"])
    assert result.exit_code == 0
    assert "RelieveCrampIntent" in result.output
    assert "muscle: foot → foot" in result.output


def test_a_file_of_sentences_is_heard_as_a_table(tmp_path):
    sentences = tmp_path / "sentences.txt"
    sentences.write_text("order me a pizza\n\nmy chest is tight\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["hear", "--file", str(sentences)])
    heading, *rows = result.output.splitlines()
    assert heading.split() == ["said", "intent", "slots", "score", "runner-up"]
    assert [row.split("  ")[0] for row in rows] == ["order me a pizza", "my chest is tight"]
    assert "AMAZON.FallbackIntent" in rows[0]
    assert "sign: my chest is tight → chest-pain" in rows[1]


@pytest.mark.parametrize("given", [[], ["stop", "--file", __file__]])
def test_there_is_either_a_sentence_or_a_file_to_hear(given):
    result = CliRunner().invoke(main, ["hear", *given])
    assert result.exit_code == 2
    assert "give a sentence, or --file" in result.output
