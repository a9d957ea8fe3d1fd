"""What holds in every turn, in every state and every locale."""

import re
from datetime import timedelta
from functools import cache
from itertools import product

import pytest
from ask_sdk_core.serialize import DefaultSerializer
from hypothesis import given
from hypothesis import strategies as st
from msgspec import json
from scenarios import (
    COMMANDS,
    EXTREMES,
    KINDS,
    NIGHT,
    WAYS_IN,
    examples,
    flat,
    heard,
    session_in,
    turns,
    walks,
)
from the_skill import files

from skill.alexa.responses import response_of
from skill.dialogue.beats import Ask, Say, seconds
from skill.dialogue.engine import take_turn
from skill.dialogue.events import Command, FellSilent
from skill.dialogue.position import plan_of
from skill.dialogue.session import Session, State, attributes_of, restore
from skill.dialogue.transitions import TRANSITIONS
from skill.speech.ssml import LONGEST_SPEECH_CHARACTERS
from skill.stretching.plan import lay_out
from skill.stretching.timing import REPROMPT_SECONDS, RESPONSE_SECONDS

LARGEST_RESPONSE_BYTES = 24 * 1024
TONE = files().sounds["hold-end"]
ANY_EMERGENCY_NUMBER = re.compile(r"\b(999|911|000|112|108)\b")
SENTENCE_END = re.compile(r"(?<=[.?!])\s+")
MARKUP = re.compile(r"[<>{}]")


@cache
def names_the_local_number(words):
    """Return whether each sentence with a country's emergency number names the local one too."""
    numbered = [sentence for sentence in SENTENCE_END.split(words) if ANY_EMERGENCY_NUMBER.search(sentence)]
    return all("or your local emergency number" in sentence for sentence in numbered)


@cache
def may_be_heard(words):
    """Return whether there are words, without markup, and no number of another country alone."""
    return bool(words.strip()) and not MARKUP.search(words) and names_the_local_number(words)


def hold_to_the_invariants(turn):
    """Assert everything that is true of any turn at all."""
    assert turn.over or turn.session.state is not State.FINISHED
    asks = [beat for beat in turn.beats if isinstance(beat, Ask)]
    assert len(asks) <= 1
    assert turn.over is not bool(asks)
    assert (turn.ask is None) is turn.over
    for ask in asks:
        assert turn.beats[-1] is ask
        assert ask.words.endswith("?")
        assert isinstance(ask.reprompt[-1], Say)
    assert [words for words in heard(turn.beats) if not may_be_heard(words)] == []
    assert seconds(turn.beats, turn.voice.rate) <= RESPONSE_SECONDS
    assert all(seconds(ask.reprompt, turn.reprompt_voice.rate) <= REPROMPT_SECONDS for ask in asks)
    hold_to_alexas_limits(turn)
    assert restore(json.decode(json.encode(attributes_of(turn.session)))) == turn.session


def hold_to_alexas_limits(turn):
    response = DefaultSerializer().serialize(response_of(turn, tone=TONE))
    written = {"sessionAttributes": attributes_of(turn.session), "response": response}
    spoken = [response["outputSpeech"]] if turn.beats else []
    again = [response["reprompt"]["outputSpeech"]] if turn.ask else []
    assert response["shouldEndSession"] is turn.over
    assert ("reprompt" in response) is bool(turn.ask)
    assert all(len(speech["ssml"]) <= LONGEST_SPEECH_CHARACTERS for speech in spoken + again)
    assert len(json.encode(written)) <= LARGEST_RESPONSE_BYTES


def test_there_is_a_way_into_every_state(content):
    assert [session_in(state, content).state for state in State] == list(State)


def test_the_table_has_a_move_for_every_event_in_every_state():
    assert set(TRANSITIONS) == set(State)
    assert [state for state in State if set(TRANSITIONS[state]) != {*COMMANDS, *KINDS}] == []


@pytest.mark.parametrize("state", State)
def test_every_transition_asks_once_or_ends(state, content):
    """Each event comes after a second; one in three after a minute too, and another one in three after two hours."""
    session = session_in(state, content)
    for number, event in enumerate(examples(content)):
        for gap in {1, (1, 60, 7200)[number % 3]}:
            hold_to_the_invariants(take_turn(session, event, content, NIGHT + timedelta(seconds=gap)))


def test_every_event_in_every_country_asks_once_or_ends(countries):
    for content, state in product(countries, (State.STRETCHING, State.CHECKING)):
        session = session_in(state, content)
        for event in examples(content):
            hold_to_the_invariants(take_turn(session, event, content, NIGHT + timedelta(seconds=1)))


def test_stop_ends_from_every_state_with_a_goodbye(content):
    for state in State:
        turn = take_turn(session_in(state, content), Command("stop"), content, NIGHT)
        assert turn.over, state
        assert len(list(heard(turn.beats))) == 1, state


def test_nothing_is_said_to_somebody_who_has_left(content):
    for state in State:
        assert take_turn(session_in(state, content), FellSilent(), content, NIGHT).beats == (), state


def test_a_turn_from_any_repetition_fits_alexas_limits(longest_content):
    for routine in longest_content.routines.values():
        for start in range(len(lay_out(routine).cycles)):
            session = Session(state=State.PAUSED, routine=routine.slug, start=start)
            turn = take_turn(session, Command("resume"), longest_content, NIGHT)
            assert (turn.session.routine, turn.session.start) == (routine.slug, start)
            hold_to_the_invariants(turn)


def test_a_turn_in_any_delivery_fits_alexas_limits(longest_content):
    for person, routine in product(EXTREMES, longest_content.routines.values()):
        for start in range(len(plan_of(Session(profile=person), routine).cycles)):
            session = Session(state=State.PAUSED, routine=routine.slug, start=start, profile=person)
            hold_to_the_invariants(take_turn(session, Command("resume"), longest_content, NIGHT))


def test_emergency_number_comes_with_the_local_one(countries):
    for content in countries:
        texts = [*content.phrases.values(), content.emergency]
        for question in content.questions.values():
            for answer in (question.general, *question.choices.values()):
                texts += flat(answer.said)
        assert [text for text in texts if not names_the_local_number(text)] == [], content.locale


@given(data=st.data())
def test_any_walk_through_the_conversation_keeps_the_invariants(catalog, data):
    content = data.draw(st.sampled_from(list(catalog.by_locale.values())))
    for turn, _ in turns(content, data.draw(walks(content))):
        hold_to_the_invariants(turn)


@given(data=st.data(), state=st.sampled_from(list(WAYS_IN)))
def test_any_walk_from_any_state_keeps_the_invariants(content, data, state):
    for turn, _ in turns(content, data.draw(walks(content)), session_in(state, content)):
        hold_to_the_invariants(turn)
