"""The locks as pip of any age reads them: everything is pinned, with its extras, and what runs is what was tested."""

import re
import tomllib
from functools import cache
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = {
    "requirements.lock": (),
    "requirements-simulator.lock": ("simulator",),
    "requirements-dynamodb.lock": ("dynamodb",),
    "requirements-dev.lock": ("dynamodb", "simulator", "dev"),
}
ENTRY = re.compile(r"[\w.-]+(\[[\w, -]+\])?==[\w.!+-]+( ; .+?)?( +--hash=sha256:\w{64})+")
BY_LOCK = pytest.mark.parametrize("name", EXTRAS)


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


def parse(lock):
    """Return the requirements of a lock, without their hashes."""
    lines = re.sub(r" \\\n +--hash=\S+", "", lock).splitlines()
    return [Requirement(line) for line in lines]


def wanted_by_the_project(name):
    """Return what pyproject.toml asks for in the lock of that name."""
    lists = [PROJECT["dependencies"], *(PROJECT["optional-dependencies"][extra] for extra in EXTRAS[name])]
    asked = [Requirement(text) for each in lists for text in each]
    return [requirement for requirement in asked if requirement.name != PROJECT["name"]]


@cache
def needs(package):
    """Return what a package that is installed needs."""
    return [Requirement(text) for text in requires(package) or ()]


def unmet(lock, wanted):
    """Return what is asked for on this Python and is not pinned with its extras in the lock."""
    pinned = {canonicalize_name(each.name): each for each in lock if not each.marker or each.marker.evaluate()}
    asked = [("pyproject.toml", requirement) for requirement in wanted]
    for package in pinned.values():
        for requirement in needs(package.name):
            extras = package.extras or {""}
            if not requirement.marker or any(requirement.marker.evaluate({"extra": extra}) for extra in extras):
                asked.append((package.name, requirement))
    for asker, requirement in asked:
        pin = pinned.get(canonicalize_name(requirement.name))
        if pin is None:
            yield f"{asker} needs {requirement}, which is not pinned"
        elif missing := {*map(canonicalize_name, requirement.extras)} - {*map(canonicalize_name, pin.extras)}:
            yield f"{asker} needs {requirement}, and the lock drops the extra {', '.join(sorted(missing))}"
        elif not requirement.specifier.contains(next(iter(pin.specifier)).version, prereleases=True):
            yield f"{asker} needs {requirement}, and the lock has {pin}"


@BY_LOCK
def test_every_requirement_is_pinned_with_its_extras(name):
    assert list(unmet(parse(read(name)), wanted_by_the_project(name))) == []


@BY_LOCK
def test_every_line_is_one_version_with_a_hash(name):
    entries = read(name).replace(" \\\n", " ").splitlines()
    assert len(entries) > 20
    assert [entry for entry in entries if not ENTRY.fullmatch(entry)] == []


def test_the_runtime_locks_are_part_of_the_tests_lock():
    tested = {str(requirement) for requirement in parse(read("requirements-dev.lock"))}
    for name in ("requirements.lock", "requirements-simulator.lock", "requirements-dynamodb.lock"):
        plain = {str(requirement) for requirement in parse(read(name))}
        extras = {re.sub(r"\[.*?\]", "", requirement) for requirement in tested}
        assert plain <= tested | extras


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("coverage[toml]==", "coverage==", "drops the extra toml"),
        ("moto[dynamodb, server]==", "moto[server]==", "drops the extra dynamodb"),
        ("werkzeug==", "other-name==", "werkzeug>=3.1.0, which is not pinned"),
        ("blinker==1.9.0", "blinker==1.0.0", "the lock has blinker==1.0.0"),
    ],
)
def test_a_lock_that_pip_would_refuse_is_noticed(old, new, told):
    spoiled = read("requirements-dev.lock").replace(f"\n{old}", f"\n{new}")
    lock = [each for each in parse(spoiled) if each.name != "other-name"]
    assert told in "\n".join(unmet(lock, wanted_by_the_project("requirements-dev.lock")))


def test_every_pinned_package_of_this_python_is_installed():
    """Otherwise the test above could not read what the package needs."""
    missing = []
    for requirement in parse(read("requirements-dev.lock")):
        try:
            requires(requirement.name)
        except PackageNotFoundError:
            missing += [requirement.name] if not requirement.marker or requirement.marker.evaluate() else []
    assert missing == []
