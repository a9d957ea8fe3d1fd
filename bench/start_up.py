"""How long a fresh process takes to its first verified answer, the chain fetched over TLS, and what that goes on."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from statistics import median
from typing import TYPE_CHECKING

from bench.chain_host import chain_host
from bench.figures import Figure
from bench.serving import ROOT, clean_environment

if TYPE_CHECKING:
    from pathlib import Path

TIMES = 7
WANTED_SECONDS = 0.5
PARTS = {
    "ready": "the interpreter",
    "imported": "imports",
    "made": "content and wiring",
    "answered": "first request, with the chain fetched",
}

Parts = dict[str, float]


def first_answers(folder: Path) -> list[Figure]:
    """Start product and baseline in turn, each several times; the first of each, which may compile, isn't counted."""
    with chain_host(folder):
        pairs = [
            (_fresh("bench.product", "fetching", folder), _fresh("bench.baseline", "make", folder))
            for _ in range(TIMES + 1)
        ][1:]
    ours, least = (median(sum(parts.values()) for parts in side) for side in zip(*pairs, strict=True))
    whole = Figure(
        "process start to first answer", "s", ours, least, ours / least, f"< {WANTED_SECONDS} s", ours < WANTED_SECONDS
    )
    return [whole, *(_part(name, pairs) for name in PARTS)]


def _part(name: str, pairs: list[tuple[Parts, Parts]]) -> Figure:
    ours, least = (median(parts[name] for parts in side) for side in zip(*pairs, strict=True))
    return Figure(f"  of which {PARTS[name]}", "s", ours, least, ours / least, "")


def _fresh(module: str, maker: str, folder: Path) -> Parts:
    order = [sys.executable, "-m", "bench.first_answer", module, maker, str(folder)]
    began = time.monotonic()
    finished = subprocess.run(
        order,
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=clean_environment(),
        timeout=30,
    )
    moments: Parts = json.loads(finished.stdout)
    parts, before = {}, began
    for name in PARTS:
        parts[name], before = moments[name] - before, moments[name]
    return parts
