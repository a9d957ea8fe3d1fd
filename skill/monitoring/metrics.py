"""What is counted, for Prometheus: requests, refusals, time, failures, turns. Labels are of few and fixed values.

With PROMETHEUS_MULTIPROC_DIR set, workers count in files that any of them can add up; each alone otherwise.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

if TYPE_CHECKING:
    from pathlib import Path

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
BUCKETS = (0.0005, 0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
"""Seconds."""


class Metrics:
    """The counts of one application."""

    def __init__(self, folder: Path | None = None) -> None:
        """Set up with the folder that PROMETHEUS_MULTIPROC_DIR names."""
        self.folder = folder
        self.registry = CollectorRegistry()
        self.requests = self._counter("requests", "Requests at the door.", "type", "outcome")
        self.refusals = self._counter("refusals", "Requests turned away, by reason.", "reason")
        self.turns = self._counter("turns", "Turns taken, by kind.", "kind")
        self.failures = self._counter("failures", "Failures of what we depend on, and of our own turns.", "what")
        told = "From a request's arrival at the door to its answer, where it was let in."
        self.seconds = Histogram("skill_answer_seconds", told, buckets=BUCKETS, registry=self.registry)

        self.request = cache(self.requests.labels)
        self.turn = cache(self.turns.labels)

    def _counter(self, name: str, told: str, *labels: str) -> Counter:
        return Counter(f"skill_{name}", told, labels, registry=self.registry)

    def failed(self, what: str) -> None:
        """Count a failure of "store", "api" or "turn"."""
        self.failures.labels(what).inc()

    def exposition(self) -> bytes:
        """Write all counts as Prometheus reads them."""
        if not self.folder:
            return generate_latest(self.registry)
        everybody = CollectorRegistry()
        MultiProcessCollector(everybody, str(self.folder))  # type: ignore[no-untyped-call]
        return generate_latest(everybody)
