"""Words to an intent, from nothing but the model."""

import copy

import pytest
from fake_skill import MODEL, RECOGNIZER
from the_skill import ENGLISH

from simulator.recognizer.recognized import FALLBACK
from simulator.recognizer.recognizer import Recognizer
from simulator.recognizer.similarity import Nearest
from skill.understanding.en import RULES

TO_THE_LETTER = (
    ("Help with my leg cramp.", "RelieveCrampIntent", {}),
    ("Alexa, help with my leg cramp", "RelieveCrampIntent", {}),
    ("please help with my leg cramp", "RelieveCrampIntent", {}),
    ("I have a cramp in my calf", "RelieveCrampIntent", {"muscle": ("calf", "calf")}),
    ("I have a cramp in my calf muscle", "RelieveCrampIntent", {"muscle": ("calf muscle", "calf")}),
    ("does quinine cause bruises", "QuinineSymptomIntent", {"symptom": ("bruises", "bruising")}),
    ("it moved from my toes to my calf", "MoveIntent", {"origin": ("toes", "foot"), "target": ("calf", "calf")}),
    ("remind me at half past nine in the evening", "RemindIntent", {"time": ("21:30", None)}),
    ("ten thirty p.m.", "RemindIntent", {"time": ("22:30", None)}),
    ("stretch for five minutes", "LengthIntent", {"length": ("PT5M", None)}),
    ("stretch ten times", "LengthIntent", {"times": ("10", None)}),
    ("give me a moment", "AMAZON.PauseIntent", {}),
)


def test_a_sample_is_heard_to_the_letter_with_its_slots():
    for said, intent, slots in TO_THE_LETTER:
        heard = RECOGNIZER.recognize(said)
        assert (heard.intent, heard.score, heard.runner_up) == (intent, 1.0, None), said
        assert {name: (slot.value, slot.id) for name, slot in heard.slots.items()} == slots, said


BUILT_IN = (
    ("yes", "Yes"),
    ("Yeah!", "Yes"),
    ("yes please", "Yes"),
    ("not really", "No"),
    ("exit", "Stop"),
    ("never mind", "Cancel"),
    ("help", "Help"),
    ("hold on", "Pause"),
    ("say that again", "Repeat"),
    ("next", "Next"),
)


def test_alexas_own_intents_need_no_samples():
    for said, intent in BUILT_IN:
        assert RECOGNIZER.recognize(said).intent == f"AMAZON.{intent}Intent", said


def test_alexas_intents_are_guessed_from_near_samples_only():
    assert RECOGNIZER.recognize("do give me a moment").intent == "AMAZON.PauseIntent"
    assert RECOGNIZER.recognize("in a moment").intent != "AMAZON.PauseIntent"


def test_alexas_intent_outside_the_model_never_fires():
    assert RECOGNIZER.recognize("start over").intent == "AMAZON.FallbackIntent"


LIKELIEST = (
    ("I've got a terrible cramp in my lower leg", "RelieveCrampIntent", {"muscle": "calf"}),
    ("my clf is cramping badly", "RelieveCrampIntent", {}),
    ("my calff is cramping badly", "RelieveCrampIntent", {"muscle": "calf"}),
    ("i have been taking quinine and i have got tinnitus", "QuinineSymptomIntent", {"symptom": "ringing-ears"}),
    ("can you remind me at ten tomorrow", "RemindIntent", {"time": None}),
)


def test_unlisted_sentence_gets_the_likeliest_sample():
    assert any(RECOGNIZER.recognize(said).runner_up for said, _, _ in LIKELIEST)
    for said, intent, slots in LIKELIEST:
        heard = RECOGNIZER.recognize(said)
        assert heard.intent == intent, said
        assert 0.48 <= heard.score < 1, said
        assert not heard.runner_up or heard.runner_up[1] <= heard.score, said
        assert {name: slot.id for name, slot in heard.slots.items()} == slots, said


def test_unlisted_value_is_heard_without_an_id():
    heard = RECOGNIZER.recognize("i have a cramp in my left elbow")
    assert heard.intent == "RelieveCrampIntent"
    assert (heard.slots["muscle"].value, heard.slots["muscle"].id) == ("left elbow", None)


def test_what_is_like_nothing_falls_back():
    for said in ("order me a pizza", "what's the weather like in spain", "alexa", "?!", ""):
        assert RECOGNIZER.recognize(said).intent == "AMAZON.FallbackIntent", said


def test_fitting_sample_with_more_own_words_wins():
    model = copy.deepcopy(MODEL)
    intents = model["interactionModel"]["languageModel"]["intents"]
    slots = [{"name": "symptom", "type": "SYMPTOM"}]
    intents.insert(0, {"name": "AnyIntent", "slots": slots, "samples": ["{symptom}", "i have {symptom}"]})
    intents.append({"name": "OneIntent", "slots": [], "samples": ["i have tinnitus"]})
    assert Recognizer(model, ENGLISH).recognize("i have tinnitus").intent == "OneIntent"
    assert Recognizer(model, ENGLISH).recognize("i have bruises").intent == "AnyIntent"


def test_words_match_themselves_and_rare_words_count_most():
    rows = [("is", "it", "the", "calf"), ("is", "it", "the", "quinine"), ("is", "it", "the", "time")]
    nearest = Nearest(rows, {"is": 0.1, "it": 0.1, "the": 0.1, "calf": 3.0, "quinin": 3.0, "time": 1.0}, RULES.stem)
    assert nearest.to(rows[0])[0] == (pytest.approx(1.0), 0)
    assert nearest.to(("quinine", "then"))[0][1] == 1


def test_recognition_ignores_the_models_order():
    turned = copy.deepcopy(MODEL)
    turned["interactionModel"]["languageModel"]["intents"].reverse()
    said = ["my toes are cramping again", "my foot has a cramp", "quinine gave me bruises i think"]
    assert [Recognizer(turned, ENGLISH).recognize(words) for words in said] == [
        RECOGNIZER.recognize(words) for words in said
    ]


CALLED = (
    ("open leg cramp helper", ("launch", None)),
    ("Alexa, start the Leg Cramp Helper", ("launch", None)),
    ("leg cramp helper", ("launch", None)),
    ("ask leg cramp helper", ("launch", None)),
    ("open leg cramp helper please", ("launch", None)),
    ("ask leg cramp helper to help with my leg cramp", ("oneshot", "help with my leg cramp")),
    ("ask leg cramp helper about quinine", ("oneshot", "quinine")),
    ("tell leg cramp helper that i have a cramp in my calf", ("oneshot", "i have a cramp in my calf")),
    ("ask leg cramp helper how long it takes", ("oneshot", "how long it takes")),
    ("help with my leg cramp using leg cramp helper", ("oneshot", "help with my leg cramp")),
    ("help with my leg cramp", None),
    ("open the window", None),
    ("", None),
)


def test_the_skill_is_called_by_its_name():
    for said, called in CALLED:
        assert RECOGNIZER.invocation(said) == called, said


def test_the_right_one_of_two_thousand_samples_is_heard():
    model = copy.deepcopy(MODEL)
    language = model["interactionModel"]["languageModel"]
    language["intents"] += [
        {
            "name": f"Numbered{number}Intent",
            "slots": [{"name": "muscle", "type": "MUSCLE"}] if number % 2 else [],
            "samples": [f"tell me about thing {number} in way {way} for my leg at night" for way in range(50)],
        }
        for number in range(40)
    ]
    recognizer = Recognizer(model, ENGLISH)
    assert recognizer.recognize("tell me about thing 12 in way 7 for my leg at night").intent == "Numbered12Intent"
    assert (
        recognizer.recognize("please tell me about thing 31 in way 7 for my left leg at night").intent
        == "Numbered31Intent"
    )
    assert recognizer.recognize("my calf is cramping badly").intent == "RelieveCrampIntent"


@pytest.mark.parametrize(
    ("sample", "said"), [("the pain has gone", "the pain hasn't gone"), ("it won't let go", "it will let go")]
)
def test_denial_is_never_heard_as_its_opposite(sample, said):
    intents = [{"name": "OnlyIntent", "slots": [], "samples": [sample]}, {"name": FALLBACK, "samples": []}]
    recognizer = Recognizer(
        {"interactionModel": {"languageModel": {"invocationName": "cramp helper", "intents": intents}}}, ENGLISH
    )
    assert recognizer.recognize(f"oh {sample} at last").intent == "OnlyIntent"
    assert recognizer.recognize(f"oh {said} at last").intent == FALLBACK
