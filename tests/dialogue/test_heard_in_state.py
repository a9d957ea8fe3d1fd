"""Every command and every unclear sentence in every state: one question or the end, and never the same words twice."""

from datetime import timedelta
from itertools import product

import pytest
from scenarios import BARE, NIGHT, heard, last, session_in

from skill.dialogue import events as e
from skill.dialogue.beats import Hold
from skill.dialogue.context import Context
from skill.dialogue.engine import take_turn
from skill.dialogue.events import REPEATED
from skill.dialogue.position import position_of
from skill.dialogue.session import State

UNCLEAR = ("misheard", "unsure", "pause", "wait", "help")
LEAVE = {"relieve", "stretch", "ForgettingFailed", "RemindersLacking"}
STEP = {"next", "back", "start-over", "sit"}
MOVES = {
    State.RELIEVING: LEAVE | STEP | {"yes", "no", "eased", "still-hurts", "partly", "denied"},
    State.STRETCHING: LEAVE | STEP | {"slower", "faster"},
    State.PAUSED: LEAVE - {"stretch"} | STEP - {"back", "start-over"} | {"still-hurts"},
}
"""What leaves a routine or moves on in it, by state; a pause of the practice is at its beginning.

Another pace, or fewer words, make another number of repetitions in the same minutes.
"""
GRADES = [
    ("nearly", "eased-nearly"),
    ("a-bit", "eased-a-bit"),
    ("worse", "eased-worse"),
    ("moved", "eased-moved"),
    ("both", "eased-both"),
    ("back", "eased-back"),
]


def without_a_hold(turn):
    return not any(isinstance(beat, Hold) for beat in turn.beats)


def test_repeated_words_do_not_repeat_the_question(content):
    """After a hold, the routine's question is asked again. "Repeat" asks for the same words."""
    for state in State:
        session, compared = session_in(state, content), 0
        for event in (event for event in BARE if event != REPEATED):
            first = last(content, [(3, event)], session)
            second = first if first.over else last(content, [(3, event)], first.session)
            if not second.over and without_a_hold(first) and without_a_hold(second):
                compared += 1
                assert second.ask.words != first.ask.words, (state, event)
        assert compared > 5, state


@pytest.mark.parametrize("state", MOVES)
def test_only_moving_on_or_leaving_changes_the_place(state, content):
    """The place is the routine and the repetition in it."""
    session, now = session_in(state, content), NIGHT + timedelta(seconds=70)
    place = position_of(Context(session, content, now)).cycle
    moved = set()
    for event in BARE:
        turn = take_turn(session, event, content, now)
        if not turn.over and (turn.session.routine, turn.session.start) != (session.routine, place):
            moved.add(getattr(event, "name", type(event).__name__))
    assert moved == MOVES[state]


def test_unclear_sentence_is_never_met_with_the_same_words(content):
    for state, command in product(State, UNCLEAR):
        session, said = session_in(state, content), None
        for _ in range(4):
            turn = last(content, [(3, e.Command(command))], session)
            now = [beat.words for beat in turn.beats if hasattr(beat, "words")]
            assert now != said, (state, command, now)
            session, said = turn.session, now


def test_an_unclear_sentence_keeps_the_place(content):
    for state, command in product((State.STRETCHING, State.RELIEVING, State.PAUSED), UNCLEAR):
        session = session_in(state, content)
        turn = last(content, [(20, e.Command(command)), (3, e.Command(command))], session)
        assert turn.session.routine == session.routine, (state, command)


def test_each_grade_has_a_lead_of_its_own(content):
    relieving = session_in(State.RELIEVING, content)
    for grade, phrase in GRADES:
        turn = last(content, [(60, e.PartlyEased(grade))], relieving)
        assert (turn.session.state, next(heard(turn.beats))) == (State.RELIEVING, content.phrase(phrase))
    assert sorted(grade for grade, _ in GRADES) == sorted(content.slots["grade"])


def test_idle_denial_is_accepted_before_the_question(content):
    turn = last(content, [(3, e.Command("denied"))], session_in(State.ANSWERED, content))
    assert next(heard(turn.beats)) == content.phrase("denied")


def test_help_comes_in_three_forms_where_the_person_is(content):
    for state in (State.ANSWERED, State.RELIEVING, State.STRETCHING, State.PAUSED):
        session, forms = session_in(state, content), set()
        for _ in range(3):
            turn = last(content, [(3, e.Command("help"))], session)
            forms.add(" ".join(beat.words for beat in turn.beats if hasattr(beat, "words")))
            session = turn.session
        assert len(forms) == 3, state


@pytest.mark.parametrize("routine", ["practice", "relief"])
def test_a_clear_no_to_the_check_returns_to_the_place(routine, content):
    state = State.STRETCHING if routine == "practice" else State.RELIEVING
    session = session_in(state, content)
    asked = e.QuestionAsked("leg-pain") if routine == "practice" else e.QuestionAsked("cannot-move")
    checking = last(content, [(80, asked)], session)
    back = last(content, [(3, e.Command("no"))], checking.session)
    assert (back.session.state, back.session.routine) == (state, session.routine)
    assert back.session.start == checking.session.start > 0 or routine == "relief"


@pytest.mark.parametrize(("state", "after"), [(State.STRETCHING, State.STRETCHING), (State.PAUSED, State.STRETCHING)])
def test_thanks_go_on_with_a_practice(state, after, content):
    turn = last(content, [(20, e.Command("eased"))], session_in(state, content))
    assert turn.session.state is after
