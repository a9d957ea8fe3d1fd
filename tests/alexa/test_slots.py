"""What a request's slots come to: the value meant, whatever id Alexa sends, and the gravest sign, whatever intent."""

from itertools import product

import pytest
from ask_sdk_model import Intent, IntentRequest, Slot
from ask_sdk_model.slu.entityresolution import Resolution, Resolutions, Status, StatusCode, Value, ValueWrapper

from skill.alexa.requests import UNKNOWN, EventParser
from skill.alexa.slots import FilledSlot, filled_slots, slots_of, unlisted
from skill.alexa.wire import decode_request
from skill.content.intents import intent_name
from skill.dialogue import events as e
from skill.understanding.signs import LEVELS, SIGN_SLOTS

FOREIGN = "0f3a" * 8
GIBBERISH = "wobbly green custard"


@pytest.fixture(scope="module")
def hearing(content):
    return EventParser(content)


def slot(name, said, *authorities):
    """Return a slot; each authority is a list of matched (name, id) pairs, or empty if it matched nothing."""
    found = [
        Resolution(
            authority=f"authority-{number}",
            status=Status(code=StatusCode.ER_SUCCESS_MATCH if matches else StatusCode.ER_SUCCESS_NO_MATCH),
            values=[ValueWrapper(value=Value(name=matched, id=own)) for matched, own in matches],
        )
        for number, matches in enumerate(authorities)
    ]
    return Slot(name=name, value=said, resolutions=Resolutions(resolutions_per_authority=found) if found else None)


def intent(name, *slots):
    return Intent(name=name, slots={one.name: one for one in slots} or None)


def heard(hearing, name, *slots):
    return hearing.event(IntentRequest(intent=intent(name, *slots)))


def listed(name, choice, content):
    """Return a slot that holds a value of ours, as Alexa finds it."""
    said = next(word for word, slug in content.words[name].items() if slug == choice)
    return slot(name, said, [(said, choice)])


@pytest.mark.parametrize(
    ("filled", "slug"),
    [
        (slot("muscle", "calves", [("calf", "calf")]), "calf"),
        (slot("muscle", "calves", [("calf", FOREIGN)]), "calf"),
        (slot("muscle", "calves", [("Calf", FOREIGN)]), "calf"),
        (slot("muscle", "the calves", [("lower leg", None)]), "calf"),
        (slot("muscle", "x", [], [("foot", FOREIGN)]), "foot"),
        (slot("muscle", "x", [("nothing", FOREIGN)], [("sole", "foot")]), "foot"),
        (slot("muscle", "x", [("nothing", FOREIGN), ("foot", FOREIGN)]), "foot"),
        (slot("muscle", "x", [("foot", FOREIGN), ("calf", "calf")]), "calf"),
        (slot("muscle", "Foot", [("nothing", FOREIGN)]), "foot"),
        (slot("muscle", "foot", []), "foot"),
        (slot("muscle", "foot"), "foot"),
        (slot("muscle", "calf", [("foot", "foot")]), "foot"),
        (slot("muscle", "calf", [("foot", FOREIGN)]), "foot"),
        (slot("muscle", GIBBERISH, [(GIBBERISH, FOREIGN)]), None),
        (slot("muscle", GIBBERISH, []), None),
        (slot("muscle", GIBBERISH), None),
        (slot("no-such", "calf", [("calf", "calf")]), None),
    ],
)
def test_value_is_found_by_our_id_then_name_then_words(filled, slug, content):
    found = filled_slots(intent("RelieveCrampIntent", filled), content)
    assert found == {filled.name: FilledSlot(filled.value, slug)}
    assert slots_of(intent("RelieveCrampIntent", filled), content) == ({filled.name: slug} if slug else {})


def read(**slot):
    """Return an intent with one slot, as it is read from Alexa's JSON."""
    intent = {"name": "RelieveCrampIntent", "slots": {"muscle": {"name": "muscle", **slot}}}
    return decode_request({"request": {"type": "IntentRequest", "intent": intent}}).request.intent


@pytest.mark.parametrize("value", [None, ""])
def test_slot_without_words_is_empty(value, content):
    assert filled_slots(read(value=value), content) == {}
    assert filled_slots(Intent(name="RelieveCrampIntent"), content) == {}


def test_damaged_resolutions_are_ignored(content):
    for resolutions in (
        {},
        [],
        {"resolutionsPerAuthority": [{}, None]},
        {"resolutionsPerAuthority": [{"values": [{}, None]}]},
        {"resolutionsPerAuthority": [{"values": [{"value": {"name": ["calf"], "id": ["calf"]}}]}]},
    ):
        assert slots_of(read(value="foot", resolutions=resolutions), content) == {"muscle": "foot"}, resolutions


def test_three_outcomes_of_a_slot(content):
    slots = filled_slots(
        intent("X", slot("muscle", "calf"), slot("sign", GIBBERISH), slot("symptom", None), slot("time", "22:00")),
        content,
    )
    assert {name: one.slug for name, one in slots.items()} == {"muscle": "calf", "sign": None, "time": "22:00"}
    assert list(unlisted(slots)) == [("sign", GIBBERISH)]


def test_every_value_is_known_by_its_name_if_the_id_is_foreign(content):
    for name in content.slots:
        for word, choice in content.words[name].items():
            assert slots_of(intent("X", slot(name, "x", [(word, FOREIGN)])), content) == {name: choice}, word


def test_sign_keeps_its_own_intent_despite_a_foreign_id(hearing, content):
    for (question, choice), sign in hearing.finder.signs.items():
        answer = content.questions[question].answer(choice)
        if answer.samples:
            assert heard(hearing, intent_name(choice)) == e.QuestionAsked(question, choice)
        elif choice not in UNKNOWN.values() and choice in content.words[content.questions[question].slot].values():
            name = content.questions[question].slot
            carrier = next(slug for slug, own in content.questions.items() if own.slot == name)
            word = next(word for word, slug in content.words[name].items() if slug == choice)
            event = heard(hearing, intent_name(carrier), slot(name, word, [(word, FOREIGN)]))
            assert (event.question, event.choice) == (question, choice), sign


def test_sign_in_any_slot_of_any_intent_is_answered(hearing, content):
    carriers = ("RelieveCrampIntent", "GuidedStretchIntent", "AMAZON.YesIntent", "EasedIntent")
    for carrier, choice, name in product(carriers, ("hot-leg", "walking-pain", "chest-pain"), ("sign", "another")):
        said = next(word for word, slug in content.words["sign"].items() if slug == choice)
        event = heard(hearing, carrier, slot(name, said, [(said, choice)]))
        assert event == e.QuestionAsked(content.home_of(choice).slug, choice), carrier


def test_graver_of_two_signs_is_answered_in_any_slot(hearing, content):
    signs = [sign for sign in hearing.finder.signs.values() if content.questions[sign.question].slot == "sign"]
    by_level = {level: next(s for s in signs if s.level == level and not s.asks) for level in range(len(LEVELS))}
    words = {choice: word for word, choice in reversed(content.words["sign"].items())}
    for first in by_level.values():
        for second in by_level.values():
            slots = [
                slot(name, words[sign.choice], [(words[sign.choice], sign.choice)])
                for name, sign in (("sign", first), ("another", second))
                if sign.choice in words
            ]
            if len(slots) == len(("sign", "another")):
                event = heard(hearing, "SeeDoctorIntent", *slots)
                assert event.choice == max(first, second, key=lambda sign: sign.gravity).choice


def test_sign_is_found_in_an_unlisted_value(hearing, content):
    for carrier in ("RelieveCrampIntent", "SeeDoctorIntent", "PainReliefIntent", "AMAZON.NoIntent"):
        event = heard(hearing, carrier, slot("sign", "the most awful crushing chest pain you can think of", []))
        assert event.choice == "chest-pain", carrier
    event = heard(hearing, "RelieveCrampIntent", slot("muscle", "calf and i've got chest pain", []))
    assert event.choice == "chest-pain"


def test_a_sign_never_takes_the_place_of_a_graver_answer(hearing, content):
    mild, grave = listed("sign", "walking-pain", content), listed("sign", "chest-pain", content)
    own = next(choice for choice, asked in hearing.choices.items() if asked.choice == "chest-pain")
    assert heard(hearing, own, mild).choice == "chest-pain"
    assert heard(hearing, "QuinineOverdoseIntent", mild) == e.QuestionAsked("quinine-overdose")
    assert heard(hearing, intent_name("walking-pain"), grave).choice == "chest-pain"


def test_mentioned_sign_never_counts(hearing):
    for carrier in ("RelieveCrampIntent", "SeeDoctorIntent", "AboutSignsIntent", "DeniedIntent"):
        for said, matches in (
            ("chest pain", [("chest pain", "chest-pain")]),
            ("terrible chest pain and more of it", []),
        ):
            event = heard(hearing, carrier, slot("mentioned", said, matches))
            assert event == heard(hearing, carrier), carrier


def test_a_denial_of_two_signs_is_a_denial(hearing, content):
    chest = listed("sign", "chest-pain", content)
    event = heard(
        hearing,
        "DeniedIntent",
        slot("mentioned", "swelling"),
        slot("another", chest.value, [(chest.value, "chest-pain")]),
    )
    assert event == e.Command("denied")


def test_what_is_no_value_is_never_an_alarm(hearing, content):
    for slug, question in content.questions.items():
        if not question.slot or intent_name(slug) in hearing.choices:
            continue
        event = heard(hearing, intent_name(slug), slot(question.slot, GIBBERISH, []))
        if question.slot in SIGN_SLOTS:
            unknown = UNKNOWN[question.slot]
            assert (event.question, event.choice) == (content.home_of(unknown).slug, unknown)
            assert content.home_of(unknown).answer(unknown).ask
        else:
            assert (event.choice, event.unlisted) == (None, True)


def test_an_empty_slot_is_the_general_answer(hearing):
    for slots in ([], [slot("sign", None)], [slot("sign", "")]):
        assert heard(hearing, "SeeDoctorIntent", *slots) == e.QuestionAsked("see-doctor")


def test_a_milder_sign_in_unlisted_words_is_answered(hearing, content):
    patterns = content.home_of("walking-pain").choices["walking-pain"].said_anywhere()
    words = next(pattern for pattern in patterns if pattern.replace(" ", "").isalpha())
    event = heard(hearing, "SeeDoctorIntent", slot("sign", f"something like {words} really", []))
    assert event.choice == "walking-pain"


def test_cramp_in_an_unknown_part_has_its_own_answer(hearing):
    for said, event in (
        ("elbow", e.QuestionAsked("elsewhere", "hand-or-arm")),
        ("Shoulder", e.QuestionAsked("elsewhere", "hand-or-arm")),
        (GIBBERISH, e.CrampReported()),
    ):
        assert heard(hearing, "RelieveCrampIntent", slot("muscle", said, [])) == event, said


@pytest.mark.parametrize("purpose", ["cramps", "infection"])
def test_purpose_of_quinine_goes_with_question_and_sign(purpose, hearing, content):
    bruising = next(word for word, choice in content.words["symptom"].items() if choice == "bruising")
    for name, slots, choice in (
        ("QuinineSymptomIntent", [slot("symptom", bruising, [(bruising, "bruising")])], "bruising"),
        ("QuinineSymptomIntent", [slot("symptom", GIBBERISH, [])], "unknown-symptom"),
        ("QuinineSideEffectsIntent", [], None),
        ("BruisingIntent", [], "bruising"),
    ):
        said = next(word for word, own in content.words["purpose"].items() if own == purpose)
        event = heard(hearing, name, *slots, slot("purpose", said, [(said, FOREIGN)]))
        assert (event.choice, event.purpose) == (choice, purpose), name


def test_cramp_in_pregnancy_differs_from_somebody_elses(hearing, content):
    calf = slot("muscle", "calf")
    for name, event in (
        ("relieve", e.CrampReported("calf")),
        ("relieve-pregnant", e.CrampReported("calf", pregnant=True)),
        ("relieve-other", e.CrampReported("calf", helper=True)),
    ):
        assert heard(hearing, content.commands[name].intent, calf) == event


def test_unknown_intent_is_misheard_unless_it_carries_a_sign(hearing):
    assert heard(hearing, "NobodyKnowsThisIntent", slot("muscle", "calf")) == e.Command("misheard")
    assert heard(hearing, "NobodyKnowsThisIntent", slot("sign", "chest pain")).choice == "chest-pain"


def test_no_more_is_read_of_slots_than_anybody_says(content):
    said = filled_slots(
        intent("X", slot("sign", "a " * 600), slot("symptom", "b " * 600), slot("muscle", "calf")), content
    )
    assert {name: len(found.said) for name, found in said.items()} == {"sign": 1_200, "symptom": 800}


def test_a_sign_in_the_first_words_of_a_long_text_is_heard(hearing):
    event = heard(
        hearing, "PainReliefIntent", slot("painkiller", "my chest hurts " + "and the weather is fine " * 9_000)
    )
    assert event.choice == "chest-pain"
