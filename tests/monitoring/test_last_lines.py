"""What a process that ends has written by its end, though lines still waited: of requests, and of their sum.

A worker of the server is a fork, and ends without the interpreter's exit handlers. Another process ends with them.
"""

import json
import re
import subprocess
import sys
import time

import pytest
from test_served import REQUESTS, fresh

from bench.product import CHAIN, ROOTS
from bench.serving import ROOT, SECONDS_TO_END, running
from tests.alexa.certificate_authority import sign
from tests.deploy.production import ask
from tests.monitoring.health_words import HEALTH

ASKED = ("launch", "yes", "relieve-calf")
BY_ITSELF = """
import logging
from skill.monitoring import log_lines
from skill.monitoring.build import Build
from skill.monitoring.process_log import ProcessLog
vars(log_lines)["PAUSE_SECONDS"] = 1.5
log_lines.write_json_lines(logging.getLogger("skill"))
log = ProcessLog(Build("content", "models"), "server", lambda: None)
log.begin()
log.note("relief-begun")
"""


@pytest.fixture(scope="module")
def written(authority, tmp_path_factory):
    """The JSON lines of a server that was asked three times, and stopped."""
    folder = tmp_path_factory.mktemp("stopped")
    (folder / CHAIN).write_bytes(authority.chain)
    (folder / ROOTS).write_bytes(authority.root.pem)
    with running("tests.monitoring.unhurried:watched", folder) as serving:
        for name in ASKED:
            body = json.dumps(fresh(REQUESTS[name])).encode()
            assert ask(serving.port, "POST", "/alexa", body, sign(authority, body))[0] == 200
        leaving = time.monotonic()
    assert time.monotonic() < leaving + SECONDS_TO_END
    lines = (folder / "server.log").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines if line.startswith("{")]


def of(written, event):
    return [line for line in written if line.get("event") == event]


def test_last_lines_are_written_before_a_stopped_server_ends(written):
    assert [line["outcome"] for line in of(written, "request")] == ["answered"] * len(ASKED)


def test_stopped_server_has_logged_its_outcomes(written):
    began = of(written, "began")
    assert {line["server"] for line in began} == {began[0]["server"]}
    assert re.fullmatch(r"[0-9a-f]{12}", began[0]["content"])
    sums = [line["outcomes"] for line in of(written, "outcomes")]
    assert sum(one.get("relief-begun", 0) for one in sums) >= 1
    assert not HEALTH.search(json.dumps([*began, *sums]).lower())


def test_a_process_that_ends_by_itself_has_written_both_lines():
    order = [sys.executable, "-c", BY_ITSELF]
    ended = subprocess.run(order, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    began, sums = map(json.loads, ended.stderr.splitlines())
    assert (began["event"], sums["event"], sums["outcomes"]) == ("began", "outcomes", {"relief-begun": 1})
