"""Print how sentences fare: `.venv/bin/python tests/asked/report.py [--why] [--ear own|second] [FILE …]`.

By topic and ear: right, partial, beside, missed, dangerous, false alarm. `--why` adds a line for each sentence that is
not right: what was heard, which state it led to, and the first words of the answer. `--all` lists the right ones too.
`--topic NAME` and `--verdict NAME` keep the list short. Without FILE: the five lists beside this file.

It reads content/ as it stands, and needs no generated file. To try it on another checkout, copy `tests/asked/` there.
The second ear needs scikit-learn; without it, only the own ear is reported.
"""

import argparse
import logging
import sys
from functools import cache
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [path for path in (str(HERE.parents[1]), str(HERE.parent), str(HERE)) if path not in sys.path]

from files import ASKED, AT_NIGHT, IN_STATE, OWN, SUBJECTS  # noqa: E402
from stage import made_from_content  # noqa: E402
from the_skill import recognizer  # noqa: E402

from simulator.asked.judge import RIGHT, VERDICTS  # noqa: E402
from simulator.asked.lines import read_lines  # noqa: E402
from simulator.asked.report import because, judged, table  # noqa: E402
from simulator.asked.scenes import Stage  # noqa: E402
from simulator.recognizer.recognizer import Recognizer  # noqa: E402


def ears(stage: Stage) -> dict[str, Recognizer]:
    """Return both ears for the content as it stands, or only the skill's own without scikit-learn."""
    try:
        from second_ear import SecondEar  # noqa: PLC0415 - the report is of use without it
    except ModuleNotFoundError:
        return {"own": recognizer()}
    second = SecondEar(stage.model, stage.language)
    vars(second)["recognize"] = cache(second.recognize)  # each sentence once
    return {"own": recognizer(), "second": second}


def main() -> None:
    """Print the report that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "files", nargs="*", type=Path, default=[ASKED, OWN, IN_STATE, SUBJECTS, AT_NIGHT], metavar="FILE"
    )
    parser.add_argument("--why", action="store_true")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--ear", choices=("own", "second"))
    parser.add_argument("--topic")
    parser.add_argument("--verdict", choices=VERDICTS)
    parser.add_argument("--locale", default="en-GB")
    asked = parser.parse_args()
    logging.disable()
    stage = made_from_content(asked.locale)
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
