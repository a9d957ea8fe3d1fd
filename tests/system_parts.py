"""Install what the tests need from the system: a browser, a voice and a font.

Each part is tried, not only looked for. On Debian and Ubuntu, as root or with sudo that asks for no password, missing
parts are installed. SYSTEM=0 forbids that. If a part is still missing, one sentence names it and the command that
brings it, and the exit status is 1. No test runs without all of them.
"""

# ruff: noqa: T201 - a program that tells what it installs

import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from shutil import which
from subprocess import DEVNULL, PIPE, SubprocessError, run

from node import NODE

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
"""The first, without windows, opens a tab in a third of the time."""
FONT = "DejaVuSans.ttf"
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts", "/Library/Fonts")
TRY_SECONDS = 60
LOCK_SECONDS = 600
"""How long apt-get waits while another program installs something."""
PAGE = "data:text/html,<p>drawn</p>"
HEADLESS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)


def _output(*command):
    """Return what a program prints, or nothing if it cannot run, fails or takes too long."""
    try:
        return run(command, stdin=DEVNULL, stdout=PIPE, stderr=DEVNULL, timeout=TRY_SECONDS, check=True).stdout
    except (OSError, SubprocessError):
        return b""


def find_browser():
    """Return the path of the first browser that draws a page, or None."""
    for path in filter(None, map(which, BROWSERS)):
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
            if b"drawn" in _output(path, *HEADLESS, f"--user-data-dir={profile}", "--dump-dom", PAGE):
                return path
    return None


def find_voice():
    """Return whether espeak-ng speaks into a file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "words.wav"
        _output("espeak-ng", "-v", "en-gb", "-w", str(path), "a leg cramp")
        return path.is_file() and path.stat().st_size > 0


def find_font():
    """Return whether the font is in one of the folders where systems keep them."""
    return any(next(Path(folder).expanduser().rglob(FONT), None) for folder in FONT_FOLDERS)


def find_node():
    """Return whether the Node that pip installed runs."""
    return bool(_output(str(NODE), "--version"))


@dataclass(frozen=True)
class Part:
    """Something of the system's that the tests need, and the package that brings it, by package manager.

    "this | that" is `this` if apt has it, and otherwise `that`.
    """

    name: str
    works: Callable[[], object]
    packages: dict[str, str]


PARTS = (
    Part(
        "a browser",
        find_browser,
        {"apt-get": "chromium-headless-shell | chromium", "dnf": "chromium", "brew": "chromium"},
    ),
    Part("espeak-ng", find_voice, {"apt-get": "espeak-ng", "dnf": "espeak-ng", "brew": "espeak-ng"}),
    Part(
        "the font DejaVu Sans",
        find_font,
        {"apt-get": "fonts-dejavu-core", "dnf": "dejavu-sans-fonts", "brew": "font-dejavu"},
    ),
    Part("libstdc++ for Node", find_node, {"apt-get": "libstdc++6", "dnf": "libstdc++", "brew": "gcc"}),
)


def as_root():
    """Return what to put before a command that root has to run, or None if this user cannot become root unasked."""
    if os.geteuid() == 0:
        return []
    sudo = which("sudo")
    return [sudo, "-n"] if sudo and run([sudo, "-n", "true"], stderr=DEVNULL, check=False).returncode == 0 else None


def candidate(package):
    """Return the version of a package that apt would install; empty if it has none."""
    shown = _output("apt-cache", "policy", package).decode(errors="replace")
    found = (line.partition("Candidate: ")[2] for line in shown.splitlines() if "Candidate: " in line)
    return next((version for version in found if version != "(none)"), "")


def is_snap(package):
    """Return whether apt has only a stand-in that installs a snap, as Ubuntu has for chromium."""
    return "snap" in candidate(package)


def for_apt(part):
    """Return the package that apt-get should install: the first that apt has, otherwise the last."""
    *preferred, last = part.packages["apt-get"].split(" | ")
    return next(filter(candidate, preferred), last)


def install(parts, before):
    """Install what brings some parts with apt-get. Print what is installed and, if that fails, what apt-get said."""
    apt = [*before, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet=2"]
    apt.append(f"--option=DPkg::Lock::Timeout={LOCK_SECONDS}")
    print("Fetching apt-get's lists.", flush=True)
    updated = run([*apt, "update"], stdin=DEVNULL, capture_output=True, text=True, errors="replace", check=False)
    wanted = [package for package in map(for_apt, parts) if not is_snap(package)]
    if updated.returncode == 0 and wanted:
        print(f"Installing {' '.join(wanted)}, a minute or two.", flush=True)
        order = [*apt, "install", "--yes", "--no-install-recommends", *wanted]
        updated = run(order, stdin=DEVNULL, capture_output=True, text=True, errors="replace", check=False)
    if updated.returncode:
        print((updated.stderr or updated.stdout).strip(), file=sys.stderr)


def way_out(missing):
    """Return the command that brings what is missing."""
    manager = next(filter(which, ("apt-get", "dnf", "brew")), None)
    if not manager:
        return "install what is named here"
    packages = [for_apt(part) if manager == "apt-get" else part.packages[manager] for part in missing]
    snaps = [package for package in packages if manager == "apt-get" and is_snap(package)]
    plain = [package for package in packages if package not in snaps]
    commands = [f"{'' if manager == 'brew' else 'sudo '}{manager} install {' '.join(plain)}"] if plain else []
    commands += [f"sudo snap install {package}" for package in snaps]
    return "run `" + "` and `".join(commands) + "`"


def main():
    """Return the exit status: 0 if every part works."""
    missing = [part for part in PARTS if not part.works()]
    if not missing:
        return 0
    if os.environ.get("SYSTEM") == "0":
        reason = "SYSTEM=0 forbids installing it"
    elif not which("apt-get"):
        reason = "only apt-get is used from here"
    elif (before := as_root()) is None:
        reason = "this user may not install it"
    else:
        install(missing, before)
        missing = [part for part in missing if not part.works()]
        reason = "apt-get did not bring it"
    if missing:
        names = " and ".join(part.name for part in missing)
        print(f"The tests need {names}, and {reason}: {way_out(missing)}, then try again.", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
