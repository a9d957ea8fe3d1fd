"""Amazon's rules for an interaction model: each one broken in a model that keeps them all."""

from copy import deepcopy
from functools import partial

from the_skill import ROOT, models

from skill.alexa.publishing.built_in_intents import REQUIRED
from skill.alexa.publishing.model_rules import rule_problems as problems_of
from skill.content.files import read

RESERVED = read(ROOT / "content")["en"].language.reserved
rule_problems = partial(problems_of, reserved=RESERVED)


def value(id_, name, *synonyms):
    return {"id": id_, "name": {"value": name, "synonyms": list(synonyms)}}


def slot(name, kind):
    return {"name": name, "type": kind}


GOOD = {
    "interactionModel": {
        "languageModel": {
            "invocationName": "leg cramp helper",
            "intents": [
                *({"name": name, "samples": []} for name in REQUIRED),
                {"name": "AMAZON.RepeatIntent", "samples": ["once more"]},
                {"name": "EaseIntent", "slots": [slot("muscle", "Muscle")], "samples": ["ease my {muscle}'s cramp"]},
                {"name": "Look_UpIntent", "slots": [slot("words", "AMAZON.SearchQuery")], "samples": ["find {words}"]},
                {"name": "TellIntent", "slots": [], "samples": ["tell me", "what's wrong with my legs' backs"]},
            ],
            "types": [{"name": "Muscle", "values": [value("calf", "calf", "calves"), value("foot", "foot")]}],
            "modelConfiguration": {"fallbackIntentSensitivity": {"level": "MEDIUM"}},
        }
    }
}


def language(model):
    return model["interactionModel"]["languageModel"]


def intent(model, name="TellIntent"):
    return next(one for one in language(model)["intents"] if one["name"] == name)


def add(model, name, **others):
    language(model)["intents"].append({"name": name, "slots": [], "samples": ["something"], **others})


def values(model):
    return language(model)["types"][0]["values"]


def say(*samples, name="TellIntent"):
    return lambda model: intent(model, name)["samples"].extend(samples)


def many(count):
    letters = "abcdefghijklmnopqrstuvwxyz"
    return [f"{first}{second}Intent" for first in letters for second in letters][:count]


BROKEN = [
    (lambda m: add(m, "Tell2Intent"), "Tell2Intent: an intent's name holds letters only"),
    (lambda m: add(m, "Tell.MeIntent"), "Tell.MeIntent: an intent's name holds letters only"),
    (lambda m: add(m, "_TellIntent"), "_TellIntent: an intent's name holds letters only"),
    (lambda m: add(m, "Tell__Intent"), "Tell__Intent: an intent's name holds letters only"),
    (lambda m: add(m, ""), ": an intent's name holds letters only"),
    (lambda m: add(m, "TELLIntent"), "TellIntent and TELLIntent: 2 intents of one name"),
    (lambda m: add(m, "TellIntent"), "TellIntent: 2 intents of one name"),
    (lambda m: add(m, "AMAZON.SingIntent"), "AMAZON.SingIntent: Alexa has no such intent"),
    (lambda m: language(m)["intents"].pop(0), "AMAZON.CancelIntent: missing"),
    (lambda m: intent(m, "AMAZON.RepeatIntent").update(slots=[slot("muscle", "Muscle")]), "AMAZON.RepeatIntent: an"),
    (say("again {muscle}", name="AMAZON.RepeatIntent"), "AMAZON.RepeatIntent: 'again {muscle}': {muscle} is not decl"),
    (lambda m: intent(m, "EaseIntent")["slots"].append(slot("muscle", "Muscle")), "EaseIntent: the slot {muscle} is"),
    (lambda m: intent(m)["slots"].append(slot("muscle1", "Muscle")), "TellIntent: {muscle1}: a slot's name holds"),
    (lambda m: intent(m)["slots"].append(slot("easeintent", "Muscle")), "TellIntent: {easeintent}: a slot's name"),
    (lambda m: intent(m)["slots"].append(slot("limb", "Limb")), "TellIntent: {limb}: there is no slot type Limb"),
    (lambda m: intent(m)["slots"].append(slot("words", "Muscle")), "TellIntent: {words}: is of type Muscle here and"),
    (lambda m: intent(m)["slots"].append(slot("limb", "Muscle")), "TellIntent: the slot {limb} stands in none of its"),
    (say("tell me"), "TellIntent: 'tell me' stands there 2 times"),
    (say("tell ' me"), 'TellIntent: "tell \' me": an apostrophe stands alone'),
    (say("tell''s me"), "TellIntent: \"tell''s me\": an apostrophe stands alone, or twice"),
    (say("'s it gone"), 'TellIntent: "\'s it gone": an apostrophe stands alone'),
    (say("tell {limb}"), "TellIntent: 'tell {limb}': {limb} is not declared"),
    (say("{muscle} or {muscle}", name="EaseIntent"), "EaseIntent: '{muscle} or {muscle}': {muscle} stands there 2 ti"),
    (say("{words}", name="Look_UpIntent"), "Look_UpIntent: '{words}': a slot of type AMAZON.SearchQuery needs words"),
    (say("find {words} {muscle}", name="Look_UpIntent"), "Look_UpIntent: 'find {words} {muscle}': beside a slot"),
    (say("help me"), "TellIntent: 'help me': Alexa hears this as AMAZON.HelpIntent"),
    (say("stop", name="AMAZON.RepeatIntent"), "AMAZON.RepeatIntent: 'stop': Alexa hears this as AMAZON.StopIntent"),
    (lambda m: language(m)["types"].append(deepcopy(language(m)["types"][0])), "Muscle: 2 slot types of one name"),
    (lambda m: language(m)["types"].append({"name": "Limb2", "values": [value("a", "a")]}), "Limb2: a slot type's na"),
    (lambda m: language(m)["types"].append({"name": "A.B", "values": [value("a", "a")]}), "A.B: a slot type's name"),
    (lambda m: values(m).clear(), "Muscle: a slot type needs at least one value"),
    (lambda m: values(m).append(value("calf", "shank")), "Muscle: calf: 2 values have this id"),
    (lambda m: values(m).append(value("shank", "Calf")), "Muscle: shank: another value has the name 'Calf' too"),
    (lambda m: values(m).append(value("toe", "toe", "toes", "toes")), "Muscle: toe: 'toes' stands there 2 times"),
    (lambda m: values(m).append(value("toe", "toe", "Toe")), "Muscle: toe: 'toe' stands there 2 times"),
    (
        lambda m: values(m).append(value("toe", "t" * 141)),
        f"Muscle: toe: '{'t' * 40}'… has 141 characters; at most 140",
    ),
    (lambda m: values(m).append(value("toe", "toe", "t" * 141)), f"Muscle: toe: '{'t' * 40}'… has 141 characters"),
    (lambda m: values(m).append(value("toe", "toe!")), "Muscle: toe: 'toe!': letters, spaces and apostrophes"),
    (lambda m: values(m).append(value("toe", "toe", "")), "Muscle: toe: '': letters, spaces and apostrophes"),
    (lambda m: values(m).append(value("toe", "toe", "'toe")), 'Muscle: toe: "\'toe": letters, spaces and apostrophes'),
    (say(*(f"{one} {'x' * 9000}" for one in many(170))), "the model: 1,5"),
    (lambda m: [add(m, one) for one in many(250)], "the model: 259 intents, at most 250: see"),
    (
        lambda m: language(m)["types"].extend({"name": one, "values": [value("a", "a")]} for one in many(341)),
        "the model: 9 intents and 342 slot types, at most 350 together",
    ),
    (
        lambda m: language(m)["modelConfiguration"]["fallbackIntentSensitivity"].update(level="MAX"),
        "fallbackIntentSens",
    ),
]


def test_a_model_that_keeps_the_rules_is_taken():
    assert list(rule_problems(GOOD)) == []


def test_a_broken_rule_is_named():
    for harm, problem in BROKEN:
        model = deepcopy(GOOD)
        harm(model)
        assert [line for line in rule_problems(model) if line.startswith(problem)], problem


def test_as_many_intents_as_amazon_allows_are_taken():
    model = deepcopy(GOOD)
    for name in many(250 - len(language(model)["intents"])):
        add(model, name)
    language(model)["types"] += [{"name": name, "values": [value("a", "a")]} for name in many(99)]
    assert list(rule_problems(model)) == []


def test_phrases_reserved_by_alexa_depend_on_the_language():
    model = deepcopy(GOOD)
    language(model)["intents"][-1]["samples"] += ["hilfe", "tell us"]
    (found,) = problems_of(model, {"AMAZON.HelpIntent": ["hilfe"], "AMAZON.StopIntent": ["halt"]})
    assert found.startswith("TellIntent: 'hilfe': Alexa hears this as AMAZON.HelpIntent")


def test_our_own_models_keep_the_rules():
    for model in models().values():
        assert list(rule_problems(model)) == []
