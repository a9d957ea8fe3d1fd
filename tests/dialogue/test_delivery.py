"""How it is told: pace, counting, whispering, how much is explained, and what is left of it."""

from datetime import timedelta
from itertools import product
from math import ceil

import pytest
from msgspec.structs import replace
from scenarios import NIGHT, examples, heard, last, session_in, visit_of

from skill.dialogue import events as e
from skill.dialogue.beats import Ask, Hold
from skill.dialogue.effects import Remember
from skill.dialogue.engine import take_turn
from skill.dialogue.resuming import first_cue
from skill.dialogue.session import Session, State
from skill.stretching.plan import lay_out
from skill.stretching.profile import Profile

ADJUSTMENTS = [
    (e.Command("slower"), "slower"),
    (e.Command("faster"), "faster"),
    (e.Command("count"), "counting"),
    (e.Command("no-counting"), "no-counting"),
    (e.Command("whisper"), "whispering"),
    (e.Command("speak-up"), "louder"),
    (e.VoiceWanted("quieter"), "quieter"),
    (e.VoiceWanted("clearer"), "clearer"),
    (e.VoiceWanted("usual"), "usual-voice"),
    (e.VoiceWanted("tone"), "tone-on"),
    (e.VoiceWanted("no-tone"), "tone-off"),
]


def in_mid_stretch(person=None, start=0):
    """Return the session of somebody in the bedtime stretch, the part from `start` just sent."""
    sent = NIGHT.timestamp()
    person = person or Profile()
    return Session(
        state=State.STRETCHING,
        routine="practice-calf",
        start=start,
        part_started=sent,
        disclaimer_given=True,
        profile=person,
    )


STEPS = [
    (-2, "slower", 0, "slower"),
    (0, "slower", 2, "slower"),
    (4, "slower", 6, "slower"),
    (6, "slower", 6, "slowest"),
    (6, "faster", 4, "faster"),
    (0, "faster", -2, "faster"),
    (-2, "faster", -2, "fastest"),
]


def test_pace_changes_by_steps_within_its_limits(content):
    for pace, wish, then, phrase in STEPS:
        turn = take_turn(in_mid_stretch(Profile(pace=pace)), e.Command(wish), content, NIGHT)
        assert turn.session.profile.pace == then, (pace, wish)
        assert content.phrase(phrase) in heard(turn.beats), (pace, wish)


ASKED_AGAIN = [
    (State.WELCOMED, "welcome-question-otherwise"),
    (State.RETURNING, "returning-question-otherwise"),
    (State.PAUSED, "paused-otherwise"),
    (State.ANSWERED, "anything-else"),
]


@pytest.mark.parametrize(("state", "question"), ASKED_AGAIN)
def test_wish_is_confirmed_stored_and_the_question_repeated(state, question, content):
    for event, phrase in ADJUSTMENTS:
        turn = take_turn(session_in(state, content), event, content, NIGHT)
        assert next(heard(turn.beats)) == content.phrase(phrase)
        assert turn.ask.words == content.phrase(question), event
        assert turn.session.state is state, event
        assert turn.effects == (Remember(),), event


def test_a_wish_in_mid_stretch_is_kept_and_the_stretch_goes_on(content):
    for event in (*dict(ADJUSTMENTS), e.Command("skip-explanation"), e.Command("explain-again")):
        turn = last(content, [(60, event)], in_mid_stretch())
        assert turn.session.state is State.STRETCHING, event
        assert turn.session.start > 0, event
        assert turn.effects == (Remember(),), event


def test_a_wish_after_the_last_relief_step_goes_on_from_the_first(content):
    end = len(lay_out(content.routines["relief-calf"]).cycles) - 1
    after = Session(
        state=State.RELIEVING, routine="relief-calf", start=end, part_started=NIGHT.timestamp(), disclaimer_given=True
    )
    assert last(content, [(120, e.Command("slower"))], after).session.start == 0


def test_a_wish_at_the_end_is_confirmed_before_its_question(content):
    turn = last(content, [(0, e.StretchRequested()), (400, e.Command("slower"))])
    assert next(heard(turn.beats)) == content.phrase("slower")
    assert turn.ask.words == content.routines["practice-calf"].finish


def test_counting_changes_nothing_but_the_numbers_in_the_holds(content):
    for state in State:
        session = session_in(state, content)
        counted = session.like(counting=True)
        for event, gap in product(examples(content), (0, 60)):
            if event == e.Command("faster"):  # who counts is never hurried
                continue
            now = NIGHT + timedelta(seconds=gap)
            plain, told = (take_turn(each, event, content, now) for each in (session, counted))
            assert list(uncounted(told.beats)) == list(uncounted(plain.beats))
            assert told.session.state is plain.session.state


def uncounted(beats):
    """Return the beats, those heard in silence too, without the numbers counted aloud."""
    for beat in beats:
        if isinstance(beat, Ask):
            yield beat.words
            yield from uncounted(beat.reprompt)
        else:
            yield replace(beat, counts=()) if isinstance(beat, Hold) else beat


@pytest.mark.parametrize("gap", [0, 60])
def test_repeated_explanation_is_set_up_once_in_full(gap, content):
    turn = last(content, [(gap, e.Command("explain-again"))], in_mid_stretch(Profile(explained={"practice-calf": 2})))
    words = list(heard(turn.beats[:-1]))
    for sentence in content.routines["practice-calf"].steps[0].set_up:
        assert words.count(sentence) == 1
    assert turn.session.profile.explained == {}


@pytest.mark.parametrize("start", range(4))
def test_explanation_after_a_pause_is_set_up_once_in_full(start, content):
    paused = Session(state=State.PAUSED, routine="relief-calf", start=start, disclaimer_given=True)
    words = list(heard(take_turn(paused, e.Command("explain-again"), content, NIGHT).beats[:-1]))
    for sentence in lay_out(content.routines["relief-calf"]).steps[start].set_up:
        assert words.count(sentence) == 1


def test_a_skipped_explanation_stays_skipped(content):
    person = Profile(explained={"practice-hamstring": 1})
    turn = last(content, [(60, e.Command("skip-explanation"))], in_mid_stretch(person))
    assert turn.session.profile.explained == {"practice-hamstring": 1, "practice-calf": 2}
    assert turn.session.brief
    plan = lay_out(content.routines["practice-calf"])
    assert next(heard(turn.beats)) == first_cue(plan, turn.session.start)


def test_user_who_knows_one_stretch_has_others_explained(content):
    person = Profile(explained={"practice-hamstring": 1, "practice-calf": 1})
    turn = last(content, [(0, e.StretchRequested("calf"))], visit_of(person))
    assert turn.session.profile.explained == {"practice-hamstring": 1, "practice-calf": 2}


def test_the_time_left_is_told_in_whole_minutes_rounded_up(content):
    plan = lay_out(content.routines["practice-calf"])
    for start in range(len(plan.cycles)):
        minutes = ceil(plan.seconds_left(start) / 60)
        phrase = "time-left" if minutes > 1 else "time-left-one"
        turn = take_turn(in_mid_stretch(start=start), e.Command("time-left"), content, NIGHT)
        assert next(heard(turn.beats)) == content.phrase(phrase, left=content.number(minutes))


@pytest.mark.parametrize("start", [0, 1, 12])
def test_how_many_are_done_is_said_and_none_is_the_first(start, content):
    turn = take_turn(in_mid_stretch(start=start), e.Command("how-many"), content, NIGHT)
    many = len(lay_out(content.routines["practice-calf"]).cycles)
    count, left = content.number(many), content.number(many - start)
    done = content.phrase("count-done", done=content.number(start), count=count, left=left)
    assert (done if start else content.phrase("count-none", count=count)) in heard(turn.beats)


def test_no_time_is_said_to_be_left_when_none_is(content):
    turn = last(content, [(0, e.StretchRequested()), (400, e.Command("time-left"))])
    assert list(heard(turn.beats[:-1])) == []
    assert turn.ask.words == content.routines["practice-calf"].finish
