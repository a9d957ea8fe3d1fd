"""Questions answered: said again as they were, with what else there is to ask, and nothing else changed."""

import pytest
from walks import NIGHT, alarms, alarms_in, examples, heard, last, session_in, sign, words_of

from skill.dialogue import events as e
from skill.dialogue.answer import check_of
from skill.dialogue.beats import Say
from skill.dialogue.engine import take_turn
from skill.dialogue.session import Session, State

WITH_A_ROUTINE = {
    State.WELCOMED,
    State.RETURNING,
    State.RELIEVING,
    State.STRETCHING,
    State.FINISHED,
    State.PAUSED,
    State.OFFERED,
    State.FORGETTING,
    State.CANCELLING,
}


ANSWERED_AFTER_SIGN = {False: State.ANSWERED, True: State.CAUTIONED}


def informing(library):
    """Give every way to ask something that alarms nobody."""
    for question in library.questions.values():
        for choice in (None, *question.choices):
            if not check_of(question, choice) and question.answer(choice).level not in ("urgent", "emergency"):
                yield e.QuestionAsked(question.slug, choice)


def test_an_answer_is_said_again_as_it_was_with_the_same_question_after_it(library):
    for asked in informing(library):
        first = last(library, [(0, asked)], Session(told=True))
        kept_away = first.session.sign == "doctor"
        assert (first.session.state, first.session.routine) == (ANSWERED_AFTER_SIGN[kept_away], "")
        assert (first.session.question, first.session.choice) == (asked.question, asked.choice or "")
        again = last(library, [(5, e.Command("repeat"))], first.session)
        assert again.beats == first.beats
        assert again.session == first.session


def test_an_open_question_leads_on_by_its_own_words_and_an_answered_one_to_anything_else(library):
    for asked in informing(library):
        question = library.questions[asked.question]
        turn = last(library, [(0, asked)])
        open_still = question.follow_up and asked.choice not in question.choices
        assert turn.ask.words == (question.follow_up if open_still else library.phrase("anything-else"))
        agreed = last(library, [(5, e.Command("yes"))], turn.session)
        assert agreed.ask.words == (question.follow_up if open_still else library.phrase("what-else"))


def test_an_alarm_is_said_again_with_what_it_was_raised_by(library):
    for events, answer in alarms(library):
        first = last(library, [(1, event) for event in events])
        again = last(library, [(5, e.Command("repeat"))], first.session)
        assert next(heard(again.beats)) == words_of(answer, library)[0]
        assert again.session.choice == first.session.choice


def test_of_two_alarms_the_graver_stands_and_of_two_alike_the_last(library):
    every = list(alarms(library))
    for first, before in every:
        alarmed = last(library, [(1, event) for event in first]).session
        for second, after in every:
            stands = before if (before.level, after.level) == ("emergency", "urgent") else after
            session = last(library, [(1, event) for event in second], alarmed).session
            assert library.questions[session.question].answer(session.choice) == stands


def test_an_alarm_leaves_nothing_of_what_was_under_way(library):
    for state in State:
        session = session_in(state, library)
        for events, _ in alarms_in(state, library):
            after = last(library, [(1, event) for event in events], session).session
            assert (after.routine, after.offer, after.since, after.profile.bookmark) == ("", "", 0, None)


def test_that_it_is_general_information_is_said_once_a_visit_before_what_is_said_of_quinine(library):
    general = Say(library.phrase("general-information"))
    about = next(asked for asked in informing(library) if library.questions[asked.question].about_quinine)
    first = last(library, [(0, about)])
    assert general in first.beats
    after_another = [(0, about), (5, e.QuestionAsked("cramp-cause")), (5, about)]
    assert general not in last(library, after_another).beats


def test_a_question_that_is_gone_is_let_go_of_and_a_check_that_is_gone_taken_for_the_worse_case(library):
    gone = last(library, [(5, e.Command("repeat"))], Session(state=State.ANSWERED, question="gone", choice="hot-leg"))
    assert (gone.session.state, gone.session.question, gone.session.choice) == (State.ANSWERED, "", "")
    assert gone.ask.words == library.phrase("help")
    checking = Session(state=State.CHECKING, question="see-doctor", sent=NIGHT.timestamp() + 60)
    assert last(library, [(5, e.Command("repeat"))], checking).session.state is State.ALARMED


@pytest.mark.parametrize("event", [e.Command("help"), e.Command("misheard")])
def test_an_answer_is_not_said_again_after_something_else(event, library):
    turn = last(library, [(0, e.QuestionAsked("cramp-cause")), (5, event), (5, e.Command("repeat"))])
    assert (turn.ask.words, turn.session.question) == (library.phrase("help"), "")


def test_help_leads_with_the_emergency_number_and_the_words_that_open_the_skill(library):
    turn = last(library, [(0, e.Command("help"))])
    assert turn.beats[:2] == (Say(library.phrase("help-emergency")), Say(library.phrase("help-open")))
    assert "open leg cramp helper" in library.phrase("help-open")


@pytest.mark.parametrize(("between", "question"), [([], "misheard-twice"), ([(5, e.Command("help"))], "help")])
def test_only_twice_in_a_row_is_not_understood_twice(between, question, library):
    turn = last(
        library, [(0, e.Command("misheard")), *between, (5, e.Command("misheard"))], session_in(State.ANSWERED, library)
    )
    assert turn.ask.words == library.phrase(question)
    assert (turn.session.state, turn.session.question) == (State.ANSWERED, "")


def test_the_check_forgets_what_was_under_way_and_what_was_chosen_before(library):
    before = session_in(State.STRETCHING, library)
    chosen = last(library, [(0, sign("walking-pain", library))]).session
    for session in (before, chosen.afresh()):
        checking = last(library, [(5, e.QuestionAsked("leg-pain"))], session).session
        assert (checking.state, checking.routine, checking.choice) == (State.CHECKING, "", "")


@pytest.mark.parametrize("state", State)
def test_a_routine_is_named_only_where_one_is_under_way_or_offered(state, library):
    session = session_in(state, library)
    for event in examples(library):
        after = take_turn(session, event, library, NIGHT).session
        assert not after.routine or after.state in WITH_A_ROUTINE, event


def test_who_says_nothing_to_a_follow_up_question_is_told_what_to_say(library):
    asked = [(0, e.QuestionAsked("quinine-suitability")), (9, e.Command("yes"))]
    for steps, coda in ((asked[:1], "anything-else-coda"), (asked, "help-coda")):
        ask = last(library, steps).ask
        assert ask.words == library.questions["quinine-suitability"].follow_up
        assert ask.then == (Say(library.phrase(coda)),)
