"""The lines about a process: that it began, with its version, and what came of its turns, summed up."""

import logging
import os

import pytest

from skill import __version__
from skill.monitoring.build import Build
from skill.monitoring.process_log import SPAN_SECONDS, ProcessLog

BUILD = Build("0123456789ab", "ba9876543210")


@pytest.fixture
def written(caplog):
    """Return the lines about processes that were written so far."""
    caplog.set_level(logging.INFO)
    return lambda: [record.msg for record in caplog.records if record.name == "skill.process"]


@pytest.fixture
def process_log(monkeypatch):
    """The log of this process, at a clock that stands still, with how often it began."""
    monkeypatch.setattr("skill.monitoring.process_log.Finalize", lambda *_, **__: None)
    now, began = [0.0], []
    made = ProcessLog(BUILD, "a server", lambda: began.append(os.getpid()), clock=lambda: now[0])
    return made, now, began


def test_process_logs_its_start_and_version_once(process_log, written):
    log, _, began = process_log
    for _ in range(3):
        log.begin()
    assert began == [os.getpid()]
    assert written() == [{"event": "began", "server": "a server", **BUILD._asdict()}]
    assert written()[0]["version"] == __version__


def test_a_forked_worker_begins_for_itself(process_log):
    log, _, began = process_log
    log.begin()
    child = os.fork()
    if not child:
        log.begin()
        os._exit(len(began))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 2


def test_outcomes_of_a_span_are_one_line_without_a_request(process_log, written):
    log, now, _ = process_log
    log.begin()
    for outcome in ("misheard", "relief-done", "misheard"):
        log.note(outcome)
    assert len(written()) == 1
    now[0] = SPAN_SECONDS
    log.note("misheard")
    line = {"event": "outcomes", "server": "a server", "outcomes": {"misheard": 3, "relief-done": 1}}
    assert written()[1:] == [line]
    log.sum_up()
    assert written()[1:] == [line]
