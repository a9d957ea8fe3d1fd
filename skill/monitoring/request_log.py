"""Log one line and count each request. It changes no answer."""

from __future__ import annotations

import logging
from time import perf_counter
from typing import TYPE_CHECKING

from flask import g

from skill.monitoring.line_limit import LineLimit
from skill.monitoring.redactor import OTHER, UNVERIFIED

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Response

    from skill.monitoring.metrics import Metrics
    from skill.monitoring.process_log import ProcessLog
    from skill.monitoring.redactor import Redactor

log = logging.getLogger("skill.requests")

OUTCOMES = {200: "answered", 400: "refused", 405: "method", 500: "not forgotten", 503: "closed"}
"""By status; an apology is a 200 as well."""


class RequestLog:
    """Sees every request come and go."""

    def __init__(self, redactor: Redactor, metrics: Metrics, process_log: ProcessLog) -> None:
        self.redactor, self.metrics, self.process_log = redactor, metrics, process_log
        self.refused_lines = LineLimit()

    def over(self, view: Callable[[], Response]) -> Callable[[], Response]:
        """Return the same view, watched."""

        def watched() -> Response:
            began = perf_counter()
            self.process_log.begin()
            response = view()
            self._note(response.status_code, perf_counter() - began)
            return response

        return watched

    def refused(self, reason: str) -> None:
        """Note why the request under way is turned away."""
        g.refusal = reason
        self.metrics.refusals.count(reason)

    def apologised(self) -> None:
        """Note that the request under way is answered with an apology."""
        g.apologised = True
        self.metrics.failed("turn")

    def came_of(self, outcome: str) -> None:
        """Note what came of a turn, in no connection with its request."""
        self.metrics.came_of(outcome)
        self.process_log.note(outcome)

    def _note(self, status: int, seconds: float) -> None:
        """Count a request, and log what may be written down of it."""
        envelope = g.get("envelope")
        outcome = "apology" if "apologised" in g else OUTCOMES.get(status, OTHER)
        if envelope is None:
            self.metrics.requests.count(OTHER, outcome)
            self._note_unverified(UNVERIFIED.line(seconds, outcome, g.get("refusal", "")))
            return
        entry = self.redactor.entry_of(envelope)
        self.metrics.answered(entry.type, outcome, entry.kind, seconds)
        write(entry.line(seconds, outcome))

    def _note_unverified(self, line: dict[str, object]) -> None:
        """Log a request that anybody may have sent, if there were not too many of them."""
        omitted = self.refused_lines.admit()
        if omitted is not None:
            write(line | ({"omitted": omitted} if omitted else {}))


def write(line: dict[str, object]) -> None:
    """Log a line. `log.info` would look for the place in the code first, which no line says."""
    if log.isEnabledFor(logging.INFO):
        log.handle(logging.LogRecord(log.name, logging.INFO, "", 0, line, None, None))
