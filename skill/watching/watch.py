"""Watches the door: one line and a few counts for each request. Must not change what is answered, nor hold it up."""

from __future__ import annotations

import logging
from time import perf_counter, time
from typing import TYPE_CHECKING

from flask import g
from msgspec import Struct

from skill.watching.kinds import OTHER, UNPROVEN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from flask import Response

    from skill.watching.kinds import Heard, Kinds
    from skill.watching.metrics import Metrics

log = logging.getLogger("skill.requests")

OUTCOMES = {200: "answered", 400: "refused", 405: "method", 503: "closed"}
"""By status; an apology is a 200 as well."""


class Noted(Struct, frozen=True):
    """One request, as it is written down."""

    at: float
    """When it was answered: seconds since 1970."""
    heard: Heard
    proven: bool
    seconds: float
    outcome: str
    reason: str


class Watch:
    """Sees every request come and go."""

    def __init__(self, kinds: Kinds, metrics: Metrics) -> None:
        self.kinds, self.metrics = kinds, metrics
        self.hand: Callable[[Noted], None] = lambda noted: self.write_down([noted])
        """To whom a note is given: it is written down at once, unless somebody is named who does it later."""
        self.tell: Callable[[Iterable[tuple[float, dict[str, object]]]], None] = _log
        """Who is told the moment and the fields of each line."""

    def over(self, view: Callable[[], Response]) -> Callable[[], Response]:
        """Give the same view, watched."""

        def watched() -> Response:
            began = perf_counter()
            response = view()
            self._note(response.status_code, perf_counter() - began)
            return response

        return watched

    def refused(self, reason: str) -> None:
        """Note why the request under way is turned away."""
        g.refusal = reason
        self.metrics.refusals.labels(reason).inc()

    def apologised(self) -> None:
        """Note that the request under way is answered with an apology."""
        g.apologised = True
        self.metrics.failed("turn")

    def _note(self, status: int, seconds: float) -> None:
        noted = vars(g._get_current_object())  # noqa: SLF001 - one look instead of four
        envelope = noted.get("envelope")
        heard = UNPROVEN if envelope is None else self.kinds.heard(envelope)
        outcome = "apology" if "apologised" in noted else OUTCOMES.get(status, OTHER)
        self.hand(Noted(time(), heard, envelope is not None, seconds, outcome, noted.get("refusal", "")))

    def write_down(self, notes: list[Noted]) -> None:
        """Count, and write a line for each."""
        for note in notes:
            self.metrics.request(note.heard.type or OTHER, note.outcome).inc()
            if note.proven:
                self.metrics.turn(note.heard.kind).inc()
                self.metrics.seconds.observe(note.seconds)
        self.tell([(note.at, note.heard.line(note.seconds, note.outcome, note.reason)) for note in notes])


def _log(told: Iterable[tuple[float, dict[str, object]]]) -> None:
    for _, fields in told:
        log.info(fields)
