"""`python -m skill backup`: whole while the skill writes, for its owner alone, and replaced only by a whole one."""

import shutil
import stat

import pytest
from click.testing import CliRunner
from visitors import sessions, someone, visit

from skill.cli import main
from skill.storage.opening import open_profiles


@pytest.fixture
def place(tmp_path):
    return tmp_path / "people.db"


@pytest.fixture
def store(place):
    profiles = open_profiles(str(place), place)
    yield profiles
    profiles.close()


def backup(where, target):
    return CliRunner().invoke(main, ["backup", str(target)], env={"SKILL_DATABASE": str(where)})


def visits_in(copy, place):
    """Restore a backup to a place of its own, and count."""
    shutil.copy(copy, place)
    profiles = open_profiles(str(place), place)
    try:
        return sessions(profiles)
    finally:
        profiles.close()


def test_a_backup_holds_what_was_kept_until_then(place, store, tmp_path):
    target = tmp_path / "backup.db"
    for visits in (1, 2):  # the second replaces the first
        assert visit(store, someone())
        done = backup(place, target)
        assert (done.exit_code, done.output.startswith(f"{target}: ")) == (0, True)
        assert visits_in(target, tmp_path / f"restored-{visits}.db") == visits
    assert visit(store, someone())
    assert sessions(store) == 3


def test_a_backup_is_its_owners_and_leaves_nothing_beside_it(place, store, tmp_path):
    assert visit(store, someone())
    folder = tmp_path / "kept"
    folder.mkdir()
    assert backup(place, folder / "backup.db").exit_code == 0
    assert [one.name for one in folder.iterdir()] == ["backup.db"]
    assert stat.S_IMODE((folder / "backup.db").stat().st_mode) == 0o600


def test_a_backup_that_fails_keeps_the_one_before(place, store, tmp_path):
    assert visit(store, someone())
    target = tmp_path / "backup.db"
    assert backup(place, target).exit_code == 0
    before = target.read_bytes()
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(b"no database" * 100)
    done = backup(damaged, target)
    assert (done.exit_code, "no backup was made" in done.output) == (1, True)
    assert target.read_bytes() == before
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("dynamodb://people", "a table is backed up by AWS"),
        ("nowhere/people.db", "names a file that isn't there"),
    ],
)
def test_a_backup_of_what_is_no_file_says_why(where, said, tmp_path):
    done = backup(where, tmp_path / "backup.db")
    assert (done.exit_code, said in done.output) == (1, True)


def test_a_backup_never_replaces_what_it_copies(place, store):
    assert visit(store, someone())
    done = backup(place, place)
    assert (done.exit_code, "name another FILE" in done.output) == (1, True)
    assert sessions(store) == 1
