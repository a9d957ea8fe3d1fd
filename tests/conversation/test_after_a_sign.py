"""After a sign nothing leads to a stretch: not any event, in any state, nor any walk.

A sign that only asks for an appointment opens relief again once the check was passed with a clear no.
"""

from datetime import timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from walks import NIGHT, WAYS_IN, among, examples, holds, session_in, turns, walks

from skill.conversation import events as e
from skill.conversation.session import State
from skill.understanding.signs import SIGN_SLOTS

LEVELS = ("doctor", "urgent", "emergency")
LATER = NIGHT + timedelta(seconds=3)
TEMPTING = (
    e.Opened(),
    e.CrampReported("calf"),
    e.CrampReported(pregnant=True),
    e.CrampReported("foot", helper=True),
    e.StretchRequested(),
    e.Persisted(),
    e.Eased(),
    e.SatDown(),
    e.Resumed(),
    e.Agreed(),
    e.Declined(),
    e.Denied(),
    e.StartedOver(),
    e.SkippedAhead(),
    e.WentBack(),
    e.Repeated(),
    e.ProgressAsked(),
    e.Misheard(),
)
"""What leads to a stretch for somebody without a sign."""


def signs(library):
    """Return every sign there is, with its level; one that is asked about counts as answered with a yes."""
    return [
        (e.QuestionAsked(question.slug, choice), answer.level)
        for question in library.questions.values()
        if question.slot in SIGN_SLOTS
        for choice, answer in question.choices.items()
        if answer.level in LEVELS
    ]


def after(sign, library, session):
    """Return the session after a sign; any check that comes first is answered with a yes."""
    *_, (turn, _) = turns(library, [(1, sign)], session, NIGHT)
    if turn.session.state is State.CHECKING:
        *_, (turn, _) = turns(library, [(1, e.Agreed())], turn.session, LATER)
    return turn


def stretches(turn):
    """Return whether a turn leads to a stretch, if only in silence, before the check was passed."""
    open_again = turn.session.sign == "doctor" and turn.session.checked
    return not open_again and bool(turn.session.offer or list(holds(turn.beats)))


@pytest.mark.parametrize("state", State)
def test_every_sign_leaves_the_routine_in_every_state(state, library):
    for sign, level in signs(library):
        turn = after(sign, library, session_in(state, library))
        assert (turn.session.routine, turn.session.offer) == ("", ""), sign
        assert LEVELS.index(turn.session.sign) >= LEVELS.index(level), sign
        assert not list(holds(turn.beats)), sign


@pytest.mark.parametrize("state", State)
def test_nothing_tempting_leads_from_any_sign_to_a_stretch(state, library):
    for sign, _ in signs(library):
        turn = after(sign, library, session_in(state, library))
        for event in () if turn.over else TEMPTING:
            *_, (later, _) = turns(library, [(1, event)], turn.session, LATER)
            assert not stretches(later), (sign, event)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("level", LEVELS)
def test_no_event_leads_from_a_sign_to_a_stretch(state, level, library):
    sign = next(sign for sign, its in signs(library) if its == level)
    turn = after(sign, library, session_in(state, library))
    for event in examples(library):
        *_, (later, _) = turns(library, [(1, event)], turn.session, LATER)
        assert not stretches(later), event


@pytest.mark.parametrize("level", LEVELS)
def test_no_two_tempting_events_lead_from_a_sign_to_a_stretch(level, library):
    sign = next(sign for sign, its in signs(library) if its == level)
    turn = after(sign, library, session_in(State.RELIEVING, library))
    for pair in product(TEMPTING, TEMPTING):
        for later, _ in turns(library, [(1, event) for event in pair], turn.session, LATER):
            assert not stretches(later), pair
            if later.over:
                break


@given(data=st.data(), state=st.sampled_from(list(WAYS_IN)))
def test_no_walk_leads_from_a_sign_to_a_stretch(shelf, locale, data, state):
    library = shelf[locale]
    sign, _ = data.draw(among(signs(library)))
    turn = after(sign, library, session_in(state, library))
    for later, _ in turns(library, data.draw(walks(library)), turn.session, LATER):
        assert not stretches(later)
        if later.over:
            break
