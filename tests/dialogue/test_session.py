"""A session travels as JSON and comes back as it was; whatever else comes back does no harm."""

import json
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import asdict, replace
from scenarios import BARE, NIGHT, among, examples, session_in

from skill.dialogue.engine import take_turn
from skill.dialogue.events import Command
from skill.dialogue.session import Session, State, attributes_of, restore
from skill.stretching.profile import Bookmark, Profile

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4),
    max_leaves=8,
)


def likely(content):
    """Draw a session with its own keys, and values that once meant something, or mean something elsewhere."""
    words = ("", "gone", *content.routines, *content.questions, *content.phrases)
    moment = NIGHT.timestamp()
    values = {
        str: among((*words, *content.questions["emergency"].choices)),
        int: st.integers(-2, 60),
        float: st.sampled_from([0.0, -1.0, moment, moment - 100, moment + 100, 1e300, "nan", "inf"]),
        bool: st.booleans(),
        Profile: st.fixed_dictionaries({}, optional={"pace": st.integers(-99, 999), "whisper": st.booleans()}),
        tuple: st.lists(among(words), max_size=2),
    }
    keys = {name: values.get(type(value), JSON) for name, value in asdict(Session()).items() if name != "state"}
    return st.fixed_dictionaries({"state": st.sampled_from([*State])}, optional=keys | {"unknown": JSON})


def test_a_session_comes_back_as_it_was_sent(content):
    for state in State:
        session = session_in(state, content)
        assert restore(json.loads(json.dumps(attributes_of(session)))) == session, state


def test_a_fresh_session_is_an_empty_one():
    assert attributes_of(Session()) == {}
    assert restore({}) == restore(None) == Session()


NOT_OURS = [
    {"state": "dancing"},
    {"start": "three"},
    {"notes": "x"},
    {"sent": None},
    {"state": 1},
    {"told": []},
    {"start": 1.5},
]


def test_foreign_session_is_a_fresh_one():
    assert [restore(attributes) for attributes in NOT_OURS] == [Session()] * len(NOT_OURS)


def spelled_otherwise(value):
    """Write what means the same: whole numbers as fractions, the other way round, and null for what is missing."""
    if isinstance(value, dict):
        return {key: spelled_otherwise(held) for key, held in value.items()} | {"bookmark": value.get("bookmark")}
    if isinstance(value, list):
        return [spelled_otherwise(held) for held in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def test_a_session_spelled_otherwise_is_the_same_session(content):
    person = Profile(pace=-2, explained={"practice-calf": 1}, done={"2026-11-22": 2, "2026-11-23": 1})
    for state in State:
        session = replace(session_in(state, content), misheard=1, start=4, profile=person, stored_profile=person)
        assert restore(spelled_otherwise(json.loads(json.dumps(attributes_of(session))))) == session, state


SPELLED = [
    ({"state": "stretching", "start": 0.0}, Session(state=State.STRETCHING)),
    ({"state": "paused", "start": "3"}, Session(state=State.PAUSED, start=3)),
    ({"state": "alarmed", "question": None, "known": None}, Session(state=State.ALARMED)),
    ({"sign": "urgent", "misheard": 0.0}, Session(sign="urgent")),
    ({"told": 1, "counted": "false"}, Session(disclaimer_given=True)),
    (
        {"profile": {"bookmark": {"routine": "a", "cycle": 2.0, "at": 7.0}}},
        Session(profile=Profile(bookmark=Bookmark("a", 2, 7))),
    ),
]


def test_a_spelling_of_somebody_elses_is_understood():
    assert [(attributes, restore(attributes)) for attributes, _ in SPELLED] == SPELLED


def test_a_session_of_version_0_1_0_goes_on(content):
    """Its fields had the names that ours have in JSON; it had no signs, and did not say that a practice was over."""
    attributes = {
        "state": "stretching",
        "routine": "practice-calf",
        "start": 2,
        "sent": NIGHT.timestamp(),
        "told": True,
        "known": {"told": True, "done": {"2026-11-22": 1}},
        "profile": {"told": True, "done": {"2026-11-22": 1}},
        "offered": True,
    }
    session = restore(attributes)
    assert (session.state, session.start, session.reminders_offered) == (State.STRETCHING, 2, True)
    assert take_turn(session, Command("pause"), content, NIGHT).session.state is State.PAUSED


@pytest.mark.parametrize("state", ["checking", "alarmed"])
def test_alarm_survives_a_foreign_session(state):
    assert restore({"state": state, "start": "three"}) == Session(state=State.ALARMED)


@given(attributes=st.dictionaries(st.sampled_from(list(asdict(Session()))) | st.text(max_size=9), JSON, max_size=5))
def test_any_json_can_be_restored_and_talked_with(catalog, attributes):
    content = catalog["en-GB"]
    session = restore(attributes)
    for event in examples(content)[::7]:
        assert take_turn(session, event, content, NIGHT)


GONE = [
    Session(state=State.CHECKING, question="gone", part_started=NIGHT.timestamp() + 60),
    Session(state=State.CHECKING, question="see-doctor", choice="gone", part_started=NIGHT.timestamp() - 60),
    Session(state=State.ALARMED, question="gone"),
    Session(state=State.ALARMED, question="source"),
    Session(state=State.RELIEVING, routine="relief-calf", part_started=NIGHT.timestamp(), notes=("gone",)),
    Session(state=State.OFFERED, offer="practice-calf", offer_phrase="gone"),
    Session(state=State.STRETCHING, routine="practice-calf", profile=Profile(pace=999)),
]


def test_removed_name_does_no_harm(content):
    for session, event in product(GONE, BARE):
        assert take_turn(session, event, content, NIGHT), (session, event)


@given(data=st.data())
def test_session_with_changed_content_goes_on(catalog, data):
    content = catalog["en-GB"]
    session = restore(data.draw(likely(content)))
    turn = take_turn(session, data.draw(among(examples(content))), content, NIGHT)
    assert json.loads(json.dumps(attributes_of(turn.session), allow_nan=False)) is not None
