"""An alarm stops everything, says what to do first, and nothing leads from it back to a stretch."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from walks import (
    BARE,
    COUNTRIES,
    NIGHT,
    alarms,
    alarms_in,
    among,
    examples,
    heard,
    holds,
    session_in,
    sign,
    turns,
    walks,
    words_of,
)

from skill.dialogue import events as e
from skill.dialogue.session import State

FIRST = {
    "en-GB": "999",
    "en-US": "911",
    "en-AU": "000",
    "en-CA": "911",
    "en-IN": "112, or 108 for an ambulance",
    "en": "",
}
NUMBERS = {locale: table["facts"]["emergency_number"]["say"] for locale, table in COUNTRIES.items()}
LATER = NIGHT + timedelta(seconds=3)


def first_words(choice, library):
    """Return what is said first to a sign."""
    return words_of(library.home_of(choice).answer(choice), library)[0]


def raised(library, events, session=None):
    """Give the last turn of the events that raise an alarm, a second apart."""
    *_, (turn, _) = turns(library, [(1, event) for event in events], session, LATER)
    return turn


@pytest.mark.parametrize("state", State)
def test_every_alarm_stops_the_practice_in_every_state(state, every_library):
    for events, _ in alarms_in(state, every_library):
        turn = raised(every_library, events, session_in(state, every_library))
        assert turn.session.state is State.ALARMED
        assert (turn.session.routine, turn.session.offer) == ("", "")
        assert not list(holds(turn.beats))


@pytest.mark.parametrize("state", State)
def test_every_alarm_says_what_to_do_before_anything_else(state, every_library):
    for events, answer in alarms_in(state, every_library):
        turn = raised(every_library, events, session_in(state, every_library))
        assert next(heard(turn.beats)) == words_of(answer, every_library)[0]


def test_nobody_has_changed_the_numbers_of_the_first_countries():
    assert NUMBERS.items() >= FIRST.items()


def test_every_emergency_names_the_countrys_number_and_the_local_one(every_library):
    number = NUMBERS[every_library.locale]
    expected = f"{number}, or your local emergency number" if number else "your local emergency number"
    for events, answer in alarms(every_library):
        if answer.level == "emergency":
            assert f"Call {expected}" in next(heard(raised(every_library, events).beats))


def test_a_country_that_is_not_known_is_given_no_number(shelf):
    said = " ".join(
        words for events, _ in alarms(shelf["en-ZA"]) for words in heard(raised(shelf["en-ZA"], events).beats)
    )
    assert not any(number in said for number in NUMBERS.values() if number)


@given(data=st.data(), state=st.sampled_from(State))
def test_nothing_leads_from_an_alarm_to_a_stretch(shelf, locale, data, state):
    library = shelf[locale]
    events, _ = data.draw(among(list(alarms(library))))
    turn = raised(library, events, session_in(state, library))
    for later, _ in turns(library, data.draw(walks(library)), turn.session, LATER):
        assert not list(holds(later.beats))
        assert later.session.routine == ""
        if later.over:
            break


@pytest.mark.parametrize("choice", ["hot-leg", "chest-pain"])
def test_no_two_events_after_an_alarm_lead_to_a_stretch(choice, library):
    alarmed = raised(library, [sign(choice, library)]).session
    for first in examples(library):
        after = raised(library, [first], alarmed)
        for second in BARE:
            turn = after if after.over else raised(library, [second], after.session)
            assert not list(holds(turn.beats)), (first, second)


@pytest.mark.parametrize("event", [e.CrampReported(), e.StretchRequested("hamstring")])
def test_a_stretch_that_is_asked_for_after_an_alarm_is_refused_after_the_advice(event, library):
    alarmed = session_in(State.ALARMED, library)
    *_, (turn, _) = turns(library, [(5, event)], alarmed)
    first, second, *_ = heard(turn.beats)
    assert first == first_words("hot-leg", library)
    assert second == library.phrase("alarm-no-stretch")


def test_an_urgent_sign_after_an_emergency_is_answered_but_the_emergency_is_what_stands(library):
    emergency, urgent = sign("chest-pain", library), sign("hot-leg", library)
    _, answered, again = [turn for turn, _ in turns(library, [(1, emergency), (5, urgent), (5, e.Command("yes"))])]
    assert next(heard(answered.beats)) == first_words("hot-leg", library)
    assert next(heard(again.beats)) == first_words("chest-pain", library)


def test_an_emergency_after_an_urgent_sign_takes_its_place(library):
    emergency = sign("chest-pain", library)
    _, again = [
        turn
        for turn, _ in turns(library, [(1, emergency), (5, e.Command("repeat"))], session_in(State.ALARMED, library))
    ]
    assert next(heard(again.beats)) == first_words("chest-pain", library)


def test_goodbye_after_an_alarm_sends_the_person_for_help(library):
    turn = raised(library, [e.Command("stop")], session_in(State.ALARMED, library))
    assert list(heard(turn.beats)) == [library.phrase("goodbye-alarm")]


def test_a_question_about_something_else_is_answered_in_an_alarm_without_ending_it(library):
    turn = raised(library, [e.QuestionAsked("source")], session_in(State.ALARMED, library))
    assert next(heard(turn.beats)) == library.questions["source"].general.said[0]
    assert turn.session.state is State.ALARMED


def test_silence_after_the_check_is_taken_for_the_worse_case(library):
    checking = session_in(State.CHECKING, library)
    *_, (turn, _) = turns(library, [(60, e.Command("no"))], checking)
    assert list(heard(turn.beats)) == [library.phrase("goodbye-alarm")]
    *_, (turn, _) = turns(library, [(60, e.CrampReported())], checking)
    assert not list(holds(turn.beats))


@pytest.mark.parametrize("event", [e.Command("repeat"), e.Command("help"), e.Command("pause")])
def test_the_check_is_asked_again_for_somebody_who_wants_it_again(event, library):
    turn = raised(library, [event], session_in(State.CHECKING, library))
    assert turn.ask.words == library.questions["leg-pain"].check
    assert turn.session.state is State.CHECKING


def test_a_cramp_that_goes_on_past_ten_minutes_needs_help_and_not_another_round(library):
    steps = [(1, e.CrampReported()), *[(75, e.Command("still-hurts"))] * 7]
    *rounds, (last, _) = turns(library, steps)
    assert all(turn.session.state is State.RELIEVING for turn, _ in rounds)
    *_, (last, _) = turns(library, [(76, e.Command("no"))], last.session, NIGHT + timedelta(seconds=1 + 7 * 75))
    assert last.session.state is State.ALARMED
    assert next(heard(last.beats)) == first_words("over-ten-minutes", library)


def test_reporting_the_same_cramp_again_in_another_muscle_does_not_start_the_ten_minutes_anew(library):
    *_, (turn, _) = turns(library, [(1, e.CrampReported("calf")), (601, e.CrampReported("foot"))])
    assert turn.session.state is State.ALARMED
