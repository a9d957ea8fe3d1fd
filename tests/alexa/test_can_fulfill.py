"""Alexa asks what the skill could answer: it says so from the words alone, silently, and does nothing at all."""

import json
from pathlib import Path
from unittest.mock import Mock

import pytest

from skill.alexa.can_fulfill import FIRST_WORDS
from skill.alexa.skill import as_callable, create_skill
from skill.content.intents import intent_name

REQUEST = Path(__file__).resolve().parent.parent / "requests" / "can-fulfill.json"
UNHEARD_OF = "UnheardOfIntent"


@pytest.fixture
def ask(catalog):
    """Ask about an intent; `slots` by name, each a value, or a value and the ids Alexa found for it."""
    skill = as_callable(create_skill(catalog))
    return lambda intent, locale="en-GB", **slots: skill(request(intent, locale, **slots))


def request(intent, locale="en-GB", **slots):
    envelope = json.loads(REQUEST.read_text(encoding="utf-8"))
    heard = {"name": intent, "slots": dict(slot(name, given) for name, given in slots.items())}
    envelope["request"] |= {"locale": locale, "intent": heard}
    return envelope


def slot(name, given):
    value, *found = (given,) if isinstance(given, str | None) else given
    if not found:
        return name, {"name": name, "value": value}
    ids = [{"value": {"name": one, "id": one}} for one in found[0]]
    code = "ER_SUCCESS_MATCH" if ids else "ER_SUCCESS_NO_MATCH"
    looked_up = {"resolutionsPerAuthority": [{"authority": "a", "status": {"code": code}, "values": ids}]}
    return name, {"name": name, "value": value, "resolutions": looked_up}


def verdict(response):
    return response["response"]["canFulfillIntent"]["canFulfill"]


JUDGED = [
    ("RelieveCrampIntent", {}, "YES", {}),
    ("RelieveCrampIntent", {"muscle": None}, "YES", {}),
    ("RelieveCrampIntent", {"muscle": ("calves", ["calf"])}, "YES", {"muscle": ("YES", "YES")}),
    ("RelieveCrampIntent", {"muscle": ("elbow", [])}, "NO", {"muscle": ("NO", "NO")}),
    ("RelieveCrampIntent", {"muscle": ("thigh", ["no-such"])}, "YES", {"muscle": ("YES", "YES")}),
    ("RelieveCrampIntent", {"muscle": "Hamstring"}, "YES", {"muscle": ("YES", "YES")}),
    ("RelieveCrampIntent", {"muscle": "back of the leg"}, "YES", {"muscle": ("YES", "YES")}),
    ("RelieveCrampIntent", {"muscle": "flank"}, "MAYBE", {"muscle": ("MAYBE", "NO")}),
    ("RelieveCrampIntent", {"colour": "red"}, "NO", {"colour": ("NO", "NO")}),
    ("GuidedStretchIntent", {"muscle": ("calf", ["calf"])}, "YES", {"muscle": ("YES", "YES")}),
    ("CrampCauseIntent", {}, "YES", {}),
    ("QuinineSideEffectsIntent", {}, "YES", {}),
    ("QuinineSymptomIntent", {"symptom": ("ringing", ["ringing-ears"])}, "YES", {"symptom": ("YES", "YES")}),
    ("QuinineSymptomIntent", {"symptom": ("green hair", [])}, "NO", {"symptom": ("NO", "NO")}),
    (UNHEARD_OF, {}, "NO", {}),
    (UNHEARD_OF, {"muscle": ("calf", ["calf"])}, "NO", {"muscle": ("NO", "NO")}),
]


@pytest.mark.parametrize(("intent", "slots", "expected", "understood"), JUDGED)
def test_an_intent_is_claimed_if_all_of_it_is_understood(ask, intent, slots, expected, understood):
    answer = ask(intent, **slots)["response"]["canFulfillIntent"]
    judged = {name: (one["canUnderstand"], one["canFulfill"]) for name, one in answer.get("slots", {}).items()}
    assert (answer["canFulfill"], judged) == (expected, understood)


def test_every_question_is_claimed_unless_it_is_an_emergency(ask, every_content, locale):
    for slug, question in every_content.questions.items():
        for choice in (None, *question.choices):
            slots = {question.slot: (choice, [choice])} if choice else {}
            expected = "NO" if question.answer(choice).level == "emergency" else "YES"
            assert (slug, choice, verdict(ask(intent_name(slug), locale, **slots))) == (slug, choice, expected)


def test_emergency_is_not_claimed_in_another_questions_intent(ask, content):
    questions = [question for question in content.questions.values() if question.slot == "sign"]
    signs = [sign for one in questions for sign, answer in one.choices.items() if answer.level == "emergency"]
    assert len(signs) > 20
    assert {verdict(ask("SeeDoctorIntent", sign=(sign, [sign]))) for sign in signs} == {"NO"}


def test_emergency_signs_own_intent_is_never_claimed(ask, content):
    for question in content.questions.values():
        for choice, answer in question.choices.items():
            claimed = verdict(ask(intent_name(choice)))
            assert claimed == "NO" or answer.level != "emergency", choice


def test_only_commands_fit_as_first_words_are_claimed(ask, content):
    for name, command in content.commands.items():
        assert (name, verdict(ask(command.intent))) == (name, "YES" if name in FIRST_WORDS else "NO")


def test_unknown_country_is_answered_like_any(ask):
    assert verdict(ask("CrampCauseIntent", "en-NZ")) == "YES"


def test_a_request_without_an_intent_is_declined(catalog):
    envelope = request(UNHEARD_OF)
    del envelope["request"]["intent"]
    assert verdict(as_callable(create_skill(catalog))(envelope)) == "NO"


@pytest.mark.parametrize("intent", ["RelieveCrampIntent", "ForgetMeIntent", "AMAZON.StopIntent", "EmergencyIntent"])
def test_nothing_is_said_kept_asked_or_changed(catalog, intent):
    memory, client = Mock(), Mock()
    skill = as_callable(create_skill(catalog, memory, api_client=client))
    first, second = (skill(request(intent)) for _ in range(2))
    assert first == second
    assert first.keys() <= {"version", "response", "userAgent", "sessionAttributes"}
    assert not first.get("sessionAttributes")
    assert first["response"].keys() == {"canFulfillIntent"}
    assert memory.mock_calls == client.mock_calls == []
