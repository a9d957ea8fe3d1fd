"""Counts of a Lambda function, as log lines in CloudWatch's embedded metric format: docs/decisions/0008.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from skill.monitoring.build import Build

EVENT = "metrics"
"""The field `event` of a log line with metrics."""
NAMESPACE, SERVICE = "LegCrampHelper", "leg-cramp-helper"
MINUTE_MILLISECONDS = 60_000
ANSWERS, APOLOGIES, REFUSED, MILLISECONDS = "Answers", "Apologies", "Refused", "Milliseconds"
ALEXA_ERRORS = {"INVALID_RESPONSE": "InvalidResponses", "ENDPOINT_TIMEOUT": "EndpointTimeouts"}
SCREEN, SCREEN_ERRORS, OTHER_ERRORS = "Alexa.Presentation", "ScreenErrors", "OtherAlexaErrors"
FAILURES = {"store": "StoreFailures", "api": "ApiFailures"}


def metric_name(outcome: str) -> str:
    """Return an outcome's name as a metric: relief-done → ReliefDone."""
    return outcome.title().replace("-", "")


def outcomes_in(line: dict[str, Any], outcomes: Iterable[str]) -> dict[str, Any]:
    """Return the outcomes that a line with metrics counts."""
    return {outcome: line[metric_name(outcome)] for outcome in outcomes if metric_name(outcome) in line}


class EmbeddedMetrics:
    """The counts of the current request: a Lambda function has one at a time."""

    def __init__(self, build: Build) -> None:
        self.build = build
        self.counts: Counter[str] = Counter()

    def failed(self, what: str) -> None:
        """Count a failure of "store" or "api"."""
        self.counts[FAILURES[what]] += 1

    def alexa_failed(self, request: str, error: str) -> None:
        """Count an error that Alexa reports, by the types of request and error."""
        of_screen = request.startswith(SCREEN)
        self.counts[SCREEN_ERRORS if of_screen else ALEXA_ERRORS.get(error, OTHER_ERRORS)] += 1

    def came_of(self, outcome: str) -> None:
        """Count an outcome of a turn."""
        self.counts[metric_name(outcome)] += 1

    def line(self, outcome: str, milliseconds: float, seconds_now: float) -> dict[str, Any]:
        """Return the log line of the request with its result, and reset the counts.

        It contains no request id, and its time is rounded to the minute.
        """
        counts, self.counts = self.counts, Counter()
        values: dict[str, float] = dict(counts)
        if outcome == "refused":
            values |= {REFUSED: 1}
        else:
            values |= {ANSWERS: 1, APOLOGIES: int(outcome == "apology"), MILLISECONDS: round(milliseconds, 2)}
        metrics = [{"Name": name, "Unit": MILLISECONDS if name == MILLISECONDS else "Count"} for name in values]
        time = int(seconds_now * 1000) // MINUTE_MILLISECONDS * MINUTE_MILLISECONDS
        directive = {"Namespace": NAMESPACE, "Dimensions": [["Service"]], "Metrics": metrics}
        head = {"event": EVENT, "_aws": {"Timestamp": time, "CloudWatchMetrics": [directive]}, "Service": SERVICE}
        return {**head, **self.build._asdict(), **values}
