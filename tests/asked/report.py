"""Print how sentences fare: `.venv/bin/python tests/asked/report.py [--why] [--ear own|second] [FILE …]`.

By topic and ear: right, partial, beside, missed, dangerous, false alarm. `--why` adds a line for each sentence that is
not right: what was heard, which state it led to, and the first words of the answer. `--all` lists the right ones too.
`--topic NAME` and `--verdict NAME` keep the list short. Without FILE: the four lists beside this file.

It reads content/ as it stands, and needs no generated file. To try it on another checkout, copy `tests/asked/` there.
The second ear needs scikit-learn; without it, only the own ear is reported.
"""

import argparse
import logging
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [path for path in (str(HERE.parents[1]), str(HERE.parent), str(HERE)) if path not in sys.path]

from judge import DANGEROUS, FALSE_ALARM, MISSED, RIGHT, VERDICTS, Verdict, judge  # noqa: E402
from lines import ASKED, AT_NIGHT, IN_STATE, LEVELS, OWN, Line, read_lines  # noqa: E402
from scenes import Stage  # noqa: E402

from simulator.recognizer.recognizer import Recognizer  # noqa: E402
from simulator.recognizer.signs import SignRecognizer  # noqa: E402

FIRST_WORDS = 90
"""Characters shown of an answer."""


def ears(stage: Stage) -> dict[str, Recognizer]:
    """Return both ears for the content as it stands, or only the skill's own without scikit-learn."""
    own = Recognizer(stage.model, signs=SignRecognizer(stage.content))
    try:
        from second_ear import SecondEar  # noqa: PLC0415 - the report is of use without it
    except ModuleNotFoundError:
        return {"own": own}
    return {"own": own, "second": SecondEar(stage.model)}


def judged(lines: Iterable[Line], ear: Recognizer, stage: Stage) -> list[Verdict]:
    """Say every sentence by one ear, and judge what comes of it."""
    return [judge(line, stage.say(line, ear)) for line in lines]


def table(found: dict[str, list[Verdict]]) -> Iterator[str]:
    """Yield the verdicts by topic; each cell holds a figure for each ear."""
    every = next(iter(found.values()))
    topics = Counter(verdict.line.topic for verdict in every)
    yield f"by ear: {' / '.join(found)}"
    yield f"{'topic':15}{'n':>4}  " + "".join(f"{name:>13}" for name in VERDICTS)
    for topic, number in [*topics.items(), ("all", len(every))]:
        counts = [Counter(v.verdict for v in one if topic in ("all", v.line.topic)) for one in found.values()]
        cells = (" / ".join(str(count[name] or "·") for count in counts) for name in VERDICTS)
        yield f"{topic:15}{number:>4}  " + "".join(f"{cell:>13}" for cell in cells)
    for ear, verdicts in found.items():
        yield f"{ear}: {signs_at_their_level(verdicts)}"


def signs_at_their_level(verdicts: list[Verdict]) -> str:
    """Return how many signs get their level, by level, as a sentence."""
    parts = []
    for name, kept in (("signs", LEVELS), *((level, (level,)) for level in LEVELS)):
        signs = [verdict for verdict in verdicts if verdict.line.least in kept]
        right = sum(verdict.verdict == RIGHT for verdict in signs)
        parts.append(f"{name} {right} of {len(signs)}" + (f" ({right / len(signs):.0%})" if signs else ""))
    told = sum(verdict.told_to_stop_quinine for verdict in verdicts)
    return f"at their level: {', '.join(parts)}; told to stop quinine unasked: {told}"


def because(ear: str, verdict: Verdict) -> str:
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
        f" · {ear} · {line.topic} · {line.state} · “{line.said}”\n"
        f"    wanted {wanted}; least {line.least}\n"
        f"    heard {outcome.heard.intent}({slots}) {outcome.heard.score:.2f} “{outcome.heard.sample or ''}”\n"
        f"    → {came}{marks}: {outcome.words[:FIRST_WORDS]}"
    )


def main() -> None:
    """Print the report that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=[ASKED, OWN, IN_STATE, AT_NIGHT], metavar="FILE")
    parser.add_argument("--why", action="store_true")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--ear", choices=("own", "second"))
    parser.add_argument("--topic")
    parser.add_argument("--verdict", choices=VERDICTS)
    parser.add_argument("--locale", default="en-GB")
    asked = parser.parse_args()
    logging.disable()
    stage = Stage(asked.locale)
    try:
        heard_by = {name: ear for name, ear in ears(stage).items() if asked.ear in (None, name)}
        for file in asked.files:
            lines = [line for line in read_lines(file) if asked.topic in (None, line.topic)]
            found = {name: judged(lines, ear, stage) for name, ear in heard_by.items()}
            shown = [
                because(name, verdict)
                for name, verdicts in found.items()
                for verdict in sorted(verdicts, key=lambda verdict: -VERDICTS.index(verdict.verdict))
                if (asked.all or verdict.verdict != RIGHT) and asked.verdict in (None, verdict.verdict)
            ]
            listed = shown if asked.why or asked.all or asked.verdict else []
            sys.stdout.write("\n".join(["", file.name, *listed, "", *table(found), ""]))
    finally:
        stage.close()


if __name__ == "__main__":
    main()
