"""What is said around each hold of the practice: ten nights of it, each with a seed of its own."""

import re
from collections import Counter
from itertools import combinations, islice, product

import pytest

from skill.dialogue.voice_settings import PACE_SECONDS
from skill.stretching.coach import AT_FIRST, TENTH_VISIT, THIRD_VISIT, _again_and_again, coached, shuffled
from skill.stretching.plan import lay_out
from skill.stretching.rate import rate_of
from skill.stretching.stretch import Delivery
from skill.stretching.timing import LISTENING_SECONDS, cycle_seconds

PRACTICES = ["practice-calf", "practice-calf-seated"]
NIGHTS = range(10)
VISITS = (0, THIRD_VISIT, TENTH_VISIT)
SENTENCES = re.compile(r"(?<=[.?!])\s+")
LONGER_SECONDS = 8
"""What rests are lengthened by in a minute, at most, after milestones have been chosen."""
MOST = 3
"""How often anything but the bare words may be said in five minutes."""


def night(content, slug, seed, **manner):
    """Return the plan of one night."""
    return lay_out(content.routines[slug], Delivery(seed=1_732_000_000 + 86_400 * seed, **manner))


def sentences(plan):
    """Return every sentence of a practice, in the order in which it is heard."""
    for part in plan.parts():
        yield from (sentence for words in part.opening for sentence in SENTENCES.split(words))
        for cycle in part.cycles:
            yield from SENTENCES.split(f"{cycle.cue} {cycle.release}".strip())
        yield from SENTENCES.split(f"{part.ending} {part.closing}".strip())


def quiet(plan):
    """Return how many of the cycles have no more than the bare words."""
    (step,) = plan.routine.steps
    return sum((cycle.cue, cycle.release) == (step.short_hold, step.short_release) for cycle in plan.cycles)


def kinds(plan):
    """Return which kinds of cues are heard, in order."""
    (step,) = plan.routine.steps
    said = [f"{cycle.cue} {cycle.release}" for cycle in plan.cycles]
    return [kind for words in said for kind in AT_FIRST if any(cue in words for cue in step.cues[kind])]


@pytest.mark.parametrize("slug", PRACTICES)
def test_no_two_nights_are_alike_and_each_can_be_heard_again(content, slug):
    for visit in VISITS:
        nights = [tuple(sentences(night(content, slug, seed, visit=visit))) for seed in NIGHTS]
        assert [one for one, other in combinations(nights, 2) if one == other] == []
        lay_out.cache_clear()
        assert nights == [tuple(sentences(night(content, slug, seed, visit=visit))) for seed in NIGHTS]


@pytest.mark.parametrize("slug", PRACTICES)
def test_only_bare_words_are_said_over_three_times(longest_content, slug):
    bare = {"Hold.", "Release."}
    for seed, visit, terse, pace in product(NIGHTS, VISITS, (False, True), (PACE_SECONDS[0], 0, PACE_SECONDS[-1])):
        plan = night(longest_content, slug, seed, visit=visit, terse=terse, pace=pace, rate=rate_of(pace))
        counted = Counter(sentences(plan))
        assert {words: many for words, many in counted.items() if many > MOST and words not in bare} == {}


@pytest.mark.parametrize("slug", PRACTICES)
def test_first_visit_is_explained_and_the_tenth_nearly_silent(content, slug):
    for seed in NIGHTS:
        shares = [quiet(plan) / len(plan.cycles) for plan in (night(content, slug, seed, visit=v) for v in VISITS)]
        assert shares == sorted(shares), seed
        assert shares[0] < 0.2, (seed, shares)
        assert shares[-1] > 0.6, (seed, shares)


@pytest.mark.parametrize("slug", PRACTICES)
def test_every_night_has_cues_for_feeling_easing_and_breath(content, slug):
    for seed, visit in product(NIGHTS, VISITS):
        assert set(kinds(night(content, slug, seed, visit=visit))) == set(AT_FIRST)


@pytest.mark.parametrize("slug", PRACTICES)
def test_few_words_begin_with_when_to_ease_off(content, slug):
    for manner in ({"terse": True}, {"visit": TENTH_VISIT}):
        assert kinds(night(content, slug, 0, **manner))[0] == "stop_if"


@pytest.mark.parametrize("slug", PRACTICES)
def test_a_milestone_is_said_when_it_is_true(content, slug):
    routine = content.routines[slug]
    for seed, pace, spent in product(NIGHTS, PACE_SECONDS, (0.0, 18.0)):
        plan = night(content, slug, seed, spent=spent, pace=pace, rate=rate_of(pace))
        clock, ends = spent, {}
        for part in plan.parts(0, plan.stops(0, spent)):
            clock += part.opening_seconds
            for number, cycle in enumerate(part.cycles, part.start):
                clock += cycle_seconds(cycle)
                ends[number] = clock
            clock += part.closing_seconds + LISTENING_SECONDS
        over, longest = clock - LISTENING_SECONDS, max(map(cycle_seconds, plan.cycles))
        milestones = (routine.first_minute, routine.last_minute, routine.steps[0].halfway)
        minute, last_minute, halfway = (
            next(number for number, cycle in enumerate(plan.cycles) if words in cycle.release) for words in milestones
        )
        left = sum(map(cycle_seconds, plan.cycles[last_minute + 1 :]))
        assert 60 <= ends[minute] < 60 + longest + LONGER_SECONDS
        assert abs(left - 60) <= longest / 2 + LONGER_SECONDS
        assert abs(ends[halfway] - over / 2) < 30
        last_words = [n for n, cycle in enumerate(plan.cycles) if cycle.cue.startswith(routine.last_one)]
        assert last_words == [len(plan.cycles) - 1]


@pytest.mark.parametrize("slug", PRACTICES)
def test_halfway_words_follow_a_plain_release(content, slug):
    for seed, visit in product(NIGHTS, VISITS):
        plan = night(content, slug, seed, visit=visit)
        (step,) = plan.routine.steps
        (release,) = (cycle.release for cycle in plan.cycles if step.halfway in cycle.release)
        assert release.removesuffix(f" {step.halfway}") in {*step.release, step.short_release}


@pytest.mark.parametrize("slug", PRACTICES)
def test_a_clear_voice_says_the_bare_words_once_more_each_time(content, slug):
    plan = night(content, slug, 0, clear=True, rate=rate_of(0, clear=True))
    (step,) = plan.routine.steps
    for cycle in plan.cycles:
        assert cycle.cue.endswith(step.short_hold)
        assert cycle.release.split(step.short_release)[1:]


def test_a_release_is_said_in_other_words_twice_at_most(content):
    step = content.stretches["towel-pull"]
    releases = [cycle.release for cycle in islice(coached(step, Delivery()), 100)]
    said = {other: sum(other in release for release in releases) for other in step.release[1:]}
    assert said == dict.fromkeys(step.release[1:], 2) != {}


def test_a_stretch_without_pools_is_told_in_the_bare_words(content):
    plain = content.stretches["heel-walk"]
    assert plain.cues.keys() == {"feel", "stop_if"}
    assert content.stretches["wall-lean"].cues.keys() == set(AT_FIRST)


def test_repeated_words_change_their_order_each_time():
    first, second = (tuple(islice(_again_and_again("abcdefgh", 7), *place)) for place in ((8,), (8, 16)))
    assert sorted(first) == sorted(second) == list("abcdefgh")
    assert first != second


def test_an_order_is_decided_by_its_seed_alone():
    words = [f"word {number}" for number in range(8)]
    assert shuffled(words, 7) == shuffled(reversed(words), 7)
    assert sorted(shuffled(words, 7)) == words
    assert len({tuple(shuffled(words, seed, turn)) for seed, turn in product(range(5), range(5))}) == 25
