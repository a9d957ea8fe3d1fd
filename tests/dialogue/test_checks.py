"""One short question before an answer: a clear no is the milder answer, yes, doubt and silence the graver."""

from itertools import product

import pytest
from msgspec.structs import replace
from scenarios import NIGHT, alarms, examples, heard, holds, last, session_in, sign, words_of

from skill.dialogue import events as e
from skill.dialogue.answer import ALARMS, CHECK
from skill.dialogue.authority import WHO_SAYS_SO
from skill.dialogue.check import check_of
from skill.dialogue.effects import ListReminders
from skill.dialogue.engine import take_turn
from skill.dialogue.position import UNDER_WAY
from skill.dialogue.session import Session, State, attributes_of, restore
from skill.understanding.signs import LEVELS

YES = (e.Command("yes"), e.PartlyEased())
NO = (e.Command("no"), e.Command("denied"))
NO_ANSWER = (
    *("repeat", "help", "pause", "wait", "progress", "forget-me"),
    *("slower", "faster", "count", "no-counting", "whisper", "speak-up"),
    *("list-reminders", "cancel-reminders"),
)
ENDS = (e.Command("stop"), e.FellSilent())
UNCLEAR = (
    e.Command("misheard"),
    e.Command("unsure"),
    e.Command("eased"),
    e.Command("still-hurts"),
    e.CrampReported(),
    e.StretchRequested(),
    e.Command("sit"),
)


def checked(content):
    """Return everything that a question is asked about first."""
    return [
        e.QuestionAsked(question.slug, choice)
        for question in content.questions.values()
        for choice in (None, *question.choices)
        if check_of(question, choice)
    ]


def given(asked, content):
    return content.questions[asked.question].answer(asked.choice)


def test_what_can_be_harmless_is_asked_about(content):
    asked = {one.choice or one.question for one in checked(content)}
    assert {"leg-pain", "numb", "swollen", "cold-feet", "unknown-sign", "unknown-symptom"} <= asked


def test_a_check_is_asked_in_every_state_and_stops_the_routine(content):
    states = [state for state in State if state not in (State.ALARMED, State.CHECKING)]
    for state, asked in product(states, checked(content)):
        if (state, asked.question, asked.choice) == (State.RELIEVING, CHECK, None):
            continue
        turn = last(content, [(1, asked)], session_in(state, content))
        assert turn.session.state is State.CHECKING, (state, asked)
        assert turn.session.question == asked.question
        assert (turn.session.routine != "") is (state in UNDER_WAY)
        assert not list(holds(turn.beats))
        assert turn.ask.words == check_of(content.questions[asked.question], asked.choice)


def test_pain_in_mid_relief_counts_as_a_no(content):
    relieving = session_in(State.RELIEVING, content)
    asked = last(content, [(30, e.QuestionAsked(CHECK))], relieving)
    assert asked.session == last(content, [(30, e.Command("still-hurts"))], relieving).session
    assert asked.session.state is State.RELIEVING


def test_immobility_in_mid_relief_is_asked_about(content):
    turn = last(content, [(30, e.QuestionAsked("cannot-move"))], session_in(State.RELIEVING, content))
    assert turn.session.state is State.CHECKING


@pytest.mark.parametrize("yes", YES, ids=str)
def test_a_yes_is_the_graver_answer(yes, content):
    for asked in checked(content):
        answer = given(asked, content)
        turn = last(content, [(1, asked), (1, yes)])
        assert turn.session.state is State.ALARMED, asked
        assert turn.session.sign == answer.level
        assert next(heard(turn.beats)) == words_of(answer, content)[0]
        assert (content.phrase("check-doubt") in heard(turn.beats)) == (yes != e.YES)


@pytest.mark.parametrize("no", NO, ids=str)
def test_a_clear_no_is_the_milder_answer_or_relief(no, content):
    for asked in checked(content):
        turn = last(content, [(1, asked), (1, no)])
        if not asked.choice:
            assert (turn.session.state, turn.session.checked) == (State.RELIEVING, True)
            continue
        milder = given(asked, content).otherwise
        answer = content.home_of(milder).answer(milder)
        assert LEVELS.index(answer.level) < LEVELS.index(given(asked, content).level)
        assert (turn.session.choice, turn.session.asked_again) == (milder, False)
        assert turn.session.state in (State.ANSWERED, State.CAUTIONED, State.ALARMED)
        assert turn.session.sign == ("" if answer.level == "information" else answer.level)
        assert set(words_of(answer, content)) <= set(heard(turn.beats))
        assert not list(holds(turn.beats))


def test_silence_is_the_graver_answer(content):
    for asked in checked(content):
        turn = last(content, [(1, asked)])
        assert set(words_of(given(asked, content), content)) <= {
            words.words for words in turn.ask.reprompt if hasattr(words, "words")
        }
        later = last(content, [(turn.session.part_started - NIGHT.timestamp(), e.CrampReported())], turn.session)
        assert (later.session.state, later.session.sign) == (State.ALARMED, given(asked, content).level)
        assert later.session.alarms == (f"{asked.question}/{asked.choice or ''}",)
        gone = last(content, [(600, e.Command("stop"))], turn.session)
        assert list(heard(gone.beats)) == [content.phrase("goodbye-alarm")]


def test_a_second_unclear_answer_counts_as_the_graver(content):
    for unclear, asked in product(UNCLEAR, checked(content)):
        first = last(content, [(1, asked), (1, unclear)])
        assert (first.session.state, first.session.asked_again) == (State.CHECKING, True), (unclear, asked)
        assert first.ask.words != check_of(content.questions[asked.question], asked.choice)
        second = last(content, [(1, unclear)], first.session)
        assert second.session.state is State.ALARMED, (unclear, asked)
        assert next(heard(second.beats)) == words_of(given(asked, content), content)[0]


def test_a_no_to_the_question_asked_once_more_still_counts(content):
    turn = last(content, [(1, sign("numb", content)), (1, e.Command("misheard")), (1, e.Command("no"))])
    assert (turn.session.choice, turn.session.asked_again) == ("numbness", False)


def test_unclear_answer_is_asked_again_every_time(content):
    for command, asked in product(NO_ANSWER, checked(content)):
        turn = last(content, [(1, asked), *[(1, e.Command(command))] * 3])
        assert (turn.session.state, turn.session.asked_again) == (State.CHECKING, False), (command, asked)


def test_no_event_in_any_check_leads_to_a_stretch_but_a_clear_no(content):
    for asked in checked(content):
        checking = last(content, [(1, asked)]).session
        for gap, event in product((1, 600), examples(content)):
            turn = last(content, [(gap, event)], checking)
            if (asked.choice or gap == 600 or event not in NO) and event not in ENDS:
                assert not list(holds(turn.beats)), (asked, event)
                assert turn.session.state in (State.CHECKING, State.ALARMED) or event in NO, (asked, event)


def test_another_question_does_not_end_a_check(content):
    checking = last(content, [(1, sign("numb", content))]).session
    for mild in (e.QuestionAsked("pain-relief", unlisted=True), sign("walking-pain", content)):
        again = last(content, [(1, mild)], checking)
        assert (again.session.state, again.session.choice) == (State.CHECKING, "numb")
        assert last(content, [(1, mild)], again.session).session.sign == "emergency"


def test_question_in_a_check_is_answered_and_check_asked_again(content):
    checking = last(content, [(1, sign("numb", content))]).session
    turn = checking
    for _ in range(3):
        taken = last(content, [(1, e.QuestionAsked("cramp-cause"))], turn)
        turn = taken.session
        assert next(heard(taken.beats)) == content.questions["cramp-cause"].general.said[0]
        assert (turn.state, turn.choice, turn.asked_again) == (State.CHECKING, "numb", False)


def test_a_milder_sign_named_in_a_check_raises_the_alarm_in_doubt(content):
    grave = [asked for asked in checked(content) if given(asked, content).level == "emergency"]
    assert len(grave) > 5
    for asked in grave:
        turn = last(content, [(1, asked), (1, sign("hot-leg", content))])
        assert (turn.session.state, turn.session.sign) == (State.ALARMED, "emergency"), asked


def test_a_swollen_leg_named_in_the_safety_check_is_a_yes(content):
    checking = session_in(State.CHECKING, content)
    turn = last(content, [(1, sign("swollen", content))], checking)
    assert (turn.session.state, turn.session.sign) == (State.ALARMED, "urgent")


def test_a_sign_as_grave_as_the_one_in_doubt_is_answered_instead(content):
    checking = last(content, [(1, sign("numb", content))]).session
    outright = last(content, [(1, sign("chest-pain", content))], checking)
    assert (outright.session.state, outright.session.choice) == (State.ALARMED, "chest-pain")
    doubted = last(content, [(1, sign("cold-feet", content))], checking)
    assert (doubted.session.state, doubted.session.choice) == (State.CHECKING, "cold-feet")


def test_nothing_is_asked_about_once_an_alarm_was_raised(content):
    alarmed = session_in(State.ALARMED, content)
    for asked in checked(content):
        turn = last(content, [(1, asked)], alarmed)
        assert turn.session.state is State.ALARMED
        assert next(heard(turn.beats)) == words_of(given(asked, content), content)[0]


def test_an_appointment_sign_stands_during_and_after_a_check(content):
    steps = [(1, sign("walking-pain", content)), (1, sign("slept-on", content)), (1, sign("gone-to-sleep", content))]
    asked, cleared = last(content, steps), last(content, [*steps, (1, e.Command("no"))])
    assert (asked.session.state, asked.session.sign) == (State.CHECKING, "doctor")
    assert (cleared.session.state, cleared.session.sign) == (State.CAUTIONED, "doctor")


def test_a_restored_check_without_its_choice_is_the_worse_case(content):
    for asked in checked(content):
        session = last(content, [(1, asked)]).session
        assert restore(attributes_of(session)) == session
        gone = replace(session, choice="gone", question=session.question if asked.choice else "gone")
        for event in (e.YES, e.Command("no"), e.MISHEARD, e.CrampReported(), e.StretchRequested()):
            assert last(content, [(1, event)], gone).session.state is State.ALARMED, (asked, event)


def test_unlisted_words_never_alarm_and_are_admitted(content):
    states = [state for state in State if state is not State.ALARMED]
    for state, question in product(states, content.questions.values()):
        if (state is State.RELIEVING and question.slug == CHECK) or question.slug == WHO_SAYS_SO:
            continue
        session = session_in(state, content)
        turn = last(content, [(1, e.QuestionAsked(question.slug, unlisted=True))], session)
        assert turn.session.state is not State.ALARMED, (state, question.slug)
        assert turn.session.sign == session.sign
        if state is not State.CHECKING:
            assert content.phrase("unlisted-question") in heard(turn.beats), (state, question.slug)


def test_unlisted_words_leave_an_alarm_as_it_was(content):
    turn = last(content, [(1, e.QuestionAsked("pain-relief", unlisted=True))], session_in(State.ALARMED, content))
    assert turn.session.state is State.ALARMED
    full = last(content, [(1, e.Command("yes"))], turn.session)
    assert next(heard(full.beats)) == words_of(content.home_of("hot-leg").answer("hot-leg"), content)[0]


@pytest.mark.parametrize("state", [State.STRETCHING, State.RELIEVING])
def test_a_second_miss_in_a_routine_pauses_it(state, content):
    session = session_in(state, content)
    first = last(content, [(5, e.Command("misheard"))], session)
    routine = content.routines[session.routine]
    assert (first.session.state, first.session.routine) == (state, routine.slug)
    assert first.ask.words == content.phrase(f"between-{routine.kind}-otherwise") != routine.between
    assert list(holds(first.ask.reprompt))
    second = last(content, [(5, e.Command("misheard"))], first.session)
    assert (second.session.state, second.ask.words) == (State.PAUSED, content.phrase("paused"))
    assert not list(holds(second.beats))
    assert last(content, [(5, e.Command("resume"))], second.session).session.state is state


@pytest.mark.parametrize("between", [e.Command("repeat"), e.Command("time-left")], ids=str)
def test_two_misses_count_only_in_a_row(between, content):
    turn = last(
        content,
        [(5, e.Command("misheard")), (5, between), (5, e.Command("misheard"))],
        session_in(State.STRETCHING, content),
    )
    assert turn.session.state is State.STRETCHING


@pytest.mark.parametrize("event", [e.PartlyEased(), e.Command("denied")], ids=str)
def test_relief_goes_on_at_partial_success(event, content):
    relieving = session_in(State.RELIEVING, content)
    going_on = last(content, [(30, event)], relieving).session
    refused = last(content, [(30, e.Command("no"))], relieving).session
    assert (going_on.state, going_on.routine, going_on.start) == (refused.state, refused.routine, refused.start)


def test_unclear_answer_repeats_the_reliefs_question(content):
    turn = last(content, [(30, e.Command("unsure"))], session_in(State.RELIEVING, content))
    assert (turn.session.state, turn.ask.words) == (State.RELIEVING, content.phrase("between-relief-otherwise"))


@pytest.mark.parametrize("state", [State.STRETCHING, State.RELIEVING, State.ANSWERED])
def test_a_question_about_the_stretch_keeps_the_place(state, content):
    session = session_in(state, content)
    for choice, answer in content.questions["while-stretching"].choices.items():
        turn = last(content, [(5, e.QuestionAsked("while-stretching", choice))], session)
        said = answer.in_relief if state is State.RELIEVING and answer.in_relief else answer.said
        assert next(heard(turn.beats)) == said[0]
        assert (turn.session.state, turn.session.routine) == (state, session.routine)


@pytest.mark.parametrize("state", [State.STRETCHING, State.RELIEVING, State.PAUSED])
def test_a_routine_waits_while_cancelling_is_asked_about(state, content):
    session = session_in(state, content)
    asked = last(content, [(30, e.Command("cancel-reminders"))], session)
    assert (asked.session.state, asked.session.routine) == (State.CANCELLING, session.routine)
    assert (asked.ask.words, list(holds(asked.beats)), asked.effects) == (
        content.phrase("cancel-ask"),
        [],
        (ListReminders(),),
    )
    for answer in (e.Command("no"), e.Command("resume"), e.Command("denied"), e.Command("yes")):
        after = last(content, [(300, answer)], asked.session)
        assert (after.session.state, after.session.routine) == (State.PAUSED, session.routine)
        assert bool([one for one in after.effects if type(one).__name__ == "CancelReminders"]) is (
            answer == e.Command("yes")
        )
    again = last(content, [(5, e.Command("misheard"))], asked.session)
    assert (again.session.state, again.session.routine) == (State.CANCELLING, session.routine)
    assert last(content, [(5, e.Command("no"))], again.session).session.state is State.PAUSED


def test_a_stretch_is_offered_after_an_unanswered_cancelling(content):
    asked = last(content, [(60, e.Command("cancel-reminders"))], session_in(State.STRETCHING, content))
    for event in (e.Command("stop"), e.FellSilent(), e.Command("help")):
        assert last(content, [(5, event)], asked.session).session.profile.bookmark.cycle > 0


def test_every_alarm_has_an_alarming_level(content):
    assert {answer.level for _, answer in alarms(content)} == set(ALARMS)
    assert Session().sign == ""


def test_relief_goes_on_after_a_milder_signs_check(content):
    checked_already = Session(state=State.ANSWERED, sign="doctor", checked=True, disclaimer_given=True)
    turn = take_turn(checked_already, e.CrampReported("calf"), content, NIGHT)
    assert turn.session.state is State.RELIEVING
    assert turn.session.sign == "doctor"
