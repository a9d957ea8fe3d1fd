"""No place is lost and no session miscounted, whatever is said in the midst of a stretch, and however it ends."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scenarios import NIGHT, among, examples, heard, sign, turns, visit_of

from skill.dialogue import effect_results
from skill.dialogue import events as e
from skill.dialogue.beats import seconds
from skill.dialogue.effects import Forget, Remember
from skill.dialogue.engine import take_turn
from skill.dialogue.keys import key_of
from skill.dialogue.session import State
from skill.dialogue.visit import begin_visit
from skill.stretching.profile import Bookmark, Profile

BEGUN = [(1, e.StretchRequested()), (60, e.Command("resume"))]
LEAVES_IT = (e.StretchRequested, "start-over", "sit", "next", e.Opened)
"""Words after which it is no longer that place."""
UNLIKELY = (effect_results.RemindersLacking, effect_results.ForgettingFailed)
"""What only comes of a practice that is over."""


def events(content):
    return [event for event in examples(content) if key_of(event) not in (*LEAVES_IT, *UNLIKELY)]


@given(st.data(), st.sampled_from([e.Command("stop"), e.FellSilent()]))
def test_unfinished_stretch_is_offered_after_anything(content, data, end):
    said = data.draw(st.lists(st.tuples(st.integers(1, 9), among(events(content))), max_size=3))
    now, leaving = NIGHT, []
    for turn, at in turns(content, [*BEGUN, *said, (5, end)]):
        now, leaving = at, [*leaving, turn]
        alarmed = turn.session.state in (State.ALARMED, State.CHECKING)
        if alarmed or turn.session.sign or any(isinstance(effect, Forget) for effect in turn.effects):
            return
        if turn.over:
            break
    kept = leaving[-1].session.profile
    assert any(isinstance(effect, Remember) for turn in leaving for effect in turn.effects)
    assert take_turn(visit_of(kept), e.Opened(), content, now + timedelta(hours=1)).session.state is State.RETURNING


WHILE_DELETING = [
    [e.Command("no")],
    [e.Command("misheard"), e.Command("resume")],
    [e.Command("repeat"), e.Command("no")],
]


def test_a_stretch_waits_for_the_answer_about_deleting(content):
    for said in WHILE_DELETING:
        steps = [*BEGUN, (9, e.Command("forget-me")), *[(2, event) for event in said], (3, e.Command("yes"))]
        *_, (asked, _), (resumed, _) = turns(content, steps)
        assert asked.session.state is State.PAUSED, said
        assert resumed.session.state is State.STRETCHING, said
        assert resumed.session.start == asked.session.start > 0, said


def test_resume_continues_an_unfinished_stretch_unasked(content):
    for first in [(), (e.Opened(), e.Command("help")), (e.QuestionAsked("cramp-cause"),)]:
        person = Profile(bookmark=Bookmark("practice-calf", 7, int(NIGHT.timestamp()) - 90))
        *_, (turn, _) = turns(content, [(1, event) for event in (*first, e.Command("resume"))], visit_of(person))
        assert (turn.session.routine, turn.session.start) == ("practice-calf", 7), first


def test_reopening_in_mid_stretch_offers_to_go_on(content):
    *_, (turn, _) = turns(content, [*BEGUN, (9, e.Opened()), (2, e.Command("yes"))])
    assert turn.session.state is State.STRETCHING
    assert turn.session.start > 0


def test_a_place_is_offered_on_a_device_whose_clock_differs(content):
    for skew in [-90, 0, 90]:
        person = Profile(bookmark=Bookmark("practice-calf", 7, int(NIGHT.timestamp()) + skew))
        assert take_turn(visit_of(person), e.Opened(), content, NIGHT).session.state is State.RETURNING, skew


def test_stretch_ended_by_an_alarm_is_not_offered(content):
    steps = [*BEGUN, (9, e.Command("eased")), (2, sign("hot-leg", content)), (9, e.Command("stop"))]
    *_, (turn, now) = turns(content, steps)
    assert take_turn(visit_of(turn.session.profile), e.Opened(), content, now).session.state is State.WELCOMED


@pytest.mark.parametrize("again", [e.Command("start-over"), e.Command("sit")], ids=str)
def test_a_practice_begun_again_at_its_end_counts_again(content, again):
    *_, (turn, _) = turns(content, [(1, e.StretchRequested()), (340, again), (340, e.Command("stop"))])
    assert sum(turn.session.profile.done.values()) == 2


def test_finished_practice_has_no_time_left(content):
    *_, (turn, _) = turns(content, [(1, e.StretchRequested()), (340, e.Command("time-left"))])
    assert next(heard(turn.beats)) == content.routines["practice-calf"].finish


@pytest.mark.parametrize("event", [e.Command("repeat"), e.Command("explain-again")], ids=str)
def test_step_can_be_repeated_when_asked_if_eased(content, event):
    begun = take_turn(visit_of(Profile()), e.CrampReported("calf"), content, NIGHT)
    answered = NIGHT + timedelta(seconds=seconds(begun.beats) + 3)
    again = take_turn(begun.session, event, content, answered)
    assert (again.session.start, again.beats[0]) == (0, begun.beats[0])


def test_an_explanation_is_not_heard_twice_running(content):
    for gap in [1, 60, 90]:
        *_, (turn, _) = turns(content, [(1, e.CrampReported("calf")), (gap, e.Command("explain-again"))])
        told = [beat.words for beat in turn.beats if getattr(beat, "words", "")]
        first = content.stretches[content.routines["relief-calf"].steps[0].slug].set_up[0]
        assert all(told[:4].count(words) == 1 for words in told[:4]), gap
        assert first in told or gap == 90, gap


def test_sessions_done_are_let_go_of_after_eight_days():
    person = Profile(done={"2026-03-01": 2, "2026-11-14": 1, "2026-11-15": 1, "2026-11-23": 3})
    session = begin_visit(person, NIGHT)
    assert session.stored_profile == person
    assert session.profile.done == {"2026-11-15": 1, "2026-11-23": 3}
