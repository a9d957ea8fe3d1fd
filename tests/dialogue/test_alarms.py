"""An alarm stops everything, says what to do first, and nothing leads from it back to a stretch."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scenarios import (
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

from skill.content.words import said_when
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
LOCALES = list(COUNTRIES)
LATER = NIGHT + timedelta(seconds=3)


def first_words(choice, content):
    """Return what is said first to a sign."""
    return words_of(content.home_of(choice).answer(choice), content)[0]


def raised(content, events, session=None):
    """Return the last turn of the events that raise an alarm, a second apart."""
    *_, (turn, _) = turns(content, [(1, event) for event in events], session, LATER)
    return turn


def test_every_alarm_stops_all_and_begins_with_the_action(content):
    for state in State:
        session = session_in(state, content)
        for events, answer in alarms_in(state, content):
            turn = raised(content, events, session)
            after = turn.session
            assert after.state is State.ALARMED, (state, events)
            assert (after.routine, after.offer, after.relief_started, after.profile.bookmark) == ("", "", 0, None)
            assert not list(holds(turn.beats)), (state, events)
            assert next(heard(turn.beats)) == words_of(answer, content)[0], (state, events)


def test_first_countries_numbers_are_unchanged():
    assert NUMBERS.items() >= FIRST.items()


def test_every_emergency_names_both_numbers(every_content):
    number = NUMBERS[every_content.locale]
    expected = f"{number}, or your local emergency number" if number else "your local emergency number"
    expected = {expected, said_when(expected, "{called} now")}
    for events, answer in alarms(every_content):
        if answer.level == "emergency":
            first = next(heard(raised(every_content, events).beats))
            assert any(f"Call {called}" in first for called in expected), events


def test_unknown_country_is_given_no_number(catalog):
    said = " ".join(
        words for events, _ in alarms(catalog["en-XX"]) for words in heard(raised(catalog["en-XX"], events).beats)
    )
    assert not any(number in said for number in NUMBERS.values() if number)


@given(data=st.data(), locale=st.sampled_from(LOCALES), state=st.sampled_from(State))
def test_nothing_leads_from_an_alarm_to_a_stretch(catalog, data, locale, state):
    content = catalog[locale]
    events, _ = data.draw(among(list(alarms(content))))
    turn = raised(content, events, session_in(state, content))
    for later, _ in turns(content, data.draw(walks(content)), turn.session, LATER):
        assert not list(holds(later.beats))
        assert later.session.routine == ""
        if later.over:
            break


@pytest.mark.parametrize("choice", ["hot-leg", "chest-pain"])
def test_no_two_events_after_an_alarm_lead_to_a_stretch(choice, content):
    alarmed = raised(content, [sign(choice, content)]).session
    for first in examples(content):
        after = raised(content, [first], alarmed)
        for second in BARE:
            turn = after if after.over else raised(content, [second], after.session)
            assert not list(holds(turn.beats)), (first, second)


@pytest.mark.parametrize("event", [e.CrampReported(), e.StretchRequested("hamstring")])
def test_a_stretch_after_an_alarm_is_refused_after_the_advice(event, content):
    alarmed = session_in(State.ALARMED, content)
    *_, (turn, _) = turns(content, [(5, event)], alarmed)
    first, second, *_ = heard(turn.beats)
    assert first == first_words("hot-leg", content)
    assert second == content.phrase("alarm-no-stretch")


def test_an_emergency_stands_after_an_urgent_sign(content):
    emergency, urgent = sign("chest-pain", content), sign("hot-leg", content)
    _, answered, again = [turn for turn, _ in turns(content, [(1, emergency), (5, urgent), (5, e.Command("yes"))])]
    assert next(heard(answered.beats)) == first_words("hot-leg", content)
    assert next(heard(again.beats)) == first_words("chest-pain", content)


def test_an_emergency_after_an_urgent_sign_takes_its_place(content):
    emergency = sign("chest-pain", content)
    _, again = [
        turn
        for turn, _ in turns(content, [(1, emergency), (5, e.Command("repeat"))], session_in(State.ALARMED, content))
    ]
    assert next(heard(again.beats)) == first_words("chest-pain", content)


def test_goodbye_after_an_alarm_sends_the_person_for_help(content):
    turn = raised(content, [e.Command("stop")], session_in(State.ALARMED, content))
    assert list(heard(turn.beats)) == [content.phrase("goodbye-alarm")]


def test_another_question_does_not_end_an_alarm(content):
    turn = raised(content, [e.QuestionAsked("prevent-cramp")], session_in(State.ALARMED, content))
    assert next(heard(turn.beats)) == content.questions["prevent-cramp"].general.said[0]
    assert turn.session.state is State.ALARMED


def test_silence_after_the_check_is_taken_for_the_worse_case(content):
    checking = session_in(State.CHECKING, content)
    *_, (turn, _) = turns(content, [(60, e.Command("no"))], checking)
    assert list(heard(turn.beats)) == [content.phrase("goodbye-alarm")]
    *_, (turn, _) = turns(content, [(60, e.CrampReported())], checking)
    assert not list(holds(turn.beats))


@pytest.mark.parametrize("event", [e.Command("repeat"), e.Command("help"), e.Command("pause")])
def test_check_is_asked_again_on_request(event, content):
    turn = raised(content, [event], session_in(State.CHECKING, content))
    leg_pain = content.questions["leg-pain"]
    assert turn.ask.words == (leg_pain.check if event.name == "repeat" else leg_pain.check_again)
    assert turn.session.state is State.CHECKING


def test_a_cramp_past_ten_minutes_needs_help_and_no_round(content):
    steps = [(1, e.CrampReported()), *[(75, e.Command("still-hurts"))] * 7]
    *rounds, (last, _) = turns(content, steps)
    assert all(turn.session.state is State.RELIEVING for turn, _ in rounds)
    *_, (last, _) = turns(content, [(76, e.Command("no"))], last.session, NIGHT + timedelta(seconds=1 + 7 * 75))
    assert last.session.state is State.ALARMED
    assert next(heard(last.beats)) == first_words("over-ten-minutes", content)


def test_another_muscle_does_not_restart_the_ten_minutes(content):
    *_, (turn, _) = turns(content, [(1, e.CrampReported("calf")), (601, e.CrampReported("foot"))])
    assert turn.session.state is State.ALARMED
