"""Two persons on one account, in either store: what is theirs, and what a deletion deletes."""

from datetime import timedelta

from msgspec.structs import replace
from visitors import NOW, someone

from skill.storage.persons import DAY, MAX_PERSONS, PERSONS, document_in, placed, without
from skill.storage.records import document_of
from skill.storage.store import key_for, person_key
from skill.stretching.profile import Profile

ACCOUNT = someone()
ANNA, BEN = (person_key(ACCOUNT, key_for(name)) for name in ("ANNA", "BEN"))
SLOW, LOUD, SOFT = Profile(pace=4), Profile(volume=2), Profile(volume=-1)
TODAY = NOW.date().isoformat()
EXPIRED = (NOW - timedelta(days=401)).date().isoformat()


def keep_all(profiles):
    """Keep something of an account, and of two of its persons."""
    for key, profile in ((ACCOUNT, SOFT), (ANNA, SLOW), (BEN, LOUD)):
        assert profiles.save(key, Profile(), profile) == profile


def test_each_person_has_a_profile_of_their_own(profiles):
    keep_all(profiles)
    assert [profiles.load(key) for key in (ACCOUNT, ANNA, BEN)] == [SOFT, SLOW, LOUD]
    assert profiles.load(person_key(ACCOUNT, key_for("CARL"))) == Profile()
    assert profiles.load(person_key(someone("amzn1.ask.account.OTHER"), key_for("ANNA"))) == Profile()


def test_change_of_one_person_changes_no_other(profiles):
    keep_all(profiles)
    assert profiles.save(ANNA, SLOW, replace(SLOW, whisper=True)) == replace(SLOW, whisper=True)
    assert [profiles.load(key) for key in (ACCOUNT, BEN)] == [SOFT, LOUD]


def test_a_deletion_by_the_account_deletes_every_person_of_it(profiles):
    for delete in (profiles.delete, profiles.disable):
        keep_all(profiles)
        assert delete(ACCOUNT)
        assert [profiles.load(key) for key in (ACCOUNT, ANNA, BEN)] == [Profile()] * 3


def test_a_persons_deletion_includes_the_accounts_own_part(profiles):
    keep_all(profiles)
    assert profiles.delete(ANNA)
    assert [profiles.load(key) for key in (ACCOUNT, ANNA, BEN)] == [Profile(), Profile(), LOUD]
    assert profiles.delete(BEN)
    assert profiles.load(BEN) == Profile()


def test_session_ending_after_a_deletion_restores_no_person(profiles):
    keep_all(profiles)
    assert profiles.delete(ANNA)
    assert profiles.save(ANNA, SLOW, replace(SLOW, whisper=True), ended=True) == Profile()
    assert profiles.load(ANNA) == Profile()
    assert profiles.disable(ACCOUNT)
    assert profiles.save(BEN, LOUD, replace(LOUD, whisper=True), ended=True) == Profile()
    assert profiles.load(BEN) == Profile()


def test_long_absent_person_is_forgotten_alone():
    document = placed({}, "anna", document_of(SLOW), EXPIRED, EXPIRED)
    document = placed(document, "ben", document_of(LOUD), TODAY, EXPIRED)
    assert set(document[PERSONS]) == {"anna", "ben"}
    assert document_in(document, "anna", TODAY) is None
    assert set(placed(document, "ben", document_of(LOUD), TODAY, TODAY)[PERSONS]) == {"ben"}


def test_only_the_latest_persons_are_kept():
    document = {}
    for day in range(MAX_PERSONS + 3):
        document = placed(document, f"person{day}", document_of(SLOW), f"2026-01-{day + 1:02}", "2026-01-01")
    assert len(document[PERSONS]) == MAX_PERSONS
    assert "person0" not in document[PERSONS]
    assert document[PERSONS]["person12"][DAY] == "2026-01-13"


def test_what_is_no_person_is_left_behind():
    for nonsense in (None, 5, [], {PERSONS: 5}, {PERSONS: {"anna": 5}}, {PERSONS: {"anna": {DAY: 5}}}):
        assert document_in(nonsense, "anna", TODAY) is None
        assert without(nonsense, "anna") == {}
