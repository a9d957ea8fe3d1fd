"""Through the bedtime stretch: which one, forward and back, said again, and the question at its end."""

import dataclasses

import pytest
from msgspec.structs import replace
from scenarios import LEFT_UNFINISHED, NIGHT, heard, holds, last, session_in, visit_of

from skill.dialogue import events as e
from skill.dialogue.beats import Say
from skill.dialogue.position import plan_of
from skill.dialogue.resuming import first_cue
from skill.dialogue.session import Session, State
from skill.stretching.plan import lay_out
from skill.stretching.profile import Profile


@pytest.mark.parametrize(
    ("muscle", "routine", "told"),
    [
        (None, "practice-calf", False),
        ("calf", "practice-calf", False),
        ("hamstring", "practice-hamstring", False),
        ("foot", "practice-calf", True),
    ],
)
def test_muscle_without_a_stretch_gets_the_calfs_and_hears_so(muscle, routine, told, content):
    turn = last(content, [(0, e.StretchRequested(muscle))])
    assert turn.session.routine == routine
    assert (turn.beats[0] == Say(content.phrase("only-calf-and-thigh"))) is told


def test_repeat_in_a_stretch_has_a_short_set_up(content):
    turn = last(content, [(60, e.Command("repeat"))], session_in(State.STRETCHING, content))
    step = content.routines["practice-calf"].steps[0]
    assert turn.session.start > 0
    assert tuple(heard(turn.beats))[: len(step.brief)] == step.brief


def test_repeat_at_the_start_of_a_part_is_that_part(content):
    turn = last(content, [(1, e.Command("repeat"))], session_in(State.STRETCHING, content))
    assert turn.session.start == 0
    assert next(heard(turn.beats)) == content.routines["practice-calf"].steps[0].set_up[0]


def test_repeat_between_two_parts_is_the_next_one(content):
    first, second = lay_out(content.routines["practice-calf"]).parts()
    begun = Session(
        state=State.STRETCHING, routine="practice-calf", part_started=NIGHT.timestamp(), disclaimer_given=True
    )
    turn = last(content, [(first.seconds + 1, e.Command("repeat"))], begun)
    assert turn.session.start == second.start
    brief = second.step.brief
    plan = plan_of(turn.session, content.routines["practice-calf"])
    assert tuple(heard(turn.beats))[: len(brief) + 1] == (*brief, first_cue(plan, second.start))


def test_a_stretch_begun_leaves_cramp_and_place_behind(content):
    session = visit_of(LEFT_UNFINISHED)
    turn = last(content, [(0, e.CrampReported()), (5, e.StretchRequested())], session)
    assert (turn.session.relief_started, turn.session.profile.bookmark) == (0, None)


@pytest.mark.parametrize("event", [e.StretchRequested(), e.Command("start-over"), e.Command("sit")])
def test_a_stretch_done_again_counts_again(event, content):
    steps = [(0, e.StretchRequested()), (400, event), (400, e.FellSilent())]
    assert sum(last(content, steps).session.profile.done.values()) == 2


@pytest.mark.parametrize("steps", [[(0, e.StretchRequested())], [(0, e.Command("progress"))]])
def test_sitting_down_gets_the_seated_stretch_in_full(steps, content):
    known = visit_of(Profile(explained={"practice-calf": 2}))
    turn = last(content, [*steps, (5, e.Command("sit"))], known)
    words = tuple(heard(turn.beats))
    assert words[0] == content.phrase("sit")
    assert turn.session.routine == "practice-calf-seated"
    assert set(content.routines["practice-calf-seated"].steps[0].set_up) <= set(words)


def test_a_stretch_with_nothing_after_it_is_offered_again(content):
    alone = replace(content.routines["practice-calf"], extra="")
    content = dataclasses.replace(content, routines={**content.routines, "practice-calf": alone})
    ended = Session(
        state=State.STRETCHING, routine="practice-calf", part_started=NIGHT.timestamp(), disclaimer_given=True
    )
    assert last(content, [(3600, e.Command("yes"))], ended).session.routine == "practice-calf"
    assert last(content, [(3600, e.Command("pause")), (5, e.Command("yes"))], ended).session.routine == "practice-calf"


@pytest.mark.parametrize("slug", ["practice-calf", "practice-hamstring"])
def test_yes_at_the_end_starts_the_offer(slug, content):
    routine = content.routines[slug]
    ended = Session(
        state=State.STRETCHING,
        routine=slug,
        start=len(lay_out(routine).cycles) - 1,
        part_started=NIGHT.timestamp(),
        disclaimer_given=True,
        counted=True,
    )
    assert last(content, [(3600, e.Command("yes"))], ended).session.routine == (routine.extra or slug)
    offered = last(content, [(3600, e.Command("pause"))], ended).session
    assert (offered.state, offered.offer) == (State.OFFERED, routine.extra or slug)


def test_next_skips_to_the_half_after_the_repetition(content):
    plan = lay_out(content.routines["practice-calf"])
    begun = Session(
        state=State.STRETCHING, routine="practice-calf", start=5, part_started=NIGHT.timestamp(), disclaimer_given=True
    )
    assert last(content, [(2, e.Command("next"))], begun).session.start == plan.sections[1]


@pytest.mark.parametrize(("seconds", "rest", "counted"), [(3, 2, 3), (10, 2, 10), (11, 2, 0), (10, 0, 10)])
def test_holds_up_to_ten_seconds_are_counted_and_no_rest_is_silent(seconds, rest, counted, content):
    routine = content.routines["practice-calf"]
    step = replace(routine.steps[0], hold_seconds=seconds, rest_seconds=rest)
    steady = replace(routine, steps=(step,))
    content = dataclasses.replace(content, routines={**content.routines, "practice-calf": steady})
    turn = last(content, [(0, e.StretchRequested())], visit_of(Profile(counting=True)))
    told = {(hold.seconds, hold.counts) for hold in holds(turn.beats) if not hold.resting}
    assert told == {(seconds, content.speech.numbers[1 : counted + 1])}
    assert all(rest <= hold.seconds <= rest + 3 for hold in holds(turn.beats) if hold.resting)
    assert any(hold.resting for hold in holds(turn.beats)) is bool(rest)


def test_question_at_the_end_is_answered_before_the_ends_own(content):
    turn = last(content, [(0, e.StretchRequested()), (400, e.QuestionAsked("cramp-cause"))])
    assert next(heard(turn.beats)) == content.questions["cramp-cause"].general.said[0]
    assert turn.ask.words == content.routines["practice-calf"].finish


def test_end_question_and_offer_are_asked_again_in_other_words(content):
    finished = last(content, [(0, e.StretchRequested()), (400, e.Command("next"))]).session
    assert last(content, [(5, e.Command("back"))], finished).ask.words == content.phrase("finish-otherwise")
    offered = last(content, [(0, e.Command("progress"))]).session
    assert last(content, [(5, e.Command("back"))], offered).ask.words == content.phrase("progress-offer-otherwise")


@pytest.mark.parametrize(("command", "section"), [("next", 2), ("back", 0)])
def test_forward_and_back_go_by_sections_with_an_instruction(command, section, content):
    plan = lay_out(content.routines["relief-calf"])
    started = NIGHT.timestamp()
    begun = Session(routine="relief-calf", start=plan.sections[1], part_started=started, disclaimer_given=True)
    for state in (State.RELIEVING, State.PAUSED):
        turn, start = last(content, [(2, e.Command(command))], replace(begun, state=state)), plan.sections[section]
        assert turn.session.start == start
        opening, cycle = plan.part(start, start + 1).opening, plan.cycles[start]
        assert turn.beats[0] == Say((*opening, *cycle.lead, cycle.cue)[0])
