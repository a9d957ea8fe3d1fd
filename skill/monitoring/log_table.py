"""A log summary as plain text, for a terminal or an e-mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from skill.monitoring.log_summary import Kind, LogSummary

GOOD = "answered"
UNVERIFIED = ""
"""The kind shown for refused requests."""
ROUTINES = ("relief", "practice")
ENDS = ("done", "silent", "left")
MOST_MESSAGES = 20


def table(summary: LogSummary) -> Iterator[str]:
    """Yield the lines: requests, refusals, slow ones, warnings, outcomes and versions."""
    yield from _head(summary)
    yield from _section("Requests", _requests(summary))
    yield from _section("Where from", _locales(summary))
    yield from _section("Not Alexa's, so refused", _refusals(summary))
    yield from _section(f"Slower than {summary.slow:g} ms", _slow(summary))
    yield from _section("Warnings and errors", _messages(summary))
    yield from _section("What came of it", _outcomes(summary))
    yield from _section("Started", _runs(summary))


def _head(summary: LogSummary) -> Iterator[str]:
    if not summary.lines:
        yield "no line of the skill's, so there is nothing to sum up"
    else:
        lines = "1 line" if summary.lines == 1 else f"{summary.lines:,} lines"
        yield f"{_day(summary.first)} to {_day(summary.last)} UTC, {lines}"
    if summary.unreadable:
        yield f"left out because they are damaged: {summary.unreadable:,}"
    if summary.foreign:
        yield f"left out because they are not the skill's, or tell of a failed start: {summary.foreign:,}"


def _day(time: str) -> str:
    return time.replace("T", " ")


def _section(title: str, rows: Iterator[Sequence[str]]) -> Iterator[str]:
    """Yield a title and its rows as columns, the first aligned left, the others right. Without rows, yield nothing."""
    table = [*rows]
    if not table:
        return
    yield from ("", title)
    columns = max(map(len, table))
    filled = [[*row, *[""] * (columns - len(row))] for row in table]
    widths = [max(len(row[column]) for row in filled) for column in range(columns)]
    for row in filled:
        cells = [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        yield f"  {'  '.join([row[0].ljust(widths[0]), *cells])}".rstrip()


def _requests(summary: LogSummary) -> Iterator[Sequence[str]]:
    kinds = {name: kind for name, kind in summary.kinds.items() if name != UNVERIFIED}
    if not kinds:
        return
    others = sorted({outcome for kind in kinds.values() for outcome in kind.outcomes} - {GOOD})
    yield ("kind", "requests", *others, "median ms", "99 % ms", "slowest ms")
    for name, kind in sorted(kinds.items(), key=lambda item: -item[1].outcomes.total()):
        yield (name, f"{kind.outcomes.total():,}", *(_number(kind.outcomes[other]) for other in others), *_times(kind))


def _locales(summary: LogSummary) -> Iterator[Sequence[str]]:
    return ((locale, f"{number:,}") for locale, number in summary.locales.most_common())


def _times(kind: Kind) -> Sequence[str]:
    return [f"{kind.quantile(share):.1f}" for share in (0.5, 0.99, 1.0)]


def _number(number: int) -> str:
    return f"{number:,}" if number else "-"


def _refusals(summary: LogSummary) -> Iterator[Sequence[str]]:
    yield from ((reason, f"{number:,}") for reason, number in summary.refusals.most_common())
    unverified = summary.kinds[UNVERIFIED].outcomes if UNVERIFIED in summary.kinds else {}
    yield from ((f"({name})", f"{number:,}") for name, number in unverified.items() if name != "refused")
    if summary.omitted:
        yield ("(without a line)", f"{summary.omitted:,}")


def _slow(summary: LogSummary) -> Iterator[Sequence[str]]:
    for one in sorted(summary.slowest, reverse=True):
        yield (_day(one.time), f"{one.milliseconds:,.0f}", one.kind, one.identity)
    more = summary.slow_count - len(summary.slowest)
    if more:
        yield (f"and {more:,} more",)


def _messages(summary: LogSummary) -> Iterator[Sequence[str]]:
    for (level, said), number in summary.messages.most_common(MOST_MESSAGES):
        yield (f"{level}: {said}", f"{number:,}", f"last {_day(summary.last_said[level, said])}")
    more = len(summary.messages) - MOST_MESSAGES
    if more > 0:
        yield (f"and {more} more kinds",)


def _outcomes(summary: LogSummary) -> Iterator[Sequence[str]]:
    outcomes = summary.outcomes
    if not outcomes:
        return
    for routine in ROUTINES:
        begun = outcomes[f"{routine}-begun"]
        if not begun and not any(outcomes[f"{routine}-{end}"] for end in ENDS):
            continue
        yield (f"{routine} begun", f"{begun:,}")
        for end in ENDS:
            yield (f"  {end}", f"{outcomes[f'{routine}-{end}']:,}", _share(outcomes[f"{routine}-{end}"], begun))
    yield ("safety checks", f"{outcomes['check-asked']:,}")
    yield ("  passed", f"{outcomes['check-passed']:,}", _share(outcomes["check-passed"], outcomes["check-asked"]))
    yield ("alarms", f"{outcomes['alarm-raised']:,}")
    back = outcomes["alarm-taken-back"]
    yield ("  taken back", f"{back:,}", _share(back, outcomes["alarm-raised"]))
    asked = sum(kind.outcomes.total() for name, kind in summary.kinds.items() if name != UNVERIFIED)
    for name in ("misheard", "unknown", "asked-again"):
        yield (name, f"{outcomes[name]:,}", _share(outcomes[name], asked))


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else ""


def _runs(summary: LogSummary) -> Iterator[Sequence[str]]:
    for run, workers in sorted(summary.workers.items()):
        began = _day(run.server) or "at a time not known"
        yield (began, f"version {run.version}", f"content {run.content}", f"models {run.models}", f"workers: {workers}")
