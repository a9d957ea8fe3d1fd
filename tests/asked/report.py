"""Print how sentences fare: `.venv/bin/python tests/asked/report.py [--why] [--by simulator|baseline] [FILE …]`.

By topic and recognizer: right, partial, beside, missed, dangerous, false alarm. `--why` adds a line for each sentence
that is not right: what was heard, which state it led to, and the first words of the answer. `--all` lists the right
ones too. `--topic NAME` and `--verdict NAME` keep the list short. Without FILE: the five lists beside this file.

It reads content/ as it stands, and needs no generated file. To try it on another checkout, copy `tests/asked/` there.
The baseline recognizer needs scikit-learn. Without it, only the simulator's recognizer is reported.
"""

import argparse
import logging
import sys
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [path for path in (str(HERE.parents[1]), str(HERE.parent), str(HERE)) if path not in sys.path]

from files import ASKED, AT_NIGHT, IN_STATE, OWN, SUBJECTS  # noqa: E402
from stage import RECOGNIZERS, made_from_content, recognizer_by  # noqa: E402

from simulator.asked.judge import RIGHT, VERDICTS  # noqa: E402
from simulator.asked.lines import read_lines  # noqa: E402
from simulator.asked.report import because, judged, table  # noqa: E402
from simulator.recognizer.recognizer import Recognizer  # noqa: E402


def recognizers(by: str | None) -> dict[str, Recognizer]:
    """Return the recognizer of a name, or else both, or only the simulator's without scikit-learn."""
    installed = RECOGNIZERS if find_spec("sklearn") else RECOGNIZERS[:1]
    return {name: recognizer_by(name) for name in ((by,) if by else installed)}


def main() -> None:
    """Print the report that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "files", nargs="*", type=Path, default=[ASKED, OWN, IN_STATE, SUBJECTS, AT_NIGHT], metavar="FILE"
    )
    parser.add_argument("--why", action="store_true")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--by", choices=RECOGNIZERS)
    parser.add_argument("--topic")
    parser.add_argument("--verdict", choices=VERDICTS)
    parser.add_argument("--locale", default="en-GB")
    asked = parser.parse_args()
    logging.disable()
    stage = made_from_content(asked.locale)
    try:
        chosen = recognizers(asked.by)
        for file in asked.files:
            lines = [line for line in read_lines(file) if asked.topic in (None, line.topic)]
            found = {name: judged(lines, one, stage) for name, one in chosen.items()}
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
