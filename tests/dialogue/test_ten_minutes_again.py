"""Ten minutes are ten minutes, however often the skill is opened in between."""

from datetime import timedelta

import pytest
from scenarios import NIGHT, heard, last, words_of

from skill.dialogue import events as e
from skill.dialogue.session import State
from skill.dialogue.visit import begin_visit
from skill.storage.records import document_of, merge, profile_of
from skill.stretching.profile import Bookmark, Profile

CRAMP = e.CrampReported("calf")


def visit_after(content, minutes, ending=e.FellSilent()):  # noqa: B008 - an event is immutable
    """Return the session of a second visit, `minutes` after a relief began that ended after three."""
    left = last(content, [(0, CRAMP), (180, ending)]).session.profile
    return begin_visit(profile_of(document_of(left)), NIGHT + timedelta(minutes=minutes))


@pytest.mark.parametrize("ending", [e.FellSilent(), e.Command("stop")], ids=str)
def test_the_count_goes_on_when_the_skill_is_opened_again(ending, content):
    again = last(content, [(0, CRAMP)], visit_after(content, 5, ending), NIGHT + timedelta(minutes=5))
    assert (again.session.state, again.session.relief_started) == (State.RELIEVING, NIGHT.timestamp())
    after = last(content, [(301, e.Command("no"))], again.session, NIGHT + timedelta(minutes=5))
    assert (after.session.state, after.session.choice) == (State.ALARMED, "over-ten-minutes")


@pytest.mark.parametrize("event", [CRAMP, e.Opened()], ids=["cramp", "opened"])
def test_after_ten_minutes_opening_again_is_answered_for_ten(event, content):
    turn = last(content, [(0, event)], visit_after(content, 11), NIGHT + timedelta(minutes=11))
    expected = words_of(content.home_of("over-ten-minutes").answer("over-ten-minutes"), content)[0]
    assert next(heard(turn.beats)) == expected


def test_a_cramp_after_twenty_minutes_is_a_new_one(content):
    turn = last(content, [(0, CRAMP)], visit_after(content, 21), NIGHT + timedelta(minutes=21))
    assert turn.session.relief_started == (NIGHT + timedelta(minutes=21)).timestamp()


def test_a_cramp_that_has_eased_is_not_counted_on(content):
    eased = last(content, [(0, CRAMP), (60, e.Command("eased")), (5, e.Command("stop"))]).session.profile
    assert eased.begun is None


def test_the_start_of_a_relief_is_merged_like_a_place():
    begun = Bookmark("relief-calf", 0, 1_000)
    base, stored = Profile(), Profile(whisper=True)
    assert merge(base, Profile(begun=begun), stored).begun == begun
    assert merge(Profile(begun=begun), Profile(), Profile(begun=begun)).begun is None


def test_a_document_without_a_start_is_read_as_before():
    old = {
        "version": 1,
        "told": True,
        "done": {"2026-11-20": 2},
        "bookmark": {"routine": "practice-calf", "cycle": 3, "at": 5},
    }
    read = profile_of(old)
    assert (read.begun, read.disclaimer_given, read.bookmark) == (None, True, Bookmark("practice-calf", 3, 5))
