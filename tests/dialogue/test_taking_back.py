"""An alarm can be taken back by a clear no about its own sign; silence and doubt keep it."""

import pytest
from scenarios import alarms, examples, heard, holds, last, session_in, sign

from skill.dialogue import events as e
from skill.dialogue.session import State

TAKEN_BACK = ("take-back", "denied", "eased", "cancel")
NO = e.Command("no")


@pytest.mark.parametrize("command", TAKEN_BACK)
def test_taking_an_alarm_back_asks_about_its_own_sign(command, content):
    turn = last(content, [(1, sign("chest-pain", content)), (1, e.Command(command))])
    assert (turn.session.state, turn.session.choice) == (State.CHECKING, "chest-pain")
    assert turn.ask.words == content.questions["emergency"].choices["chest-pain"].confirm
    assert not list(holds(turn.beats))


def test_alarm_without_its_question_is_asked_about_by_name(content):
    turn = last(content, [(1, sign("broken-bone", content)), (1, e.Command("take-back"))])
    assert turn.ask.words == content.phrase("take-back-ask", sign="a broken bone")


def test_clear_no_ends_an_alarm_and_offers_no_stretch(content):
    turn = last(content, [(1, sign("chest-pain", content)), (1, e.Command("take-back")), (1, NO)])
    assert turn.session.state is State.CAUTIONED
    assert content.phrase("alarm-ended") in heard(turn.beats)


@pytest.mark.parametrize("answer", ["yes", "unsure", "misheard", "still-hurts"])
def test_doubt_keeps_the_alarm(answer, content):
    steps = [(1, sign("chest-pain", content)), (1, e.Command("take-back")), *[(1, e.Command(answer))] * 2]
    assert last(content, steps).session.state is State.ALARMED


def test_silence_keeps_the_alarm(content):
    asked = last(content, [(1, sign("chest-pain", content)), (1, e.Command("take-back"))])
    assert last(content, [(60, NO)], asked.session).session.state is State.ALARMED


def test_a_sign_named_outright_keeps_every_stretch_away(content):
    for choice in ("chest-pain", "hot-leg", "pop-or-snap"):
        ended = last(content, [(1, sign(choice, content)), (1, e.Command("take-back")), (1, NO)]).session
        for event in examples(content):
            turn = last(content, [(5, event)], ended)
            assert not list(holds(turn.beats)), (choice, event)
            again = turn if turn.over else last(content, [(5, e.CrampReported("calf"))], turn.session)
            assert not list(holds(again.beats)), (choice, event)


def test_doubtful_alarm_taken_back_leads_to_relief(content):
    doubted = last(content, [(1, e.MISHEARD), (1, e.MISHEARD)], session_in(State.CHECKING, content))
    assert doubted.session.state is State.ALARMED
    turn = last(content, [(1, e.Command("take-back")), (1, NO)], doubted.session)
    assert (turn.session.state, turn.session.sign, turn.session.alarms) == (State.RELIEVING, "", ())


def test_a_yes_to_the_check_is_as_good_as_naming_the_sign(content):
    said_yes = last(content, [(1, e.YES)], session_in(State.CHECKING, content))
    turn = last(content, [(1, e.Command("take-back")), (1, NO)], said_yes.session)
    assert turn.session.state is State.CAUTIONED
    assert not list(holds(last(content, [(5, e.CrampReported("calf"))], turn.session).beats))


def test_of_two_alarms_the_other_stands_when_one_is_taken_back(content):
    steps = [(1, sign("hot-leg", content)), (1, sign("chest-pain", content)), (1, e.Command("take-back")), (1, NO)]
    turn = last(content, steps)
    assert (turn.session.state, turn.session.choice) == (State.ALARMED, "hot-leg")


def test_every_revocable_alarm_has_its_question(content):
    for events, _ in alarms(content):
        raised = last(content, [(1, event) for event in events])
        if raised.over:
            continue
        turn = last(content, [(1, e.Command("take-back"))], raised.session)
        assert turn.session.state is State.CHECKING
        assert turn.ask.words.endswith("?")


@pytest.mark.parametrize("event", [e.Opened(), e.StretchRequested(), e.CrampReported()])
def test_naming_the_skill_or_a_stretch_again_leaves_the_alarm(event, content):
    turn = last(content, [(1, sign("chest-pain", content)), (1, event)])
    assert turn.session.state is State.ALARMED
    assert len(list(heard(turn.beats[:-1]))) == 2
