"""Checks that memory stays flat: many requests to one worker, whose memory is read during them.

First they are good ones. Then all are signed and hostile inside: `bench.fuzz` makes them.
"""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING

from bench.figures import Figure
from bench.fixtures import prepare
from bench.fuzz import SEED, signed_but_wild, stored_envelopes
from bench.load import ANY
from bench.serving import running
from bench.signed import save
from bench.under_load import press

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

REQUESTS = 200_000
SPELL_SECONDS = 10.0
SIGNED_ANEW_SECONDS = 100.0  # a request is good for 150
MOST_MB, MOST_GROWTH_MB = 85, 2
HOSTILE_REQUESTS = 400
"""Different ones, pressed in turn."""
MOST_HOSTILE_GROWTH_MB = 10
SETTLED_SHARE = 0.1
"""The part of the requests after which growth counts: caches and pools fill first."""


def soaked(folder: Path, requests: int) -> Iterable[Figure]:
    """Press until so many are answered. Return the memory of the worker at the end, and how much it grew."""
    sent, first, signed = 0, 0.0, time.monotonic()
    with running("bench.product:watched", folder) as server:
        while sent < requests:
            if time.monotonic() - signed > SIGNED_ANEW_SECONDS:
                prepare(folder)
                signed = time.monotonic()
            spell = press(server.port, SPELL_SECONDS, folder)
            sent += round(spell.rate * SPELL_SECONDS)
            first = first or (megabytes(server.process) if sent > requests * SETTLED_SHARE else 0.0)
        last = megabytes(server.process)
    yield Figure(f"memory after {sent:,} requests", "MB", last, first, last / first, f"< {MOST_MB} MB", last < MOST_MB)
    grown = last - first
    yield Figure(
        "  grown since a tenth of them", "MB", grown, 0.0, 0.0, f"< {MOST_GROWTH_MB} MB", grown < MOST_GROWTH_MB
    )


def hostile(folder: Path, requests: int) -> Iterable[Figure]:
    """Press with hostile requests. Return how much the memory of the worker grew.

    A few come first, after good ones: they load what a first call of Alexa's API needs, some 8 MB, and once.
    """
    sent, signed = 0, time.monotonic()
    with running("bench.product:watched", folder) as server:
        press(server.port, SPELL_SECONDS, folder)
        prepare_hostile(folder)
        press(server.port, 1.0, folder, ANY)
        first = megabytes(server.process)
        while sent < requests:
            if time.monotonic() - signed > SIGNED_ANEW_SECONDS:
                prepare_hostile(folder)
                signed = time.monotonic()
            sent += round(press(server.port, SPELL_SECONDS, folder, ANY).rate * SPELL_SECONDS)
        last = megabytes(server.process)
    what = f"memory after {sent:,} hostile signed requests: grown"
    wanted = f"< {MOST_HOSTILE_GROWTH_MB} MB"
    yield Figure(what, "MB", last - first, first, last / first, wanted, last - first < MOST_HOSTILE_GROWTH_MB)


def prepare_hostile(folder: Path) -> None:
    """Write wild requests, signed just now, into `folder`."""
    chance = random.Random(SEED)  # noqa: S311 - the same run again is worth more than secrecy
    envelopes = stored_envelopes()
    prepare(folder)
    save(folder, [signed_but_wild(chance, envelopes) for _ in range(HOSTILE_REQUESTS)])


def megabytes(process: int) -> float:
    """Return the resident set of the largest process that this one started: the worker, what it shares included."""
    return max(_resident(one) for one in family(process)[1:])


def family(process: int) -> list[int]:
    """Return a process and all it has started."""
    with open(f"/proc/{process}/task/{process}/children", encoding="ascii") as file:  # noqa: PTH123 - no path of ours
        return [process, *(one for child in file.read().split() for one in family(int(child)))]


def _resident(process: int) -> float:
    with open(f"/proc/{process}/status", encoding="ascii") as file:  # noqa: PTH123 - the same
        line = next(line for line in file if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024
