"""docs/deploy.md names only what there is, and its backup is one."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from skill.cli import main
from skill.monitoring.metrics import Metrics
from skill.storage.opening import open_profiles
from tests.storage.visitors import sessions, someone, visit

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = (ROOT / "docs" / "deploy.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")


def test_every_command_it_names_exists():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    pairs = re.findall(r"\bmake ([\w-]+)`|^(?:\S+=\S+ )*make ([\w-]+)$", PAGE, re.MULTILINE)
    targets = {first or second for first, second in pairs}
    assert {"build-Skill", "package"} <= targets
    assert [target for target in targets if f"\n{target}:" not in makefile] == []
    commands = set(re.findall(r"-m skill (\w+)", PAGE))
    assert {"check", "forget", "package"} <= commands <= set(main.commands)


def test_every_setting_of_ours_it_names_is_in_the_readme():
    named = set(re.findall(r"\b(?:SKILL|ALEXA)_[A-Z_]+\b", PAGE))
    assert "ALEXA_SKILL_ID" in named
    assert [name for name in named if f"`{name}`" not in README] == []


def test_every_file_of_deploy_it_names_exists():
    named = set(re.findall(r"\bdeploy/([\w.@-]+\w)", PAGE))
    assert {"samconfig.toml", "Caddyfile", "leg-cramp-helper@.service"} <= named
    assert [name for name in named if not (ROOT / "deploy" / name).exists()] == []


def test_every_count_it_says_to_watch_is_counted():
    counted = {f"skill_{family.name.removeprefix('skill_')}" for family in Metrics().collect()}
    named = set(re.findall(r"`(skill_\w+?)(?:_total)?(?:\{|`)", PAGE))
    assert named
    assert named <= counted


@pytest.fixture
def store(tmp_path):
    profiles = open_profiles(str(tmp_path / "people.db"), tmp_path / "unused.db")
    yield profiles
    profiles.close()


def test_its_backup_holds_what_was_kept_until_then_and_can_be_restored(tmp_path, store):
    (snippet,) = re.findall(r"<<'PYTHON'\n(.+?)\nPYTHON\n", PAGE, re.DOTALL)
    snippet = snippet.replace("/var/lib/leg-cramp-helper", str(tmp_path))
    for visits in (1, 2):  # the second backup replaces the first
        assert visit(store, someone())
        subprocess.run([sys.executable, "-c", snippet], check=True, timeout=120)
        assert visits_in(tmp_path / "backup.db", tmp_path / f"restored-{visits}.db") == visits
    assert visit(store, someone())
    assert sessions(store) == 3


def visits_in(backup, place):
    """Restore a backup to a place of its own, and count."""
    place.write_bytes(backup.read_bytes())
    profiles = open_profiles(str(place), place)
    try:
        return sessions(profiles)
    finally:
        profiles.close()
