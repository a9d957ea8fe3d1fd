"""The content as it stands, read once: `catalog` has every locale, and the others are one or each of them.

`content` is British: what no country changes. `countries` are all of them, to go through, and `every_content` is each
in turn: what a country may change.
`longest_content` takes longest to say: timing. One certificate authority for the run, because keys take long to make,
and one browser, because a process can have no second one beside it.
"""

import gc
import logging
import os
from functools import cache

import pytest
import the_skill
import tomli
from chromium import chromium
from copied import copy_content, restore
from hypothesis import HealthCheck, settings
from scenarios import CONTENT, COUNTRIES

from bench.fixtures import the_authority
from skill.content.catalog import load_catalog
from skill.content.checks import problems
from skill.errors import ContentError
from skill.monitoring.log_lines import LineWriter

LOCALES = tuple(COUNTRIES)
GC_THRESHOLDS = (200_000, 20, 1000)
"""For gc.set_threshold: with Python's own, collecting garbage takes a tenth of the tests' time."""

# How long an example takes to make depends on how busy the machine is. `--hypothesis-profile=thorough` draws more.
SLOWLY = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("core", max_examples=30, **SLOWLY)
settings.register_profile("thorough", max_examples=1000, **SLOWLY)
settings.load_profile("core")


def pytest_configure():
    """Send the skill's log lines nowhere: an application writes them to standard error, also between two tests."""
    logging.getLogger("skill").addHandler(LineWriter(os.open(os.devnull, os.O_WRONLY)))


def pytest_sessionstart(session):
    """End with one message if content/ is at fault: nearly every test would fail."""
    if hasattr(session.config, "workerinput"):
        return
    try:
        load_catalog(CONTENT)
    except ContentError as error:
        pytest.exit(f"{error}\nMend content/ first: no test can run.", returncode=1)


def pytest_collection_modifyitems(items):
    """Begin with what needs a browser: then one worker of several starts one, and the others take over the rest."""
    items.sort(key=lambda item: item.path.parent.name not in ("browser", "screen"))


def pytest_collection_finish():
    """Keep what is imported out of the garbage collector's way, which would go through it hundreds of times."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GC_THRESHOLDS)


def pytest_unconfigure():
    """Collect garbage once more, and take what is left out of the collector's way.

    At its end Python would go through it several times, which takes two seconds in each worker.
    """
    gc.collect()
    gc.freeze()


def pytest_xdist_auto_num_workers():
    """One worker more than there are processors: much of the time is waiting."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(scope="session")
def parsed_once():
    """A text is parsed once, however many copies have it: that is a fifth of what opening one takes."""
    parsed = cache(tomli.loads)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tomli, "loads", lambda text: dict(parsed(text)))
        yield


@pytest.fixture(scope="session", autouse=True)
def checked_once():
    """The same files are checked once, however often they are read: that is half of what loading them takes."""
    found = {}

    def checked(files, *, wording=True):
        key = (files.digest, wording)
        if key not in found:
            found[key] = problems(files, wording=wording)
        return found[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("skill.content.catalog.problems", checked)
        yield


@pytest.fixture(scope="session")
def one_copy(tmp_path_factory):
    return copy_content(tmp_path_factory.mktemp("one-copy"))


@pytest.fixture
def content_copy(one_copy, parsed_once):
    """A folder with a copy of content/, unsigned, that a test may change."""
    yield one_copy
    restore(one_copy)


@pytest.fixture(scope="session")
def catalog():
    return the_skill.catalog()


@pytest.fixture(scope="module")
def loaded():
    """Have the applications and commands of a module's tests take the content that is loaded already."""
    with pytest.MonkeyPatch.context() as patch:
        the_skill.take_loaded(patch)
        yield


@pytest.fixture(scope="session")
def content(catalog):
    return catalog["en-GB"]


@pytest.fixture(scope="session")
def countries(catalog):
    return tuple(catalog.by_locale.values())


@pytest.fixture(scope="session", params=LOCALES)
def locale(request):
    return request.param


@pytest.fixture(scope="session")
def every_content(catalog, locale):
    return catalog.by_locale[locale]


@pytest.fixture(scope="session")
def longest_content(catalog):
    return max(catalog.by_locale.values(), key=lambda content: sum(map(words_in, content.stretches.values())))


def words_in(stretch):
    """Return how many characters a stretch has to say."""
    return sum(map(len, (*stretch.set_up, *stretch.brief, *stretch.hold, *stretch.release, stretch.care)))


class Clock:
    """Seconds that pass when told to."""

    now = 1_000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture(scope="session")
def authority():
    return the_authority()


@pytest.fixture(scope="session")
def browser():
    with chromium() as browser:
        yield browser
