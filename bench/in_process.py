"""How long an answer takes in this process, warm, from a proven request to the last byte."""

from __future__ import annotations

import time
from statistics import median
from typing import TYPE_CHECKING, Any

from bench import floor, product
from bench.figures import Figure
from bench.signed import Signed, answer

if TYPE_CHECKING:
    from pathlib import Path

ROUNDS = 2000
WARM_UP = 100
WANTED = 1.0  # milliseconds


def latencies(folder: Path, requests: list[Signed]) -> list[Figure]:
    """Measure the median and the 99th percentile of each request, product and floor in turn."""
    ours, least = product.make(str(folder)), floor.make(str(folder))
    return [figure for request in requests for figure in _figures(ours, least, request)]


def _figures(ours: Any, least: Any, request: Signed) -> tuple[Figure, Figure]:
    for app in (ours, least):
        milliseconds(app, request, WARM_UP)
    spells = [(milliseconds(ours, request, 100), milliseconds(least, request, 100)) for _ in range(ROUNDS // 100)]
    times, floors = (sorted(one for spell in side for one in spell) for side in zip(*spells, strict=True))
    middle, usual = median(times), median(floors)
    slow, rarely = (side[len(side) * 99 // 100] for side in (times, floors))
    wanted = f"< {WANTED:.0f} ms"
    return (
        Figure(f"{request.name}, median", "ms", middle, usual, middle / usual, wanted, middle < WANTED),
        Figure(f"{request.name}, 99th percentile", "ms", slow, rarely, slow / rarely, ""),
    )


def milliseconds(app: Any, request: Signed, times: int) -> list[float]:
    """Time so many answers, each alone."""
    taken = []
    for _ in range(times):
        environ = request.environ()
        began = time.perf_counter_ns()
        answer(app, environ)
        taken.append((time.perf_counter_ns() - began) / 1e6)
    return taken
