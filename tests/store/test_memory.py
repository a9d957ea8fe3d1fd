"""What memory promises, whichever store is behind it."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from ask_sdk_model import RequestEnvelope, Session, User
from msgspec.structs import replace
from visitors import EVERYTHING, ONE, TODAY, after_a_session, sessions, someone, visit

from skill.stretching.profile import Profile

WRITER = Path(__file__).with_name("writer.py")


def test_a_stranger_has_a_fresh_profile(memory):
    assert memory.recall(someone()) == Profile()


def test_everything_in_a_profile_is_there_at_the_next_visit(memory, open_device):
    assert memory.remember(someone(), Profile(), EVERYTHING) == EVERYTHING
    assert open_device().recall(someone()) == EVERYTHING


def test_a_bookmark_and_settings_can_be_taken_back(memory):
    memory.remember(someone(), Profile(), EVERYTHING)
    plain = replace(EVERYTHING, bookmark=None, pace=0, counting=False, whisper=False)
    assert memory.remember(someone(), EVERYTHING, plain) == plain
    assert memory.recall(someone()) == plain


def test_people_are_kept_apart(memory):
    visit(memory, someone())
    assert memory.recall(someone("amzn1.ask.account.TWO")) == Profile()


def test_a_person_is_known_by_the_session_where_there_is_no_context(memory):
    visit(memory, someone())
    assert sessions(memory, RequestEnvelope(session=Session(user=User(user_id=ONE)))) == 1


def test_a_forgotten_person_is_a_stranger(memory, open_device):
    visit(memory, someone())
    assert memory.forget(someone())
    assert open_device().recall(someone()) == Profile()


def test_forgetting_a_stranger_is_no_failure(memory):
    assert memory.forget(someone())
    assert memory.forget(someone())


@pytest.mark.parametrize("envelope", [None, RequestEnvelope(), someone(None), someone("")])
def test_where_a_request_names_nobody_nothing_is_kept(memory, envelope):
    assert memory.recall(envelope) == Profile()
    assert memory.remember(envelope, Profile(), EVERYTHING) is None
    assert memory.forget(envelope) is False


def test_an_id_that_is_no_proper_text_still_has_a_memory(memory):
    assert visit(memory, someone("\ud800"))
    assert sessions(memory, someone("\ud800")) == 1


def test_the_port_itself_keeps_nothing_for_nobody(memory):
    assert memory.store.save_attributes(None, {}) == {}
    assert memory.store.get_attributes(None) == {}
    assert memory.store.delete_attributes(None) is None


def test_two_devices_finishing_together_both_count(memory, open_device):
    other = open_device()
    base, others_base = memory.recall(someone()), other.recall(someone())
    memory.remember(someone(), base, replace(after_a_session(base), pace=2))
    kept = other.remember(someone(), others_base, replace(after_a_session(others_base), counting=True))
    assert kept == memory.recall(someone()) == Profile(done={TODAY: 2}, pace=2, counting=True)


def test_what_was_forgotten_on_one_device_does_not_come_back_from_another(memory, open_device):
    memory.remember(someone(), Profile(), EVERYTHING)
    base = memory.recall(someone())
    open_device().forget(someone())
    assert memory.remember(someone(), base, after_a_session(base)) == Profile(done={TODAY: 1})


def test_threads_finishing_together_all_count(open_device):
    devices = [open_device(), open_device()]
    with ThreadPoolExecutor(2) as threads:
        acknowledged = list(threads.map(lambda turn: visit(devices[turn % 2], someone()), range(20)))
    assert all(acknowledged)
    assert sessions(devices[0]) == 20


def test_processes_finishing_together_all_count(where, memory):
    command = [sys.executable, WRITER, where, "1", "20"]
    writers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    acknowledged = sum(writer.communicate(timeout=120)[0].count("\n") for writer in writers)
    assert 20 <= acknowledged == sessions(memory, someone("person-0"))  # a busy machine may leave some of the 40 out
