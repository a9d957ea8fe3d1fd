"""SQLite when it is missing, read-only, locked, full or corrupt: the person waits for none of it."""

import os
import sqlite3
import tempfile
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from outage import is_cheap, is_over, recall, remember
from visitors import ONE, sessions, someone, visit

from skill.storage import database
from skill.storage.sqlite import SqliteStore
from skill.storage.store import key_for
from skill.stretching.profile import Profile

NOW = datetime(2025, 11, 3, 2, 30, tzinfo=UTC)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "people.db"


@pytest.fixture
def profiles(path, guarded):
    profiles = guarded(SqliteStore(path, lambda: NOW))
    yield profiles
    profiles.close()


@contextmanager
def another_connection(path):
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


@pytest.mark.parametrize("obstacle", [Path.mkdir, Path.touch], ids=["a folder", "a file"])
def test_something_else_in_its_place_is_cheap(tmp_path, guarded, clock, caplog, obstacle):
    place = tmp_path / "place"
    obstacle(place)
    profiles = guarded(SqliteStore(place if place.is_dir() else place / "people.db"))
    is_cheap(profiles, caplog)
    place.rmdir() if place.is_dir() else place.unlink()
    assert is_over(profiles, clock)
    profiles.close()


def test_a_folder_that_goes_missing_is_made_again(tmp_path, guarded):
    profiles = guarded(SqliteStore(tmp_path / "folder" / "people.db"))
    visit(profiles, someone())
    (tmp_path / "folder").rename(tmp_path / "elsewhere")
    assert visit(profiles, someone())
    assert sessions(profiles) == 1
    assert (tmp_path / "folder" / "people.db").is_file()
    profiles.close()


def test_read_checks_for_a_replaced_file_only_at_intervals(tmp_path, guarded, monkeypatch):
    monkeypatch.setattr(database, "RECHECK_SECONDS", 60.0)
    profiles = guarded(SqliteStore(tmp_path / "folder" / "people.db"))
    visit(profiles, someone())
    (tmp_path / "folder").rename(tmp_path / "elsewhere")
    assert sessions(profiles) == 1
    monkeypatch.setattr(database, "RECHECK_SECONDS", 0.0)
    assert recall(profiles) == Profile()
    profiles.close()


@contextmanager
def nobody():
    """Be a user who owns nothing, where the tests run as root, whom no permission stops."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(65_534)
    try:
        yield
    finally:
        os.seteuid(user)


def test_a_file_that_may_only_be_read_is_cheap(guarded, clock, caplog):
    with tempfile.TemporaryDirectory() as name:
        folder, path = Path(name), Path(name) / "people.db"
        profiles = guarded(SqliteStore(path))
        visit(profiles, someone())
        profiles.close()
        path.chmod(0o444)
        folder.chmod(0o555)
        with nobody():
            assert is_cheap(profiles, caplog) == "PermissionError"
        folder.chmod(0o755)
        path.chmod(0o600)
        assert is_over(profiles, clock)
        assert sessions(profiles) == 2
        profiles.close()


def test_database_locked_by_another_program_is_cheap(profiles, path, clock, caplog):
    visit(profiles, someone())
    profiles.close()
    with another_connection(path) as hog:
        hog.execute("PRAGMA locking_mode = EXCLUSIVE")
        hog.execute("BEGIN EXCLUSIVE")
        hog.execute("UPDATE people SET updated = updated")
        assert is_cheap(profiles, caplog) == "OperationalError"
    assert is_over(profiles, clock)
    assert sessions(profiles) == 2


def test_write_locked_database_can_be_read(profiles, path, clock, caplog):
    visit(profiles, someone())
    with another_connection(path) as hog:
        hog.execute("BEGIN EXCLUSIVE")
        assert sessions(profiles) == 1
        assert is_cheap(profiles, caplog, first=remember) == "OperationalError"
    assert is_over(profiles, clock)
    assert sessions(profiles) == 2


def test_worker_slow_to_open_it_is_cheap_for_others(profiles, path, clock, caplog):
    with another_connection(f"{path}.lock") as hog:
        hog.execute("BEGIN EXCLUSIVE")
        assert is_cheap(profiles, caplog) == "OperationalError"
    assert is_over(profiles, clock)


def test_full_disk_is_cheap_and_loses_no_acknowledged_write(profiles, clock, caplog):
    limit = "PRAGMA max_page_count = {}".format
    visit(profiles, someone())
    profiles.store.database.read(lambda connection: connection.execute(limit(1)))
    people = [f"person-{number}" for number in range(100)]
    acknowledged = [user for user in people if visit(profiles, someone(user))]
    assert 0 < len(acknowledged) < 100
    (message,) = caplog.messages
    assert message.startswith("the store failed: OperationalError at storage/")
    profiles.store.database.read(lambda connection: connection.execute(limit(100_000)))
    assert is_over(profiles, clock)
    assert {sessions(profiles, someone(user)) for user in acknowledged} == {1}


def test_busy_thread_is_cheap_for_the_others(profiles, clock, caplog):
    with profiles.store.database.lock:
        assert is_cheap(profiles, caplog) == "TimeoutError"
    assert is_over(profiles, clock)


def test_a_database_of_a_newer_version_is_left_alone(profiles, path, caplog):
    with another_connection(path) as newer:
        newer.execute("PRAGMA user_version = 2")
    before = path.read_bytes()
    assert is_cheap(profiles, caplog) == "NotSupportedError"
    with another_connection(path) as newer:
        assert newer.execute("SELECT count(*) FROM sqlite_schema").fetchone() == (0,)
        assert newer.execute("PRAGMA user_version").fetchone() == (2,)
    assert len(before) == path.stat().st_size


NONSENSE = {
    "no JSON": "{'version': 1}",
    "no UTF-8": b"\xff\xfe{}",
    "a list": "[1, 2]",
    "a number": 7,
    "other shapes": '{"version": 1, "done": [], "bookmark": "here", "pace": "fast", "told": 1}',
    "deep": "[" * 60_000,
    "huge": '{"version": 1, "told": true, "note": "' + "x" * 1_000_000 + '"}',
    "a huge number": '{"version": 1, "pace": ' + "9" * 5_000 + "}",
}


@pytest.mark.parametrize("nonsense", NONSENSE.values(), ids=NONSENSE)
def test_nonsense_in_a_record_is_a_stranger_and_no_outage(profiles, path, caplog, nonsense):
    visit(profiles, someone())
    with another_connection(path) as connection:
        connection.execute("UPDATE people SET document = ? WHERE key = ?", (nonsense, key_for(ONE)))
    assert recall(profiles) == Profile()
    assert visit(profiles, someone())
    assert sessions(profiles) == 1
    assert caplog.records == []
