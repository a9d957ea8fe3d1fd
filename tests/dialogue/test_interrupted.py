"""A practice interrupted at any moment: no turn is too long, and what is said at its end is true."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from scenarios import NIGHT, among, examples, heard, people, visit_of

from skill.dialogue.beats import seconds
from skill.dialogue.engine import take_turn
from skill.dialogue.events import Command, CrampReported, QuestionAsked
from skill.dialogue.position import plan_of
from skill.dialogue.session import State
from skill.dialogue.voice_settings import PACE_SECONDS
from skill.stretching.profile import Profile
from skill.stretching.rate import USUAL_RATE_PERCENT
from skill.stretching.timing import LISTENING_SECONDS, REPROMPT_SECONDS, RESPONSE_SECONDS

PRACTICES = ("practice-calf", "practice-calf-seated")
PEOPLE = people(PRACTICES)
MOMENT = st.floats(0, 340)
MOMENTS = st.lists(MOMENT, min_size=1, max_size=3)


def begun(content, slug, person, now=NIGHT):
    """Return the turn that begins a practice."""
    offered = replace(visit_of(person), state=State.OFFERED, offer=slug)
    return take_turn(offered, Command("yes"), content, now)


def hold_to_the_limits(turn):
    assert seconds(turn.beats, turn.voice.rate) <= RESPONSE_SECONDS
    assert turn.ask is None or seconds(turn.ask.reprompt, turn.reprompt_voice.rate) <= REPROMPT_SECONDS


@given(data=st.data(), slug=st.sampled_from(PRACTICES), person=PEOPLE, moments=MOMENTS)
def test_a_practice_interrupted_at_any_moment_keeps_to_the_limits(catalog, data, slug, person, moments):
    content = data.draw(among(list(catalog.by_locale.values())))
    now, turn = NIGHT, begun(content, slug, person)
    hold_to_the_limits(turn)
    for moment in moments:
        now += timedelta(seconds=moment)
        turn = take_turn(turn.session, data.draw(among(examples(content))), content, now)
        hold_to_the_limits(turn)


def test_slow_reprompt_is_quicker_only_as_far_as_it_has_to_be(countries):
    slow = Profile(pace=PACE_SECONDS[-1], clear=True, explained=dict.fromkeys(PRACTICES, 0))
    for content in countries:
        helped = take_turn(begun(content, "practice-calf", slow).session, CrampReported(helper=True), content, NIGHT)
        turn = take_turn(helped.session, Command("unsure"), content, NIGHT)
        usual, rate = turn.voice.rate, turn.reprompt_voice.rate
        assert usual < rate < USUAL_RATE_PERCENT
        assert seconds(turn.ask.reprompt, rate) <= REPROMPT_SECONDS < seconds(turn.ask.reprompt, rate - 1)
        assert helped.reprompt_voice == helped.voice


@given(slug=st.sampled_from(PRACTICES), person=PEOPLE, moment=MOMENT, number=st.integers(0, 10_000))
def test_end_of_an_interrupted_practice_tells_the_truth(content, slug, person, moment, number):
    events = examples(content)
    event = events[number % len(events)]
    turn = take_turn(begun(content, slug, person).session, event, content, NIGHT + timedelta(seconds=moment))
    session, words = turn.session, list(heard(turn.beats))
    if turn.over or session.state is not State.STRETCHING:
        return
    routine = content.routines[session.routine]
    whole = session.stops[-1] == len(plan_of(session, routine).cycles)
    assert (content.phrase("place-kept") in words) is not whole
    assert (routine.finish in words) is whole
    if routine.done:
        assert (routine.done in words) is (whole and not session.skipped)
        assert (routine.done_early in words) is (whole and session.skipped)


@given(slug=st.sampled_from(PRACTICES), person=PEOPLE)
def test_a_practice_without_a_word_lasts_five_minutes_to_the_end(content, slug, person):
    turn = begun(content, slug, person)
    spoken = seconds(turn.beats, turn.voice.rate) + LISTENING_SECONDS + seconds(turn.ask.reprompt, turn.voice.rate)
    assert 297 <= spoken <= 302
    assert content.routines[slug].done in heard(turn.beats)


@given(slug=st.sampled_from(PRACTICES), person=PEOPLE, moment=st.floats(40, 250))
def test_short_answer_in_mid_stretch_goes_on_to_the_end(content, slug, person, moment):
    asked = QuestionAsked("while-stretching", "hold-until-release")
    turn = take_turn(begun(content, slug, person).session, asked, content, NIGHT + timedelta(seconds=moment))
    told = next(heard(turn.beats))
    if seconds(turn.beats, turn.voice.rate) > RESPONSE_SECONDS / 2:
        assert told == content.questions["while-stretching"].choices["hold-until-release"].said[0]
        assert content.routines[slug].done in heard(turn.beats)


def test_a_reprompt_has_room_for_the_longest_number_of_minutes(every_content):
    # It begins with four minutes left and stops with three, a longer word.
    person = Profile(pace=-2, whisper=True, explained=dict.fromkeys(PRACTICES, 2), disclaimer_given=True)
    begin = begun(every_content, "practice-calf", person).session
    for moment in range(60, 120, 3):
        now = NIGHT + timedelta(seconds=moment)
        hold_to_the_limits(take_turn(begin, Command("still-hurts"), every_content, now))
