"""Every command and every unclear sentence in every state: one question or the end, and never the same words twice."""

import pytest
from scenarios import BARE, heard, last, session_in

from skill.dialogue import events as e
from skill.dialogue.session import State

UNCLEAR = ("misheard", "unsure", "pause", "wait", "help")
GRADES = {
    "nearly": "eased-nearly",
    "a-bit": "eased-a-bit",
    "worse": "eased-worse",
    "moved": "eased-moved",
    "both": "eased-both",
    "back": "eased-back",
}


@pytest.mark.parametrize("state", State)
def test_every_command_asks_once_or_ends(state, content):
    session = session_in(state, content)
    for event in BARE:
        turn = last(content, [(5, event)], session)
        assert turn.over or turn.ask.words.endswith("?")


@pytest.mark.parametrize("command", UNCLEAR)
@pytest.mark.parametrize("state", State)
def test_an_unclear_sentence_is_never_met_with_the_words_just_said(state, command, content):
    session, said = session_in(state, content), None
    for _ in range(4):
        turn = last(content, [(3, e.Command(command))], session)
        now = [beat.words for beat in turn.beats if hasattr(beat, "words")]
        assert now != said, (state, command, now)
        session, said = turn.session, now


@pytest.mark.parametrize("state", [State.STRETCHING, State.RELIEVING, State.PAUSED])
@pytest.mark.parametrize("command", UNCLEAR)
def test_an_unclear_sentence_keeps_the_place(state, command, content):
    session = session_in(state, content)
    turn = last(content, [(20, e.Command(command)), (3, e.Command(command))], session)
    assert turn.session.routine == session.routine


@pytest.mark.parametrize(("grade", "phrase"), GRADES.items())
def test_each_grade_has_a_lead_of_its_own(grade, phrase, content):
    turn = last(content, [(60, e.PartlyEased(grade))], session_in(State.RELIEVING, content))
    assert (turn.session.state, next(heard(turn.beats))) == (State.RELIEVING, content.phrase(phrase))
    assert set(GRADES) == set(content.slots["grade"])


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
