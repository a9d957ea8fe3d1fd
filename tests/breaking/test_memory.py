"""What stays in a process: nothing of what was said."""

import gc
from functools import lru_cache

import pytest
from the_skill import TheSkill

from simulator import envelopes
from tests.breaking.test_odd_requests import NIGHT, ORIGIN

CACHE = type(lru_cache(len))
SLOTS = {
    "PainReliefIntent": "subject",
    "AskAnythingIntent": "query",
    "SayAnythingIntent": "query",
    "SeeDoctorIntent": "sign",
    "QuinineSymptomIntent": "symptom",
    "RelieveCrampIntent": "muscle",
    "RemindMeIntent": "time",
}


@pytest.fixture(scope="module")
def the_skill():
    skill = TheSkill()
    yield skill
    skill.close()


def caches():
    """Return every cache of ours that is made when needed and kept."""
    gc.unfreeze()  # a server that an earlier test started in this process has frozen what there was
    found = [one for one in gc.get_objects() if isinstance(one, CACHE)]
    return [one for one in found if (one.__module__ or "").startswith("skill.")]


def size_of(caches):
    """Return how many results are kept in all of them."""
    return sum(cache.cache_info().currsize for cache in caches)


def say(the_skill, intent, said):
    slots = {SLOTS[intent]: {"name": SLOTS[intent], "value": said, "confirmationStatus": "NONE"}}
    request = {"type": "IntentRequest", "intent": {"name": intent, "slots": slots}}
    the_skill(envelopes.envelope(ORIGIN, envelopes.Session(), NIGHT, request))


def test_no_cache_grows_with_what_is_said(the_skill):
    for intent in SLOTS:
        for number in range(3):
            say(the_skill, intent, f"wobbly custard number {number}")
    known = caches()
    before = size_of(known)
    for intent in SLOTS:
        for number in range(3, 9):
            say(the_skill, intent, f"wobbly custard number {number}")
        assert size_of(known) == before > 0, intent
    assert size_of(caches()) == before  # nor did another cache come into being
