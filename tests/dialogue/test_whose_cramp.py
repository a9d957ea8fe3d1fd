"""A cramp of somebody pregnant, and one of somebody else: relief all the same, with the right words first."""

import re

import pytest
from scenarios import ALARMING, COUNTRIES, NIGHT, flat, heard, last, session_in, sign

from skill.content.words import said_when
from skill.dialogue import events as e
from skill.dialogue.another import asked_about, told_about
from skill.dialogue.beats import Say
from skill.dialogue.engine import take_turn
from skill.dialogue.session import Session, State

STATES = [State.FRESH, State.WELCOMED, State.ANSWERED]


@pytest.mark.parametrize("state", STATES)
def test_cramp_in_pregnancy_gets_relief_sitting_or_lying(state, content):
    turn = last(content, [(0, e.CrampReported("calf", pregnant=True))], session_in(state, content))
    assert (turn.session.state, turn.session.routine) == (State.RELIEVING, "relief-calf-seated")
    assert next(heard(turn.beats)).startswith("Sit or lie down")


def test_cramp_in_pregnancy_names_the_countrys_contact(every_content):
    turn = last(every_content, [(0, e.CrampReported("calf", pregnant=True))])
    advice = COUNTRIES[every_content.locale]["facts"]["advice"]["say"]
    assert said_when(advice, "{called} now") in next(heard(turn.beats))


HELPED = e.CrampReported("calf", helper=True)
ON = [
    e.Command("no"),
    e.Command("still-hurts"),
    e.CrampReported(),
    e.CrampReported("calf"),
    e.PartlyEased("a-bit"),
    e.Command("next"),
    e.Command("repeat"),
    e.Command("slower"),
    e.Command("help"),
    e.QuestionAsked("cramp-cause"),
]
"""What keeps a helper at it."""


def helped(content, muscle="calf"):
    """Return the session of somebody who has just begun to help somebody else."""
    return last(content, [(0, e.CrampReported(muscle, helper=True))]).session


@pytest.mark.parametrize("state", STATES)
def test_somebody_elses_cramp_gets_a_helpers_steps(state, content):
    for muscle in content.slots["muscle"]:
        event = e.CrampReported(muscle, helper=True)
        turn = take_turn(session_in(state, content), event, content, NIGHT)
        assert (turn.session.state, turn.session.routine) == (State.RELIEVING, f"relief-{muscle}-helper")
        assert turn.session.helping
        assert turn.beats[0] == Say(content.routines[turn.session.routine].steps[0].set_up[0])


def test_a_helper_stays_a_helper(content):
    for event in ON:
        turn = last(content, [(0, HELPED), (70, event)])
        assert (turn.session.helping, turn.session.routine) == (True, "relief-calf-helper"), event


def test_another_muscle_of_theirs_gets_a_helpers_hands_too(content):
    assert last(content, [(20, e.CrampReported("foot"))], helped(content)).session.routine == "relief-foot-helper"


def test_a_cramp_taken_for_the_speakers_own_goes_on_as_theirs(content):
    turn = last(content, [(0, e.CrampReported("foot")), (10, e.CrampReported(helper=True))])
    assert turn.session.routine == "relief-foot-helper"


def test_helper_who_makes_it_worse_is_told_to_stop_and_wait(content):
    turn = last(content, [(20, e.PartlyEased("worse"))], helped(content))
    assert turn.session.state is State.PAUSED
    assert next(heard(turn.beats)) == content.phrase("eased-worse-other")
    assert last(content, [(20, e.Command("resume"))], turn.session).session.routine == "relief-calf-helper"
    eased = last(content, [(20, e.Command("eased"))], turn.session)
    assert next(heard(eased.beats)) == content.phrase("eased-other")


def test_a_helper_is_offered_no_stretch_when_it_has_eased(content):
    turn = last(content, [(20, e.Command("eased"))], helped(content))
    assert (turn.session.state, turn.session.offer) == (State.ANSWERED, "")
    assert next(heard(turn.beats)) == content.phrase("eased-other")


def test_with_nothing_under_way_a_cramp_is_the_speakers_own_again(content):
    eased = [(20, e.Command("eased")), (20, e.CrampReported("calf"))]
    turn = last(content, eased, helped(content))
    assert (turn.session.routine, turn.session.helping) == ("relief-calf", False)
    assert not last(content, [(20, e.StretchRequested())], helped(content)).session.helping


def test_profile_never_says_somebody_was_helped(content):
    for muscle in content.slots["muscle"]:
        for event in (e.FellSilent(), e.Command("stop")):
            left = last(content, [(100, event)], helped(content, muscle)).session.profile
            assert left.begun.routine == f"relief-{muscle}"
            assert "helper" not in str(left)


def test_ten_minutes_of_somebody_elses_cramp_need_help(content):
    turn = last(content, [(599, e.Command("no")), (1, e.Command("no"))], helped(content))
    assert (turn.session.state, turn.session.choice) == (State.ALARMED, "over-ten-minutes")


def test_pain_in_somebody_elses_leg_is_checked_as_theirs(content):
    turn = last(content, [(0, e.QuestionAsked("leg-pain", another=True))])
    assert turn.ask.words.startswith("Is their leg swollen")
    begun = last(content, [(5, e.Command("no"))], turn.session)
    assert begun.session.routine == "relief-calf-helper"


def checks(content):
    """Return every question that decides about a sign: asked before an answer, or to take an alarm back."""
    for question in content.questions.values():
        yield from (question.check, question.check_again)
        for given in (question.general, *question.choices.values()):
            yield from (given.ask, given.ask_again, given.confirm)


def test_no_check_asks_a_helper_about_their_own_body(content):
    session = Session(helping=True)
    asked = [asked_about(words, session, content) for words in checks(content) if words]
    assert len(asked) > 40
    assert [words for words in asked if re.search(r"\byou(r|rs|rself|'re|'ve)?\b", words, re.IGNORECASE)] == []


def test_check_speaks_to_the_person_as_it_is_written(content):
    assert all(asked_about(words, Session(), content) == words for words in checks(content))


def test_an_alarm_leaves_whom_to_call_as_it_is(every_content):
    session = Session(helping=True)
    for question in every_content.questions.values():
        for given in (question.general, *question.choices.values()):
            if given.level in ALARMING:
                for own, theirs in zip(flat(given.said), flat(told_about(given, session, every_content)), strict=True):
                    for name in ("advice", "emergency_number", "poison"):
                        called = COUNTRIES[every_content.locale]["facts"][name]["say"]
                        assert (called in own) == (called in theirs)


def test_alarm_is_about_the_other_and_a_crisis_about_the_speaker(content):
    hurt = last(content, [(20, sign("chest-pain", content))], helped(content))
    assert "their heart" in " ".join(heard(hurt.beats))
    despair = last(content, [(20, e.QuestionAsked("crisis"))], helped(content))
    assert " they've taken" not in " ".join(heard(despair.beats))
