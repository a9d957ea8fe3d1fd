"""Signs in typed words: which intent they are heard as, and what outweighs what."""

import pytest
import the_skill
from fake_skill import RECOGNIZER

from simulator.recognizer.recognized import FALLBACK, RecognizedIntent, RecognizedSlot
from simulator.recognizer.recognizer import ALARMING, DOUBTFUL
from simulator.recognizer.signs import SignRecognizer
from skill.content.intents import intent_name
from skill.understanding.signs import LEVELS

CHEST, SWOLLEN = "my husband has chest pain", "my leg is swollen"


@pytest.fixture(scope="module")
def recognizer():
    return the_skill.recognizer()


@pytest.fixture(scope="module")
def signs(recognizer):
    return recognizer._signs


@pytest.fixture(scope="module")
def slots():
    intents = the_skill.models()["en"]["interactionModel"]["languageModel"]["intents"]
    return {intent["name"]: {slot["name"]: slot["type"] for slot in intent.get("slots", [])} for intent in intents}


SAID = (
    (CHEST, "ChestPainIntent"),
    ("well you see my husband has got terrible chest pain tonight", "ChestPainIntent"),
    ("i haven't got any chest pain", "DeniedIntent"),
    ("no chest pain", "DeniedIntent"),
    ("can a cramp cause chest pain", "AboutSignsIntent"),
    ("i had chest pain last year", "AboutSignsIntent"),
    ("no swelling but i've got chest pain", "ChestPainIntent"),
)


def test_sign_is_heard_unless_denied_or_mentioned(signs, slots):
    for said, intent in SAID:
        assert signs.hear(said, slots).intent == intent, said


def test_without_a_sign_there_is_nothing(signs, slots):
    for said in ("my calf is cramping", "breathe in or out", "", "how long does it take"):
        assert signs.hear(said, slots) is None, said


def test_of_two_signs_the_gravest_is_heard(signs, slots):
    for said in ("my leg is swollen and i've got chest pain", "i've got chest pain and my leg is swollen"):
        assert signs._level(signs.hear(said, slots)) == LEVELS.index("emergency")


def test_a_sign_without_sentences_of_its_own_is_heard_in_a_slot(signs, slots, content):
    known = signs._finder.signs.values()
    silent = [sign for sign in known if not content.questions[sign.question].choices[sign.choice].samples]
    for sign in silent:
        heard = signs._reported(sign, slots)
        slot = content.questions[sign.question].slot
        assert slot in slots[heard.intent]
        assert heard.slots[slot].id == sign.choice
        assert signs._reported(sign, {}) is None


def test_nothing_outside_the_content_is_heard(content, slots):
    signs = SignRecognizer(content)
    signs.content = _without(content)
    assert signs.hear("no chest pain", slots) is None
    assert signs.hear("can a cramp cause chest pain", slots) is None


def _without(content):
    class Bare:
        commands, questions = {}, {slug: one for slug, one in content.questions.items() if slug != "about-signs"}

    return Bare()


def test_only_a_graver_alarming_sign_outweighs_the_rest(signs):
    chest, swollen, walking = (
        RecognizedIntent(intent_name(choice)) for choice in ("chest-pain", "swollen-leg", "walking-pain")
    )
    cramp = RecognizedIntent("RelieveCrampIntent")
    in_a_slot = RecognizedIntent(
        "SeeDoctorIntent", {"sign": RecognizedSlot("chest pain", "chest-pain", "Sign", "chest pain")}
    )
    assert signs.outweighs(chest, cramp)
    assert signs.outweighs(swollen, cramp)
    assert signs.outweighs(chest, swollen)
    assert signs.outweighs(in_a_slot, swollen)
    assert not signs.outweighs(swollen, chest)
    assert not signs.outweighs(chest, in_a_slot)
    assert not signs.outweighs(chest, chest)
    assert not signs.outweighs(walking, cramp)
    assert not signs.outweighs(cramp, cramp)


def test_alarming_intents_are_known(signs, content):
    for question in content.questions.values():
        for choice, answer in question.choices.items():
            if answer.level in LEVELS[2:]:
                assert intent_name(choice) in signs.alarms
    assert "QuinineOverdoseIntent" in signs.alarms
    assert not {"LegPainIntent", "CrampCauseIntent", "RelieveCrampIntent", "WalkingPainIntent"} & signs.alarms


def test_relief_sample_with_a_sign_is_heard_as_the_sign(recognizer):
    assert recognizer.recognize("help with my leg cramp").intent == "RelieveCrampIntent"
    heard = recognizer.recognize("help with my leg cramp and i have chest pain")
    assert heard.intent == "ChestPainIntent"


def test_alarm_without_a_sign_needs_nearly_its_own_words(recognizer, signs):
    assert recognizer._unlike("ChestPainIntent", ALARMING - 0.01)
    assert not recognizer._unlike("ChestPainIntent", ALARMING)
    assert not recognizer._unlike("RelieveCrampIntent", 0.1)
    for said in ("my chest of drawers is in the way", "breathe in or out", "the phone's ringing"):
        heard = recognizer.recognize(said)
        assert heard.intent not in signs.alarms


def test_words_like_an_alarm_are_an_unlisted_sign(recognizer, signs, monkeypatch):
    monkeypatch.setattr(signs, "alarms", frozenset({"ProgressIntent"}))
    heard = recognizer.recognize("well how am i doing so far in this")
    assert DOUBTFUL <= heard.score < ALARMING
    assert heard == signs.unlisted("well how am i doing so far in this", heard.score)
    assert (heard.intent, heard.slots["sign"].id) == ("EmergencyIntent", None)


def test_without_an_ear_for_signs_a_model_is_heard_as_it_is():
    assert not RECOGNIZER._unlike("ChestPainIntent", 0.1)
    assert RECOGNIZER.recognize("").intent == FALLBACK
