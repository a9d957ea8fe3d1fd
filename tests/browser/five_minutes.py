"""Measures the countdown against the real clock over a whole bedtime stretch. `python tests/browser/five_minutes.py`.

Takes its five minutes: the voice is off, as words have no exact length, and every second shown is timed.
"""

import statistics
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from echo_page import EchoPage
from echo_server import ROOT, serving
from test_echo_time import SEEN, TOLERANCE_MS

sys.path[:0] = [str(ROOT / "tests")]

from chromium import chromium  # noqa: E402 - as a program this file finds it beside tests/browser


def due(items):
    """When each number should appear, in ms from the first word."""
    at, moments = 0.0, []
    for item in items:
        length = 1000 * item["seconds"]
        if "words" not in item and item["seconds"] >= 1:
            moments += [at + 1000 * second for second in range(round(item["seconds"]))]
        at += length
    return moments


def lateness(seen, items):
    """Milliseconds by which each number came too late, against the one that was least so."""
    expected = due(items)
    shown = [at for at, text in seen if text not in {"", "0"}]
    if len(shown) != len(expected):
        raise SystemExit(f"{len(expected)} seconds were due and {len(shown)} were shown")
    late = [at - moment for at, moment in zip(shown, expected, strict=True)]
    return [one - min(late) for one in late]


def main():
    with TemporaryDirectory() as folder, serving(Path(folder)) as server, chromium() as browser:
        tab = EchoPage(browser.new_page(), server.url).open()
        tab.page.evaluate(SEEN)
        tab.tap("Start my bedtime stretch")
        late = []
        for part in range(2):
            tab.page.wait_for_selector("[data-state=speaking]", timeout=20_000)
            tab.page.wait_for_selector("[data-state=listening]", timeout=300_000)
            items = tab.answer["exchanges"][-1]["items"]
            late += lateness(tab.page.evaluate("seen.splice(0)"), items)
            sys.stdout.write(f"part {part + 1}: the last second was {late[-1]:.1f} ms late\n")
    worst, middle = max(late), statistics.median(late)
    too_late = [f"{one:.0f}" for one in late if one > TOLERANCE_MS]
    sys.stdout.write(f"over {TOLERANCE_MS} ms: {', '.join(too_late) or 'none'}\n")
    sys.stdout.write(f"{len(late)} seconds: worst {worst:.1f} ms late, of {TOLERANCE_MS}; median {middle:.1f}\n")
    sys.exit(worst > TOLERANCE_MS)


if __name__ == "__main__":
    main()
