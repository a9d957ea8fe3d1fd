"""Actions in the corners that no transcript visits: offers repeated, content gone since, the place by the clock."""

from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace
from scenarios import LEFT_UNFINISHED, NIGHT, heard, holds, last, session_in, visit_of

from skill.dialogue import events as e
from skill.dialogue.beats import Say
from skill.dialogue.effect_results import ForgettingFailed
from skill.dialogue.engine import take_turn
from skill.dialogue.position import plan_of
from skill.dialogue.session import Session, State
from skill.stretching.plan import lay_out
from skill.stretching.profile import Bookmark, Profile

EVENING = NIGHT.astimezone(ZoneInfo("Europe/London"))


def test_the_closing_question_can_be_repeated(content):
    turn = last(content, [(0, e.StretchRequested()), (400, e.Command("next")), (5, e.Command("repeat"))])
    assert turn.ask.words == content.routines["practice-calf"].finish


def test_the_offer_after_a_cramp_is_repeated_in_its_own_words(content):
    turn = last(content, [(5, e.Command("misheard"))], session_in(State.OFFERED, content))
    assert turn.ask.words == content.phrase("eased-otherwise")


def test_sitting_down_accepts_the_offered_seated_stretch(content):
    turn = last(content, [(0, e.Command("sit")), (5, e.Command("eased")), (5, e.Command("sit"))])
    assert turn.session.routine == "practice-calf-seated"
    assert list(holds(turn.beats))


def test_sitting_down_at_an_offer_starts_the_seated_stretch(content):
    offered = replace(session_in(State.OFFERED, content), offer="practice-calf")
    turn = last(content, [(5, e.Command("sit"))], offered)
    assert turn.session.routine == content.routines[offered.offer].seated != ""


def test_sitting_down_in_a_seated_stretch_keeps_the_repetition(content):
    steps = [(0, e.StretchRequested()), (1, e.Command("sit")), (60, e.Command("sit"))]
    turn = last(content, steps)
    assert turn.beats[0] == Say(content.phrase("sit-already"))
    assert turn.session.start > 0


@pytest.mark.parametrize("state", [State.WELCOMED, State.RELIEVING, State.STRETCHING, State.PAUSED])
def test_removed_routine_is_begun_afresh(state, content):
    session = Session(state=state, routine="gone", disclaimer_given=True)
    turn = take_turn(session, e.Command("yes"), content, NIGHT)
    assert turn.session.state is State.ANSWERED
    assert turn.session.disclaimer_given


def test_removed_repetition_is_begun_afresh(content):
    session = Session(state=State.PAUSED, routine="practice-calf", start=999)
    assert take_turn(session, e.Command("resume"), content, NIGHT).session.state is State.WELCOMED


def test_removed_offer_is_begun_afresh(content):
    session = Session(state=State.OFFERED, offer="gone")
    assert take_turn(session, e.Command("yes"), content, NIGHT).session.state is State.ANSWERED


def test_an_unfinished_stretch_continues_from_its_repetition(content):
    turn = last(content, [(0, e.Opened()), (5, e.Command("yes"))], visit_of(LEFT_UNFINISHED))
    assert (turn.session.routine, turn.session.start) == ("practice-calf", LEFT_UNFINISHED.bookmark.cycle)
    assert Say(plan_of(turn.session, content.routines["practice-calf"]).cycles[7].cue) in turn.beats


@pytest.mark.parametrize(
    "bookmark",
    [
        Bookmark("gone", 3, int(NIGHT.timestamp()) - 60),
        Bookmark("practice-calf", 999, int(NIGHT.timestamp()) - 60),
        Bookmark("practice-calf", -1, int(NIGHT.timestamp()) - 60),
        Bookmark("practice-calf", 3, int(NIGHT.timestamp()) - 25 * 3600),
        Bookmark("practice-calf", 3, int(NIGHT.timestamp()) + 25 * 3600),
    ],
)
def test_outdated_place_is_not_offered(bookmark, content):
    turn = last(content, [(0, e.Opened())], visit_of(Profile(bookmark=bookmark)))
    assert turn.session.state is State.WELCOMED


def test_place_expiring_while_offered_leads_to_the_welcome(content):
    morning = EVENING.replace(hour=9)
    almost = int(morning.timestamp()) - 24 * 3600 + 2
    person = Profile(bookmark=Bookmark("practice-calf", 7, almost))
    opened = last(content, [(0, e.Opened())], visit_of(person), morning)
    turn = last(content, [(5, e.Command("yes"))], opened.session, morning)
    assert (opened.session.state, turn.session.state) == (State.RETURNING, State.WELCOMED)


def test_a_left_stretch_is_kept_at_its_repetition(content):
    turn = last(content, [(0, e.StretchRequested()), (60, e.FellSilent())])
    plan = lay_out(content.routines["practice-calf"])
    assert turn.session.profile.bookmark.cycle == pytest.approx(plan.place(0, 55).cycle, abs=1)
    assert turn.effects


def test_a_stretch_heard_to_its_end_in_silence_counts_as_done(content):
    turn = last(content, [(0, e.StretchRequested()), (400, e.FellSilent())], now=EVENING)
    assert turn.session.profile.done == {EVENING.date().isoformat(): 1}
    assert turn.session.profile.bookmark is None


def test_a_number_without_a_word_is_said_in_digits(content):
    assert content.number(7) == "seven"
    assert content.number(999) == "999"


def test_it_hurts_in_a_practice_says_to_ease_off(content):
    turn = last(content, [(30, e.Command("still-hurts"))], session_in(State.STRETCHING, content))
    assert (turn.session.state, next(heard(turn.beats))) == (State.STRETCHING, content.phrase("ease-off"))


def test_a_cramp_in_the_midst_of_a_stretch_gets_relief_at_once(content):
    turn = last(content, [(30, e.CrampReported("calf"))], session_in(State.STRETCHING, content))
    assert turn.session.state is State.RELIEVING
    assert turn.beats[0] == Say(content.routines["relief-calf"].steps[0].set_up[0])


def test_explanation_after_the_end_is_given(content):
    turn = last(content, [(0, e.StretchRequested()), (400, e.Command("explain-again"))])
    assert turn.ask


def test_a_failure_to_forget_is_admitted(content):
    turn = last(content, [(5, ForgettingFailed())], session_in(State.ANSWERED, content))
    assert next(heard(turn.beats)) == content.phrase("forgetting-failed")
