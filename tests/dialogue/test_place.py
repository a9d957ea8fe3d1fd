"""Where somebody has got to: what `Plan.place` says agrees with the beats that were actually sent."""

from bisect import bisect_right
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st
from scenarios import NIGHT, among

from skill.dialogue.beats import Hold, Say, seconds
from skill.dialogue.engine import take_turn
from skill.dialogue.events import Command
from skill.dialogue.session import Session, State
from skill.stretching.plan import LISTENING_SECONDS, lay_out

NAP_SECONDS = 3
"""Two figures that stand for the same moment differ by less."""


def a_routine_of(content):
    """Draw a routine and one of its cycles."""
    routines = list(content.routines.values())
    starts = {routine.slug: st.integers(0, len(lay_out(routine).cycles) - 1) for routine in routines}
    return among(routines).flatmap(lambda routine: st.tuples(st.just(routine.slug), starts[routine.slug]))


def sent_from(content, routine, start):
    """Return the turn that goes on from a cycle."""
    session = Session(state=State.PAUSED, routine=routine.slug, start=start)
    return take_turn(session, Command("resume"), content, NIGHT)


def timeline(turn, pace=1.0):
    """Return when each repetition begins and ends, in the beats of a turn and of what follows in silence.

    Seconds from `sent`; `pace` is how many times as long the voice takes as was estimated.
    """
    clock, said, spans = (NIGHT.timestamp() - turn.session.part_started) * pace, 0.0, []
    for beat in (*turn.beats, None, *turn.ask.reprompt):
        if beat is None:
            clock += LISTENING_SECONDS
        elif not isinstance(beat, Hold):
            said = seconds([beat]) * pace
            clock += said
        elif beat.resting:
            clock += beat.seconds
            spans[-1] = (spans[-1][0], clock)
        else:
            spans.append((clock - said, clock + beat.seconds))
            clock += beat.seconds
    return spans


def in_which(spans, elapsed):
    """Return the number of the repetition, counted from the first one sent, that is under way or comes next."""
    return bisect_right([until for _, until in spans], elapsed)


@given(data=st.data(), elapsed=st.lists(st.floats(0, 500), min_size=2))
def test_the_place_never_goes_backwards(catalog, data, elapsed):
    content = catalog["en-GB"]
    slug, start = data.draw(a_routine_of(content))
    plan = lay_out(content.routines[slug])
    for earlier, later in pairwise(plan.place(start, moment) for moment in sorted(elapsed)):
        assert earlier.cycle <= later.cycle
        assert earlier.finished <= later.finished


def test_place_at_the_first_word_is_the_sent_repetition(content):
    for plan in map(lay_out, content.routines.values()):
        for start in range(len(plan.cycles)):
            place = plan.place(start, 0)
            assert (place.cycle, place.part_over, place.finished) == (start, False, False)


def test_place_in_mid_repetition_is_that_repetition(content):
    for routine in content.routines.values():
        plan = lay_out(routine)
        for start in range(len(plan.cycles)):
            turn = sent_from(content, routine, start)
            for number, (begin, until) in enumerate(timeline(turn), start):
                assert plan.place(start, (begin + until) / 2, stops=turn.session.stops).cycle == number


@given(data=st.data(), pace=st.floats(0.9, 1.1), share=st.floats(0, 1))
def test_ten_per_cent_of_speed_shift_one_repetition_at_most(catalog, data, pace, share):
    content = catalog["en-GB"]
    slug, start = data.draw(a_routine_of(content))
    routine = content.routines[slug]
    turn = sent_from(content, routine, start)
    spans = timeline(turn, pace)
    elapsed = share * spans[-1][1]
    place = lay_out(routine).place(start, elapsed, stops=turn.session.stops)
    assert abs(place.cycle - (start + in_which(spans, elapsed))) <= 1


def test_place_after_the_last_words_is_behind_them(content):
    for routine in content.routines.values():
        plan = lay_out(routine)
        turn = sent_from(content, routine, 0)
        over, heard = timeline(turn)[-1][1], turn.session.stops[-1]
        place = plan.place(0, over + NAP_SECONDS, stops=turn.session.stops)
        assert (place.cycle, place.part_over) == (heard, True)
        assert place.finished is (heard == len(plan.cycles))


@given(data=st.data(), share=st.floats(0, 0.999))
def test_pause_keeps_the_repetition_to_resume_from(catalog, data, share):
    content = catalog["en-GB"]
    slug, start = data.draw(a_routine_of(content))
    routine = content.routines[slug]
    turn = sent_from(content, routine, start)
    spans = timeline(turn)
    elapsed = share * spans[-1][1]
    assume(all(abs(elapsed - until) > NAP_SECONDS for _, until in spans))
    paused = take_turn(turn.session, Command("pause"), content, moment_in(turn, elapsed))
    assert paused.session.state is State.PAUSED
    assert paused.session.start == start + in_which(spans, elapsed)
    resumed = take_turn(paused.session, Command("resume"), content, moment_in(turn, elapsed + 3600))
    assert resumed.session.start == paused.session.start
    assert Say(lay_out(routine).cycles[paused.session.start].cue) in resumed.beats


def moment_in(turn, elapsed):
    """Return the time so many seconds after the first word of a part."""
    return NIGHT.fromtimestamp(turn.session.part_started + elapsed, tz=NIGHT.tzinfo)
