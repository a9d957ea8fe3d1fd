"""The distribution's Chromium, which finds no host but this machine: for tests, and for programs that draw pictures."""

from contextlib import contextmanager
from shutil import which

from playwright.sync_api import sync_playwright

SWITCHES = (
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--renderer-process-limit=1",  # to start processes is most of what opening a tab costs
)


@contextmanager
def chromium():
    """Give a browser until the end of the block; one process can have only one at a time."""
    browser_at = which("chromium")
    if not browser_at:
        raise FileNotFoundError("chromium is missing: install the distribution's package of that name")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_at, args=SWITCHES)
        try:
            yield browser
        finally:
            browser.close()
