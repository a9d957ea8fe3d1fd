"""Questions answered: said again as they were, with what else there is to ask, and nothing else changed."""

import pytest
from scenarios import NIGHT, alarms, examples, heard, last, session_in, sign, words_of

from skill.dialogue import events as e
from skill.dialogue.beats import Say
from skill.dialogue.check import check_of
from skill.dialogue.engine import take_turn
from skill.dialogue.session import Session, State

WITH_A_ROUTINE = {
    State.WELCOMED,
    State.RETURNING,
    State.READY,
    State.RELIEVING,
    State.STRETCHING,
    State.FINISHED,
    State.PAUSED,
    State.OFFERED,
    State.FORGETTING,
    State.CANCELLING,
    State.CHECKING,
}


ANSWERED_AFTER_SIGN = {False: State.ANSWERED, True: State.CAUTIONED}


def informing(content):
    """Return every way to ask something that alarms nobody."""
    for question in content.questions.values():
        for choice in (None, *question.choices):
            if not check_of(question, choice) and question.answer(choice).level not in ("urgent", "emergency"):
                yield e.QuestionAsked(question.slug, choice)


def test_a_repeated_answer_has_the_same_question(content):
    for asked in informing(content):
        first = last(content, [(0, asked)], Session(disclaimer_given=True))
        kept_away = first.session.sign == "doctor"
        assert (first.session.state, first.session.routine) == (ANSWERED_AFTER_SIGN[kept_away], "")
        assert (first.session.question, first.session.choice) == (asked.question, asked.choice or "")
        again = last(content, [(5, e.Command("repeat"))], first.session)
        assert again.beats == first.beats
        assert (again.session.state, again.session.question) == (first.session.state, first.session.question)


def test_an_open_question_repeats_and_an_answered_one_moves_on(content):
    for asked in informing(content):
        question = content.questions[asked.question]
        turn = last(content, [(0, asked)])
        open_still = question.follow_up and asked.choice not in question.choices
        assert turn.ask.words == (question.follow_up if open_still else content.phrase("anything-else"))
        agreed = last(content, [(5, e.Command("yes"))], turn.session)
        assert agreed.ask.words == content.phrase("what-else")


def test_yes_after_a_detour_returns_to_the_open_question(content):
    question = content.questions["cramp-cause"]
    turn = last(content, [(0, e.QuestionAsked("cramp-cause")), (5, e.Command("denied")), (5, e.Command("yes"))])
    assert turn.ask.words == question.follow_up


def test_alarm_is_repeated_with_its_sign(content):
    for events, answer in alarms(content):
        first = last(content, [(1, event) for event in events])
        again = last(content, [(5, e.Command("repeat"))], first.session)
        assert next(heard(again.beats)) == words_of(answer, content)[0]
        assert again.session.choice == first.session.choice


def test_graver_of_two_alarms_stands_or_else_the_later(content):
    every = list(alarms(content))
    for first, before in every:
        alarmed = last(content, [(1, event) for event in first]).session
        for second, after in every:
            stands = before if (before.level, after.level) == ("emergency", "urgent") else after
            session = last(content, [(1, event) for event in second], alarmed).session
            said = last(content, [(1, e.Command("yes"))], session)
            assert next(heard(said.beats)) == words_of(stands, content)[0]


def test_the_disclaimer_is_said_once_and_before_quinine(content):
    general = Say(content.phrase("general-information"))
    about = next(asked for asked in informing(content) if content.questions[asked.question].about_quinine)
    first = last(content, [(0, about)])
    assert general in first.beats
    after_another = [(0, about), (5, e.QuestionAsked("cramp-cause")), (5, about)]
    assert general not in last(content, after_another).beats


def test_a_removed_check_counts_as_the_worse_case(content):
    gone = last(content, [(5, e.Command("repeat"))], Session(state=State.ANSWERED, question="gone", choice="hot-leg"))
    assert (gone.session.state, gone.session.question, gone.session.choice) == (State.ANSWERED, "", "")
    assert gone.ask.words == content.phrase("help")
    checking = Session(state=State.CHECKING, question="see-doctor", part_started=NIGHT.timestamp() + 60)
    assert last(content, [(5, e.Command("repeat"))], checking).session.state is State.ALARMED


@pytest.mark.parametrize("event", [e.Command("help"), e.Command("misheard")])
def test_an_answer_is_not_said_again_after_something_else(event, content):
    turn = last(content, [(0, e.QuestionAsked("cramp-cause")), (5, event), (5, e.Command("repeat"))])
    assert (turn.ask.words, turn.session.question) == (content.phrase("help"), "")


def test_help_begins_with_the_number_and_how_to_open(content):
    turn = last(content, [(0, e.Command("help"))])
    assert turn.beats[:2] == (Say(content.phrase("help-emergency")), Say(content.phrase("help-1")))
    assert "open leg cramp helper" in content.phrase("help-open")


@pytest.mark.parametrize(("between", "question"), [([], "misheard-twice"), ([(5, e.Command("help"))], "help")])
def test_only_twice_in_a_row_is_not_understood_twice(between, question, content):
    turn = last(
        content, [(0, e.Command("misheard")), *between, (5, e.Command("misheard"))], session_in(State.ANSWERED, content)
    )
    assert turn.ask.words == content.phrase(question)
    assert (turn.session.state, turn.session.question) == (State.ANSWERED, "")


def test_check_keeps_the_routine_and_drops_the_earlier_choice(content):
    before = session_in(State.STRETCHING, content)
    chosen = last(content, [(0, sign("walking-pain", content))]).session
    for session in (before, chosen.afresh()):
        checking = last(content, [(5, e.QuestionAsked("leg-pain"))], session).session
        assert (checking.state, checking.routine, checking.choice) == (State.CHECKING, session.routine, "")


def test_routine_is_named_only_if_under_way_or_offered(content):
    for state in State:
        session = session_in(state, content)
        for event in examples(content):
            after = take_turn(session, event, content, NIGHT).session
            assert not after.routine or after.state in WITH_A_ROUTINE, (state, event)


def test_silence_after_a_follow_up_question_brings_its_words(content):
    asked = [(0, e.QuestionAsked("quinine-suitability")), (9, e.Command("yes"))]
    follow_up, what_else = content.questions["quinine-suitability"].follow_up, content.phrase("what-else")
    for steps, words, coda in ((asked[:1], follow_up, "anything-else-coda"), (asked, what_else, "help-coda")):
        ask = last(content, steps).ask
        assert ask.words == words
        assert ask.reprompt == (Say(content.phrase(coda)),)


def test_unknown_question_is_admitted_with_two_subjects_or_none(content):
    for near, many in (((), 0), (("bananas",), 0), (("bananas", "salt"), 1), (("bananas", "salt", "tea"), 1)):
        words = list(heard(last(content, [(0, e.QuestionAsked("subjects", unlisted=True, near=near))]).beats))
        assert words[0] == content.phrase("unlisted-question"), near
        assert words.count(content.phrase("near-subjects", first="bananas", second="salt")) == many, near


LONGEST_SHARED_WORDS = 10
"""A sentence as long as this isn't said twice in a row."""
SALT, ELECTROLYTES = e.QuestionAsked("minerals", "salt"), e.QuestionAsked("minerals", "electrolytes")
RULE, SUITABLE = e.QuestionAsked("quinine-daily"), e.QuestionAsked("quinine-suitability", "does-it-work")


def said(content, steps):
    return [beat.words for beat in last(content, steps, Session(disclaimer_given=True)).beats if isinstance(beat, Say)]


@pytest.mark.parametrize(("first", "second"), [(SALT, ELECTROLYTES), (RULE, SUITABLE)])
def test_a_warning_is_short_if_the_answer_before_gave_it(first, second, content):
    again = content.phrase("same-warning")
    alone, after = said(content, [(0, second)]), said(content, [(0, first), (9, second)])
    shared = {words for words in alone[1:] if words in said(content, [(0, first)])}
    assert max(len(words.split()) for words in shared) >= LONGEST_SHARED_WORDS
    assert [words for words in after if words != again] == [words for words in alone if words not in shared]
    assert after.count(again) == 1


def test_warning_is_full_after_another_answer_or_on_request(content):
    alone = said(content, [(0, ELECTROLYTES)])
    between = [(0, SALT), (9, e.QuestionAsked("vitamins", "vitamin-d")), (9, ELECTROLYTES)]
    for steps in (
        between,
        [(0, ELECTROLYTES), (9, ELECTROLYTES)],
        [(0, SALT), (9, e.Command("misheard")), (9, ELECTROLYTES)],
    ):
        assert said(content, steps) == alone
    assert said(content, [(0, SALT), (9, ELECTROLYTES), (9, e.Command("repeat"))]) == alone


def test_a_sentence_with_the_emergency_number_is_never_cut_short(content):
    both = [e.QuestionAsked("not-known", slug) for slug in ("sciatica", "back-trouble")]
    shared = [words for words in said(content, [(0, both[0])]) if content.names_emergency(words)]
    assert shared
    assert [words for words in said(content, [(0, both[0]), (9, both[1])]) if words in shared] == shared
