"""Records written by version 0.1.0, whose code made `people-0.1.0.db` and this item, stay readable.

The file holds two users: ONE with everything that a profile can hold, and TWO with one session done.
"""

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from visitors import EVERYTHING, KEY, NOW, TODAY, after_a_session, someone

from skill.storage.profiles import Profiles
from skill.storage.sqlite import SqliteStore
from skill.stretching.profile import Profile

FILE = Path(__file__).with_name("people-0.1.0.db")
ONE, TWO = someone(), someone("amzn1.ask.account.TWO")
FULL = replace(EVERYTHING, reminders_refused=True, volume=0, clear=False, tone=False)
ITEM = {
    "id": KEY["id"],
    "attributes": {
        "version": 1,
        "told": True,
        "explained": {"practice-calf": 3, "relief-foot": 1},
        "done": {"2025-11-02": 2, "2025-11-03": 1},
        "pace": -2,
        "counting": True,
        "whisper": True,
        "reminders_refused": True,
        "bookmark": {"routine": "practice-calf", "cycle": 4, "at": 1762131600},
    },
    "revision": "ad22e7ece5204a1fb8a020b9a1d9abeb",
    "expires": 1796774400,
}


@pytest.fixture
def path(tmp_path):
    return Path(shutil.copy(FILE, tmp_path / "people.db"))


@pytest.fixture
def sqlite(path):
    profiles = Profiles(SqliteStore(path, lambda: NOW))
    yield profiles
    profiles.close()


def keys(path):
    with closing(sqlite3.connect(path)) as connection:
        return {key for (key,) in connection.execute("SELECT key FROM people")}


def test_its_rows_are_read(sqlite):
    assert sqlite.load(ONE) == FULL
    assert sqlite.load(TWO) == Profile(disclaimer_given=True, done={TODAY: 1})


def test_its_rows_are_updated(sqlite):
    updated = after_a_session(FULL)
    assert sqlite.save(ONE, FULL, updated) == updated
    assert sqlite.load(ONE) == updated
    assert sqlite.load(TWO) == Profile(disclaimer_given=True, done={TODAY: 1})


def test_its_rows_are_deleted(sqlite, path):
    assert sqlite.delete(ONE)
    assert sqlite.load(ONE) == Profile()
    sqlite.close()
    assert keys(path) == {TWO}
    assert ONE.encode() not in path.read_bytes()


def test_its_rows_expire(path):
    profiles = Profiles(SqliteStore(path, lambda: datetime(2025, 11, 3, tzinfo=UTC) + timedelta(days=401)))
    assert profiles.load(ONE) == Profile()
    profiles.save(TWO, Profile(), Profile(disclaimer_given=True))
    profiles.close()
    assert keys(path) == {TWO}


def test_document_equals_the_old_versions(sqlite, path):
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT document, updated FROM people WHERE key = ?"
        before = connection.execute(query, (ONE,)).fetchone()
        assert sqlite.save(ONE, FULL, FULL) == FULL
        assert connection.execute(query, (ONE,)).fetchone() == before


def test_its_items_are_read_updated_and_deleted(remote, items):
    items.put_item(Item=ITEM)
    assert remote.load(ONE) == FULL
    assert remote.save(ONE, FULL, FULL) == FULL
    item = items.get_item(Key=KEY)["Item"]
    assert item["revision"] != ITEM["revision"]
    assert {**item, "revision": ITEM["revision"]} == ITEM
    assert remote.delete(ONE)
    assert items.scan()["Items"] == []
