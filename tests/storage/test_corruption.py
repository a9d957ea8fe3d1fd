"""A corrupt file is moved aside and kept, once, however many find it; the person's visit goes on with a new one."""

import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from visitors import sessions, someone, visit

from skill.storage.corruption import move_aside_if_corrupt
from skill.storage.sqlite import SqliteStore
from skill.stretching.profile import Profile

NOW = datetime(2025, 11, 3, 2, 30, tzinfo=UTC)
WRITER = Path(__file__).with_name("writer.py")
PAGE_BYTES = 4_096


@pytest.fixture
def path(tmp_path):
    return tmp_path / "people.db"


@pytest.fixture
def device(path, guarded):
    opened = []

    def device():
        opened.append(guarded(SqliteStore(path, lambda: NOW)))
        return opened[-1]

    yield device
    for profiles in opened:
        profiles.close()


def fill(profiles):
    for number in range(60):
        visit(profiles, someone(f"person-{number}"))
    profiles.close()


def spoil(path, start=0):
    """Write over a database from the middle, or from the start, as a failing disk does."""
    content = path.read_bytes()
    assert len(content) > start
    path.write_bytes(content[:start] + random.Random(1).randbytes(len(content) - start))
    return path.read_bytes()


@pytest.mark.parametrize("start", [0, PAGE_BYTES], ids=["the header", "the pages"])
def test_corrupt_file_is_moved_aside_and_the_store_works(device, path, start, caplog):
    fill(device())
    spoiled = spoil(path, start)
    profiles = device()
    assert profiles.load(someone("person-7")) == Profile()
    assert visit(profiles, someone("person-7"))
    assert sessions(profiles, someone("person-7")) == 1
    assert path.with_name("people.db.corrupt-20251103T023000").read_bytes() == spoiled
    (message,) = caplog.messages
    assert (
        message
        == "the database was damaged, and a new one is begun: the old one is now people.db.corrupt-20251103T023000"
    )


def test_second_corruption_in_a_second_keeps_the_first_copy(device, path, tmp_path):
    for _ in range(2):
        fill(device())
        spoil(path)
        profiles = device()
        assert visit(profiles, someone())
        profiles.close()
    assert len([each for each in tmp_path.glob("*.corrupt-*") if not each.name.endswith(("-wal", "-shm"))]) == 2


def test_worker_with_the_old_file_moves_to_the_new_one(device, path):
    old, new = device(), device()
    visit(old, someone())
    path.rename(path.with_name("people.db.corrupt-20251103T023000"))
    for part in ("-wal", "-shm"):
        path.with_name(path.name + part).rename(path.with_name("people.db.corrupt-20251103T023000" + part))
    assert visit(new, someone())
    assert visit(old, someone())
    new.close()
    assert sessions(old) == sessions(device()) == 2


def test_file_replaced_by_another_worker_is_not_moved(device, path, tmp_path):
    profiles = device()
    visit(profiles, someone())
    file = profiles.store.database
    attempts = []

    def complain_once(connection):
        if not attempts:
            attempts.append(connection)
            connection.execute("ATTACH ? AS other", (str(spoiled),))
            connection.execute("SELECT * FROM other.sqlite_schema")
        return "read"

    spoiled = tmp_path / "other.db"
    spoiled.write_bytes(b"not a database" * 1_000)
    assert file.read(complain_once) == "read"
    assert list(tmp_path.glob("people.db.corrupt-*")) == []
    assert sessions(profiles) == 1


def test_unreadable_file_is_not_moved(device, path, tmp_path):
    fill(device())
    with closing(sqlite3.connect(path, isolation_level=None)) as hog:
        hog.execute("PRAGMA locking_mode = EXCLUSIVE")
        hog.execute("BEGIN EXCLUSIVE")
        hog.execute("UPDATE people SET updated = updated")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            move_aside_if_corrupt(path, NOW)
    assert list(tmp_path.glob("people.db.corrupt-*")) == []


def test_concurrent_workers_move_it_once_and_lose_nothing(device, path, tmp_path):
    fill(device())
    spoil(path)
    command = [sys.executable, WRITER, str(path), "1", "30"]
    workers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    acknowledged = sum(worker.communicate(timeout=120)[0].count("\n") for worker in workers)
    assert 30 <= acknowledged == sessions(device(), someone("person-0"))  # a busy machine may leave some of the 90 out
    assert len([each for each in tmp_path.glob("*.corrupt-*") if not each.name.endswith(("-wal", "-shm"))]) == 1
