"""A server and a browser's profile for the whole run, and a fresh tab for each test."""

import pytest
from echo_page import DESK, STUB, EchoPage
from echo_server import serving


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("server")) as server:
        yield server


@pytest.fixture(scope="session")
def profile(browser):
    """What tabs have in common; the page itself keeps nothing there."""
    with browser.new_context(viewport=DESK, locale="en-GB") as context:
        yield context


@pytest.fixture
def new_tab(browser, profile, server):
    """Make tabs; at the end none has asked another host for anything, nor met an error it was not `expecting`.

    Only a tab that is `served` makes sounds, tones and the server's voice among them.
    A tab whose clock is to be moved, or that has settings, has a profile of its `own`.
    """
    tabs = []

    def make(url=None, *, stub=True, clock=False, own=False, viewport=DESK, expecting="", served=False, **settings):
        own = own or clock or settings
        page = (browser.new_context(locale="en-GB", **settings) if own else profile).new_page()
        page.set_viewport_size(viewport)
        page.set_default_timeout(60_000)
        if stub:
            page.add_init_script(path=STUB)
        if not served:
            page.add_init_script("delete window.AudioContext")
        if clock:
            page.clock.install(time=0)
            page.clock.pause_at(1_000)
        tab = EchoPage(page, url or server.url)
        tabs.append((tab, own, expecting))
        return tab

    yield make
    profile.set_offline(False)
    for tab, own, _ in tabs:
        (tab.page.context if own else tab.page).close()
    for tab, _, expected in tabs:
        assert tab.hosts <= {"127.0.0.1"}
        assert [line for line in tab.complaints if not expected or expected not in line] == []


@pytest.fixture
def tab(new_tab):
    return new_tab()
