"""What is written down of a request holds no answer up, and none of it is lost where a process ends by itself."""

import json
import os
import time
from threading import Event, Thread

import pytest
from test_served import REQUESTS, ask, fresh

from bench.product import CHAIN, ROOTS
from bench.serving import PRODUCTION, SECONDS_TO_END, SYNC, running
from skill.watching import clerk
from skill.watching.clerk import Clerk
from tests.alexa.certificate_authority import sign
from tests.deploy.production import held_port, started, stop
from tests.watching.pipes import stuck_pipe

PATIENCE = 10  # seconds


class Desk:
    """Where things end up."""

    def __init__(self):
        self.seen, self.some = [], Event()

    def see_to(self, things):
        self.seen += things
        self.some.set()


@pytest.fixture
def desk():
    return Desk()


def test_what_is_handed_over_is_seen_to_in_its_order_and_later(desk, monkeypatch):
    monkeypatch.setattr(clerk, "PAUSE", 0.2)
    hand = Clerk(desk.see_to).hand
    for number in range(100):
        hand(number)
    assert desk.seen == []
    assert desk.some.wait(PATIENCE)
    assert desk.seen == list(range(100))


def test_nothing_is_lost_however_many_threads_hand_over(monkeypatch):
    monkeypatch.setattr(clerk, "PAUSE", 0.0)
    seen = []
    ours = Clerk(seen.extend)
    threads = [Thread(target=lambda: [ours.hand(number) for number in range(1000)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ours._pool.shutdown()
    assert sorted(seen) == sorted(4 * list(range(1000)))


def test_where_there_is_no_thread_it_is_seen_to_at_once_and_not_kept_for_later(desk, monkeypatch):
    def refuse(_):
        raise RuntimeError("can't start new thread")

    ours = Clerk(desk.see_to)
    monkeypatch.setattr("threading.Thread.start", refuse)
    for number in range(50):
        ours.hand(number)
    assert desk.seen == list(range(50))
    assert ours._pool._work_queue.qsize() == 0


def test_one_that_cannot_be_seen_to_costs_a_line_without_it(caplog):
    ours = Clerk(fail)
    ours.hand("my calf hurts")
    ours._pool.shutdown()
    assert caplog.messages == ["1 were not seen to: ValueError"]


def fail(things):
    raise ValueError(things)


def test_the_oldest_are_lost_where_too_many_wait(monkeypatch):
    monkeypatch.setattr(clerk, "MOST", 3)
    monkeypatch.setattr(clerk, "PAUSE", 0.2)
    seen = []
    ours = Clerk(seen.extend)
    for number in range(5):
        ours.hand(number)
    ours._pool.shutdown()
    assert seen == [2, 3, 4]


def test_a_forked_process_has_a_clerk_of_its_own():
    reader, writer = os.pipe()
    ours = Clerk(lambda things: os.write(writer, "".join(things).encode()))
    ours.hand("parent ")
    child = os.fork()
    if child == 0:
        ours.hand("child ")
        ours._pool.shutdown()
        os._exit(0)
    os.waitpid(child, 0)
    ours._pool.shutdown()
    os.close(writer)
    told = os.read(reader, 1000).decode()
    assert sorted(told.split()) == ["child", "parent"]


@pytest.fixture
def papers(folder):
    assert {path.name for path in folder.iterdir()} >= {CHAIN, ROOTS}
    return folder


@pytest.mark.parametrize("server", [PRODUCTION, SYNC])
def test_the_last_lines_are_written_before_a_server_that_is_stopped_ends(papers, authority, server):
    with running("tests.watching.unhurried:watched", papers, server) as serving:
        for _ in range(5):
            post(serving.port, authority)
        leaving = time.monotonic()
    assert time.monotonic() < leaving + SECONDS_TO_END
    written = (papers / "server.log").read_text("utf-8").splitlines()
    assert [json.loads(line)["outcome"] for line in written if '"event":"request"' in line] == ["answered"] * 5


def post(port, authority):
    body = json.dumps(fresh(REQUESTS["launch"])).encode()
    status, answer = ask(port, "POST", "/alexa", body, sign(authority, body))
    assert (status, json.loads(answer)["version"]) == (200, "1.0")


@pytest.mark.parametrize("warned", [False, True])
def test_a_log_that_nobody_reads_holds_up_no_answer_and_no_end(papers, authority, warned):
    if warned:
        (papers / "people.db").mkdir()  # memory is out of reach, which is worth a line of its own
    named = {"BENCH_APPLICATION": "bench.product:watched", "BENCH_FOLDER": str(papers), "WEB_CONCURRENCY": "1"}
    with stuck_pipe() as log, held_port() as listener:
        port = listener.getsockname()[1]
        with started(listener, "bench.entry:application", errors=log, **named) as server:
            for _ in range(5):
                post(port, authority)
                time.sleep(2 * clerk.PAUSE)
            assert stop(server, seconds=9) == 0  # after ten, a worker is killed
