"""Summary of log lines: requests, results, failures, outcomes and versions.

Lines may be damaged, foreign or from an older version. Only values that this module knows are kept.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from heapq import heappush, heappushpop
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from skill.monitoring.embedded_metrics import EVENT, outcomes_in
from skill.monitoring.metrics import KINDS, REQUESTS
from skill.monitoring.redactor import OTHER, TYPES, UNNAMED

if TYPE_CHECKING:
    from collections.abc import Iterable

SLOW_MILLISECONDS = 1000.0
SLOWEST_KEPT = 10
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", re.ASCII)
WORD = re.compile(r"[A-Za-z0-9][\w.-]{0,79}", re.ASCII)
MESSAGE = re.compile(r"[A-Za-z][\w ,.:'/()_-]{0,119}", re.ASCII)
REASON = re.compile(r"[A-Za-z]{1,40}", re.ASCII)
BEGINNING = "{"
ANSWERS = {outcome for _, outcome in REQUESTS}
LARGEST_NUMBER = 1e9
"""Larger than any number in our lines."""
OURS = "skill"
"""The beginning of our loggers' names."""


class Slow(NamedTuple):
    """A slow request."""

    milliseconds: float
    time: str
    kind: str
    identity: str


class Run(NamedTuple):
    """A server that was started."""

    server: str
    version: str
    content: str
    models: str


@dataclass
class Kind:
    """The requests of one kind."""

    outcomes: Counter[str] = field(default_factory=Counter)
    milliseconds: array[float] = field(default_factory=lambda: array("f"))

    def quantile(self, share: float) -> float:
        """Return how long this share of the requests took at most."""
        ordered = sorted(self.milliseconds)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


class LogSummary:
    """The sums of a log."""

    def __init__(self, outcomes: Iterable[str], day: str = "", slow: float = SLOW_MILLISECONDS) -> None:
        """Set up with the known outcomes, the day to select (YYYY-MM-DD; empty for all), and what counts as slow."""
        self.known, self.day, self.slow = {*outcomes}, day, slow
        self.first = self.last = ""
        self.lines = self.unreadable = self.foreign = self.omitted = self.slow_count = 0
        self.kinds: defaultdict[str, Kind] = defaultdict(Kind)
        self.locales: Counter[str] = Counter()
        self.refusals: Counter[str] = Counter()
        self.messages: Counter[tuple[str, str]] = Counter()
        self.last_said: dict[tuple[str, str], str] = {}
        self.outcomes: Counter[str] = Counter()
        self.workers: Counter[Run] = Counter()
        self.slowest: list[Slow] = []

    def add(self, text: str) -> None:
        """Add a line. A prefix before its first brace, such as journald's, is ignored."""
        brace = text.find(BEGINNING)
        if brace < 0:
            self.foreign += bool(text.strip())
            return
        try:
            line = msgspec.json.decode(text[brace:].strip())
        except (msgspec.DecodeError, UnicodeError, RecursionError):
            self.unreadable += 1
            return
        time = line.get("time") if isinstance(line, dict) else None
        if not isinstance(time, str) or not TIME.match(time):
            self.foreign += 1
        elif time.startswith(self.day):
            self._add(line, time[:19])

    def _add(self, line: dict[str, Any], time: str) -> None:
        event = line.get("event")
        if event == "request":
            self._request(line, time)
        elif event == "outcomes":
            self._outcomes(line.get("outcomes"))
        elif event == EVENT:
            self._outcomes(outcomes_in(line, self.known))
        elif event == "began":
            build = (_matching(WORD, line.get(name)) for name in ("version", "content", "models"))
            self.workers[Run(_time(line.get("server")), *build)] += 1
        elif str(line.get("logger")).startswith(OURS):
            self._message(line, time)
        else:
            self.foreign += 1
            return
        self.lines += 1
        self.first, self.last = min(self.first or time, time), max(self.last, time)

    def _request(self, line: dict[str, Any], time: str) -> None:
        outcome = _one_of(ANSWERS, line.get("outcome"))
        if reason := line.get("reason"):
            self.refusals[_matching(REASON, reason) or OTHER] += 1
        self.omitted += _count(line.get("omitted"))
        if not line.get("type"):  # a refused request: nothing in it is known to be true
            self.kinds[""].outcomes[outcome] += 1
            return
        kind, milliseconds = _kind(line), _number(line.get("ms"))
        self.kinds[kind].outcomes[outcome] += 1
        self.kinds[kind].milliseconds.append(milliseconds)
        self.locales[_matching(WORD, line.get("locale")) or OTHER] += 1
        if milliseconds > self.slow:
            self.slow_count += 1
            self._keep(Slow(milliseconds, time, kind, _matching(WORD, line.get("id"))))

    def _keep(self, one: Slow) -> None:
        if len(self.slowest) < SLOWEST_KEPT:
            heappush(self.slowest, one)
        else:
            heappushpop(self.slowest, one)

    def _outcomes(self, sums: object) -> None:
        for outcome, number in (sums if isinstance(sums, dict) else {}).items():
            self.outcomes[_one_of(self.known, outcome)] += _count(number)

    def _message(self, line: dict[str, Any], time: str) -> None:
        said = _matching(MESSAGE, line.get("message")) or "a message that can't be shown"
        key = (_matching(REASON, line.get("level")) or OTHER, said)
        self.messages[key] += 1
        self.last_said[key] = max(self.last_said.get(key, ""), time)


def _kind(line: dict[str, Any]) -> str:
    """Return a request's kind. For a line of an older version, it follows from the type or the intent."""
    for kind in (line.get("kind"), line.get("intent")):
        if isinstance(kind, str) and kind in KINDS:
            return kind
    return TYPES.get(str(line.get("type")), "control" if line.get("intent") not in (*UNNAMED, OTHER) else OTHER)


def _matching(pattern: re.Pattern[str], value: object) -> str:
    return value if isinstance(value, str) and pattern.fullmatch(value) else ""


def _one_of(known: set[str], value: object) -> str:
    return value if isinstance(value, str) and value in known else OTHER


def _time(value: object) -> str:
    return value[:19] if isinstance(value, str) and TIME.match(value) else ""


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) and 0 <= value < LARGEST_NUMBER else 0.0


def _count(value: object) -> int:
    return int(_number(value))
