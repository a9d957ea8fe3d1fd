"""`python -m bench`: each speed figure beside its baseline. `bench page` measures the practice page.

`bench store` measures SQLite. `bench soak`, `hostile`, `fuzz` and `slow` are stress tests.
Ends with 1 if a figure that is asked for is missed. `--stock PYTHON` names a Python, of another virtual environment, in
which the stock SDK's verification can be imported; docs/decisions/0002 says why that is so few.
"""

from __future__ import annotations

import argparse
import logging
import os
import signal
import sys
import tempfile
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from bench import costs, fuzz, in_process, page, slow, soak, start_up, store, under_load
from bench.figures import HEAD, Figure
from bench.fixtures import prepare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Measure = Callable[[Path, argparse.Namespace], Iterable[Figure]]

MOST_LOAD = 2.5  # two processes at work are the bench's own
MOST_BUSY = 0.8  # beyond this the load generator may be what is measured
TIME_LIMIT_SECONDS = 600


def main() -> int:
    """Measure and print; return the exit status."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # unwinds, so that the servers are ended too
    signal.signal(signal.SIGALRM, lambda *_: sys.exit("bench: out of time"))
    signal.alarm(TIME_LIMIT_SECONDS)
    _quieten()
    asked = _asked()
    print(HEAD)
    with tempfile.TemporaryDirectory() as name:
        prepare(Path(name))
        found = [_shown(figure) for figure in MEASURES[asked.what](Path(name), asked)]
    missed = [figure.what for figure in found if not figure.met]
    load = os.getloadavg()[0]
    print(f"load average: {load:.1f}")
    if load > MOST_LOAD:
        print("  (others used the machine: a sync worker loses most by that, so ratios to one are too high)")
    print(f"missed: {', '.join(missed)}" if missed else "every figure is met")
    return 1 if missed else 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("what", nargs="?", default="speed", choices=list(MEASURES))
    parser.add_argument("--stock", default=sys.executable, metavar="PYTHON")
    parser.add_argument("--requests", type=int, default=0, help="how many, for soak, hostile and fuzz")
    parser.add_argument("--seed", type=int, default=fuzz.SEED, help="of the chance in fuzz")
    return parser.parse_args()


def _quieten() -> None:
    logging.getLogger("skill").setLevel(logging.ERROR)
    # one of certifi's roots will be refused by a later release of cryptography: said once is enough
    warnings.simplefilter("ignore")
    os.environ["PYTHONWARNINGS"] = "ignore"


def _speed(folder: Path, asked: argparse.Namespace) -> Iterable[Figure]:
    yield from start_up.first_answers(folder)
    yield from in_process.latencies(folder, prepare(folder))
    yield in_process.hearing()
    yield in_process.understanding()
    prepare(folder)  # signed again: a request is good for 150 seconds
    found, busiest = under_load.rates(folder, asked.stock)
    yield from under_load.figures(found)
    if busiest > MOST_BUSY:
        print(f"  (the load generator was busy {busiest:.0%} of the time at most: it may be what was measured)")
    prepare(folder)
    yield under_load.half_of_peak(folder)


def _costs(folder: Path, _asked: argparse.Namespace) -> Iterable[Figure]:
    print("microseconds for one answer", *costs.cost_table(folder, prepare(folder)), sep="\n")
    return ()


MEASURES: dict[str, Measure] = {
    "speed": _speed,
    "costs": _costs,
    "soak": lambda folder, asked: soak.soaked(folder, asked.requests or soak.REQUESTS),
    "hostile": lambda folder, asked: soak.hostile(folder, asked.requests or soak.REQUESTS),
    "fuzz": lambda folder, asked: fuzz.fuzzed(folder, asked.requests or fuzz.REQUESTS, asked.seed),
    "page": lambda folder, _asked: page.figures(folder),
    "slow": lambda folder, _asked: slow.beside_slow_clients(folder),
    "store": lambda folder, _asked: store.figures(folder),
}


def _shown(figure: Figure) -> Figure:
    print(figure.line(), flush=True)
    return figure


if __name__ == "__main__":
    sys.exit(main())
