"""The system's browser, which finds no host but this machine: for tests, and for programs that draw pictures."""

import os
from contextlib import contextmanager

from node import NODE
from playwright.sync_api import sync_playwright
from system_parts import find_browser

SWITCHES = (
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--renderer-process-limit=1",  # to start processes is most of what opening a tab costs
)

# Playwright's own Node needs libatomic.so.1, which a bare Debian lacks.
os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(NODE))


@contextmanager
def chromium():
    """Start a browser for the block. A process can have only one at a time."""
    path = find_browser()
    if not path:
        raise FileNotFoundError("no browser works here: run `make system`, which installs one or names what is missing")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=SWITCHES)
        try:
            yield browser
        finally:
            browser.close()
