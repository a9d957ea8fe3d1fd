"""Relief, laid out: pull and rub take turns, in parts that a reprompt holds with all that it says besides."""

from itertools import pairwise, product

import pytest
from scenarios import COUNTRIES, EXTREMES, NIGHT, heard, last, visit_of

from skill.dialogue.beats import seconds
from skill.dialogue.engine import take_turn
from skill.dialogue.events import Command, CrampReported, Opened
from skill.dialogue.session import Session, State
from skill.stretching.plan import lay_out
from skill.stretching.profile import Profile
from skill.stretching.stretch import Delivery
from skill.stretching.timing import LISTENING_SECONDS, REPROMPT_SECONDS, speaking_seconds

RESPONSE_SECONDS = 215
MINUTE_SECONDS = 60
LATE = 1.15
"""How much later than a minute the first question may come, in the country with the longest words."""
DELIVERIES = [
    Delivery(),
    Delivery(terse=True),
    Delivery(pace=6, rate=60),
    Delivery(pace=-2, rate=115),
    Delivery(brief=True),
]


def reliefs(content):
    return [routine for routine in content.routines.values() if routine.kind == "relief"]


def test_each_muscle_has_standing_seated_and_helper_relief(content):
    kinds = {(routine.muscle, routine.position) for routine in reliefs(content)}
    assert {(muscle, way) for muscle in content.slots["muscle"] for way in ("standing", "seated", "helper")} <= kinds


def test_pull_and_rub_alternate_and_standing_comes_last(content):
    for routine in reliefs(content):
        steps = lay_out(routine).steps
        in_bed = [step for step in steps if step.position != "standing"]
        assert list(steps[: len(in_bed)]) == in_bed
        assert in_bed == [routine.steps[number % 2] for number in range(len(in_bed))]
        assert len(in_bed) >= 10


def test_the_first_question_comes_after_one_pull_and_one_rub(content):
    for routine in reliefs(content):
        for delivery in DELIVERIES:
            assert next(lay_out(routine, delivery).parts()).stop == 2


def test_relief_parts_begin_with_a_pull_unless_resumed(content):
    for routine in reliefs(content):
        plan = lay_out(routine)
        assert routine.steps[1] not in [plan.steps[part.start] for part in plan.parts()]


def test_nobody_stands_up_in_the_midst_of_a_part(content):
    for routine in reliefs(content):
        for part in lay_out(routine).parts():
            standing = {step.position == "standing" for step in lay_out(routine).steps[part.start : part.stop]}
            assert len(standing) == 1


def test_standing_up_is_set_up_first(content):
    for slug, step in (("relief-calf", "heel-walk"), ("relief-hamstring", "hamstring-lean-now")):
        plan = lay_out(content.routines[slug])
        begins = next(part for part in plan.parts() if plan.steps[part.start].slug == step)
        assert begins.cycles[0].lead == content.stretches[step].set_up
        assert all(cycle.lead == () for cycle in begins.cycles[1:])


def test_three_rounds_of_relief_repeat_only_release_words(content):
    for routine in reliefs(content):
        plan = lay_out(routine)
        parts = list(plan.parts())[:3]
        said = [words for part in parts for cycle in part.cycles for words in (*cycle.lead, cycle.cue)]
        assert len(said) == len(set(said)), routine.slug
        assert len({part.closing for part in parts}) == 3


@pytest.mark.parametrize(
    "person", [Profile(), *EXTREMES[:2], EXTREMES[-1]], ids=lambda person: f"{person.pace}-{person.whisper}"
)
def test_no_turn_of_relief_is_longer_than_alexa_documents(longest_content, person):
    for routine in reliefs(longest_content):
        for start in range(len(lay_out(routine, Delivery(pace=person.pace, terse=person.whisper)).cycles)):
            paused = Session(state=State.PAUSED, routine=routine.slug, start=start, profile=person)
            for event in (Command("resume"), Command("help")):
                turn = take_turn(paused, event, longest_content, NIGHT)
                rate = turn.voice.rate
                assert seconds(turn.beats, rate) <= RESPONSE_SECONDS
                assert seconds(turn.ask.reprompt, rate) <= REPROMPT_SECONDS, (routine.slug, start, event)


def test_first_visits_first_question_comes_after_a_minute(longest_content):
    for muscle in (None, *longest_content.slots["muscle"]):
        turn = last(longest_content, [(0, CrampReported(muscle))])
        assert seconds(turn.beats) <= MINUTE_SECONDS * LATE


def test_silence_ends_with_how_to_go_on_and_whom_to_call(countries):
    for content, event in product(countries, (Opened(), CrampReported("calf"), CrampReported("foot"))):
        turn = last(content, [(0, event)])
        *_, stop, question = heard(turn.ask.reprompt)
        assert stop == content.phrase("stop-here"), (content.locale, event)
        assert f"open {content.invocation_name}" in stop, content.locale
        assert f"If it lasts ten minutes, contact {COUNTRIES[content.locale]['facts']['advice']['say']}." in stop
        assert question.endswith("?"), (content.locale, event)


def test_danger_signs_are_named_once_after_two_holds(content):
    signs = content.phrase("red-flags")
    turn = last(content, [(0, CrampReported("calf"))])
    told = [words for words in heard(turn.beats) if signs in words]
    assert len(told) == 1
    again = last(content, [(70, Command("no"))], turn.session)
    elsewhere = last(content, [(70, CrampReported("foot"))], turn.session)
    assert [words for after in (again, elsewhere) for words in heard(after.beats) if signs in words] == []


def test_interrupted_signs_are_named_at_the_next_parts_end(content):
    turn = last(content, [(0, CrampReported("calf")), (10, CrampReported("foot"))])
    assert [words for words in heard(turn.beats) if content.phrase("red-flags") in words]
    turn = last(content, [(0, CrampReported("calf")), (10, Command("slower"))])
    assert [words for words in heard(turn.beats) if content.phrase("red-flags") in words]


def test_silent_part_says_softly_somebody_is_there(content):
    turn = last(content, [(0, CrampReported("calf"))])
    first = next(heard(turn.ask.reprompt))
    assert first in [content.phrase(f"still-here-{number}") for number in (1, 2, 3)]


def test_place_counts_the_opening_of_a_silent_part(content):
    plan = lay_out(content.routines["relief-calf"])
    first, second = list(plan.parts())[:2]
    begins = first.seconds + LISTENING_SECONDS + speaking_seconds(*plan.still_here(first.stop))
    spoken = speaking_seconds(second.cycles[0].cue)
    assert plan.place(0, begins + spoken + second.cycles[0].hold - 0.1).cycle == second.start
    assert plan.place(0, begins + spoken + second.cycles[0].hold + 0.1).cycle == second.start + 1


def test_relief_in_silence_stays_for_two_and_a_half_minutes(content):
    turn = last(content, [(0, CrampReported("calf"))], visit_of(Profile(disclaimer_given=True)))
    total = seconds(turn.beats) + LISTENING_SECONDS + seconds(turn.ask.reprompt)
    assert 130 < total < 170


def test_consecutive_questions_differ_in_their_words(content):
    for routine in reliefs(content):
        for part, following in pairwise(lay_out(routine).parts()):
            assert part.closing != following.closing, routine.slug
