"""What a visit leaves behind and the next one finds: sessions done, the place, and forgetting it all."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace
from scenarios import LEFT_UNFINISHED, NIGHT, heard, session_in, turns, visit_of

from skill.dialogue import events as e
from skill.dialogue.beats import Say
from skill.dialogue.effects import Forget, Remember
from skill.dialogue.engine import take_turn
from skill.dialogue.session import Session, State
from skill.dialogue.timeouts import needs_day
from skill.dialogue.visit import begin_visit
from skill.stretching.plan import lay_out
from skill.stretching.profile import Bookmark, Profile

HERE = NIGHT.astimezone(ZoneInfo("Europe/London"))
MORNING = HERE.replace(hour=9)
TODAY, YESTERDAY = HERE.date().isoformat(), (HERE.date() - timedelta(days=1)).isoformat()


def last(content, steps, session=None, now=HERE):
    """Return the last turn of steps of (gap in seconds, event)."""
    *_, (turn, _) = turns(content, steps, session, now)
    return turn


def stretching(slug="practice-calf", person=None, **changes):
    """Return the session of somebody to whom the first part of a stretch has just been sent."""
    person = person or Profile(disclaimer_given=True)
    begun = {"state": State.STRETCHING, "routine": slug, "part_started": HERE.timestamp(), "disclaimer_given": True}
    return Session(**begun | {"stored_profile": person, "profile": person} | changes)


def test_finished_stretch_adds_to_the_day_and_earlier_days(content):
    person = Profile(disclaimer_given=True, done={TODAY: 1, YESTERDAY: 2})
    turn = last(content, [(400, e.FellSilent())], stretching(person=person))
    assert turn.session.profile.done == {TODAY: 2, YESTERDAY: 2}
    assert turn.effects == (Remember(),)


def test_a_stretch_done_takes_the_place_of_one_left_unfinished(content):
    turn = last(content, [(400, e.FellSilent())], stretching(person=LEFT_UNFINISHED))
    assert turn.session.profile.bookmark is None


def test_the_sessions_of_eight_days_are_kept_and_no_others():
    days = [(HERE.date() - timedelta(days=ago)).isoformat() for ago in (0, 8, 9)]
    person = Profile(disclaimer_given=True, pace=2, done=dict.fromkeys(days, 1))
    session = begin_visit(person, HERE)
    assert (session.disclaimer_given, session.stored_profile, session.profile.pace) == (True, person, 2)
    assert list(session.profile.done) == days[:2]


@pytest.mark.parametrize(
    ("age", "cycle", "offered"), [(86400, 0, True), (86401, 0, False), (60, -1, False), (60, None, False)]
)
def test_a_place_is_offered_for_a_day_and_only_within_its_routine(age, cycle, offered, content):
    end = len(lay_out(content.routines["practice-calf"]).cycles)
    bookmark = Bookmark("practice-calf", end if cycle is None else cycle, int(MORNING.timestamp()) - age)
    turn = last(content, [(0, e.Opened())], visit_of(Profile(bookmark=bookmark)), MORNING)
    assert (turn.session.state is State.RETURNING) is offered
    assert needs_day(stretching(start=end), e.FellSilent(), content, HERE) is False


def test_finished_stretch_is_stored_once(content):
    first, again = [
        turn for turn, _ in turns(content, [(400, e.Command("help")), (5, e.Command("help"))], stretching(), HERE)
    ]
    assert (first.effects, again.effects) == ((Remember(),), ())
    assert again.session.profile.done == {TODAY: 1}


COUNTS = [
    (stretching(), True),
    (stretching(counted=True), False),
    (stretching("practice-hamstring"), False),
    (stretching(state=State.PAUSED), False),
    (stretching("gone"), False),
    (stretching(start=999), False),
    (stretching(start=-1), False),
]


def test_only_a_whole_stretch_heard_to_its_end_counts(content):
    later = HERE + timedelta(seconds=400)
    for session, counts in COUNTS:
        assert needs_day(session, e.FellSilent(), content, later) is counts, session
        assert needs_day(session, e.Command("progress"), content, HERE) is True
        done = take_turn(session, e.Command("help"), content, later).session.profile.done
        assert done == ({TODAY: 1} if counts else {}), session


PLACES = [
    (stretching(), True),
    (stretching(state=State.PAUSED, start=3), True),
    (stretching(counted=True), False),
    (stretching("practice-hamstring"), False),
    (stretching(state=State.OFFERED, offer="practice-calf"), False),
]


def test_only_the_place_in_an_unfinished_stretch_is_kept(content):
    for session, kept in PLACES:
        assert bool(last(content, [(60, e.Command("stop"))], session).session.profile.bookmark) is kept, session


@pytest.mark.parametrize(("told", "known"), [(True, False), (False, True), (False, False)])
def test_disclaimer_is_remembered_for_good(told, known, content):
    turn = last(
        content, [(1, e.Command("stop"))], Session(disclaimer_given=told, profile=Profile(disclaimer_given=known))
    )
    assert turn.session.profile.disclaimer_given is (told or known)


@pytest.mark.parametrize(
    ("known", "state", "goodbye"),
    [
        (Profile(), State.ANSWERED, "goodbye-first"),
        (Profile(disclaimer_given=True), State.ANSWERED, "goodbye"),
        (Profile(), State.ALARMED, "goodbye-alarm"),
    ],
)
def test_first_goodbye_names_the_opening_words(known, state, goodbye, content):
    turn = last(content, [(1, e.Command("stop"))], Session(state=state, disclaimer_given=True, stored_profile=known))
    assert list(heard(turn.beats)) == [content.phrase(goodbye)]


def test_a_place_past_the_end_of_its_routine_is_begun_afresh(content):
    past = Session(
        state=State.PAUSED, routine="relief-calf", start=len(lay_out(content.routines["relief-calf"]).cycles)
    )
    assert last(content, [(5, e.Command("yes"))], past).session.state is State.ANSWERED


def test_the_disclaimer_is_said_once_after_an_unfinished_stretch(content):
    opened = last(content, [(0, e.Opened())], visit_of(LEFT_UNFINISHED))
    general = content.phrase("general-information")
    assert [general in words for words in heard(opened.ask.reprompt)].count(True) == 1


def test_an_expired_place_is_not_mentioned(content):
    almost = int(MORNING.timestamp()) - 24 * 3600 + 2
    left = visit_of(Profile(bookmark=Bookmark("practice-calf", 7, almost)))
    opened = last(content, [(0, e.Opened())], left, MORNING)
    turn = last(content, [(5, e.Command("misheard"))], opened.session, MORNING)
    assert opened.session.state is State.RETURNING
    assert (turn.session.state, turn.beats[0]) == (State.WELCOMED, Say(content.phrase("misheard")))


def test_a_stretch_gone_on_with_counts_when_it_is_done(content):
    person = Profile(bookmark=Bookmark("practice-calf", 7, int(HERE.timestamp()) - 60))
    known = {"stored_profile": person, "profile": person}
    session = Session(state=State.ANSWERED, counted=True, skipped=True, spent=20, **known)
    resumed = last(content, [(5, e.Command("resume"))], session).session
    assert (resumed.counted, resumed.skipped, resumed.spent) == (False, False, 0)
    assert last(content, [(400, e.FellSilent())], resumed).session.profile.done == {TODAY: 1}


@pytest.mark.parametrize("state", [State.FRESH, State.WELCOMED, State.ANSWERED])
def test_offer_after_progress_is_repeated_as_worded(state, content):
    steps = [(5, e.Command("progress")), (5, e.Command("repeat"))]
    turn = last(content, steps, session_in(state, content), NIGHT)
    assert turn.ask.words == content.phrase("progress-offer")


def test_a_place_gone_on_with_is_no_longer_kept(content):
    turn = last(content, [(0, e.Opened()), (5, e.Command("yes"))], visit_of(LEFT_UNFINISHED))
    assert turn.session.profile.bookmark is None


@pytest.mark.parametrize("person", [LEFT_UNFINISHED, Profile()])
def test_carry_on_resumes_or_asks_what_else(person, content):
    answered = last(content, [(0, e.QuestionAsked("cramp-cause"))], visit_of(person)).session
    turn = last(content, [(5, e.Command("resume"))], answered)
    assert turn.session.state is (State.STRETCHING if person.bookmark else State.ANSWERED)
    assert (Say(content.phrase("carry-on")) in turn.beats) is bool(person.bookmark)


@pytest.mark.parametrize("state", [State.STRETCHING, State.PAUSED])
def test_a_routine_waits_while_it_is_asked_whether_to_forget(state, content):
    begun = session_in(state, content)
    asked = last(content, [(30, e.Command("forget-me"))], begun)
    again = last(content, [(5, e.Command("misheard"))], asked.session)
    assert (asked.ask.words, again.ask.words) == (content.phrase("forget"), content.phrase("forget-otherwise"))
    kept = last(content, [(5, e.Command("no"))], again.session)
    assert list(heard(kept.beats))[:2] == [content.phrase("not-forgotten"), content.phrase("paused")]
    assert (kept.session.state, kept.session.routine) == (State.PAUSED, begun.routine)


def test_nothing_waits_unless_a_routine_was_under_way(content):
    asked = last(content, [(5, e.Command("forget-me"))], session_in(State.WELCOMED, content)).session
    assert asked.routine == ""
    kept = last(content, [(5, e.Command("no"))], asked)
    assert list(heard(kept.beats))[:2] == [content.phrase("not-forgotten"), content.phrase("anything-else")]
    assert (kept.session.state, kept.session.routine) == (State.ANSWERED, "")


def test_reopening_continues_the_same_visit(content):
    person = Profile(disclaimer_given=True, pace=2)
    before = Session(
        state=State.ANSWERED,
        disclaimer_given=True,
        stored_profile=person,
        profile=person,
        zone="Europe/London",
        reminders_offered=True,
    )
    after = last(content, [(5, e.Opened())], before).session
    kept = ("disclaimer_given", "stored_profile", "profile", "zone", "reminders_offered")
    assert [getattr(after, name) for name in kept] == [getattr(before, name) for name in kept]


def test_forgotten_user_is_known_by_the_visits_zone_only(content):
    known = Session(
        stored_profile=LEFT_UNFINISHED,
        profile=LEFT_UNFINISHED,
        zone="Europe/London",
        disclaimer_given=True,
        times=("22:00",),
    )
    turn = last(content, [(5, e.Command("forget-me")), (5, e.Command("yes"))], known)
    assert replace(turn.session, asked="") == Session(state=State.ANSWERED, zone="Europe/London")
    assert turn.effects == (Forget(),)
    assert next(heard(turn.beats)) == content.phrase("forgotten")
