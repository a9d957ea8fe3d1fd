"""A restart under load: whoever was answered is remembered, and nobody is turned away.

The server stops in the midst of writes, once the next one has taken the socket over, as docs/deploy.md says.
"""

import json
import time
from copy import deepcopy
from datetime import UTC, datetime
from http.client import HTTPException
from itertools import count
from threading import Event, Thread

import pytest
from production import ROOT, ask, place, start, stop

from bench.product import CHAIN, PEOPLE, ROOTS, SKILL_ID
from bench.serving import APPLICATION, FOLDER
from skill.storage.sqlite import SqliteStore
from skill.storage.store import key_for
from tests.alexa.certificate_authority import sign

CLIENTS = 4
SPELL_VISITS = 25  # acknowledged before the restart, and after it
LAUNCH = json.loads((ROOT / "tests" / "requests" / "launch.json").read_text("utf-8"))
SLOWER = {"type": "IntentRequest", "intent": {"name": "SlowerIntent", "confirmationStatus": "NONE"}}


@pytest.fixture
def folder(tmp_path, authority):
    (tmp_path / CHAIN).write_bytes(authority.chain)
    (tmp_path / ROOTS).write_bytes(authority.root.pem)
    return tmp_path


class Crowd:
    """People who each ask once for a slower pace, on a connection of their own, as both proxies make them."""

    def __init__(self, path, authority):
        self.path, self.authority = path, authority
        self.numbers = count()
        self.acknowledged, self.unanswered = [], []
        self.enough = Event()
        self.clients = [Thread(target=self._come) for _ in range(CLIENTS)]

    def __enter__(self):
        for client in self.clients:
            client.start()
        return self

    def __exit__(self, *_):
        self.enough.set()
        for client in self.clients:
            client.join(30)

    def await_visits(self, more):
        wanted, until = len(self.acknowledged) + more, time.monotonic() + 60
        while len(self.acknowledged) < wanted:
            assert time.monotonic() < until, f"only {len(self.acknowledged)} of {wanted} were answered"
            time.sleep(0.01)

    def _come(self):
        while not self.enough.is_set():
            person = f"amzn1.ask.account.{next(self.numbers)}"
            body = json.dumps(slower(person)).encode()
            try:
                status, _ = ask(self.path, "POST", "/alexa", body, sign(self.authority, body))
                (self.acknowledged if status == 200 else self.unanswered).append(person)
            except (OSError, HTTPException):
                self.unanswered.append(person)


def start_at(path, **product):
    """Start a server, and wait until it has the path."""
    before = path.stat().st_ino if path.exists() else 0
    server, until = start(path, "bench.entry:application", **product), time.monotonic() + 20
    while not path.exists() or path.stat().st_ino == before:
        assert server.poll() is None
        assert time.monotonic() < until, "the server did not start"
        time.sleep(0.02)
    return server


def slower(person):
    envelope = deepcopy(LAUNCH)
    envelope["request"] |= SLOWER | {"timestamp": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")}
    for part in (envelope["session"], envelope["context"]["System"]):
        part["application"]["applicationId"] = SKILL_ID
        part["user"]["userId"] = person
    return envelope


def test_restart_under_load_loses_no_write_and_refuses_nobody(folder, authority):
    product = {APPLICATION: "bench.product:make", FOLDER: str(folder)}
    with place() as path:
        server = start_at(path, **product)
        try:
            with Crowd(path, authority) as crowd:
                crowd.await_visits(SPELL_VISITS)
                old, server = server, start_at(path, **product)
                crowd.await_visits(2 * CLIENTS)  # the last of them by the server that has the path now
                assert stop(old) == 0
                crowd.await_visits(SPELL_VISITS)
        finally:
            stop(server)
    assert not any(client.is_alive() for client in crowd.clients)
    assert crowd.unanswered == []
    kept = remembered(folder / PEOPLE)
    assert [person for person in crowd.acknowledged if key_for(person) not in kept] == []
    assert len(kept) == len(crowd.acknowledged) >= 2 * SPELL_VISITS


def remembered(path):
    store = SqliteStore(path)
    keys = store.database.read(lambda connection: connection.execute("SELECT key FROM people").fetchall())
    store.close()
    return {key.decode() for (key,) in keys}
