"""What is counted, for Prometheus: requests, refusals, time, failures, Alexa's errors, turns. Labels have few values.

All workers that forked from one process count together. prometheus_client is imported when somebody reads the counts,
because start-up time counts.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from skill.monitoring.shared_counts import SharedCounts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prometheus_client.core import Metric

    from skill.monitoring.shared_counts import Name

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
BUCKETS = (0.0005, 0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
"""Seconds."""


class Counter:
    """A counter, by its labels."""

    def __init__(self, counts: SharedCounts, name: str, told: str, labels: tuple[str, ...]) -> None:
        self.counts, self.name, self.told, self.names = counts, name, told, labels

    def count(self, *values: str) -> None:
        """Count one, by the values of its labels."""
        self.counts.add((self.name, *values))

    def family(self, sums: dict[Name, float]) -> Metric:
        """Return the counter as Prometheus reads it."""
        from prometheus_client.core import CounterMetricFamily  # noqa: PLC0415 - see the module's docstring

        family = CounterMetricFamily(f"skill_{self.name}", self.told, labels=self.names)
        for (name, *values), amount in sorted(sums.items()):
            if name == self.name:
                family.add_metric(values, amount)
        return family


class Histogram:
    """How long something took, in seconds."""

    def __init__(self, counts: SharedCounts, name: str, told: str) -> None:
        self.counts, self.name, self.told = counts, name, told
        self.bounds = (*map(str, BUCKETS), "+Inf")
        self.buckets = [(name, bound) for bound in self.bounds]

    def amounts(self, seconds: float) -> dict[Name, float]:
        """Return what one that took so long adds to the counts."""
        return {self.buckets[bisect_left(BUCKETS, seconds)]: 1.0, (self.name, "sum"): seconds}

    def family(self, sums: dict[Name, float]) -> Metric:
        """Return the histogram as Prometheus reads it: each bucket holds those below it too."""
        from prometheus_client.core import HistogramMetricFamily  # noqa: PLC0415 - the same

        total, buckets = 0.0, []
        for bound in self.bounds:
            total += sums.get((self.name, bound), 0.0)
            buckets.append((bound, total))
        family = HistogramMetricFamily(f"skill_{self.name}", self.told)
        family.add_metric([], buckets, sums.get((self.name, "sum"), 0.0))
        return family


class Metrics:
    """The counts of one application."""

    def __init__(self) -> None:
        self.counts = SharedCounts()
        self.families: list[Counter | Histogram] = []
        self.requests = self._counter("requests", "Requests to the webhook.", "type", "outcome")
        self.refusals = self._counter("refusals", "Requests turned away, by reason.", "reason")
        self.turns = self._counter("turns", "Turns taken, by kind.", "kind")
        self.failures = self._counter("failures", "Failures of what we depend on, and of our own turns.", "what")
        said = "What Alexa says went wrong, by the request that said so."
        self.alexa_errors = self._counter("alexa_errors", said, "type", "error")
        told = "From the arrival of a verified request to its answer."
        self.seconds = Histogram(self.counts, "answer_seconds", told)
        self.families.append(self.seconds)

    def _counter(self, name: str, told: str, *labels: str) -> Counter:
        counter = Counter(self.counts, name, told, labels)
        self.families.append(counter)
        return counter

    def answered(self, request: str, outcome: str, kind: str, seconds: float) -> None:
        """Count a verified request, by its type, what became of it and its kind."""
        counted = {(self.requests.name, request, outcome): 1.0, (self.turns.name, kind): 1.0}
        self.counts.add_all(counted | self.seconds.amounts(seconds))

    def failed(self, what: str) -> None:
        """Count a failure of "store", "api" or "turn"."""
        self.failures.count(what)

    def alexa_failed(self, request: str, error: str) -> None:
        """Count an error that Alexa told of, by the type of the request and its own."""
        self.alexa_errors.count(request, error)

    def collect(self) -> Iterator[Metric]:
        """Return all counts, for the registry."""
        sums = self.counts.sums()
        return (family.family(sums) for family in self.families)

    def exposition(self) -> bytes:
        """Write all counts as Prometheus reads them."""
        from prometheus_client import CollectorRegistry, generate_latest  # noqa: PLC0415 - the same

        registry = CollectorRegistry()
        registry.register(self)
        return generate_latest(registry)
