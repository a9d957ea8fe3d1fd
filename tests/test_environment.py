"""The set-up of `make run` and `make test`: what is missing costs one sentence, and nothing is done twice."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
RUNTIME, EVERYTHING = "requirements-simulator.lock", "requirements-dev.lock"
LONGEST_WAIT_SECONDS = 60

PYTHON = """#!/bin/sh
case "$*" in
*version_info*) echo "{version}" ;;
*ensurepip*) exit {ensurepip} ;;
*"-m venv"*) mkdir -p .venv/bin && cp "$0" .venv/bin/python ;;
*"-m pip install"*) echo "$*" >>installed; exit {pip} ;;
*"-m simulator"*) echo "$*" ;;
esac
"""


@pytest.fixture
def checkout(tmp_path):
    """The files that `make run` begins with, and nothing else."""
    folder = tmp_path / "check out"
    (folder / "scripts").mkdir(parents=True)
    for name in ("Makefile", "scripts/environment.sh"):
        shutil.copy(ROOT / name, folder / name)
    for name in (RUNTIME, EVERYTHING):
        (folder / name).write_text(f"{name}==1\n")
    return folder


@pytest.fixture
def make(checkout, tmp_path):
    def make(*order, version="3.11 True", ensurepip=0, pip=0):
        python = tmp_path / "python3"
        python.write_text(PYTHON.format(version=version, ensurepip=ensurepip, pip=pip))
        python.chmod(0o755)
        environment = {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
        return subprocess.run(
            ["make", *order],
            check=False,
            cwd=checkout,
            env=environment,
            capture_output=True,
            text=True,
            timeout=LONGEST_WAIT_SECONDS,
        )

    return make


@pytest.fixture
def installed(checkout):
    """What pip was asked to install so far."""

    def installed():
        path = checkout / "installed"
        lines = path.read_text().splitlines() if path.exists() else []
        assert all("--require-hashes" in line for line in lines)
        return [line.split()[-1] for line in lines]

    return installed


@pytest.mark.parametrize(
    ("order", "machine", "sentence"),
    [
        (
            ["run", "PYTHON=python9"],
            {},
            "No Python runs as 'python9': install Python 3.11 or newer (on Debian and Ubuntu: apt-get install python3",
        ),
        (["test", "PYTHON=false"], {}, "No Python runs as 'false': install Python 3.11 or newer"),
        (
            ["run"],
            {"version": "3.9 False"},
            "'python3' is Python 3.9, and this needs 3.11 or newer: install one, and name it with PYTHON=",
        ),
        (["test"], {"version": "3.10 False"}, "'python3' is Python 3.10, and this needs 3.11 or newer"),
        (
            ["run"],
            {"ensurepip": 1},
            "'python3' has no venv module: install it (on Debian and Ubuntu: apt-get install python3-venv)",
        ),
        (["run"], {"pip": 1}, "The packages of requirements-simulator.lock could not be installed"),
    ],
)
def test_what_is_missing_costs_one_sentence(make, order, machine, sentence):
    done = make(*order, **machine)
    said, stopped = done.stderr.splitlines()
    assert done.returncode == 2
    assert said.startswith(sentence)
    assert stopped.startswith("make: *** ")


def test_run_installs_the_runtime_lock_only_and_says_so_first(make, installed):
    done = make("run", "PORT=8080")
    assert done.stdout == "Setting up, about half a minute.\n-m simulator run --port 8080\n"
    assert (done.returncode, done.stderr, installed()) == (0, "", [RUNTIME])


def test_what_is_set_up_is_not_set_up_again(make, installed):
    make("run")
    assert make("run").stdout == "-m simulator run --port 5000\n"
    assert make("run", "PHONE=1").stdout == "-m simulator run --port 5000 --phone\n"
    assert installed() == [RUNTIME]


def test_changed_lock_is_noticed_at_any_date(make, checkout, installed):
    make("run")
    (checkout / RUNTIME).write_text("requirements-simulator.lock==2\n")
    os.utime(checkout / RUNTIME, (0, 0))
    make("run")
    assert installed() == [RUNTIME, RUNTIME]


def test_tests_lock_suffices_to_run_and_not_vice_versa(make, installed):
    make("setup")
    make("run")
    assert installed() == [EVERYTHING]
    make("clean")
    make("run")
    make("setup")
    assert installed() == [EVERYTHING, RUNTIME, EVERYTHING]


def test_changed_lock_sets_up_the_tests_again(make, checkout, installed):
    make("setup")
    (checkout / RUNTIME).write_text("requirements-simulator.lock==2\n")
    make("run")
    (checkout / RUNTIME).write_text("requirements-simulator.lock==1\n")
    make("setup")
    assert installed() == [EVERYTHING, RUNTIME, EVERYTHING]


def test_an_install_that_failed_is_tried_again(make, checkout, installed):
    make("run", pip=1)
    shutil.rmtree(checkout / ".venv")
    assert make("run").returncode == 0
    assert installed() == [RUNTIME, RUNTIME]


def test_an_environment_whose_python_is_gone_is_made_anew(make, checkout, installed):
    make("run")
    (checkout / ".venv" / "bin" / "python").unlink()
    assert make("run").stdout.startswith("Setting up")
    assert installed() == [RUNTIME, RUNTIME]
