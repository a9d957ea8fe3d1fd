"""Prometheus metrics: requests, refusals, durations, failures, outcomes. Each label has few values.

All workers that forked from one process count together. prometheus_client is imported at the first scrape, because
start-up time counts.
"""

from __future__ import annotations

from bisect import bisect_left
from time import time
from typing import TYPE_CHECKING, NamedTuple, get_args

from skill.content.schema import CommandKind
from skill.monitoring.redactor import DISABLED, INTENT, OTHER, TYPES, UNNAMED
from skill.monitoring.shared_counts import SharedCounts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from prometheus_client.core import Metric

    from skill.monitoring.build import Build
    from skill.monitoring.shared_counts import Name

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
BUCKET_SECONDS = (0.0005, 0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)


class Counter:
    """A counter with labels. Known label values begin at 0: Prometheus sees no increase if a series appears later."""

    def __init__(
        self, counts: SharedCounts, name: str, told: str, labels: tuple[str, ...], known: Iterable[Name] = ()
    ) -> None:
        self.counts, self.name, self.told, self.names = counts, name, told, labels
        self.known = tuple(known)

    def count(self, *values: str) -> None:
        """Add one, for the values of its labels."""
        self.counts.add((self.name, *values))

    def family(self, sums: dict[Name, float]) -> Metric:
        """Return the counter as Prometheus reads it."""
        from prometheus_client.core import CounterMetricFamily  # noqa: PLC0415 - see the module's docstring

        family = CounterMetricFamily(f"skill_{self.name}", self.told, labels=self.names)
        counted = {tuple(values): amount for (name, *values), amount in sums.items() if name == self.name}
        for values, amount in sorted((dict.fromkeys(self.known, 0.0) | counted).items()):
            family.add_metric(values, amount)
        return family


class Histogram:
    """A histogram of durations in seconds."""

    def __init__(self, counts: SharedCounts, name: str, told: str) -> None:
        self.counts, self.name, self.told = counts, name, told
        self.bounds = (*map(str, BUCKET_SECONDS), "+Inf")
        self.buckets = [(name, bound) for bound in self.bounds]

    def amounts(self, seconds: float) -> dict[Name, float]:
        """Return what an observation adds to the sums."""
        return {self.buckets[bisect_left(BUCKET_SECONDS, seconds)]: 1.0, (self.name, "sum"): seconds}

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


class Gauge:
    """A number that is determined at each scrape. With labels, those of a build."""

    def __init__(self, name: str, told: str, value: Callable[[], float], labels: Build | None = None) -> None:
        self.name, self.told, self.value, self.labels = name, told, value, labels

    def family(self, _sums: dict[Name, float]) -> Metric:
        """Return the gauge as Prometheus reads it."""
        from prometheus_client.core import GaugeMetricFamily  # noqa: PLC0415 - the same

        labels = self.labels._asdict() if self.labels else {}
        family = GaugeMetricFamily(f"skill_{self.name}", self.told, labels=[*labels])
        family.add_metric([*labels.values()], self.value())
        return family


class Labels(NamedTuple):
    """The label values that other packages know."""

    refusals: Iterable[str] = ()
    alexa_errors: Iterable[Name] = ()
    """The type of a request, and of an error."""
    outcomes: Iterable[str] = ()


NO_LABELS = Labels()
REQUESTS = (
    *((kind, outcome) for kind in (*TYPES, INTENT) for outcome in ("answered", "apology")),
    *((OTHER, outcome) for outcome in ("refused", "method", "closed")),
    (DISABLED, "not forgotten"),
)
"""Types of requests with their results."""
KINDS = {*get_args(CommandKind), *TYPES.values(), *UNNAMED, OTHER}
FAILURES = ("store", "api", "turn")


class Metrics:
    """The metrics of one application."""

    def __init__(self, labels: Labels = NO_LABELS) -> None:
        self.counts = SharedCounts()
        self.families: list[Counter | Histogram | Gauge] = []
        asked = "Requests to the webhook."
        self.requests = self._counter("requests", asked, "type", "outcome", known=REQUESTS)
        self.refusals = self._counter(
            "refusals", "Requests turned away, by reason.", "reason", known=_each(labels.refusals)
        )
        self.turns = self._counter("turns", "Turns taken, by kind.", "kind", known=_each(KINDS))
        failed = "Failures of what we depend on, and of our own turns."
        self.failures = self._counter("failures", failed, "what", known=_each(FAILURES))
        said = "What Alexa says went wrong, by the request that said so."
        self.alexa_errors = self._counter("alexa_errors", said, "type", "error", known=labels.alexa_errors)
        came = "What came of turns; never what they were about."
        self.outcomes = self._counter("outcomes", came, "outcome", known=_each(labels.outcomes))
        self.workers = self._counter("workers_begun", "Processes that have begun to answer requests.", known=[()])
        told = "From the arrival of a verified request to its answer."
        self.seconds = Histogram(self.counts, "answer_seconds", told)
        self.families.append(self.seconds)
        began = time()
        self.families.append(Gauge("start_time_seconds", "When the server was started.", lambda: began))

    def add_state(self, build: Build, stored: Callable[[], bool]) -> None:
        """Add gauges for the build, and for whether the store answers, which may take a moment."""
        self.families.append(Gauge("build_info", "The version of the code and of the content.", lambda: 1.0, build))
        self.families.append(Gauge("store_up", "Whether the store answers.", lambda: float(stored())))

    def _counter(self, name: str, told: str, *labels: str, known: Iterable[Name] = ()) -> Counter:
        counter = Counter(self.counts, name, told, labels, known)
        self.families.append(counter)
        return counter

    def answered(self, request: str, outcome: str, kind: str, seconds: float) -> None:
        """Count a verified request, by its type, result and kind."""
        counted = {(self.requests.name, request, outcome): 1.0, (self.turns.name, kind): 1.0}
        self.counts.add_all(counted | self.seconds.amounts(seconds))

    def failed(self, what: str) -> None:
        """Count a failure of "store", "api" or "turn"."""
        self.failures.count(what)

    def alexa_failed(self, request: str, error: str) -> None:
        """Count an error that Alexa reports, by the types of request and error."""
        self.alexa_errors.count(request, error)

    def came_of(self, outcome: str) -> None:
        """Count an outcome of a turn."""
        self.outcomes.count(outcome)

    def collect(self) -> Iterator[Metric]:
        """Return all metrics, for the registry."""
        sums = self.counts.sums()
        return (family.family(sums) for family in self.families)

    def exposition(self) -> bytes:
        """Return all metrics in Prometheus's text format."""
        from prometheus_client import CollectorRegistry, generate_latest  # noqa: PLC0415 - the same

        registry = CollectorRegistry()
        registry.register(self)
        return generate_latest(registry)


def _each(values: Iterable[str]) -> list[Name]:
    """Return values as label sets of a single label."""
    return [(value,) for value in values]
