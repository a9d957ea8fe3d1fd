"""What a server that is stopped has written by its end, though lines still waited: of requests, and of their sum."""

import json
import re
import time

import pytest
from test_served import REQUESTS, fresh

from bench.product import CHAIN, ROOTS
from bench.serving import PRODUCTION, SECONDS_TO_END, SYNC, running
from tests.alexa.certificate_authority import sign
from tests.deploy.production import ask
from tests.monitoring.health_words import HEALTH

ASKED = ("launch", "yes", "relieve-calf")


@pytest.fixture(scope="module", params=[PRODUCTION, SYNC])
def written(request, authority, tmp_path_factory):
    """The JSON lines of a server that was asked three times, and stopped."""
    folder = tmp_path_factory.mktemp("stopped")
    (folder / CHAIN).write_bytes(authority.chain)
    (folder / ROOTS).write_bytes(authority.root.pem)
    with running("tests.monitoring.unhurried:watched", folder, request.param) as serving:
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
