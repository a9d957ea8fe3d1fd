"""/healthz: the process answers. /readyz: content is loaded, and the store's state. /metrics: this machine only."""

from __future__ import annotations

from ipaddress import ip_address
from math import inf
from time import monotonic
from typing import TYPE_CHECKING

from flask import Blueprint, Response, jsonify, request

from skill.monitoring.metrics import CONTENT_TYPE, Metrics
from skill.proxies import came_through_proxy

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from skill.monitoring.build import Build

CACHE_SECONDS = 5.0
"""How long the store's answer is cached."""


def pages(
    metrics: Metrics, reachable: Callable[[], bool], build: Build, signed: Mapping[str, str] | None = None
) -> Blueprint:
    """Return the pages' blueprint. `reachable` returns whether the store answers, and may take a moment.

    `signed` says of each country whether its words are signed, which doesn't affect readiness.
    """
    blueprint = Blueprint("monitoring", __name__)
    look, headers = remembered(reachable), build.headers()
    metrics.add_state(build, look)
    blueprint.add_url_rule("/healthz", "healthz", lambda: Response("ok\n", mimetype="text/plain", headers=headers))
    blueprint.add_url_rule("/readyz", "readyz", lambda: _readiness(build, signed or {}, stored=look()))
    blueprint.add_url_rule("/metrics", "metrics", lambda: _counts(metrics))
    return blueprint


def remembered(ask: Callable[[], bool], clock: Callable[[], float] = monotonic) -> Callable[[], bool]:
    """Return a function that caches the result for a while. `clock` returns seconds."""
    answers: list[tuple[float, bool]] = [(-inf, False)]

    def answer() -> bool:
        at, known = answers[-1]
        if clock() - at < CACHE_SECONDS:
            return known
        answers[:] = [(clock(), ask())]
        return answers[-1][1]

    return answer


def _readiness(build: Build, signed: Mapping[str, str], *, stored: bool) -> Response:
    """Return 200 even without a store: relief works without it, so the server must stay in service."""
    status, store = ("ready", "there") if stored else ("degraded", "away")
    return jsonify(status=status, content="loaded", store=store, build=build._asdict(), words=dict(signed))


def _counts(metrics: Metrics) -> Response:
    if not from_here():
        return Response(status=404)
    return Response(metrics.exposition(), content_type=CONTENT_TYPE, headers={"Cache-Control": "no-store"})


def from_here() -> bool:
    """Return True if a request comes from this machine, and no header says that a proxy passed it on."""
    try:
        loopback = ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        loopback = _by_unix_socket()
    return loopback and not came_through_proxy(request.headers)


def _by_unix_socket() -> bool:
    """Return True if the server listens on a Unix socket: its name is a path, and the client has no address."""
    return not request.remote_addr and request.environ["SERVER_NAME"].startswith("/")
