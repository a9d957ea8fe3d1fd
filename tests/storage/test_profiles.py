"""What profiles promise, whichever store is behind them."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from msgspec.structs import replace
from visitors import EVERYTHING, TODAY, after_a_session, sessions, someone, visit

from skill.storage.opening import open_profiles
from skill.storage.records import MARK, MARKS, MAX_MARKS, updated
from skill.stretching.profile import Profile

WRITER = Path(__file__).with_name("writer.py")


def test_a_stranger_has_a_fresh_profile(profiles):
    assert profiles.load(someone()) == Profile()


def test_everything_in_a_profile_is_there_at_the_next_visit(profiles, open_device):
    assert profiles.save(someone(), Profile(), EVERYTHING) == EVERYTHING
    assert open_device().load(someone()) == EVERYTHING


def test_a_bookmark_and_settings_can_be_taken_back(profiles):
    profiles.save(someone(), Profile(), EVERYTHING)
    plain = replace(EVERYTHING, bookmark=None, pace=0, counting=False, whisper=False)
    assert profiles.save(someone(), EVERYTHING, plain) == plain
    assert profiles.load(someone()) == plain


def test_people_are_kept_apart(profiles):
    visit(profiles, someone())
    assert profiles.load(someone("amzn1.ask.account.TWO")) == Profile()


def test_a_forgotten_person_is_a_stranger(profiles, open_device):
    visit(profiles, someone())
    assert profiles.delete(someone())
    assert open_device().load(someone()) == Profile()


def test_forgetting_a_stranger_is_no_failure(profiles):
    assert profiles.delete(someone())
    assert profiles.delete(someone())


def test_nothing_is_stored_about_an_unknown_user(profiles):
    assert profiles.load(None) == Profile()
    assert profiles.save(None, Profile(), EVERYTHING) is None
    assert profiles.delete(None) is False


def test_a_value_out_of_bounds_is_left_out_and_is_no_outage(profiles):
    assert profiles.save(someone(), Profile(), Profile(disclaimer_given=True, pace=10**50)) == Profile(
        disclaimer_given=True
    )
    assert profiles.load(someone()) == Profile(disclaimer_given=True)


def test_malformed_id_still_has_a_profile(profiles):
    assert visit(profiles, someone("\ud800"))
    assert sessions(profiles, someone("\ud800")) == 1


def test_two_devices_finishing_together_both_count(profiles, open_device):
    other = open_device()
    base, others_base = profiles.load(someone()), other.load(someone())
    profiles.save(someone(), base, replace(after_a_session(base), pace=2))
    kept = other.save(someone(), others_base, replace(after_a_session(others_base), counting=True))
    assert kept == profiles.load(someone()) == Profile(done={TODAY: 2}, pace=2, counting=True)


def test_deletion_on_one_device_holds_on_another(profiles, open_device):
    profiles.save(someone(), Profile(), EVERYTHING)
    base = profiles.load(someone())
    open_device().delete(someone())
    assert profiles.save(someone(), base, after_a_session(base)) == Profile(done={TODAY: 1})


def test_repeated_change_counts_once_and_settings_change(profiles, open_device):
    base = profiles.load(someone())
    new = after_a_session(replace(base, explained={"practice-calf": 1}))
    first = profiles.save(someone(), base, new, "session-1")
    for number in range(3):  # by another worker, and with more that has changed since
        later = open_device().save(someone(), base, replace(new, pace=number), "session-1")
        assert later == replace(first, pace=number)
    assert profiles.save(someone(), base, new, "session-2").done == {TODAY: 2}
    assert profiles.save(someone(), first, after_a_session(first), "session-1").done == {TODAY: 3}


def test_record_keeps_recent_change_marks_without_their_source(profiles, where):
    base = Profile()
    for number in range(MAX_MARKS + 3):
        assert profiles.save(someone(), base, after_a_session(base), f"session-{number}")
        assert profiles.save(someone(), base, replace(base, pace=number), f"session-{number}")
    assert sessions(profiles) == MAX_MARKS + 3
    document = stored(profiles, where)
    assert len(document[MARKS]) == len(set(document[MARKS])) == MAX_MARKS
    assert all(MARK.fullmatch(mark) for mark in document[MARKS])


def stored(profiles, where):
    """Return the document as it is stored."""
    if where.startswith("dynamodb"):
        return profiles.store.get_item(someone())["attributes"]
    return profiles.store.database.read(lambda connection: profiles.store.document(connection, someone()))


def test_change_without_a_source_counts_each_time(profiles):
    base = profiles.load(someone())
    for _ in range(2):
        profiles.save(someone(), base, after_a_session(base))
    assert sessions(profiles) == 2


def test_marks_that_are_damaged_cost_nothing():
    base = Profile()
    for marks in (None, "text", 7, {"a": 1}, [None, 3, "x", "\ud800", ["0" * 16]]):
        profile, document = updated({"version": 1, MARKS: marks}, base, after_a_session(base), "0" * 16)
        assert profile.done == {TODAY: 1}, marks
        assert document[MARKS] == ["0" * 16], marks


def test_threads_finishing_together_all_count(open_device):
    devices = [open_device(), open_device()]
    with ThreadPoolExecutor(2) as threads:
        acknowledged = list(threads.map(lambda turn: visit(devices[turn % 2], someone()), range(20)))
    assert all(acknowledged)
    assert sessions(devices[0]) == 20


def test_processes_finishing_together_in_a_file_all_count(tmp_path):
    file = tmp_path / "people.db"
    profiles = open_profiles(str(file), file)
    command = [sys.executable, WRITER, file, "1", "12"]
    writers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    assert [writer.communicate(timeout=30)[0].count("\n") for writer in writers] == [12, 12]
    assert sessions(profiles, someone("person-0")) == 24
    profiles.close()
