"""`python tests/storage/writer.py WHERE PEOPLE VISITS`: people come by in turn; a line says who, once acknowledged."""

import sys
import time
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [] if str(ROOT) in sys.path else [str(ROOT)]

from tables import patient  # noqa: E402 - as a program this file finds the skill beside tests/
from visitors import someone, visit  # noqa: E402

from skill.storage.opening import open_profiles  # noqa: E402


def main(where, people, visits):
    if where.startswith("dynamodb:"):
        from skill.storage import dynamodb  # noqa: PLC0415 - only where there is one

        vars(dynamodb).update(patient())
    profiles = open_profiles(where, Path(where))
    for person in islice(cycle(range(int(people))), int(visits)):
        if visit(profiles, someone(f"person-{person}")):
            sys.stdout.write(f"{person}\n")
            sys.stdout.flush()
        else:
            time.sleep(0.01)


if __name__ == "__main__":
    main(*sys.argv[1:])
