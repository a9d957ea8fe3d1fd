"""What the tests need from the system is tried, installed if that is allowed, and otherwise named in one sentence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

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


@pytest.fixture
def machine(tmp_path):
    """Run the program where only these programs are found, with or without the font."""
    bin_folder, home, told = tmp_path / "bin", tmp_path / "home", tmp_path / "told"
    bin_folder.mkdir()
    (home / ".fonts").mkdir(parents=True)
    for name in ("sh", "env", "cp", "true", "chmod"):
        (bin_folder / name).symlink_to(Path("/bin") / name)

    def machine(programs, *, root=True, **environment):
        (home / ".fonts" / "DejaVuSans.ttf").write_text("")
        for name, script in programs.items():
            (bin_folder / name).write_text(script.replace("{told}", str(told)))
            (bin_folder / name).chmod(0o755)
        code = f"import os, sys; os.geteuid = lambda: {0 if root else 1000}; sys.path[0] = {str(PROGRAM.parent)!r}; "
        code += "import system_parts; sys.exit(system_parts.main())"
        environment = {"PATH": str(bin_folder), "HOME": str(home), **environment}
        done = subprocess.run(
            [sys.executable, "-c", code],
            check=False,
            env=environment,
            capture_output=True,
            text=True,
            timeout=LONGEST_WAIT_SECONDS,
        )
        return done, told.read_text().splitlines() if told.exists() else []

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
