"""Relief and practice on a screen: drawing, repetition, part, remaining time."""

from __future__ import annotations

from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING, Any, NamedTuple

from skill.dialogue.position import plan_of
from skill.screen.picture import graphic
from skill.screen.scene import Scene
from skill.screen.script import MIDDLE_CHARACTERS, Script
from skill.screen.timeline import in_captions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skill.content.content import Content
    from skill.dialogue.session import Session
    from skill.screen.timeline import Moment
    from skill.stretching.plan import Plan
    from skill.stretching.routine import Routine


PLANS_KEPT = 128
"""How many plans are cached: each practice has its own."""


class Along(NamedTuple):
    """The position of a repetition in its routine, in words."""

    repetition: str
    place: str
    stretch: str


class Guide:
    """The scenes of routines in one locale. What doesn't change between turns is cached."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self._along = lru_cache(maxsize=PLANS_KEPT)(self._whole)

    def scene_of(
        self, session: Session, routine: Routine, moments: tuple[Moment, ...], buttons: list[list[str]]
    ) -> Scene:
        """Return the scene of a turn during a routine."""
        along, script = self._along(plan_of(session, routine)), Script()
        shown: dict[str, int] = {}
        for moment in in_captions(moments, MIDDLE_CHARACTERS):
            here = along[min(session.start + moment.cycle, len(along) - 1)]
            picture = shown.setdefault(here.stretch, len(shown))
            script.add(moment, here.repetition, here.place, picture)
        pictures = [self.content.pictures[stretch] for stretch in shown]
        described = [{"graphic": picture.slug, "describe": picture.describe} for picture in pictures]
        data: dict[str, Any] = {**script.data(), "buttons": buttons, "pictures": described}
        return Scene(routine.kind, data, {picture.slug: graphic(picture) for picture in pictures})

    def _whole(self, plan: Plan) -> tuple[Along, ...]:
        return tuple(self._each(plan))

    def _each(self, plan: Plan) -> Iterator[Along]:
        starts = plan.sections
        for cycle, stretch in enumerate(plan.steps):
            if plan.routine.kind == "relief":
                yield Along("", "", stretch.slug)
                continue
            count = self._phrase("screen-count", cycle + 1, len(plan.cycles))
            part = sum(start <= cycle for start in starts)
            place = f"{self._phrase('screen-part', part, len(starts))} · {self._left(plan, cycle)}"
            yield Along(count, place if len(starts) > 1 else self._left(plan, cycle), stretch.slug)

    def _phrase(self, name: str, done: int, count: int) -> str:
        return self.content.phrase(name, done=str(done), count=str(count))

    def _left(self, plan: Plan, cycle: int) -> str:
        minutes = ceil(plan.seconds_left(cycle) / 60)
        return (
            self.content.phrase("screen-left-one")
            if minutes <= 1
            else self.content.phrase("screen-left", left=str(minutes))
        )
