"""A routine laid out in time: its cycles, the parts that fit one spoken turn, and where somebody has got to.

A part is what one turn speaks.
The part after it is heard if nobody answers, so two parts run on without a word from the person.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from math import ceil
from typing import TYPE_CHECKING

from msgspec import Struct

from skill.stretching.rate import SENTENCE_END, USUAL_RATE, gap_seconds
from skill.stretching.rounds import cycles_in_turn, stop_in_room
from skill.stretching.stretch import Delivery

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skill.stretching.routine import Routine
    from skill.stretching.stretch import Cycle, Stretch

PLAIN = Delivery()

CHARACTERS_PER_SECOND = 16.0
"""How fast a voice speaks. Alexa's pace differs a little by locale: the plan leaves room for it."""

BREATH_SECONDS = 0.4
"""The pause between the items of a list: long enough to tell them apart, short enough to keep it together."""

LISTENING_SECONDS = 8
"""How long the microphone stays open after a question: Alexa's figure."""

TURN_SECONDS = 150
"""The longest a turn may last: under the only figure Alexa documents, 240 s."""

REPROMPT_SECONDS = 85
"""The longest a reprompt may last: under the only figure Alexa documents, 90 s."""


def speaking_seconds(words: str, rate: int = USUAL_RATE) -> float:
    """Estimate how long words take to say, in seconds; `rate` is how fast, in percent."""
    spoken = len(words) * USUAL_RATE / (CHARACTERS_PER_SECOND * rate)
    return spoken if rate >= USUAL_RATE else spoken + gap_seconds(rate) * len(SENTENCE_END.findall(words))


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """What one turn speaks: cycles `start` to `stop` (exclusive) of a plan. Equal only to itself."""

    start: int
    stop: int
    opening: tuple[str, ...]
    cycles: tuple[Cycle, ...]
    closing: str
    step: Stretch
    last: bool
    rate: int = USUAL_RATE

    @property
    def opening_seconds(self) -> float:
        return _opening_seconds(self.opening, self.rate)

    @property
    def seconds(self) -> float:
        """From the first word of the opening to the last of the closing question."""
        return self.opening_seconds + sum(map(cycle_seconds, self.cycles)) + speaking_seconds(self.closing, self.rate)


class Position(Struct, frozen=True):
    """Where somebody has got to: the cycle they are in, or the one that comes next."""

    cycle: int
    part_over: bool
    """True from the closing question of a part on."""
    finished: bool
    """True once the last cycle of the plan is behind them."""


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """All cycles of a routine, in order; `steps` says which stretch each belongs to."""

    routine: Routine
    cycles: tuple[Cycle, ...]
    steps: tuple[Stretch, ...]
    turn_seconds: int = TURN_SECONDS
    delivery: Delivery = PLAIN

    @lru_cache(maxsize=512)  # noqa: B019 - plans are kept anyway: lay_out
    def part(self, start: int) -> Part:
        """Return the part that begins with a cycle, as even as the rest of its stretch divides."""
        if self.routine.kind == "relief":
            return self._round(start)
        step, end = self.steps[start], self._end_of_step(start)
        opening = self._opening(start)
        rate = self.delivery.rate
        spent = _opening_seconds(opening, rate) + speaking_seconds(self.routine.finish, rate)
        rest = sum(map(cycle_seconds, self.cycles[start:end]))
        pieces = max(1, ceil((rest + spent - cycle_seconds(self.cycles[start])) / self.turn_seconds))
        stop = start + ceil((end - start) / pieces)
        last = stop == len(self.cycles)
        closing = self.routine.finish if last else self.routine.between
        return Part(start, stop, opening, self.cycles[start:stop], closing, step, last, rate)

    def _round(self, start: int) -> Part:
        """Return a part of relief: short enough to be heard in a reprompt, with all that a reprompt says besides."""
        routine, lengths = self.routine, tuple(map(cycle_seconds, self.cycles))
        opening = () if start else opening_of(self.steps[0], brief=self.delivery.brief)
        asks = (routine.between, *routine.asks)
        said = (*opening, max(routine.still_here, key=len, default=""), routine.stop_here, max(asks, key=len))
        room = REPROMPT_SECONDS - _opening_seconds(said, self.delivery.rate)
        stop = stop_in_room(start, self.steps, lengths, room)
        last = stop == len(self.cycles)
        closing = routine.finish if last else asks[self.turn_of(start) % len(asks)]
        return Part(start, stop, opening, self.cycles[start:stop], closing, self.steps[start], last, self.delivery.rate)

    def turn_of(self, start: int) -> int:
        """Return a number that differs from part to part of a relief: its words take turns by it."""
        return start // 2

    def still_here(self, start: int) -> tuple[str, ...]:
        """Return what opens the part from cycle `start` if nobody answered before it; nothing in a practice."""
        words = self.routine.still_here
        return (words[self.turn_of(start) % len(words)],) if words else ()

    def parts(self, start: int = 0) -> Iterator[Part]:
        """Return the part that begins with a cycle and all that follow."""
        while start < len(self.cycles):
            part = self.part(start)
            yield part
            start = part.stop

    def place(self, start: int, elapsed: float, note: str = "") -> Position:
        """Return where somebody is, `elapsed` seconds after the part from `start` began.

        `note` is what was said between the last release and the closing question of that part.
        Without a word from the person only that part and the next are heard.
        """
        clock = elapsed
        for part in islice(self.parts(start), 2):
            clock -= part.opening_seconds
            for number, cycle in enumerate(part.cycles, part.start):
                if clock < cycle_seconds(cycle):
                    return Position(number, part_over=False, finished=False)
                clock -= cycle_seconds(cycle)
            place = Position(part.stop, part_over=True, finished=part.last)
            clock -= speaking_seconds(note, part.rate) + speaking_seconds(part.closing, part.rate) + LISTENING_SECONDS
            if clock < 0:
                return place
            clock -= _opening_seconds(self.still_here(part.stop), part.rate)
        return place

    def seconds_left(self, cycle: int) -> float:
        """Estimate how long the routine still takes from the start of a cycle, questions aside."""
        return sum(map(cycle_seconds, self.cycles[cycle:]))

    def same_place(self, cycle: int, other: Plan) -> int:
        """Return the cycle of this plan that is as far along as a cycle of another plan of the same routine."""
        return min(round(cycle * len(self.cycles) / len(other.cycles)), len(self.cycles) - 1)

    def _opening(self, start: int) -> tuple[str, ...]:
        step = self.steps[start]
        if start and self.steps[start - 1] is step:
            return (self.routine.onward,)
        return opening_of(step, brief=self.delivery.brief)

    def _end_of_step(self, start: int) -> int:
        step, end = self.steps[start], start
        while end < len(self.steps) and self.steps[end] is step:
            end += 1
        return end


def cycle_seconds(cycle: Cycle) -> float:
    """Estimate one hold and release, words and silences, in seconds."""
    spoken = sum(speaking_seconds(words, cycle.rate) for words in (cycle.cue, cycle.release))
    after = cycle.rest or (gap_seconds(cycle.rate) if cycle.release else 0)
    return _opening_seconds(cycle.lead, cycle.rate) + spoken + cycle.hold + after


def _opening_seconds(opening: tuple[str, ...], rate: int) -> float:
    """Estimate the words before a cue: each is followed by a pause between two sentences."""
    return sum(speaking_seconds(words, rate) + gap_seconds(rate) for words in opening)


def opening_of(step: Stretch, *, brief: bool) -> tuple[str, ...]:
    """Return what is said before a stretch's first cycle."""
    return step.brief if brief else tuple(filter(None, (*step.set_up, step.care)))


@lru_cache(maxsize=128)
def lay_out(routine: Routine, delivery: Delivery = PLAIN, *, turn_seconds: int = TURN_SECONDS) -> Plan:
    """Lay a routine out in time: as many cycles as fill its minutes, or each stretch's `times`."""
    if routine.kind == "relief":
        taken = tuple(cycles_in_turn(routine, delivery))
        steps_taken, cycles_taken = tuple(step for step, _ in taken), tuple(cycle for _, cycle in taken)
        return Plan(routine, cycles_taken, steps_taken, turn_seconds, delivery)
    cycles: list[Cycle] = []
    steps: list[Stretch] = []
    room = 0.0
    for step in routine.steps:
        room += _room(routine, step, delivery, turn_seconds)
        times = islice(step.cycles(delivery), step.times)
        chosen = tuple(_filling(step, delivery, room) if routine.minutes else times)
        room -= sum(map(cycle_seconds, chosen))
        cycles += chosen
        steps += [step] * len(chosen)
    return Plan(routine, tuple(cycles), tuple(steps), turn_seconds, delivery)


def _room(routine: Routine, step: Stretch, delivery: Delivery, turn_seconds: int) -> float:
    """Return the seconds that a stretch's share of the minutes leaves for its cycles, words and pauses taken off."""
    share = routine.minutes * 60 / len(routine.steps)
    breaks, last = ceil(share / turn_seconds) - 1, step is routine.steps[-1]
    words = (
        *opening_of(step, brief=delivery.brief),
        *[routine.onward, routine.between] * breaks,
        routine.finish if last else routine.between,
    )
    # Half the listening counts: the words alone, and with the pause between, both come out near the minutes.
    return share - LISTENING_SECONDS * (breaks + (not last)) / 2 - _opening_seconds(words, delivery.rate)


def _filling(step: Stretch, delivery: Delivery, room: float) -> Iterator[Cycle]:
    for cycle in step.cycles(delivery):
        room -= cycle_seconds(cycle)
        if room < -cycle_seconds(cycle) / 2:
            return
        yield cycle
