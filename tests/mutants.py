"""Mutation score of a random sample: of so many changes to each package, how many make a test fail.

    python tests/mutants.py SAMPLE [SEED [PATTERN …]]

mutmut writes every change there is into one copy of the code, under mutants/. Here the tests are collected once, and
each change is tried in a fork of that process, for a minute or so, by the tests that reach the changed function, the
quickest first. A change that no test notices, or that none reaches, has survived. One that makes the tests run on and
on, or fill the memory, is noticed. `mutmut show NAME` prints a change.

Each pattern is drawn from for itself: "skill.dialogue.*" is a package, "skill.dialogue.answer.x__inform__*" a function,
and the name of a change is that change.
"""

import fnmatch
import json
import os
import random
import shutil
import sys
from collections import Counter
from pathlib import Path

import pytest
from mutmut.__main__ import copy_also_copy_files, copy_src_dir, create_mutants
from mutmut.configuration import config
from trials import REACHED, Trials

ROOT = Path(__file__).resolve().parent.parent
MUTANTS = ROOT / "mutants"
BEGUN = MUTANTS / "begun.txt"
"""Written before anything is copied there."""
PACKAGES = ("skill.stretching.*", "skill.understanding.*", "skill.content.*", "skill.dialogue.*")


def drawn(size, seed, patterns):
    """Draw the names of so many changes from those of each pattern."""
    metas = [json.loads(path.read_text()) for path in (MUTANTS / "skill").rglob("*.meta")]
    every = sorted(name for meta in metas for name in meta["exit_code_by_key"])
    for pattern in patterns:
        names = fnmatch.filter(every, pattern)
        yield from random.Random(f"{seed} {pattern}").sample(names, min(size, len(names)))


def is_current():
    """Return whether mutants/ is of the code as it stands. A folder changes, too, if a file is added or goes."""
    if not (BEGUN.exists() and (MUTANTS / REACHED).exists()):
        return False
    copied = [ROOT / name for name in ("skill", *config().also_copy) if (ROOT / name).exists()]
    paths = [*copied, *(path for folder in copied for path in folder.rglob("*"))]
    newest = max(path.stat().st_mtime for path in paths if "__pycache__" not in str(path))
    return newest < BEGUN.stat().st_mtime


def write_changes():
    """Write every change to the code as it stands into mutants/, unless they are there, and go there."""
    os.chdir(ROOT)
    if not is_current():
        shutil.rmtree(MUTANTS, ignore_errors=True)
        MUTANTS.mkdir()
        BEGUN.touch()
        copy_src_dir()
        copy_also_copy_files()
        create_mutants(1)
    os.environ["MUTANT_UNDER_TEST"] = ""
    os.chdir(MUTANTS)
    sys.path[:] = [str(MUTANTS), *(folder for folder in sys.path if Path(folder).resolve() != ROOT)]


def main(size, seed="1", *patterns):
    """Try so many changes of each pattern; print what came of them. Hypothesis draws the same examples for each."""
    selection = config().pytest_add_cli_args_test_selection
    write_changes()
    trials = Trials([*drawn(int(size), seed, patterns or PACKAGES)])
    options = ["--rootdir=.", "-q", "-s", "-p", "no:cacheprovider", "--hypothesis-seed=1"]
    if pytest.main([*options, *selection], plugins=[trials]):
        sys.exit("the changes could not be tried")
    tried, survived = (Counter(name.split(".")[1] for name in which) for which in (trials.names, trials.survivors))
    for package, number in tried.items():
        share = 100 * (number - survived[package]) / number
        sys.stdout.write(f"{package}: {number - survived[package]} of {number} noticed, {share:.0f} %; seed {seed}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
