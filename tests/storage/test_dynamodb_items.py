"""What is in an item of the table, for how long, and what becomes of an item that is not ours."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from outage import recall
from tables import Putting
from visitors import EVERYTHING, KEY, NOW, ONE, sessions, someone, visit

from skill.storage.profiles import Profiles
from skill.storage.records import document_of
from skill.storage.store import key_for
from skill.stretching.profile import Profile

pytestmark = pytest.mark.usefixtures("awaited")


def test_item_has_a_hash_profile_fields_and_bookkeeping(remote, items):
    remote.save(someone(), Profile(), EVERYTHING)
    (item,) = items.scan()["Items"]
    assert set(item) == {"id", "attributes", "revision", "expires"}
    assert item["id"] == key_for(ONE)
    assert item["attributes"] == document_of(EVERYTHING)
    assert ONE not in str(item)


def test_an_item_expires_400_days_later_at_the_turn_of_a_day(remote, items):
    visit(remote, someone())
    expires = datetime.fromtimestamp(int(items.get_item(Key=KEY)["Item"]["expires"]), UTC)
    assert expires == datetime(2025, 11, 4, tzinfo=UTC) + timedelta(days=400)


def test_expired_item_still_there_is_a_stranger(remote, table, open_store):
    remote.save(someone(), Profile(), EVERYTHING)
    later = Profiles(open_store(table.name, lambda: NOW + timedelta(days=401)))
    assert recall(later) == Profile()
    assert visit(later, someone())
    assert sessions(later) == 1


@pytest.mark.parametrize(
    "nonsense",
    [
        {},
        {"attributes": "text"},
        {"attributes": ["a", "list"], "revision": Decimal(7)},
        {"attributes": {"version": 1, "pace": Decimal("0.5"), "done": {"2025-11-03": Decimal("1E+100")}}},
        {"attributes": {"version": 1, "told": 1}, "expires": "never", "revision": None},
        {"attributes": {"version": 9}, "expires": [1], "revision": b"\x00"},
    ],
)
def test_nonsense_in_an_item_is_a_stranger_and_no_outage(remote, items, caplog, nonsense):
    items.put_item(Item={**KEY, **nonsense})
    assert recall(remote) == Profile()
    assert visit(remote, someone())
    assert sessions(remote) == 1
    assert caplog.records == []


def test_save_resent_after_a_lost_answer_counts_once(remote, items, monkeypatch):
    put = items.put_item

    def put_twice(**item):
        put(**item)
        return put(**item)

    monkeypatch.setattr(remote.store, "table", Putting(items, put_twice))
    assert visit(remote, someone())
    assert sessions(remote) == 1
