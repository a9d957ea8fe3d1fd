"""Logs and counts each request, without changing the response."""

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
"""Results by HTTP status. An apology is a 200, too."""


class RequestLog:
    """Wraps the webhook's view."""

    def __init__(self, redactor: Redactor, metrics: Metrics, process_log: ProcessLog) -> None:
        self.redactor, self.metrics, self.process_log = redactor, metrics, process_log
        self.refused_lines = LineLimit()

    def over(self, view: Callable[[], Response]) -> Callable[[], Response]:
        """Return a view that logs and counts, and calls `view`."""

        def watched() -> Response:
            began = perf_counter()
            self.process_log.begin()
            response = view()
            self._note(response.status_code, perf_counter() - began)
            return response

        return watched

    def refused(self, reason: str) -> None:
        """Record why the current request is refused."""
        g.refusal = reason
        self.metrics.refusals.count(reason)

    def apologised(self) -> None:
        """Record that the current request is answered with an apology."""
        g.apologised = True
        self.metrics.failed("turn")

    def came_of(self, outcome: str) -> None:
        """Record an outcome of a turn, without connecting it to its request."""
        self.metrics.came_of(outcome)
        self.process_log.note(outcome)

    def _note(self, status: int, seconds: float) -> None:
        """Count a request, and log what may be logged of it."""
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
        """Log a refused request, unless there were too many."""
        omitted = self.refused_lines.admit()
        if omitted is not None:
            write(line | ({"omitted": omitted} if omitted else {}))


def write(line: dict[str, object]) -> None:
    """Log a line. `log.info` would search the stack for the line of code, which no log line contains."""
    if log.isEnabledFor(logging.INFO):
        log.handle(logging.LogRecord(log.name, logging.INFO, "", 0, line, None, None))
