"""The stage and the recognizers, shared by the tests of this folder. Each sentence has its own user."""

import atexit
from dataclasses import astuple
from functools import cache

from the_skill import ENGLISH, catalog, models, recognizer

from simulator.asked.lines import Line
from simulator.asked.scenes import Stage
from simulator.recognizer.recognized import RecognizedIntent, RecognizedSlot

RECOGNIZERS = ("simulator", "baseline")


def made_from_content(locale="en-GB"):
    """Return a stage for content/ as it stands, whatever model was written last."""
    return Stage(catalog(), models()["en"], ENGLISH, locale)


@cache
def stage():
    made = made_from_content()
    atexit.register(made.close)
    return made


@cache
def recognizer_by(name):
    """Return one of RECOGNIZERS. It hears each sentence once."""
    if name == "simulator":
        return recognizer()
    from baseline_recognizer import BaselineRecognizer  # noqa: PLC0415 - importing scikit-learn takes a second

    made = BaselineRecognizer(models()["en"], ENGLISH)
    vars(made)["recognize"] = cache(made.recognize)
    return made


def outcome_of(said, state, heard):
    """Return what comes of words in a state, heard as an intent: the same whoever heard it, so it is said once."""
    return _outcome_of(said, state, heard.intent, tuple((name, astuple(slot)) for name, slot in heard.slots.items()))


@cache
def _outcome_of(said, state, intent, slots):
    heard = RecognizedIntent(intent, {name: RecognizedSlot(*slot) for name, slot in slots})
    return stage().say_as(Line("", said, state, (), "-"), heard)
