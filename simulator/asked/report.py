"""Report on a file of sentences: verdicts by topic, and why a sentence got its verdict."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from simulator.asked.judge import DANGEROUS, FALSE_ALARM, MISSED, RIGHT, VERDICTS, Verdict, judge
from simulator.asked.lines import LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from simulator.asked.lines import Line
    from simulator.asked.scenes import Stage
    from simulator.recognizer.recognizer import Recognizer

SHOWN_CHARACTERS = 90
"""Of an answer."""


def judged(lines: Iterable[Line], recognizer: Recognizer, stage: Stage) -> list[Verdict]:
    """Say every sentence through one recognizer, and judge the result."""
    return [judge(line, stage.say(line, recognizer)) for line in lines]


def table(found: dict[str, list[Verdict]]) -> Iterator[str]:
    """Yield the verdicts by topic. Each cell has a figure for each recognizer."""
    every = next(iter(found.values()))
    topics = Counter(verdict.line.topic for verdict in every)
    yield f"by recognizer: {' / '.join(found)}"
    yield f"{'topic':15}{'n':>4}  " + "".join(f"{name:>13}" for name in VERDICTS)
    for topic, number in [*topics.items(), ("all", len(every))]:
        counts = [Counter(v.verdict for v in one if topic in ("all", v.line.topic)) for one in found.values()]
        cells = (" / ".join(str(count[name] or "·") for count in counts) for name in VERDICTS)
        yield f"{topic:15}{number:>4}  " + "".join(f"{cell:>13}" for cell in cells)
    for name, verdicts in found.items():
        yield f"{name}: {signs_at_their_level(verdicts)}"


def signs_at_their_level(verdicts: list[Verdict]) -> str:
    """Return how many signs get their level, by level, as a sentence."""
    parts = []
    for name, kept in (("signs", LEVELS), *((level, (level,)) for level in LEVELS)):
        signs = [verdict for verdict in verdicts if verdict.line.least in kept]
        right = sum(verdict.verdict == RIGHT for verdict in signs)
        parts.append(f"{name} {right} of {len(signs)}" + (f" ({right / len(signs):.0%})" if signs else ""))
    told = sum(verdict.told_to_stop_quinine for verdict in verdicts)
    return f"at their level: {', '.join(parts)}; told to stop quinine unasked: {told}"


def because(recognizer: str, verdict: Verdict) -> str:
    """Return why a sentence got its verdict, on one line."""
    line, outcome = verdict.line, verdict.outcome
    slots = ", ".join(
        f"{name}={slot.id}" if slot.id else f"{name}~“{slot.value}”" for name, slot in outcome.heard.slots.items()
    )
    wanted = " | ".join(" & ".join(terms) for terms in line.expected)
    came = f"{outcome.state} {outcome.question}/{outcome.choice} {outcome.level}".replace(" / ", " ").strip()
    marks = "".join(
        mark
        for mark, there in (
            (" [leads to a stretch]", outcome.stretches),
            (" [stop quinine]", verdict.told_to_stop_quinine),
            (" [over]", outcome.over),
        )
        if there
    )
    return (
        f"{verdict.verdict.upper() if verdict.verdict in (DANGEROUS, FALSE_ALARM, MISSED) else verdict.verdict}"
        f" · {recognizer} · {line.topic} · {line.state} · “{line.said}”\n"
        f"    wanted {wanted}; least {line.least}\n"
        f"    heard {outcome.heard.intent}({slots}) {outcome.heard.score:.2f} “{outcome.heard.sample or ''}”\n"
        f"    → {came}{marks}: {outcome.words[:SHOWN_CHARACTERS]}"
    )


def report(lines: list[Line], recognizer: Recognizer, stage: Stage, *, why: bool) -> Iterator[str]:
    """Yield the report for the simulator's recognizer. With `why`, it begins with each sentence that is not right."""
    verdicts = judged(lines, recognizer, stage)
    if why:
        yield from (because("simulator", verdict) for verdict in verdicts if verdict.verdict != RIGHT)
    yield from table({"simulator": verdicts})
