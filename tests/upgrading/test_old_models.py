"""Today's server with the interaction model and the sessions of version 0.1.0, as during an upgrade.

`model-0.1.0.json` has the intents, slots and values that Alexa was given then. `sessions-0.1.0.json` has the session
attributes that 0.1.0 sent in seven places.
"""

import json
import re
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path

import pytest
from the_skill import catalog

from skill.alexa.skill import as_callable, create_skill

HERE = Path(__file__).resolve().parent
MODEL = json.loads((HERE / "model-0.1.0.json").read_text("utf-8"))
SESSIONS = json.loads((HERE / "sessions-0.1.0.json").read_text("utf-8"))
LAUNCH = json.loads((HERE.parent / "requests" / "launch.json").read_text("utf-8"))
NOW = datetime(2026, 11, 29, 22, 0, tzinfo=UTC)

EMERGENCY = {"chest-pain", "breathless", "coughing-blood", "fainting", "sharp-pain-breathing-in", "leg-and-chest"}
DOCTOR = {"disturbed-sleep", "spoiled-days", "numbness", "weak-muscles", "both-legs-swelling", "walking-pain"}
SENTENCES = {"emergency": "Call 999 now", "doctor": "Make an appointment", "urgent": "Contact NHS 111 now"}


@pytest.fixture(scope="module")
def apologies():
    """How often the skill has apologised: it never may."""
    return []


@pytest.fixture(scope="module")
def answered(apologies):
    """Return what is said to a request, and the session after it."""
    invoke = as_callable(create_skill(catalog(), failed=lambda: apologies.append(True)))

    def answered(intent="", slot=None, attributes=None):
        answer = invoke(request(intent, slot, attributes))
        speech = answer["response"].get("outputSpeech", {"ssml": ""})["ssml"]
        return re.sub(r"<[^>]+>", "", speech).strip(), answer.get("sessionAttributes")

    return answered


def request(intent, slot, attributes):
    envelope = deepcopy(LAUNCH)
    envelope["request"]["timestamp"] = NOW.strftime("%Y-%m-%dT%H:%M:%SZ")
    envelope["session"] |= {"new": attributes is None, "attributes": attributes or {}}
    if intent:
        slots = {slot[0]: filled(*slot)} if slot else {}
        envelope["request"] |= {"type": "IntentRequest", "intent": {"name": intent, "slots": slots}}
    return envelope


def filled(name, kind, slug, word):
    """Return a slot as Alexa resolved it by the old model."""
    value = {"value": {"name": word, "id": slug}}
    match = {"authority": kind, "status": {"code": "ER_SUCCESS_MATCH"}, "values": [value]}
    return {"name": name, "value": word, "resolutions": {"resolutionsPerAuthority": [match]}}


def sayings():
    """Return each intent of the old model, alone and with each value of each of its slots."""
    for intent, slots in MODEL["intents"].items():
        yield intent, None
        for name, kind in slots.items():
            yield from ((intent, (name, kind, slug, word)) for slug, word in MODEL["types"].get(kind, []))


def as_of_now(attributes):
    """Return a session as it was, its last part sent a moment ago."""
    sent = {name: NOW.timestamp() - 5 for name in ("sent", "since") if attributes.get(name)}
    return attributes | sent


def test_the_old_model_has_parts_that_are_gone():
    new = json.loads((HERE.parent.parent / "interaction_models" / "en.json").read_text("utf-8"))
    types = new["interactionModel"]["languageModel"]["types"]
    assert {"Condition", "Painkiller"} == set(MODEL["types"]) - {one["name"] for one in types}


@pytest.mark.parametrize("place", [None, *SESSIONS])
def test_every_request_of_the_old_model_is_answered(answered, apologies, place):
    sent, silent = 0, []
    for intent, slot in sayings():
        speech, _ = answered(intent, slot, as_of_now(SESSIONS[place]) if place else None)
        sent += 1
        if not speech:
            silent.append((intent, slot))
    assert (apologies, silent) == ([], [])
    assert sent > 100


def test_a_sign_of_the_old_model_has_its_level(answered):
    signs = dict(MODEL["types"]["Sign"])
    assert signs.keys() > EMERGENCY | DOCTOR
    for slug, word in signs.items():
        level = "emergency" if slug in EMERGENCY else "doctor" if slug in DOCTOR else "urgent"
        for intent in ("EmergencyIntent", "SeeDoctorIntent"):
            assert answered(intent, ("sign", "Sign", slug, word))[0].startswith(SENTENCES[level]), slug


def test_old_models_quinine_symptoms_keep_their_level(answered):
    """The two that have become several signs each are asked about."""
    asked = set()
    for slug, word in MODEL["types"]["Symptom"]:
        speech, _ = answered("QuinineSymptomIntent", ("symptom", "Symptom", slug, word))
        if speech.startswith("Is it bleeding, bruises, a rash"):
            asked.add(slug)
        else:
            assert re.match(r"Contact NHS 111 now|Call 999", speech), slug
    assert asked == {"rash-or-swelling", "belly-pain"}


def test_an_alarm_raised_by_the_old_version_stays_one(answered):
    for intent in ("AMAZON.ResumeIntent", "GuidedStretchIntent", "RelieveCrampIntent", "AMAZON.FallbackIntent"):
        speech, session = answered(intent, None, as_of_now(SESSIONS["alarm"]))
        assert speech.startswith("Call 999 now"), intent
        assert session["state"] == "alarmed", intent


def test_a_practice_of_the_old_version_goes_on(answered):
    _, session = answered("AMAZON.NextIntent", None, as_of_now(SESSIONS["practice"]))
    assert (session["state"], session["routine"]) == ("stretching", "practice-calf")
