"""A user has disabled the skill: whichever process was told, what comes of their last session is not stored."""

import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest
from msgspec.structs import replace
from tables import Putting
from visitors import EVERYTHING, KEY, NOW, after_a_session, someone, visit

from skill.storage.profiles import Profiles
from skill.storage.records import DISABLED_HOURS, disabled_until
from skill.storage.sqlite import SqliteStore
from skill.stretching.profile import Profile

DISCLAIMED = Profile(disclaimer_given=True)
PATH = "people.db"


class Calendar:
    now = NOW

    def __call__(self):
        return self.now


@pytest.fixture
def calendar():
    return Calendar()


@pytest.fixture(params=["sqlite", "dynamodb"])
def at_a_time(request, tmp_path, calendar):
    """Profiles whose store goes by the test's calendar."""
    if request.param == "sqlite":
        store = SqliteStore(tmp_path / PATH, calendar)
    else:
        store = request.getfixturevalue("open_store")(request.getfixturevalue("table").name, calendar)
    yield Profiles(store)
    store.close()


def end(profiles, base, new=None):
    """End a session that began with `base`."""
    return profiles.save(someone(), base, new or after_a_session(base), "session", ended=True)


@pytest.mark.parametrize("known", [Profile(), EVERYTHING], ids=["first visit", "known"])
def test_an_end_after_another_process_was_told_stores_nothing(profiles, open_device, known):
    if known != Profile():
        profiles.save(someone(), Profile(), known)
    assert open_device().disable(someone())
    assert end(profiles, known) == Profile()
    assert open_device().load(someone()) == Profile()


def test_an_end_before_it_leaves_nothing_either(profiles, open_device):
    assert end(profiles, Profile()) == after_a_session(Profile())
    assert open_device().disable(someone())
    assert profiles.load(someone()) == Profile()


def test_disabling_twice_or_a_stranger_is_no_failure(profiles):
    assert profiles.disable(someone())
    assert profiles.disable(someone())
    assert profiles.disable(None) is False


def test_other_users_are_stored(profiles, open_device):
    open_device().disable(someone("amzn1.ask.account.TWO"))
    assert end(profiles, Profile()) == after_a_session(Profile())
    assert profiles.load(someone()) == after_a_session(Profile())


def test_a_record_deleted_elsewhere_does_not_return_at_the_end(profiles, open_device):
    profiles.save(someone(), Profile(), EVERYTHING)
    open_device().delete(someone())
    assert end(profiles, EVERYTHING) == Profile()
    assert profiles.load(someone()) == Profile()


def test_returning_user_is_stored_and_so_is_their_end(profiles, open_device):
    open_device().disable(someone())
    assert profiles.save(someone(), Profile(), DISCLAIMED, "session") == DISCLAIMED
    assert end(profiles, DISCLAIMED, replace(DISCLAIMED, pace=2)) == replace(DISCLAIMED, pace=2)


def test_two_hours_later_an_end_is_stored_again(at_a_time, calendar):
    at_a_time.disable(someone())
    calendar.now += timedelta(hours=1)
    assert end(at_a_time, Profile()) == Profile()
    calendar.now += timedelta(hours=1)
    assert end(at_a_time, Profile()) == after_a_session(Profile())


def test_the_time_it_is_known_for_tells_no_minute():
    seconds = [disabled_until(NOW + timedelta(minutes=minutes)) for minutes in range(-30, 30)]
    assert set(seconds) == {int(NOW.replace(minute=0).timestamp()) + DISABLED_HOURS * 3600}


def test_nothing_of_it_stays_in_the_file_after_a_later_write(tmp_path, calendar):
    profiles = Profiles(SqliteStore(tmp_path / PATH, calendar))
    profiles.disable(someone())
    calendar.now += timedelta(hours=2)
    visit(profiles, someone("amzn1.ask.account.TWO"))
    profiles.close()
    assert someone().encode() not in (tmp_path / PATH).read_bytes()


def test_a_file_of_an_earlier_version_learns_of_it(tmp_path, calendar):
    profiles = Profiles(SqliteStore(tmp_path / PATH, calendar))
    visit(profiles, someone())
    with closing(sqlite3.connect(tmp_path / PATH)) as connection:
        connection.execute("DROP TABLE disabled")
    assert profiles.disable(someone())
    assert end(profiles, Profile()) == Profile()
    profiles.close()


def test_an_item_says_it_and_nothing_about_the_user(remote, items):
    remote.save(someone(), Profile(), EVERYTHING)
    remote.disable(someone())
    (item,) = items.scan()["Items"]
    assert set(item) == {"id", "disabled", "revision", "expires"}
    assert item["expires"] == disabled_until(NOW)


def test_end_about_to_write_conflicts_and_stores_nothing(remote, items, table, open_store):
    other, put = Profiles(open_store(table.name)), items.put_item

    def disabled_first(**item):
        other.disable(someone())
        return put(**item)

    remote.store.table = Putting(items, disabled_first)
    assert end(remote, Profile()) == Profile()
    assert "attributes" not in items.get_item(Key=KEY)["Item"]
