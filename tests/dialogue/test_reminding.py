"""Reminders in the conversation: when they are offered, what a time means, and what a refusal does."""

import pytest
from msgspec.structs import replace
from scenarios import heard, last, session_in, visit_of

from skill.dialogue import effect_results
from skill.dialogue import events as e
from skill.dialogue.effects import AskPermission, LookForReminders, Remember, SendConsentCard, SetReminders
from skill.dialogue.hours import BY_DEFAULT
from skill.dialogue.session import Session, State
from skill.stretching.profile import Profile

THREE = tuple(BY_DEFAULT.values())
FINISHED = [(0, e.StretchRequested()), (400, e.Command("next"))]
NOT_ALLOWED = effect_results.RemindersFailed("permission", ("22:00",))


ENDED = [
    ([*FINISHED, (5, e.Command("no"))], True),
    ([(0, e.StretchRequested()), (400, e.Command("no"))], True),
    ([(0, e.StretchRequested()), (60, e.Command("no"))], False),
    ([(0, e.CrampReported("calf")), (60, e.Command("eased")), (5, e.Command("no"))], False),
    ([(0, e.Command("progress")), (5, e.Command("no"))], False),
    ([*FINISHED, (5, e.Command("progress")), (5, e.Command("no"))], False),
    ([(0, e.Command("progress")), (5, e.Command("yes")), (400, e.Command("next")), (5, e.Command("no"))], True),
]


def test_reminders_are_looked_for_only_after_a_finished_stretch(content):
    for steps, looked in ENDED:
        turn = last(content, steps)
        kept = [Remember()] * (turn.session.profile != turn.session.stored_profile)
        assert [*turn.effects] == kept + [LookForReminders()] * looked, steps


@pytest.mark.parametrize("session", [Session(reminders_offered=True), visit_of(Profile(reminders_refused=True))])
def test_reminders_are_not_looked_up_after_offer_or_refusal(session, content):
    assert LookForReminders() not in last(content, [*FINISHED, (5, e.Command("no"))], session).effects


@pytest.mark.parametrize("gap", [60, 400])
def test_reminders_wait_for_the_end_of_a_stretch_under_way(gap, content):
    turn = last(content, [(0, e.StretchRequested()), (gap, e.RemindersWanted())])
    assert (turn.session.state is State.REMINDING) is (gap == 400)
    assert (next(heard(turn.beats)) == content.phrase("reminders-later")) is (gap == 60)


NAMED = [
    (e.TimeNamed("07:00", "morning"), THREE, ("07:00", "15:00", "22:00")),
    (e.TimeNamed("07:00", "morning"), (), ("07:00", "15:00", "22:00")),
    (e.TimeNamed("10:00"), ("22:00",), ("22:00",)),
    (e.TimeNamed(None, "bedtime"), THREE, ("22:00",)),
    (e.TimeNamed(None, "bedtime"), ("21:00",), ("21:00",)),
    (e.TimeNamed("07:00", "bedtime"), ("08:00",), ("19:00",)),
    (e.TimeNamed("07:00"), (), ()),
    (e.TimeNamed(None, "bedtime"), (), ()),
    (e.TimeNamed(), THREE, THREE),
]


def test_a_bare_time_changes_the_proposal_or_is_not_understood(content):
    for event, proposed, times in NAMED:
        turn = last(content, [(0, event)], Session(state=State.ANSWERED, times=proposed))
        assert turn.session.times == times, (event, proposed)
        assert (turn.session.state is State.REMINDING) is bool(times)
        assert turn.session.misheard == (not times)


def test_no_refuses_an_offer_of_reminders_and_not_a_request(content):
    asked = last(content, [(0, e.RemindersWanted()), (5, e.Command("no"))])
    assert (asked.over, asked.session.profile.reminders_refused) == (False, False)
    offered = last(
        content, [*FINISHED, (5, effect_results.RemindersLacking()), (5, e.TimeNamed("21:00")), (5, e.Command("no"))]
    )
    assert (offered.over, offered.session.profile.reminders_refused) == (True, True)
    assert next(heard(offered.beats)) == content.phrase("reminders-declined")


def test_reminders_requested_after_an_offer_are_no_offer(content):
    passed = last(content, [*FINISHED, (5, effect_results.RemindersLacking()), (5, e.Command("help"))])
    helped = last(
        content, [(5, e.QuestionAsked("cramp-cause")), (5, e.RemindersWanted()), (5, e.Command("no"))], passed.session
    )
    assert (helped.over, helped.session.profile.reminders_refused) == (False, False)


def test_reminders_are_offered_once_and_that_is_stored(content):
    turn = last(content, [(0, effect_results.RemindersLacking())])
    assert next(heard(turn.beats)) == content.phrase("reminders-offer")
    assert (turn.session.reminders_offered, turn.session.times, turn.session.offer_phrase) == (
        True,
        THREE,
        "reminders-offer",
    )


@pytest.mark.parametrize(("state", "times"), [(State.ANSWERED, THREE), (State.REMINDING, ("07:00",))])
def test_reminders_wanted_anew_are_usual_or_just_proposed(state, times, content):
    answered = Session(state=state, times=("07:00",), question="cramp-cause")
    session = last(content, [(0, e.RemindersWanted())], answered).session
    assert replace(session, asked="") == Session(state=State.REMINDING, times=times)


@pytest.mark.parametrize(("proposed", "hinted"), [(("08:00", "22:00"), True), (("08:00",), False)])
def test_changing_times_is_explained_if_there_are_several(proposed, hinted, content):
    turn = last(content, [(0, e.TimeNamed("07:00", "morning"))], Session(state=State.ANSWERED, times=proposed))
    assert (next(heard(turn.beats)) == content.phrase("reminders-hint")) is hinted


def test_permission_is_asked_for_once_and_then_in_the_app(content):
    first = last(content, [(0, NOT_ALLOWED)], session_in(State.ANSWERED, content))
    assert (first.over, first.effects) == (True, (AskPermission(("22:00",)),))
    again = last(content, [(0, NOT_ALLOWED)], first.session)
    assert again.effects == (SendConsentCard(),)
    granted = last(content, [(0, effect_results.PermissionGranted(("22:00",))), (0, NOT_ALLOWED)])
    assert granted.effects == (SendConsentCard(),)
    assert next(heard(granted.beats)) == content.phrase("reminders-card")


def test_a_card_sent_in_mid_stretch_leads_back_to_it(content):
    session = replace(session_in(State.STRETCHING, content), permission_asked=True)
    turn = last(content, [(60, NOT_ALLOWED)], session)
    assert next(heard(turn.beats)) == content.phrase("reminders-card")
    assert (turn.session.state, turn.ask.words) == (State.STRETCHING, content.routines["practice-calf"].between)


def test_finished_stretch_is_stored_despite_a_permission_request(content):
    turn = last(content, [(0, e.StretchRequested()), (400, NOT_ALLOWED)])
    assert turn.effects == (Remember(), AskPermission(("22:00",)))


def test_a_permission_brings_back_the_times_it_was_asked_for(content):
    turn = last(content, [(0, effect_results.PermissionGranted(("22:00",)))])
    assert SetReminders(("22:00",), content.phrase("reminder")) in turn.effects
    assert last(content, [(0, effect_results.PermissionGranted())]).session.times == THREE


@pytest.mark.parametrize("carded", [False, True])
def test_one_card_is_enough(carded, content):
    turn = last(content, [(0, effect_results.PermissionUnanswered(carded))])
    assert (SendConsentCard() in turn.effects) is not carded


def test_a_question_whose_times_got_lost_is_begun_afresh(content):
    turn = last(content, [(5, e.Command("yes"))], Session(state=State.REMINDING))
    assert (turn.session.state, turn.ask.words) == (State.ANSWERED, content.phrase("help"))


def test_reminders_read_out_can_be_changed(content):
    asked = last(content, [(0, e.QuestionAsked("cramp-cause")), (5, e.Command("list-reminders"))])
    assert next(heard(asked.beats)) == content.phrase("reminders-down")
    read = last(content, [(0, effect_results.RemindersListed(("07:00",)))], asked.session)
    assert (read.session.times, read.session.question) == (("07:00",), "")


@pytest.mark.parametrize(("gap", "question"), [(60, "paused"), (400, "anything-else")])
def test_cancelling_reminders_in_mid_stretch_keeps_the_stretch(gap, question, content):
    turn = last(content, [(0, e.StretchRequested()), (gap, e.Command("cancel-reminders")), (2, e.Command("yes"))])
    assert next(heard(turn.beats)) == content.phrase("reminders-cancelled")
    assert turn.ask.words == content.phrase(question)


def test_cancelling_takes_back_what_was_proposed(content):
    turn = last(content, [(0, e.RemindersWanted()), (5, e.Command("cancel-reminders")), (2, e.Command("yes"))])
    assert (turn.session.times, turn.session.profile.reminders_refused) == ((), True)
