"""Tries changes that mutmut wrote: pytest's tests, in forks of the process that has collected them."""

import functools
import gc
import json
import os
import resource
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from mutmut.state import state

REACHED = Path("reached.json")
"""Which tests reach each function, and how long each takes."""
NOTICED = Path("noticed.txt")
"""Which test failed in the last fork."""
MOST_SECONDS = 30
"""Processor time of the tests of each kind that one change is tried by: the quickest, up to this."""
SLOWER, MORE_SECONDS = 5, 20
"""How many times as long a test may take with the change, and seconds besides; then the change counts as noticed."""
MOST_BYTES = 4 * 2**30
"""Address space of a fork."""
PASSED, FAILED = 0, 1


def in_a_fork(work):
    """Return whether some work came to its end in a process of its own."""
    pid = os.fork()
    if not pid:
        status = FAILED
        try:
            quiet = os.open(os.devnull, os.O_WRONLY)
            os.dup2(quiet, 1)
            os.dup2(quiet, 2)
            resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
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
        self.names, self.survivors, self.noticed_by, self.failing = names, [], set(), set()
        self.reached_by, self.by_fixture, self.seconds = defaultdict(list), defaultdict(set), {}
        self.watching = False

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef):
        """Note what a fixture of the session reaches apart from the test that happens to be the first."""
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
            NOTICED.write_text(report.nodeid)
            os._exit(FAILED)
        if report.failed:
            self.failing.add(report.nodeid)

    def pytest_runtestloop(self, session):
        if not REACHED.exists():
            assert in_a_fork(lambda: self.watch(session.items))
        self.reached_by, self.by_fixture, self.seconds, failing = json.loads(REACHED.read_text())
        sys.stdout.write(f"{len(session.items)} tests, {sum(self.seconds.values()):.0f} s; without {failing}\n")
        items = [item for item in session.items if item.nodeid not in failing]
        in_content = [name for name in self.names if name.startswith("skill.content.")]
        self.try_each(in_content, items)
        self.load_content(items)
        self.try_each([name for name in self.names if name not in in_content], items)
        self.check_without_a_change([item for item in items if item.nodeid in self.noticed_by])
        return True

    def load_content(self, items):
        """Have the fixtures that read content/ set up before any fork: what is left to try changes none of that."""
        first = min(
            (item for item in items if "content" in item.fixturenames), key=lambda item: self.seconds[item.nodeid]
        )
        first.config.hook.pytest_runtest_protocol(item=first, nextitem=items[-1])

    def try_each(self, names, items):
        for number, name in enumerate(names, 1):
            chosen = self.chosen(name, items)
            NOTICED.write_text("no test: out of time or memory")
            if in_a_fork(lambda name=name, chosen=chosen: self.run(chosen, name)):
                fate = f"survived {len(chosen)} tests"
                self.survivors.append(name)
            else:
                fate = f"noticed by {NOTICED.read_text()}"
                self.noticed_by.add(NOTICED.read_text())
            sys.stdout.write(f"{number} of {len(names)}: {name} {fate}\n")
            sys.stdout.flush()

    def check_without_a_change(self, items):
        """A test that fails in a fork anyway has noticed nothing."""
        if not in_a_fork(lambda: self.run(sorted(items, key=lambda item: self.seconds[item.nodeid]), "")):
            sys.exit(f"the score is wrong: without a change, too, this fails: {NOTICED.read_text()}")

    def watch(self, items):
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
            for function in taken():
                self.reached_by[function].append(item.nodeid)
        by_fixture = {name: sorted(functions) for name, functions in self.by_fixture.items()}
        REACHED.write_text(json.dumps((self.reached_by, by_fixture, self.seconds, sorted(self.failing))))

    def chosen(self, name, items):
        """Return the tests that a change is tried by, three kinds of them.

        First are those that reach the function themselves, then others of their files: what the first of a file had
        worked out may be kept in an object that they share. Last are those of which only a fixture reaches it.
        """
        function = name.rpartition("__mutmut_")[0]
        itself = {*self.reached_by.get(function, ())}
        files = {nodeid.partition("::")[0] for nodeid in itself}
        fixtures = {fixture for fixture, functions in self.by_fixture.items() if function in functions}

        def rank(item):
            nodeid = item.nodeid
            return nodeid not in itself, nodeid.partition("::")[0] not in files, self.seconds[nodeid]

        reached = [item for item in items if not rank(item)[1] or not fixtures.isdisjoint(item.fixturenames)]
        chosen, spent = [], Counter()
        for item in sorted(reached, key=rank):
            *kind, seconds = rank(item)
            if spent[*kind] + seconds < MOST_SECONDS:
                chosen.append(item)
                spent[*kind] += seconds
        return chosen

    def run(self, items, name):
        """Run tests with a change, each within its seconds of processor time."""
        os.environ["MUTANT_UNDER_TEST"] = name
        for cache in caches():
            cache.cache_clear()
        for item, following in pairs(items):
            most = time.process_time() + SLOWER * self.seconds[item.nodeid] + MORE_SECONDS
            resource.setrlimit(resource.RLIMIT_CPU, (int(most), resource.RLIM_INFINITY))
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)


def caches():
    """Return every cache of the skill's."""
    found = [one for one in gc.get_objects() if isinstance(one, functools._lru_cache_wrapper)]
    return [cache for cache in found if str(cache.__module__).startswith("skill.")]


def pairs(items):
    """Return each of some tests with the one after it."""
    return zip(items, [*items[1:], None], strict=True) if items else ()
