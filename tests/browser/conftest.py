"""A server and a browser profile for each process of the run, and for each test a tab as good as new."""

from contextlib import ExitStack, contextmanager

import pytest
from echo_page import CLOCK, DESK, STUB, EchoPage
from echo_server import serving_here, with_cached_files
from the_skill import take_loaded, take_recognizer

from simulator.web import create_app
from skill.settings import from_environment


@pytest.fixture(scope="session")
def new_application(tmp_path_factory):
    """Make the practice page's application, with nothing said to it yet.

    The content and what hears it are the run's, because they take long to make.
    """

    def make():
        with pytest.MonkeyPatch.context() as patch:
            take_loaded(patch)
            take_recognizer(patch)
            database = tmp_path_factory.mktemp("page") / "alexa.db"
            return create_app(from_environment({"SKILL_DATABASE": str(database)}))

    return make


@pytest.fixture(scope="session")
def address(new_application):
    """Where the server is. Each page is a device of its own."""
    application = new_application()
    asked = {"kind": "words", "words": "help", "setup": {"locale": "en-GB"}}
    with application.test_client() as client:  # the first sentence takes long: a page might not wait for its answer
        assert client.post("/echo/exchange", json=asked, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 200
    with serving_here(with_cached_files(application)) as address:
        yield address


@contextmanager
def a_profile(browser, **options):
    """Open a profile in which nothing moves or fades by itself."""
    with browser.new_context(viewport=DESK, locale="en-GB", reduced_motion="reduce", **options) as context:
        context.set_default_timeout(60_000)
        yield context


@pytest.fixture(scope="session")
def profile(browser, address):
    """What tabs have in common. One stays open: with it stays the process that draws them, which is slow to start."""
    with a_profile(browser) as context:
        context.new_page().goto(f"{address}healthz")
        yield context


@pytest.fixture(scope="session")
def left():
    """Tabs that tests have left, for others: to open a new one would be a third of what a short test costs."""
    return []


@pytest.fixture
def new_tab(browser, profile, address, left):
    """Make tabs; at the end none has asked another host for anything, nor met an error it was not `expecting`.

    Only a tab that is `served` makes sounds, tones and the server's voice among them. The time of one with a `clock`
    is the test's; one that can be touched has a profile of its own. Things move and fade in one with `motion`.
    """
    tabs, profiles = [], ExitStack()

    def make(url=None, *, stub=True, clock=False, viewport=DESK, expecting="", served=False, motion=False, touch=False):
        usual = viewport == DESK and not (url or served or motion or touch)
        home = profiles.enter_context(a_profile(browser, has_touch=True)) if touch else profile
        page = left.pop() if usual and left else home.new_page()
        tab = EchoPage(page, url or address)
        tabs.append((tab, expecting, usual))
        if viewport != DESK:
            page.set_viewport_size(viewport)
        if motion:
            page.emulate_media(reduced_motion="no-preference")
        if clock:
            tab.run_first(path=CLOCK)
        if stub:
            tab.run_first(path=STUB)
        if not served:
            tab.run_first("delete window.AudioContext")
        return tab

    yield make
    profile.set_offline(False)
    for tab, _, usual in tabs:
        if usual and tab.page.viewport_size == DESK and tab.page.url == address:
            tab.leave()
            left.append(tab.page)
        else:
            tab.page.close()
    profiles.close()
    for tab, expected, _ in tabs:
        assert tab.hosts <= {"127.0.0.1"}
        assert [line for line in tab.complaints if not expected or expected not in line] == []


@pytest.fixture
def tab(new_tab):
    return new_tab()
