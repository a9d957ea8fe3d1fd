"""After a sign nothing leads to a stretch: not any event, in any state, nor any walk.

A sign that only asks for an appointment opens relief again once the check was passed with a clear no.
"""

from datetime import timedelta
from itertools import islice, product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from scenarios import (
    COUNTRIES,
    NIGHT,
    WAYS_IN,
    alarms,
    among,
    examples,
    heard,
    holds,
    last,
    session_in,
    sign,
    turns,
    visit_of,
    walks,
    words_of,
)

from skill.dialogue import events as e
from skill.dialogue.alarm import CRISIS, refuse_stretch
from skill.dialogue.answer import CHECK
from skill.dialogue.beats import Ask
from skill.dialogue.context import Context
from skill.dialogue.effects import Forget, Remember
from skill.dialogue.engine import LEADS_TO_STRETCH, kept_from_stretching, take_turn
from skill.dialogue.session import ALARMING, Session, State, attributes_of, restore
from skill.dialogue.timeouts import apply_timeouts
from skill.speech.ssml import LONGEST_SPEECH_CHARACTERS
from skill.stretching.profile import Bookmark, Profile
from skill.understanding.signs import SIGN_SLOTS

LEVELS = ("doctor", "urgent", "emergency")
LATER = NIGHT + timedelta(seconds=3)
TEMPTING = (
    e.Opened(),
    e.CrampReported("calf"),
    e.CrampReported(pregnant=True),
    e.CrampReported("foot", helper=True),
    e.StretchRequested(),
    e.Command("still-hurts"),
    e.Command("eased"),
    e.Command("sit"),
    e.Command("resume"),
    e.Command("yes"),
    e.Command("no"),
    e.Command("denied"),
    e.Command("start-over"),
    e.Command("next"),
    e.Command("back"),
    e.Command("repeat"),
    e.Command("progress"),
    e.Command("misheard"),
)
"""What leads to a stretch for somebody without a sign."""
MAY_FOLLOW = (State.CAUTIONED, State.FORGETTING, State.CANCELLING, State.REMINDING)
"""States that may follow a sign for an appointment, besides the check and the alarm."""
SHARES = 29
"""Into so many the events are dealt, one share to each sign in turn."""
ACTIONS = ("Call ", "Contact ", "Stop", "Stay still ", "Rest ")
IN_CASE = ("If ", "With ", "For ")
"""How the first sentence of an urgent answer begins if it says when to call."""
ASKS_FOR_RELIEF = (e.Opened(), e.CrampReported("calf"), e.Command("still-hurts"), e.Command("sit"))
LEFT = Profile(bookmark=Bookmark("practice-calf", 7, int(NIGHT.timestamp()) - 3600))


def signs(content):
    """Return every sign there is, with its level; one that is asked about counts as answered with a yes."""
    return [
        (e.QuestionAsked(question.slug, choice), answer.level)
        for question in content.questions.values()
        if question.slot in SIGN_SLOTS
        for choice, answer in question.choices.items()
        if answer.level in LEVELS
    ]


def after(sign, content, session):
    """Return the turn after a sign; any check that comes first is answered with a yes."""
    *_, (turn, _) = turns(content, [(1, sign)], session, NIGHT)
    if turn.session.state is State.CHECKING:
        *_, (turn, _) = turns(content, [(1, e.Command("yes"))], turn.session, LATER)
    return turn


def stretches(turn):
    """Return whether a turn leads to a stretch, if only in silence, before the check was passed."""
    open_again = turn.session.sign == "doctor" and turn.session.checked and turn.session.state is not State.STRETCHING
    return not open_again and bool(turn.session.offer or turn.session.routine or list(holds(turn.beats)))


@pytest.mark.parametrize("state", State)
def test_every_sign_leaves_the_routine_and_offers_none(state, content):
    session = session_in(state, content)
    for asked, level in signs(content):
        turn = after(asked, content, session)
        assert (turn.session.routine, turn.session.offer) == ("", ""), asked
        assert LEVELS.index(turn.session.sign) >= LEVELS.index(level), asked
        assert not list(holds(turn.beats)), asked
        for event in () if turn.over else TEMPTING:
            assert not stretches(last(content, [(1, event)], turn.session, LATER)), (asked, event)


@pytest.mark.parametrize("state", State)
def test_no_event_from_any_state_after_a_sign_stretches(state, content):
    """One sign of each level with every event, soon and later; every sign with its share of them, which cover all."""
    every, session = signs(content), session_in(state, content)
    every_pair = list(product(examples(content), (1, 7200)))
    whole = {level: asked for asked, level in every}
    assert len(every) >= SHARES
    for number, (asked, level) in enumerate(every):
        turn = after(asked, content, session)
        share = every_pair if whole[level] == asked else every_pair[number % SHARES :: SHARES]
        for event, gap in () if turn.over else share:
            later = last(content, [(gap, event)], turn.session, LATER)
            assert not stretches(later), (asked, event)
            assert later.over or later.session.state in (*MAY_FOLLOW, *ALARMING), (asked, event)


@pytest.mark.parametrize("state", MAY_FOLLOW)
def test_no_event_stretches_in_a_state_after_a_sign(state, content):
    for person, gap, event in product((Profile(), LEFT), (1, 7200), examples(content)):
        session = replace(session_in(state, content), sign="doctor", profile=person)
        turn = last(content, [(gap, event)], session)
        assert not stretches(turn), event
        assert turn.over or turn.session.state in (*MAY_FOLLOW, *ALARMING), event
        assert turn.session.sign


@pytest.mark.parametrize("level", LEVELS)
def test_no_two_tempting_events_lead_from_a_sign_to_a_stretch(level, content):
    sign = next(sign for sign, its in signs(content) if its == level)
    turn = after(sign, content, session_in(State.RELIEVING, content))
    for pair in product(TEMPTING, TEMPTING):
        for later, _ in turns(content, [(1, event) for event in pair], turn.session, LATER):
            assert not stretches(later), pair
            if later.over:
                break


@given(data=st.data(), locale=st.sampled_from(list(COUNTRIES)), state=st.sampled_from(list(WAYS_IN)))
def test_no_walk_leads_from_a_sign_to_a_stretch(catalog, data, locale, state):
    content = catalog[locale]
    sign, _ = data.draw(among(signs(content)))
    turn = after(sign, content, session_in(state, content))
    for later, _ in turns(content, data.draw(walks(content)), turn.session, LATER):
        assert not stretches(later)
        if later.over:
            break


@pytest.mark.parametrize("event", ASKS_FOR_RELIEF, ids=str)
def test_after_an_appointment_sign_a_cramp_gets_check_then_relief(event, content):
    cautioned = session_in(State.CAUTIONED, content)
    asked = last(content, [(1, event)], cautioned)
    assert (asked.session.state, asked.ask.words) == (State.CHECKING, content.questions[CHECK].check)
    passed = last(content, [(1, e.Command("no"))], asked.session)
    assert (passed.session.state, passed.session.checked, passed.session.sign) == (State.RELIEVING, True, "doctor")
    for later in (e.Command("eased"), e.Command("yes"), e.StretchRequested()):
        turn = last(content, [(5, later)], passed.session)
        assert (turn.session.state, turn.session.offer, turn.session.relief_started) == (State.CAUTIONED, "", 0)
        assert turn.ask.words == content.phrase("not-until-seen")
    failed = last(content, [(1, e.Command("yes"))], asked.session)
    assert failed.session.state is State.ALARMED


@pytest.mark.parametrize("state", [State.FORGETTING, State.CANCELLING, State.REMINDING])
def test_cramp_after_a_sign_gets_the_check_in_any_state(state, content):
    session = replace(session_in(state, content), sign="doctor")
    assert last(content, [(1, e.CrampReported("foot"))], session).session.state is State.CHECKING


def test_a_second_sign_after_the_check_closes_relief_again(content):
    session = replace(session_in(State.CAUTIONED, content), checked=True)
    turn = last(content, [(1, sign("walking-pain", content))], session)
    assert not turn.session.checked
    assert last(content, [(1, e.CrampReported("calf"))], turn.session).session.state is State.CHECKING


def test_milder_sign_never_lowers_the_level(content):
    steps = [(1, sign("chest-pain", content)), (1, sign("walking-pain", content))]
    assert last(content, steps).session.sign == "emergency"


@pytest.mark.parametrize("choice", ["walking-pain", "hot-leg"])
def test_a_sign_in_mid_stretch_leaves_no_place_to_go_on_from(choice, content):
    turn = last(content, [(60, sign(choice, content)), (5, e.Command("stop"))], session_in(State.STRETCHING, content))
    assert turn.session.profile.bookmark is None


def test_mild_finding_keeps_the_place_in_the_stretch(content):
    asked = last(
        content, [(60, sign("gone-to-sleep", content)), (2, e.Command("no"))], session_in(State.STRETCHING, content)
    )
    milder = content.home_of("gone-to-sleep").answer("gone-to-sleep").otherwise
    answered = (content.home_of(milder).slug, milder)
    assert (asked.session.state, asked.session.sign) == (State.STRETCHING, "")
    assert (asked.session.question, asked.session.choice) == answered
    assert asked.session.profile.bookmark is None
    mild = last(content, [(60, sign("unknown-and-mild", content))], session_in(State.STRETCHING, content))
    assert mild.session.profile.bookmark.cycle > 0


@pytest.mark.parametrize("level", ["doctor", "urgent"])
def test_deleting_everything_keeps_the_sessions_sign(level, content):
    session = replace(session_in(State.FORGETTING, content), sign="doctor", quinine_for="infection", profile=LEFT)
    turn = last(content, [(1, e.Command("yes"))], session)
    assert turn.effects == (Forget(),)
    assert (turn.session.state, turn.session.sign, turn.session.quinine_for) == (State.CAUTIONED, "doctor", "infection")
    assert turn.session.profile == Profile()
    for event in (e.StretchRequested(), e.Command("resume"), e.Opened()):
        assert not stretches(last(content, [(1, event)], turn.session))


def test_progress_is_told_after_a_sign_and_no_stretch_offered(content):
    turn = last(content, [(1, e.Command("progress"))], session_in(State.CAUTIONED, content))
    assert next(heard(turn.beats)) in (content.phrase("progress-none"), content.phrase("progress-lately"))
    assert (turn.session.state, turn.session.offer) == (State.CAUTIONED, "")


def test_refused_stretch_leaves_no_trace(content):
    cautioned = replace(session_in(State.CAUTIONED, content), profile=LEFT, stored_profile=LEFT, disclaimer_given=False)
    turn = last(content, [(1, e.StretchRequested())], replace(cautioned, state=State.FORGETTING))
    assert turn.ask.words == content.phrase("not-until-seen")
    assert (turn.session.profile, turn.session.disclaimer_given, turn.effects) == (LEFT, False, ())


def test_turn_to_a_stretch_after_an_alarm_becomes_a_refusal(content):
    alarmed, event = session_in(State.ALARMED, content), e.Command("yes")
    ctx = Context(alarmed, content, LATER)
    for state in LEADS_TO_STRETCH:
        turn = last(content, [(1, event)], session_in(state, content))
        wrong = replace(turn, beats=(Ask("Shall we?", ()),), session=replace(turn.session, state=state, sign="urgent"))
        assert kept_from_stretching(wrong, ctx, event) == refuse_stretch(ctx, event), state


def test_relief_being_over_is_noted_after_a_sign_without_an_offer(content):
    turn = last(content, [(1, e.Command("eased"))], session_in(State.CAUTIONED, content))
    assert (turn.session.state, turn.ask.words) == (State.CAUTIONED, content.phrase("anything-else-otherwise"))


def test_words_of_despair_end_the_session_without_an_offer(content):
    crisis = content.questions[CRISIS]
    for choice, state in product((None, *crisis.choices), State):
        session = replace(session_in(state, content), profile=LEFT, stored_profile=LEFT)
        turn = last(content, [(1, e.QuestionAsked(CRISIS, choice))], session)
        assert turn.over
        assert not list(holds(turn.beats))
        assert set(heard(turn.beats)) <= {*words_of(crisis.answer(choice), content), *content.phrases.values()}
        assert turn.effects == (Remember(),)
        assert take_turn(visit_of(turn.session.profile), e.Opened(), content, LATER).session.state is State.WELCOMED


@pytest.mark.parametrize("sign", LEVELS)
def test_sign_survives_a_foreign_session(sign, content):
    session = restore({"sign": sign, "start": "three"})
    assert not stretches(last(content, [(1, e.StretchRequested())], session))
    assert restore({"state": "cautioned", "start": "three"}).sign == "doctor"


def test_a_session_with_a_sign_can_be_restored(content):
    for level, state in product(LEVELS, State):
        session = replace(session_in(state, content), sign=level, quinine_for="cramps", asked_again=True, checked=True)
        assert restore(attributes_of(session)) == session


@pytest.mark.parametrize("level", ["urgent", "emergency"])
def test_session_with_an_alarms_sign_is_alarmed(level, content):
    for question in ("", "gone", "source"):
        session = Session(sign=level, question=question)
        turn = last(content, [(1, e.StretchRequested())], session)
        assert turn.session.state is State.ALARMED
        assert next(heard(turn.beats)) == content.questions["emergency"].general.said[0]


def test_removed_alarm_keeps_an_alarming_question(content):
    gone = Session(state=State.ALARMED, sign="urgent", alarms=("gone/choice",))
    asked = replace(gone, question="leg-signs", choice="hot-leg")
    kept = apply_timeouts(Context(asked, content, NIGHT)).session
    assert (kept.question, kept.choice, kept.alarms) == ("leg-signs", "hot-leg", ("leg-signs/hot-leg",))
    harmless = replace(gone, question="leg-signs", choice="warm-skin")
    assert content.questions["leg-signs"].answer("warm-skin").level == "information"
    gravest = apply_timeouts(Context(harmless, content, NIGHT)).session
    assert (gravest.question, gravest.choice, gravest.alarms) == ("emergency", "", ("emergency/",))


def test_every_alarm_begins_with_its_action_within_length(every_content):
    every = list(alarms(every_content))
    assert len(every) > 60
    for events, answer in every:
        turn = last(every_content, [(1, event) for event in events])
        first = next(heard(turn.beats))
        assert first == words_of(answer, every_content)[0], events
        assert first.startswith(ACTIONS) or (first.startswith(IN_CASE) and "call " in first), events
        assert answer.level != "emergency" or ("Call " in first and every_content.names_emergency(first)), events
        sentences = [one for words in words_of(answer, every_content) for one in words.replace("? ", ". ").split(". ")]
        assert [one for one in sentences if len(one.split()) > 20] == [], events
        assert sum(len(words) for words in heard(turn.beats)) < LONGEST_SPEECH_CHARACTERS / 2


STOPPING = [("cramps", "cramps"), ("infection", "infection"), ("", "unknown"), ("no-such", "unknown")]


def test_advice_to_stop_quinine_follows_its_purpose(every_content):
    for purpose, phrase in STOPPING:
        turn = last(every_content, [(0, e.QuestionAsked("quinine-symptom", "bruising", purpose=purpose))])
        words = list(heard(turn.beats))
        assert words[0] == every_content.phrase(f"stop-quinine-{phrase}"), purpose
        assert not [text for text in words if "{" in text], purpose
        again = last(every_content, [(3, e.Command("repeat"))], turn.session)
        assert next(heard(again.beats)) == words[0], purpose


def test_purpose_of_quinine_is_kept_for_the_session(content):
    steps = [(0, e.QuestionAsked("quinine-symptom", None, purpose="infection")), (3, sign("bruising", content))]
    assert next(heard(last(content, steps).beats)) == content.phrase("stop-quinine-infection")
    steps.insert(1, (1, e.StretchRequested()))
    assert next(heard(last(content, steps).beats)) == content.phrase("stop-quinine-infection")


def test_quinine_for_an_infection_is_never_flatly_stopped(every_content):
    for asked in islice((asked for asked, _ in signs(every_content) if asked.question == "quinine-symptom"), 60):
        turn = last(every_content, [(0, replace_purpose(asked, "infection"))])
        assert "Stop taking quinine" not in " ".join(heard(turn.beats))


def replace_purpose(asked, purpose):
    return e.QuestionAsked(asked.question, asked.choice, purpose=purpose)
