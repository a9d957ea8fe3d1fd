"""A browser for the whole run, a server for the whole run, and a fresh tab for each test."""

import pytest
from echo_page import CHROMIUM, DESK, STUB, EchoPage
from echo_server import serving
from playwright.sync_api import sync_playwright


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**CHROMIUM)
        try:
            yield browser
        finally:
            browser.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("server")) as server:
        yield server


@pytest.fixture
def new_tab(browser, server):
    """Make tabs; at the end none has asked another host for anything, nor met an error it was not `expecting`."""
    contexts, tabs = [], []

    def make(url=None, *, stub=True, clock=False, expecting="", **settings):
        context = browser.new_context(**{"viewport": DESK, "locale": "en-GB", **settings})
        context.set_default_timeout(10_000)
        contexts.append(context)
        if stub:
            context.add_init_script(path=STUB)
        page = context.new_page()
        if clock:
            page.clock.install(time=0)
            page.clock.pause_at(1_000)
        tab = EchoPage(page, url or server.url)
        tabs.append((tab, expecting))
        return tab

    yield make
    for context in contexts:
        context.close()
    for tab, expected in tabs:
        assert tab.hosts <= {"127.0.0.1"}
        assert [line for line in tab.complaints if not expected or expected not in line] == []


@pytest.fixture
def tab(new_tab):
    return new_tab()
