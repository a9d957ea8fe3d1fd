"""Requests per second on one core: product, stock SDK and baselines in turn, in one run, under the same load."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import ExitStack
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from bench.figures import Figure
from bench.serving import PRODUCTION, ROOT, SYNC, Server, running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

ROUNDS = 9
ROUND_SECONDS = 0.6
WARM_UP_SECONDS = 0.4
LAUNCH, STRETCH, LARGE, QUESTION = "launch", "bedtime stretch", "cramp, 3 KB", "question, 3 KB"
MOST_MORE = 1.15  # times a launch
MOST_MS = 30
LEAST_OF_BARE = 0.85


class Contender(NamedTuple):
    """An application under load."""

    name: str
    application: str
    server: str
    asked: tuple[str, ...]
    """Which requests."""


PRODUCT = Contender("product", "bench.product:watched", PRODUCTION, (LAUNCH, STRETCH, LARGE, QUESTION))
BARE = Contender("a bare Flask route", "bench.baseline:bare", SYNC, (LAUNCH,))
SIGNED = Contender("the same with the signature checked", "bench.baseline:make", SYNC, (LAUNCH,))
STOCK = Contender("stock hello world, unverified", "bench.stock:make", SYNC, (LAUNCH,))
VERIFIED = Contender("stock hello world, verified", "bench.stock:verified", SYNC, (LAUNCH,))
FIELD = (PRODUCT, BARE, SIGNED, STOCK, VERIFIED)


class Spell(NamedTuple):
    """The result of one spell of load; milliseconds."""

    rate: float
    """Requests per second."""
    busy: float
    """The part of the time that the load generator itself was busy."""
    p50: float
    p99: float


Spells = dict[tuple[str, str], list[Spell]]


def rates(folder: Path, stock: str = sys.executable) -> tuple[Spells, float]:
    """Press on everybody in turn; return the spells by contender and request, and the most the generator was busy.

    `stock` is the Python that serves the verified hello world.
    """
    found: Spells = {}
    busiest = 0.0
    spells = [(one.name, asked) for one in FIELD for asked in one.asked]
    with ExitStack() as stack:
        ports = {one.name: stack.enter_context(_served(one, folder, stock)).port for one in FIELD}
        for name, asked in spells:
            press(ports[name], WARM_UP_SECONDS, folder, asked)
        for name, asked in spells * ROUNDS:
            spell = press(ports[name], ROUND_SECONDS, folder, asked)
            found.setdefault((name, asked), []).append(spell)
            busiest = max(busiest, spell.busy)
    return found, busiest


def _served(one: Contender, folder: Path, stock: str) -> AbstractContextManager[Server]:
    return running(one.application, folder, one.server, stock if one is VERIFIED else sys.executable)


def figures(found: Spells) -> Iterator[Figure]:
    """Compare the rates: the product's with each other contender's, and its own for a large request and a small one."""
    for asked in (LAUNCH, STRETCH):
        for other, wanted in ((BARE, LEAST_OF_BARE), (SIGNED, 0.0), (STOCK, 0.0), (VERIFIED, 0.0)):
            what, ours, theirs = f"{asked} / {other.name}", found[PRODUCT.name, asked], found[other.name, LAUNCH]
            yield _compared(what, ours, theirs, wanted)
    for asked in (LAUNCH, STRETCH):
        yield _answered_soon(asked, found[PRODUCT.name, asked])
    for asked in (LARGE, QUESTION):
        yield _costs_more(asked, found[PRODUCT.name, asked], found[PRODUCT.name, LAUNCH])


def _compared(what: str, our_spells: list[Spell], their_spells: list[Spell], wanted: float) -> Figure:
    ours, theirs = _rates(our_spells), _rates(their_spells)
    ratio = median(one / other for one, other in zip(ours, theirs, strict=True))
    asked = f"ratio >= {wanted}" if wanted else ""
    return Figure(what, "req/s", median(ours), median(theirs), ratio, asked, ratio >= wanted)


def _rates(spells: list[Spell]) -> list[float]:
    return [spell.rate for spell in spells]


def _answered_soon(what: str, spells: list[Spell]) -> Figure:
    """Return the 99th percentile of how long an answer takes while all connections ask at once."""
    slow, middle = median(spell.p99 for spell in spells), median(spell.p50 for spell in spells)
    return Figure(f"{what}: p99, p50", "ms", slow, middle, slow / middle, f"< {MOST_MS} ms", slow < MOST_MS)


def _costs_more(what: str, large_spells: list[Spell], small_spells: list[Spell]) -> Figure:
    """Return how many times as long a request takes as a launch."""
    large, small = _rates(large_spells), _rates(small_spells)
    ratio = median(one / other for one, other in zip(small, large, strict=True))
    met = ratio <= MOST_MORE
    return Figure(
        f"{what} / launch", "us", 1e6 / median(large), 1e6 / median(small), ratio, f"ratio <= {MOST_MORE}", met
    )


def half_of_peak(folder: Path) -> Figure:
    """Find the peak, then send half as many at even intervals. Return the 99th percentile of how long they took."""
    with running(PRODUCT.application, folder) as server:
        press(server.port, WARM_UP_SECONDS, folder, LAUNCH)
        peak = median(press(server.port, ROUND_SECONDS, folder, LAUNCH).rate for _ in range(3))
        spells = [press(server.port, 2 * ROUND_SECONDS, folder, LAUNCH, peak / 2) for _ in range(3)]
    return _answered_soon("at half of peak load", spells)


def press(port: int, seconds: float, folder: Path, name: str = "", rate: float = 0.0) -> Spell:
    """Press on a port from a process of its own, with the request of this name, or with all in turn.

    Raises:
        RuntimeError: something else than a 200 came back.

    """
    order = [sys.executable, "-m", "bench.load", str(port), str(seconds), str(folder), name, str(rate)]
    count = json.loads(subprocess.run(order, cwd=ROOT, check=True, stdout=subprocess.PIPE, timeout=60).stdout)
    if count["refusals"]:
        raise RuntimeError(f"{count['refusals']} of {count['answers']} answers were no 200")
    return Spell(count["answers"] / count["seconds"], count["busy"], count["p50"], count["p99"])
