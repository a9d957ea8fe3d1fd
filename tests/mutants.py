"""Mutation score of a random sample: of so many changes to each package, how many make a test fail.

    python tests/mutants.py SAMPLE [SEED [NAME …]]

mutmut writes every change there is into one copy of the code, under mutants/. Here the tests are collected once, and
each change is tried in a fork of that process, by the tests that reach the changed function, the quickest first.
A change that no test notices, or that none reaches, has survived. Changes that are named are tried, and none drawn.
"""

import functools
import gc
import json
import os
import random
import resource
import shutil
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from mutmut.__main__ import copy_also_copy_files, copy_src_dir, create_mutants
from mutmut.configuration import config
from mutmut.state import state

ROOT = Path(__file__).resolve().parent.parent
MUTANTS = ROOT / "mutants"
PACKAGES = ("stretching", "understanding", "content", "dialogue")
MOST_SECONDS = 15
"""Processor time of the tests that one change is tried by: the quickest, up to this."""
SLOWER, MORE_SECONDS = 5, 20
"""How many times as long those tests may take with the change, and seconds besides; then it counts as noticed."""
PASSED, FAILED = 0, 1


def drawn(size, seed):
    """Draw the names of so many changes to each package."""
    names = []
    for package in PACKAGES:
        metas = [json.loads(path.read_text()) for path in sorted((MUTANTS / "skill" / package).rglob("*.meta"))]
        every = sorted(name for meta in metas for name in meta["exit_code_by_key"])
        names += random.Random(f"{seed} {package}").sample(every, min(size, len(every)))
    return names


def in_a_fork(work, limit=resource.RLIM_INFINITY):
    """Return whether some work came to its end in a process of its own, within so many seconds of processor time."""
    pid = os.fork()
    if not pid:
        status = FAILED
        try:
            quiet = os.open(os.devnull, os.O_WRONLY)
            os.dup2(quiet, 1)
            os.dup2(quiet, 2)
            resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
            work()
            status = PASSED
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == PASSED


def taken():
    """Return which functions were reached since this was last asked."""
    found = set(state()._stats)
    state()._stats.clear()
    return found


class Trials:
    """Plugin that runs the collected tests in forks: once to see what they reach, then once for each change."""

    def __init__(self, names):
        self.names, self.survivors, self.failing = names, [], set()
        self.reached_by, self.seconds = defaultdict(set), {}
        self.by_fixture, self.watching = defaultdict(set), False

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef):
        """What a fixture of the session reaches is reached by every test that asks for it."""
        if not self.watching or fixturedef.scope != "session":
            return (yield)
        before = taken()
        try:
            return (yield)
        finally:
            self.by_fixture[fixturedef.argname] |= taken()
            state()._stats.update(before)

    def pytest_runtest_logreport(self, report):
        if report.failed and not self.watching:
            os._exit(FAILED)
        if report.failed:
            self.failing.add(report.nodeid)

    def pytest_runtestloop(self, session):
        told = MUTANTS / "reached.json"
        if not told.exists() or told.stat().st_mtime < newest(MUTANTS / "tests"):
            assert in_a_fork(lambda: self.watch(session.items, told))
        self.reached_by, self.seconds, failing = json.loads(told.read_text())
        sys.stdout.write(f"{len(session.items)} tests, {sum(self.seconds.values()):.0f} s; without {failing}\n")
        items = [item for item in session.items if item.nodeid not in failing]
        assert in_a_fork(lambda: self.run(items[:9], ""))
        in_content = [name for name in self.names if name.startswith("skill.content.")]
        self.try_each(in_content, items)
        self.load_content(items)
        self.try_each([name for name in self.names if name not in in_content], items)
        return True

    def load_content(self, items):
        """Have the fixtures that read content/ set up before any fork: what is left to try changes none of that."""
        first = min(
            (item for item in items if "content" in item.fixturenames), key=lambda item: self.seconds[item.nodeid]
        )
        first.config.hook.pytest_runtest_protocol(item=first, nextitem=items[-1])

    def try_each(self, names, items):
        for number, name in enumerate(names, 1):
            chosen, limit = self.chosen(name, items)
            survived = in_a_fork(lambda name=name, chosen=chosen: self.run(chosen, name), limit)
            self.survivors += [name] * survived
            fate = f"survived {len(chosen)} tests" if survived else "noticed"
            sys.stdout.write(f"{number} of {len(names)}: {name} {fate}\n")
            sys.stdout.flush()

    def watch(self, items, told):
        """Note what each test reaches, and how long it takes; caches of ours are emptied before each."""
        self.watching = True
        os.environ["MUTANT_UNDER_TEST"] = "stats"
        ours = caches()
        for item, following in pairs(items):
            for cache in ours:
                cache.cache_clear()
            began = time.process_time()
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            self.seconds[item.nodeid] = time.process_time() - began
            for function in taken().union(*(self.by_fixture[name] for name in item.fixturenames)):
                self.reached_by[function].add(item.nodeid)
        reached = {function: sorted(tests) for function, tests in self.reached_by.items()}
        told.write_text(json.dumps((reached, self.seconds, sorted(self.failing))))

    def chosen(self, name, items):
        """Return the tests that a change is tried by, and the seconds that they may take."""
        reached = {*self.reached_by.get(name.rpartition("__mutmut_")[0], ())}
        chosen, spent = [], 0.0
        for item in sorted(items, key=lambda item: self.seconds[item.nodeid]):
            if item.nodeid in reached and spent + self.seconds[item.nodeid] < MOST_SECONDS:
                chosen.append(item)
                spent += self.seconds[item.nodeid]
        return chosen, int(SLOWER * spent) + MORE_SECONDS

    def run(self, items, name):
        os.environ["MUTANT_UNDER_TEST"] = name
        for cache in caches():
            cache.cache_clear()
        for item, following in pairs(items):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)


def caches():
    """Return every cache of the skill's."""
    found = [one for one in gc.get_objects() if isinstance(one, functools._lru_cache_wrapper)]
    return [cache for cache in found if str(cache.__module__).startswith("skill.")]


def newest(folder):
    return max(path.stat().st_mtime for path in folder.rglob("*.py"))


def pairs(items):
    """Return each of some tests with the one after it."""
    return zip(items, [*items[1:], None], strict=True) if items else ()


def write_changes():
    """Write every change to the code as it stands into mutants/, and go there."""
    os.chdir(ROOT)
    for copied in ("tests", "content"):
        shutil.rmtree(MUTANTS / copied, ignore_errors=True)
    MUTANTS.mkdir(exist_ok=True)
    copy_src_dir()
    copy_also_copy_files()
    create_mutants(1)
    os.environ["MUTANT_UNDER_TEST"] = ""
    os.chdir(MUTANTS)
    sys.path[:] = [str(MUTANTS), *(folder for folder in sys.path if Path(folder).resolve() != ROOT)]


def main(size, seed="1", *names):
    """Try so many changes to each package; print what came of them."""
    selection = config().pytest_add_cli_args_test_selection
    write_changes()
    trials = Trials(names or drawn(int(size), seed))
    if pytest.main(["--rootdir=.", "-q", "-s", "-p", "no:cacheprovider", *selection], plugins=[trials]):
        sys.exit("the tests could not be collected")
    tried, survived = (Counter(name.split(".")[1] for name in which) for which in (trials.names, trials.survivors))
    for package, number in tried.items():
        share = 100 * (number - survived[package]) / number
        sys.stdout.write(f"{package}: {number - survived[package]} of {number} noticed, {share:.0f} %; seed {seed}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
