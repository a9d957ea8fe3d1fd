"""What is in SQLite's file, for how long, who may read it, and what becomes of it when a process forks."""

import json
import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from visitors import EVERYTHING, ONE, someone, visit

from skill.storage.profiles import Profiles
from skill.storage.records import document_of
from skill.storage.sqlite import SqliteStore
from skill.storage.store import key_for
from skill.stretching.profile import Profile


class Calendar:
    now = datetime(2025, 11, 3, 2, 30, tzinfo=UTC)

    def __call__(self):
        return self.now


@pytest.fixture
def calendar():
    return Calendar()


@pytest.fixture
def path(tmp_path):
    return tmp_path / "one" / "two" / "people.db"


@pytest.fixture
def profiles(path, calendar):
    profiles = Profiles(SqliteStore(path, calendar))
    yield profiles
    profiles.close()


def rows(path):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT * FROM people").fetchall()


def test_nothing_is_opened_before_it_is_needed(profiles, path):
    assert not path.parent.exists()


def test_a_row_is_a_hash_the_fields_of_a_profile_and_a_day(profiles, path):
    profiles.save(someone(), Profile(), EVERYTHING)
    ((key, document, updated),) = rows(path)
    assert (key, updated) == (key_for(ONE), "2025-11-03")
    assert json.loads(document) == document_of(EVERYTHING)


def test_no_file_holds_an_id_in_clear(profiles, path):
    profiles.save(someone(), Profile(), EVERYTHING)
    kept = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert key_for(ONE).encode() in kept
    assert ONE.encode() not in kept


def test_only_the_owner_may_read_any_of_its_files(profiles, path):
    visit(profiles, someone())
    files = {file.name: file.stat().st_mode & 0o777 for file in path.parent.iterdir()}
    assert files == dict.fromkeys(["people.db", "people.db-wal", "people.db-shm", "people.db.lock"], 0o600)
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_readable_file_is_closed_to_others(profiles, path):
    path.parent.mkdir(parents=True)
    path.touch(0o644)
    visit(profiles, someone())
    assert path.stat().st_mode & 0o777 == 0o600


def test_writes_are_on_disk_when_they_are_acknowledged(profiles):
    visit(profiles, someone())
    settings = ["journal_mode", "synchronous", "secure_delete"]
    ask = profiles.store.database.read
    assert [
        ask(lambda connection, name=name: connection.execute(f"PRAGMA {name}").fetchone()[0]) for name in settings
    ] == [
        b"wal",
        2,
        1,
    ]


def test_forgotten_profile_is_not_in_the_file(profiles, path):
    profiles.save(someone(), Profile(), EVERYTHING)
    profiles.delete(someone())
    profiles.close()
    assert key_for(ONE).encode() not in path.read_bytes()
    assert rows(path) == []


def test_record_not_written_for_400_days_is_gone(profiles, calendar):
    profiles.save(someone(), Profile(), EVERYTHING)
    calendar.now += timedelta(days=400)
    assert profiles.load(someone()) == EVERYTHING
    calendar.now += timedelta(days=1)
    assert profiles.load(someone()) == Profile()


def test_old_records_are_swept_with_the_first_write_of_a_day(profiles, path, calendar):
    visit(profiles, someone())
    calendar.now += timedelta(days=401)
    visit(profiles, someone("amzn1.ask.account.TWO"))
    assert [row[0] for row in rows(path)] == [key_for("amzn1.ask.account.TWO")]


def test_old_records_are_swept_with_the_first_write_after_opening(profiles, path, calendar):
    visit(profiles, someone())
    profiles.close()
    calendar.now += timedelta(days=401)
    again = Profiles(SqliteStore(path, calendar))
    visit(again, someone("amzn1.ask.account.TWO"))
    again.close()
    assert len(rows(path)) == 1


def test_a_fork_carries_no_connection_over_and_both_sides_go_on(profiles):
    visit(profiles, someone())
    child = os.fork()
    if child == 0:
        fresh = profiles.store.database.connection is None
        os._exit(0 if fresh and visit(profiles, someone()) else 1)
    assert visit(profiles, someone())
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert profiles.load(someone()).done == {"2025-11-03": 3}
