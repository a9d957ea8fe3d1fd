"""`python tests/storage/writer.py FILE PEOPLE VISITS`: people come by in turn; a line says who, once acknowledged."""

import sys
import time
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [] if str(ROOT) in sys.path else [str(ROOT)]

from visitors import someone, visit  # noqa: E402 - as a program this file finds the skill beside tests/

from skill.storage.opening import open_profiles  # noqa: E402


def main(path, people, visits):
    profiles = open_profiles(path, Path(path))
    for person in islice(cycle(range(int(people))), int(visits)):
        if visit(profiles, someone(f"person-{person}")):
            sys.stdout.write(f"{person}\n")
            sys.stdout.flush()
        else:
            time.sleep(0.01)


if __name__ == "__main__":
    main(*sys.argv[1:])
