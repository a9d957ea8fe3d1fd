"""Every sign, in every carrier of a cramp, is heard as a sign and never as a cramp: no stretch follows."""

from functools import cache
from itertools import product

import pytest
from lines import LEVELS, NO_SIGN, Line
from report import ears
from scenes import CONTENT, Stage

from skill.alexa.interaction_model import samples
from skill.library.files import read
from skill.library.ways import SLOT
from skill.understanding.signs import SIGN_SLOTS

CARRIERS = ("my calf {}", "i've got a cramp and {}", "ow my leg and {}", "it's my leg {}", "help {}")
FILLED = {"muscle": "foot", "person": "husband"}
"""What stands for a slot in a sentence."""

FILES = read(CONTENT)
SIGNS = {
    choice.slug: choice
    for question in FILES.questions.values()
    if question.slot in SIGN_SLOTS
    for choice in question.choices
    if choice.level in LEVELS
}


@cache
def stage():
    return Stage()


@cache
def own_ear():
    return ears(stage())["own"]


def sentences_of(choice):
    """Return all that says a sign: its values, and its sentences if their slots can be filled."""
    for written in (choice.name, *choice.synonyms, *samples(choice.ways)):
        if set(SLOT.findall(written)) <= FILLED.keys():
            yield written.format(**FILLED)


@pytest.fixture(scope="module", autouse=True)
def closed():
    yield
    stage().close()
    stage.cache_clear()


@pytest.mark.parametrize("slug", SIGNS)
def test_no_sign_in_a_carrier_of_a_cramp_is_heard_as_one(slug):
    said = [carrier.format(words) for words, carrier in product(sentences_of(SIGNS[slug]), CARRIERS)]
    lines = (Line("carrier", sentence, "idle", (("no-alarm",),), NO_SIGN) for sentence in said)
    relieved = [line.said for line in lines if stage().say(line, own_ear()).stretches]
    assert not relieved, "\n".join(["", *relieved])
