"""What the practice page weighs, and how soon it can be seen and used in a real browser."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import urlopen

from bench.figures import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
LOADS = 5
LARGEST_BYTES, SLOWEST_PAINT_MS, SLOWEST_USE_MS = 100_000, 1_000, 1_000
START_SECONDS = 60
TIMES = """() => [
    performance.getEntriesByName("first-contentful-paint")[0].startTime,
    performance.getEntriesByName("interactive")[0].startTime,
    performance.getEntries().reduce((sum, one) => sum + (one.transferSize ?? 0), 0),
]"""


def figures(folder: Path) -> Iterator[Figure]:
    """Measure the page: the bytes of one visit, and the median of a few loads, each in a profile of its own."""
    sys.path.insert(0, str(ROOT / "tests"))
    from chromium import chromium  # type: ignore[import-not-found]  # noqa: PLC0415

    with _served(folder) as url, chromium() as browser:
        loads = []
        for _ in range(LOADS):
            page = browser.new_page()
            page.goto(url)
            page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length")
            loads.append(page.evaluate(TIMES))
            page.close()
    paint, use, weight = (median(each) for each in zip(*loads, strict=True))
    yield _figure("practice page: bytes of one visit", "bytes", weight, LARGEST_BYTES)
    yield _figure("practice page: first paint", "ms", paint, SLOWEST_PAINT_MS)
    yield _figure("practice page: usable", "ms", use, SLOWEST_USE_MS)


def _figure(what: str, unit: str, value: float, most: float) -> Figure:
    return Figure(what, unit, value, most, value / most, f"at most {most:,}", met=value <= most)


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/"
    command = [sys.executable, "-m", "simulator", "run", "--port", url.split(":")[2].strip("/")]
    environment = {**os.environ, "SKILL_DATABASE": str(folder / "page.db")}
    environment.pop("SKILL_ENVIRONMENT", None)
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait_for(url)
        yield url
    finally:
        server.terminate()
        server.wait(START_SECONDS)


def _wait_for(url: str) -> None:
    until = time.monotonic() + START_SECONDS
    while True:
        try:
            urlopen(url, timeout=START_SECONDS).close()  # noqa: S310 - loopback
        except URLError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return
