"""The system's browser, which finds no host but this machine: for tests, and for programs that draw pictures."""

import os
from contextlib import contextmanager, suppress
from shutil import which

from node import NODE
from playwright.sync_api import Error, sync_playwright
from system_parts import BROWSERS

SWITCHES = (
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--renderer-process-limit=1",  # to start processes is most of what opening a tab costs
)

# Playwright's own Node needs libatomic.so.1, which a bare Debian lacks.
os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(NODE))


@contextmanager
def chromium():
    """Start a browser for the block. A process can have only one at a time."""
    with sync_playwright() as playwright:
        for path in filter(None, map(which, BROWSERS)):
            with suppress(Error):  # a program of that name may only say how to install one
                browser = playwright.chromium.launch(executable_path=path, args=SWITCHES)
                break
        else:
            raise FileNotFoundError(
                "no browser works here: run `make system`, which installs one or names what is missing"
            )
        try:
            yield browser
        finally:
            browser.close()
