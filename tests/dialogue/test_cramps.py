"""Through a cramp: which step comes next, what is said again, and where it ends."""

from datetime import timedelta

import pytest
from msgspec.structs import replace
from scenarios import NIGHT, heard, last, session_in, visit_of

from skill.dialogue import events as e
from skill.dialogue.beats import Say, seconds
from skill.dialogue.effects import Remember
from skill.dialogue.engine import take_turn
from skill.dialogue.session import Session, State
from skill.stretching.plan import LISTENING_SECONDS, lay_out
from skill.stretching.profile import Profile
from skill.stretching.timing import REPROMPT_SECONDS


def starts_of(content, slug):
    return [part.start for part in lay_out(content.routines[slug]).parts()]


def relieved(content, start=0, slug="relief-calf"):
    """Return the session of somebody to whom the step from `start` has just been sent."""
    sent = NIGHT.timestamp()
    return Session(
        state=State.RELIEVING, routine=slug, start=start, part_started=sent, relief_started=sent, disclaimer_given=True
    )


@pytest.mark.parametrize(
    "event", [e.CrampReported(), e.CrampReported("calf"), e.Command("still-hurts"), e.Command("no")]
)
def test_the_same_cramp_reported_again_gets_the_next_step(event, content):
    for gap in (0, 10):
        assert last(content, [(gap, event)], relieved(content)).session.start == starts_of(content, "relief-calf")[1]


@pytest.mark.parametrize("state", [State.FRESH, State.WELCOMED, State.ANSWERED])
def test_user_unable_to_stand_gets_relief_sitting(state, content):
    turn = last(content, [(0, e.Command("sit"))], session_in(state, content))
    assert (turn.session.routine, turn.session.state) == ("relief-calf-seated", State.RELIEVING)


def test_a_cramp_elsewhere_gets_its_own_first_step(content):
    turn = last(content, [(10, e.CrampReported("foot"))], relieved(content, starts_of(content, "relief-calf")[1]))
    assert (turn.session.routine, turn.session.start, turn.session.disclaimer_given) == ("relief-foot", 0, True)


def test_it_hurts_before_a_step_begins_that_step(content):
    welcomed = last(content, [(0, e.Opened())]).session
    relieving = last(content, [(0, e.Command("yes")), (0, e.Command("slower"))], welcomed).session
    assert relieving.part_started > NIGHT.timestamp()
    assert last(content, [(0, e.Command("still-hurts"))], relieving).session.start == relieving.start


def test_after_the_last_step_it_starts_again_and_says_so(content):
    *_, end = starts_of(content, "relief-calf")
    turn = last(content, [(10, e.Command("still-hurts"))], relieved(content, end))
    assert turn.beats[0] == Say(content.phrase("round-again"))
    assert turn.session.start == 0


def test_a_step_is_said_again_right_after_it_too(content):
    first, second, *_ = starts_of(content, "relief-calf")
    in_its_midst = last(content, [(1, e.Command("repeat"))], relieved(content, second))
    assert in_its_midst.session.start == second
    part = next(lay_out(content.routines["relief-calf"]).parts(first))
    just_after = last(content, [(part.seconds + 1, e.Command("repeat"))], relieved(content))
    assert just_after.session.start == first
    after_all = last(content, [(300, e.Command("repeat"))], relieved(content, starts_of(content, "relief-calf")[-1]))
    assert after_all.session.start == starts_of(content, "relief-calf")[-1]


def test_relief_is_never_explained_in_short(content):
    known = visit_of(Profile(explained={"practice-calf": 2}))
    turn = last(content, [(0, e.StretchRequested("calf")), (5, e.CrampReported("calf"))], known)
    assert next(heard(turn.beats)) == content.routines["relief-calf"].steps[0].set_up[0]
    assert not turn.session.brief


@pytest.mark.parametrize("seconds", [599, 600])
def test_ten_minutes_need_help_and_a_second_less_a_step(seconds, content):
    turn = last(content, [(seconds, e.CrampReported("foot"))], relieved(content))
    assert turn.session.state is (State.RELIEVING if seconds < 600 else State.ALARMED)


def test_a_wish_at_ten_minutes_is_kept_and_help_sent_for(content):
    turn = last(content, [(600, e.Command("slower"))], relieved(content))
    assert (turn.session.state, turn.session.profile.pace, turn.effects) == (State.ALARMED, 2, (Remember(),))


def test_user_without_a_cramp_is_asked_and_offered_nothing(content):
    turn = last(content, [(0, e.Opened()), (5, e.Command("no"))])
    assert turn.ask.words == content.phrase("not-a-cramp")
    assert (turn.session.state, turn.session.routine, turn.session.offer) == (State.ANSWERED, "", "")
    for event in (e.Command("yes"), e.Command("resume"), e.Command("misheard")):
        assert not last(content, [(5, event)], turn.session).session.routine


def test_an_answer_in_a_cramp_keeps_the_steps_question(content):
    turn = last(content, [(10, e.QuestionAsked("cramp-cause"))], relieved(content))
    assert turn.ask.words == content.routines["relief-calf"].between
    turn = last(content, [(10, e.QuestionAsked("cramp-cause"))], session_in(State.STRETCHING, content))
    assert turn.ask.words == content.phrase("between-practice-otherwise")


def test_remark_after_a_step_keeps_it_open_longer(content):
    first, second, *_ = lay_out(content.routines["relief-calf"]).parts()
    noted = replace(relieved(content), notes=("general-information", "instead-foot"))
    for session, start in ((relieved(content), second.stop), (noted, second.start)):
        turn = last(content, [(first.seconds + LISTENING_SECONDS + 1, e.Command("still-hurts"))], session)
        assert turn.session.start == start


def test_help_after_the_last_step_leads_back_to_the_first(content):
    turn = last(content, [(300, e.Command("help"))], relieved(content, starts_of(content, "relief-calf")[-1]))
    assert (turn.session.state, turn.session.start) == (State.RELIEVING, 0)
    assert turn.ask.words == content.routines["relief-calf"].between


@pytest.mark.parametrize("event", [e.Opened(), e.Command("slower"), e.Command("help"), e.QuestionAsked("cramp-cause")])
def test_silent_part_begins_when_the_microphone_closes(event, content):
    state = State.WELCOMED if event == e.Command("slower") else State.RELIEVING
    turn = take_turn(session_in(state, content), event, content, NIGHT)
    assert turn.session.part_started == pytest.approx(
        NIGHT.timestamp() + seconds(turn.beats, turn.voice.rate) + LISTENING_SECONDS
    )


def test_a_pause_after_the_last_step_goes_on_from_the_first(content):
    *_, end = starts_of(content, "relief-calf")
    paused = last(content, [(300, e.Command("pause"))], relieved(content, end))
    assert (paused.session.state, paused.ask.words) == (State.PAUSED, content.phrase("paused"))
    for turn in (
        last(content, [(5, e.Command("resume"))], paused.session),
        last(content, [(300, e.Command("resume"))], relieved(content, end)),
    ):
        assert (turn.session.state, turn.session.start) == (State.RELIEVING, 0)
        assert turn.session.relief_started == NIGHT.timestamp()


@pytest.mark.parametrize(
    ("slug", "offer"),
    [
        ("relief-calf", "practice-calf-seated"),
        ("relief-foot", "practice-calf-seated"),
        ("relief-hamstring", "practice-hamstring-seated"),
        ("relief-calf-seated", "practice-calf-seated"),
    ],
)
def test_after_a_cramp_the_seated_stretch_is_offered(slug, offer, content):
    session = last(content, [(10, e.Command("eased"))], relieved(content, slug=slug)).session
    assert (session.state, session.offer, session.routine, session.relief_started) == (State.OFFERED, offer, "", 0)


@pytest.mark.parametrize(
    ("state", "event", "before", "after"),
    [
        (State.WELCOMED, e.Command("help"), State.ANSWERED, State.RELIEVING),
        (State.RETURNING, e.Command("help"), State.ANSWERED, State.RELIEVING),
        (State.CHECKING, e.CrampReported(), State.CHECKING, State.ALARMED),
        (State.CHECKING, e.Command("repeat"), State.CHECKING, State.ALARMED),
    ],
)
def test_silence_counts_once_the_microphone_closes(state, event, before, after, content):
    asked = session_in(state, content)
    closes = asked.part_started - NIGHT.timestamp()
    assert last(content, [(closes - 0.5, event)], asked).session.state is before
    assert last(content, [(closes, event)], asked).session.state is after


@pytest.mark.parametrize("told", [False, True])
def test_relief_begun_by_silence_counts_from_its_first_word(told, content):
    welcomed = last(content, [(0, e.Opened())], Session(disclaimer_given=told)).session
    silent = last(
        content, [(welcomed.part_started - NIGHT.timestamp() + 20, e.Command("still-hurts"))], welcomed
    ).session
    assert silent.relief_started == welcomed.part_started
    assert silent.disclaimer_given


@pytest.mark.parametrize("command", ["time-left", "how-many"])
def test_reliefs_time_left_is_until_it_has_eased(command, content):
    turn = last(content, [(10, e.Command(command))], relieved(content))
    assert next(heard(turn.beats)) == content.phrase("time-left-relief")
    assert turn.session.state is State.RELIEVING


def test_again_in_mid_rub_says_the_rub_again(content):
    part = next(lay_out(content.routines["relief-calf"]).parts())
    in_the_rub = part.opening_seconds + 15 + 10
    turn = last(content, [(in_the_rub, e.Command("repeat"))], relieved(content))
    assert turn.session.start == 1
    assert turn.beats[0] == Say(content.stretches["calf-massage"].set_up[0])


def test_a_cramp_that_eases_in_a_pause_is_over(content):
    paused = last(content, [(10, e.Command("pause"))], relieved(content)).session
    eased = last(content, [(10, e.Command("eased"))], paused)
    assert (eased.session.state, eased.session.relief_started) == (State.OFFERED, 0)


def test_three_noes_are_answered_in_three_ways(content):
    session, leads = relieved(content), []
    for gap in (60, 130, 200):
        turn = last(content, [(0, e.Command("no"))], session, NIGHT + timedelta(seconds=gap))
        session = turn.session
        leads.append(turn.beats[0].words)
    assert leads == [content.phrase(f"not-eased-{number}") for number in (1, 2, 3)]


def test_notes_without_room_are_left_out_least_important_first(content):
    slowest = Profile(pace=6)
    turn = last(content, [(0, e.Opened())], visit_of(slowest))
    plain = last(content, [(0, e.Opened())])
    assert plain.session.notes == ("red-flags", "general-information", "instead-foot")
    assert set(turn.session.notes) < set(plain.session.notes)
    assert seconds(turn.ask.reprompt, turn.voice.rate) <= REPROMPT_SECONDS
