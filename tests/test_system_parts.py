"""What the tests need from the system is tried, installed if that is allowed, and otherwise named in one sentence."""

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import pytest
import system_parts

PROGRAM = Path(__file__).with_name("system_parts.py")
LONGEST_WAIT_SECONDS = 120

APT = """#!/bin/sh
echo "$*" >>{told}
case "$*" in *install*) {install} ;; esac
"""
BROWSER = "#!/bin/sh\necho '<p>drawn</p>'\n"
VOICE = '#!/bin/sh\nwhile [ "$1" != -w ]; do shift; done\necho sound >"$2"\n'
STUB = "#!/bin/sh\necho 'this command requires a snap' >&2\nexit 1\n"
UBUNTU = "#!/bin/sh\n[ $2 != chromium ] || echo '  Candidate: 2:1snap1-0ubuntu2'\n"
DEBIAN = "#!/bin/sh\necho '  Candidate: 150.0-1'\n"


class Done(NamedTuple):
    """What came of looking for the parts."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def bin_folder(tmp_path):
    """The only folder of programs."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("sh", "env", "cp", "true", "chmod"):
        (folder / name).symlink_to(Path("/bin") / name)
    return folder


@pytest.fixture
def home(tmp_path):
    """A home with the font."""
    fonts = tmp_path / "home" / ".fonts"
    fonts.mkdir(parents=True)
    (fonts / "DejaVuSans.ttf").write_text("")
    return fonts.parent


@pytest.fixture
def machine(bin_folder, home, tmp_path, monkeypatch, capfd):
    """Look for the parts where only these programs are found."""
    told = tmp_path / "told"

    def machine(programs, *, root=True, **environment):
        for name, script in programs.items():
            (bin_folder / name).write_text(script.replace("{told}", str(told)))
            (bin_folder / name).chmod(0o755)
        monkeypatch.setattr(os, "geteuid", lambda: 0 if root else 1000)
        with patch.dict(os.environ, {"PATH": str(bin_folder), "HOME": str(home), **environment}, clear=True):
            status = system_parts.main()
        return Done(status, *capfd.readouterr()), told.read_text().splitlines() if told.exists() else []

    return machine


def apt(install="true"):
    return APT.replace("{install}", install)


def test_working_parts_are_neither_mentioned_nor_installed(machine):
    done, told = machine({"chromium": BROWSER, "espeak-ng": VOICE, "apt-get": apt()})
    assert (done.returncode, done.stdout, done.stderr, told) == (0, "", "", [])


def test_a_missing_part_is_installed_and_named(machine, tmp_path):
    (tmp_path / "voice").write_text(VOICE)
    bring = f"cp {tmp_path}/voice {tmp_path}/bin/espeak-ng && chmod +x {tmp_path}/bin/espeak-ng"
    done, told = machine({"chromium": BROWSER, "apt-get": apt(bring), "apt-cache": DEBIAN})
    assert (done.returncode, done.stderr) == (0, "")
    assert "Installing espeak-ng, a minute or two." in done.stdout
    assert [line.split()[-1] for line in told] == ["update", "espeak-ng"]


@pytest.mark.parametrize(
    ("programs", "settings", "sentence"),
    [
        (
            {"espeak-ng": VOICE, "apt-get": apt(), "apt-cache": DEBIAN},
            {"SYSTEM": "0"},
            (
                "The tests need a browser, and SYSTEM=0 forbids installing it: "
                "run `sudo apt-get install chromium-headless-shell`"
            ),
        ),
        (
            {"apt-get": apt(), "apt-cache": DEBIAN},
            {"root": False},
            (
                "The tests need a browser and espeak-ng, and this user may not install it: "
                "run `sudo apt-get install chromium-headless-shell espeak-ng`"
            ),
        ),
        (
            {"chromium": BROWSER, "apt-get": apt(), "apt-cache": DEBIAN},
            {},
            "The tests need espeak-ng, and apt-get did not bring it: run `sudo apt-get install espeak-ng`",
        ),
        (
            {"chromium": BROWSER, "dnf": "#!/bin/sh\n"},
            {},
            "The tests need espeak-ng, and only apt-get is used from here: run `sudo dnf install espeak-ng`",
        ),
        (
            {"chromium-browser": STUB, "espeak-ng": VOICE, "apt-get": apt(), "apt-cache": UBUNTU},
            {},
            "The tests need a browser, and apt-get did not bring it: run `sudo snap install chromium`",
        ),
    ],
    ids=["SYSTEM=0", "no root", "apt-get fails to bring it", "no apt-get", "a stub for a snap"],
)
def test_missing_part_costs_one_sentence(machine, programs, settings, sentence):
    done, told = machine(programs, **settings)
    assert (done.returncode, done.stderr) == (1, f"{sentence}, then try again.\n")
    assert not told or not settings


def test_what_apt_get_complains_about_is_shown(machine):
    done, _ = machine({"chromium": BROWSER, "apt-get": apt("echo no such package >&2; exit 100"), "apt-cache": DEBIAN})
    assert done.returncode == 1
    assert done.stderr.startswith("no such package\nThe tests need espeak-ng")


def test_broken_program_counts_as_missing(machine):
    done, _ = machine({"chromium": STUB, "espeak-ng": STUB, "apt-get": apt(), "apt-cache": DEBIAN}, SYSTEM="0")
    assert "a browser and espeak-ng" in done.stderr


def test_the_program_ends_with_the_status_and_the_sentence(bin_folder, home):
    environment = {"PATH": str(bin_folder), "HOME": str(home), "SYSTEM": "0"}
    order = [sys.executable, PROGRAM]
    done = subprocess.run(
        order, check=False, env=environment, capture_output=True, text=True, timeout=LONGEST_WAIT_SECONDS
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("The tests need a browser and espeak-ng, and SYSTEM=0 forbids installing it: ")


def test_make_test_tries_the_parts_before_the_first_test():
    shown = subprocess.run(
        ["make", "--dry-run", "test", "SYSTEM=0"],
        cwd=PROGRAM.parent.parent,
        env={**os.environ, "MAKEFLAGS": ""},
        capture_output=True,
        text=True,
        check=True,
        timeout=LONGEST_WAIT_SECONDS,
    ).stdout
    assert 0 < shown.index("tests/system_parts.py") < shown.index("-m pytest")
