"""How a visit begins: by the hour, habit, reminders, what was left, and how lately the person was here."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace
from scenarios import NIGHT, heard, last, session_in, visit_of

from skill.dialogue import events as e
from skill.dialogue.beats import Ask
from skill.dialogue.context import Context
from skill.dialogue.habit import needs_hour
from skill.dialogue.position import plan_of
from skill.dialogue.session import Session, State
from skill.dialogue.visit import begin_visit
from skill.stretching.profile import Bookmark, Profile

LONDON = ZoneInfo("Europe/London")
OPENED = [(0, e.Opened())]


def at(hour, minute=0, zone=LONDON):
    """Return a Monday's hour."""
    return datetime(2026, 11, 23, hour, minute, tzinfo=zone)


def opened(content, person, now):
    """Return the first turn of somebody's visit."""
    return last(content, OPENED, begin_visit(person, now), now)


def stretched(*days_ago, **more):
    """Return somebody who did one session on each of these days."""
    return Profile(done={(at(0).date() - timedelta(days=ago)).isoformat(): 1 for ago in days_ago}, **more)


def ago(now, seconds):
    return int(now.timestamp()) - seconds


EVENING = at(20, 30)
BEGUN = [
    (Profile(), EVENING, State.WELCOMED),
    (stretched(1), EVENING, State.READY),
    (stretched(6), at(18), State.READY),
    (stretched(7), EVENING, State.WELCOMED),
    (stretched(1), at(22, 59), State.READY),
    (stretched(1), at(23), State.WELCOMED),
    (stretched(1), at(3), State.WELCOMED),
    (stretched(1), at(9), State.WELCOMED),
    (stretched(1), at(17, 59), State.WELCOMED),
    (stretched(1), at(20, 30, UTC), State.WELCOMED),
    (Profile(done={"2026-11-23": 3}), EVENING, State.WELCOMED),
    (Profile(done={"2026-11-23": 2}), EVENING, State.READY),
    (stretched(1, last_visit=ago(EVENING, 3600)), EVENING, State.WELCOMED),
    (stretched(1, last_visit=ago(EVENING, 4 * 3600)), EVENING, State.READY),
    (Profile(reminders=("22:00",)), EVENING, State.WELCOMED),
    (Profile(reminders=("22:00",), explained={"practice-calf": 1}), EVENING, State.READY),
    (Profile(reminders=("22:00",), explained={"relief-calf": 1}), EVENING, State.WELCOMED),
    (stretched(1, begun=Bookmark("relief-calf", 0, ago(EVENING, 120))), EVENING, State.WELCOMED),
    (stretched(1, begun=Bookmark("relief-calf", 0, ago(EVENING, 700))), EVENING, State.ALARMED),
]


def test_the_opening_follows_hour_and_habit(content):
    found = [(person, now, opened(content, person, now).session.state) for person, now, _ in BEGUN]
    assert found == BEGUN


LEFT = Bookmark("practice-calf", 7, ago(EVENING, 0))
UNFINISHED = [
    (Profile(bookmark=replace(LEFT, at=ago(at(3), 6 * 3600))), at(3), State.WELCOMED),
    (Profile(bookmark=replace(LEFT, at=ago(at(3), 2 * 3600))), at(3), State.RETURNING),
    (Profile(bookmark=replace(LEFT, at=ago(at(3), 2 * 3600 + 1))), at(3), State.WELCOMED),
    (Profile(bookmark=replace(LEFT, at=ago(at(8), 11 * 3600))), at(8), State.RETURNING),
    (Profile(bookmark=replace(LEFT, at=ago(at(8), 11 * 3600))), at(8, 0, UTC), State.WELCOMED),
    (Profile(bookmark=replace(LEFT, at=ago(at(8), 3600))), at(8, 0, UTC), State.RETURNING),
    (Profile(bookmark=replace(LEFT, at=ago(EVENING, 9 * 3600))), EVENING, State.RETURNING),
    (stretched(1, bookmark=replace(LEFT, at=ago(EVENING, 9 * 3600))), EVENING, State.READY),
]


def test_an_unfinished_stretch_is_offered_at_a_fitting_hour(content):
    found = [(person, now, opened(content, person, now).session.state) for person, now, _ in UNFINISHED]
    assert found == UNFINISHED


REMINDED = [
    (("22:00",), at(22, 5), True),
    (("22:00",), at(21, 59), True),
    (("22:00",), at(21, 50), False),
    (("22:00",), at(22, 15), False),
    (("MO@09:00",), at(9, 10), True),
    (("TU@09:00",), at(9, 10), False),
    (("23:55",), at(0, 5), True),
    (("SU@23:55",), at(0, 5), True),
    (("MO@23:55",), at(0, 5), False),
    (("03:00",), at(3, 1), True),
    (("22:00",), at(22, 5, UTC), False),
    (("22:00",), at(22, 5, ZoneInfo("America/New_York")), True),
]


def test_reminder_just_rung_opens_the_stretch(content):
    found = [(times, now, opened(content, Profile(reminders=times), now)) for times, now, _ in REMINDED]
    assert [(times, now, turn.session.state is State.READY) for times, now, turn in found] == REMINDED
    first = {turn.beats[0].words for _, _, turn in found if turn.session.state is State.READY}
    assert first == {content.phrase("ready-reminder")}


def test_one_time_reminder_opens_the_stretch_once_without_zone(content):
    for seconds, state in [(-61, State.WELCOMED), (-60, State.READY), (300, State.READY), (900, State.WELCOMED)]:
        rung = Profile(reminded_once=(ago(NIGHT, seconds),))
        assert opened(content, rung, NIGHT).session.state is state, seconds
    both = Profile(reminders=("12:00",), reminded_once=(ago(at(3), 300),))
    assert opened(content, both, at(3)).session.state is State.READY
    person = Profile(reminded_once=(ago(NIGHT, 300),))
    assert opened(content, replace(person, last_visit=ago(NIGHT, 60)), NIGHT).session.state is State.WELCOMED
    assert begin_visit(replace(person, reminded_once=(ago(NIGHT, 3601),)), NIGHT).profile.reminded_once == ()


ANSWERS = [
    (e.Command("yes"), State.STRETCHING, "practice-calf"),
    (e.Command("next"), State.STRETCHING, "practice-calf"),
    (e.StretchRequested(), State.STRETCHING, "practice-calf"),
    (e.CrampReported(), State.RELIEVING, "relief-calf"),
    (e.CrampReported("foot"), State.RELIEVING, "relief-foot"),
    (e.Command("still-hurts"), State.RELIEVING, "relief-calf"),
    (e.PartlyEased("back"), State.RELIEVING, "relief-calf"),
    (e.Command("no"), State.ANSWERED, ""),
    (e.Command("repeat"), State.READY, "relief-calf"),
    (e.Command("unsure"), State.READY, "relief-calf"),
    (e.Command("slower"), State.READY, "relief-calf"),
    (e.Command("eased"), State.OFFERED, ""),
]


def test_ready_is_answered_by_the_stretch_the_cramp_or_neither(content):
    found = [(event, last(content, [(2, event)], session_in(State.READY, content)).session) for event, _, _ in ANSWERS]
    assert [(event, session.state, session.routine) for event, session in found] == ANSWERS


def test_a_yes_says_how_to_get_relief_and_continues(content):
    ready = session_in(State.READY, content)
    fresh = last(content, [(2, e.Command("yes"))], ready)
    left = ready.like(bookmark=replace(LEFT, at=ago(NIGHT, 60)))
    onward = last(content, [(2, e.Command("yes"))], left)
    assert fresh.beats[0].words == onward.beats[0].words == content.phrase("ready-yes")
    assert (fresh.session.start, onward.session.start) == (0, 7)
    assert onward.session.profile.bookmark is None
    anew = last(content, [(2, e.Command("start-over"))], left)
    assert (anew.session.start, anew.session.profile.bookmark) == (0, None)


def test_silence_brings_the_first_instruction_and_its_count(content):
    turn = opened(content, stretched(1), EVENING)
    first = plan_of(turn.session, content.routines["relief-calf"]).part(0, 1).opening[0]
    assert turn.ask.reprompt[0].words == first
    later = last(content, [(60, e.Command("eased"))], turn.session, EVENING)
    assert later.session.offer_phrase == "eased"


def test_night_opening_is_the_first_instruction_for_everybody(content):
    everybody = [person for person, _, state in BEGUN if state is not State.ALARMED]
    begun = (opened(content, replace(person, begun=None), at(3)) for person in everybody)
    first = {turn.beats[0].words for turn in begun}
    assert first == {content.routines["relief-calf"].steps[0].set_up[0]}


def test_later_visits_are_shorter_than_the_first(content):
    said = []
    person = Profile()
    for visit in range(4):
        now = NIGHT + timedelta(days=visit)
        turn = opened(content, person, now)
        said.append(len(list(heard(turn.beats[:-1]))))
        person = last(content, [(5, e.Command("stop"))], turn.session, now).session.profile
    assert (said[0], said[1], said[2], said[3]) == (said[0], said[0], said[0] - 1, said[0] - 1)
    assert person.explained == {"welcome": 2}


AGAIN = [(60, True), (3 * 3600 - 1, True), (3 * 3600, False), (-30, True), (-600, False)]


def test_somebody_back_soon_hears_so_in_two_words(content):
    for seconds, again in AGAIN:
        turn = opened(content, Profile(last_visit=ago(NIGHT, seconds)), NIGHT)
        assert (content.phrase("back-again") in heard(turn.beats)) is again, seconds
        assert (content.phrase("welcome-choice") in heard(turn.beats)) is not again, seconds


def test_visits_end_is_stored_only_for_known_users(content):
    asked = last(content, [(0, e.QuestionAsked("cramp-cause")), (9, e.Command("no"))], Session())
    assert asked.session.profile == Profile()
    known = last(content, [(0, e.CrampReported()), (40, e.FellSilent())], Session())
    assert known.session.profile.last_visit == int(NIGHT.timestamp()) + 40
    forgotten = last(content, [(0, e.Command("forget-me")), (2, e.Command("yes")), (2, e.Command("no"))], known.session)
    assert forgotten.session.profile == Profile()


NEEDS = [
    (Profile(), False),
    (stretched(1), True),
    (Profile(reminders=("22:00",)), True),
    (Profile(reminded_once=(ago(NIGHT, 60),)), False),
    (Profile(bookmark=replace(LEFT, at=ago(NIGHT, 9 * 3600))), True),
    (Profile(bookmark=replace(LEFT, at=ago(NIGHT, 60))), False),
    (stretched(1, begun=Bookmark("relief-calf", 0, ago(NIGHT, 60))), False),
]


def test_hour_is_requested_only_if_it_may_change_the_opening(content):
    contexts = [(person, Context(visit_of(person), content, NIGHT)) for person, _ in NEEDS]
    assert [(person, needs_hour(ctx, e.Opened())) for person, ctx in contexts] == NEEDS
    assert [needs_hour(ctx, e.CrampReported()) for _, ctx in contexts] == [False] * len(NEEDS)


@pytest.mark.parametrize("sign", ["doctor", "urgent", "emergency"])
def test_no_opening_offers_a_stretch_after_a_sign(sign, content):
    for person in (stretched(1), Profile(reminders=("20:30",)), stretched(1, bookmark=LEFT)):
        turn = last(content, OPENED, replace(visit_of(person), sign=sign, state=State.ANSWERED), EVENING)
        asked = [beat for beat in turn.beats if isinstance(beat, Ask)]
        assert turn.session.state not in (State.READY, State.RETURNING, State.STRETCHING)
        assert content.phrase("ready-question") not in [ask.words for ask in asked]
