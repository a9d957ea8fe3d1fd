"""A server for the whole run, a browser's profile for each of its processes, and a fresh tab for each test."""

import os

import pytest
from echo_page import CLOCK, DESK, STUB, EchoPage
from echo_server import shared


@pytest.fixture(scope="session")
def address(tmp_path_factory):
    """Where the server is. Each page is a device of its own, whichever process opens it."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    with shared(folder) as address:
        yield address


@pytest.fixture(scope="session")
def profile(browser, address):
    """What tabs have in common. One stays open: with it stays the process that draws them, which is slow to start."""
    with browser.new_context(viewport=DESK, locale="en-GB", reduced_motion="reduce") as context:
        context.new_page().goto(f"{address}healthz")
        yield context


@pytest.fixture
def new_tab(browser, profile, address):
    """Make tabs; at the end none has asked another host for anything, nor met an error it was not `expecting`.

    Only a tab that is `served` makes sounds, tones and the server's voice among them.
    The time of one with a `clock` is the test's; one that can be touched has a profile of its own. Nothing moves or
    fades by itself unless `motion` is "no-preference".
    """
    tabs, touched = [], []

    def make(url=None, *, stub=True, clock=False, viewport=DESK, expecting="", served=False, motion=None, touch=False):
        if touch:
            touched.append(browser.new_context(locale="en-GB", reduced_motion="reduce", has_touch=True))
        page = (touched[-1] if touch else profile).new_page()
        page.set_viewport_size(viewport)
        page.set_default_timeout(60_000)
        if motion:
            page.emulate_media(reduced_motion=motion)
        if clock:
            page.add_init_script(path=CLOCK)
        if stub:
            page.add_init_script(path=STUB)
        if not served:
            page.add_init_script("delete window.AudioContext")
        tab = EchoPage(page, url or address)
        tabs.append((tab, expecting))
        return tab

    yield make
    profile.set_offline(False)
    for tab, _ in tabs:
        tab.page.close()
    for context in touched:
        context.close()
    for tab, expected in tabs:
        assert tab.hosts <= {"127.0.0.1"}
        assert [line for line in tab.complaints if not expected or expected not in line] == []


@pytest.fixture
def tab(new_tab):
    return new_tab()
