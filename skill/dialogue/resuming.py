"""How a routine continues after an interruption: a full cue first, then the acknowledgement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skill.dialogue.beats import Hold, Say, Statement, say
from skill.stretching.timing import speaking_seconds

if TYPE_CHECKING:
    from skill.stretching.plan import Plan


def acknowledging(told: tuple[Statement, ...], acknowledged: str) -> tuple[Statement, ...]:
    """Return a part's beats with words after its first instruction and the hold that belongs to it."""
    first = next(number for number, beat in enumerate(told) if isinstance(beat, Hold))
    after = 1 if first > 1 else first + 1 + any(isinstance(beat, Say) for beat in told[first + 1 : first + 2])
    return (*told[:after], *say(acknowledged), *told[after:])


def first_cue(plan: Plan, start: int) -> str:
    """Return the cue with which a practice continues from a cycle: in full if the cycle has only the bare word."""
    step, cue = plan.steps[start], plan.cycles[start].cue
    bare = plan.routine.minutes and set(cue.split()) == {step.short_hold}
    return step.hold[0] if bare else cue


def words_added(plan: Plan, start: int) -> float:
    """Return how many seconds that cue is estimated to take longer than the cycle's own."""
    speed = plan.delivery.speed
    return speaking_seconds(first_cue(plan, start), *speed) - speaking_seconds(plan.cycles[start].cue, *speed)


def begun_in_full(plan: Plan, start: int, told: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """Return the beats of a part that continues from a cycle without an opening, with its first cue in full."""
    cue = Say(plan.cycles[start].cue)
    return (Say(first_cue(plan, start)), *told[1:]) if told[0] == cue else told
