"""Every sign, said in a carrier of a cramp, is heard as a sign and never as a cramp: no stretch follows.

A sign is said by each of its values, and by one sentence of each of its samples: its name in every carrier, the others
in one after the other. What is a sign only in somebody who takes quinine is said with it. The milder answer to a check
is no sign.
"""

import pytest
from stage import outcome_of, recognizer_by
from the_skill import files

from simulator.asked.lines import LEVELS
from skill.alexa.publishing.interaction_model import expand
from skill.content.intents import intent_name
from skill.content.samples import SLOT
from skill.understanding.signs import SIGN_SLOTS

CARRIERS = ("my calf {}", "i've got a cramp and {}", "ow my leg and {}", "it's my leg {}", "help {}")
FILLED = {"muscle": "foot", "person": "husband"}
"""What stands for a slot in a sentence."""

QUESTIONS = files().questions.values()
SIGNS = {
    choice.slug: choice
    for question in QUESTIONS
    if question.slot in SIGN_SLOTS
    for choice in question.choices.values()
    if choice.level in LEVELS and choice.slug != "no-known-symptom"
}
OF_QUININE = {slug for question in QUESTIONS if question.slot == "symptom" for slug in question.choices}
OWN_INTENTS = {intent_name(slug) for slug, choice in SIGNS.items() if choice.samples}


def sentences_of(choice):
    """Return what says a sign: its values, and a sentence of each of its samples if the slots can be filled."""
    for written in (choice.name, *choice.synonyms, *(expand(sample)[0] for sample in choice.samples)):
        if set(SLOT.findall(written)) <= FILLED.keys():
            said = written.format(**FILLED)
            yield f"{said} on quinine" if choice.slug in OF_QUININE and "quinine" not in said else said


def stretches(sentence):
    """Return whether a sentence leads to a stretch. One that is heard as a sign's own intent doesn't."""
    heard = recognizer_by("simulator").recognize(sentence)
    if heard.intent in OWN_INTENTS:
        return False
    return outcome_of("carrier", "idle", heard).stretches


@pytest.mark.parametrize("turn", range(len(CARRIERS)))
def test_no_sign_in_a_carrier_of_a_cramp_is_heard_as_one(turn):
    relieved = []
    for name, *others in map(sentences_of, SIGNS.values()):
        said = [CARRIERS[turn].format(words) for words in (name, *others[turn :: len(CARRIERS)])]
        relieved += [sentence for sentence in said if stretches(sentence)]
    assert not relieved, "\n".join(["", *relieved])
