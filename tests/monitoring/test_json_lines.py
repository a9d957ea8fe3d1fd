"""Log lines as JSON, and that they hold up no answer and no stop."""

import json
import logging
import os
import re
import time
from threading import Thread

import pytest
from test_served import REQUESTS, ask, fresh

from bench.product import CHAIN, ROOTS
from skill.monitoring import log_lines
from skill.monitoring.log_lines import JsonFormatter, LineQueue, LineWriter, write_json_lines
from tests.alexa.certificate_authority import sign
from tests.deploy.production import free_port, started, stop
from tests.monitoring.pipes import stuck_pipe


def record(message, *arguments, error=None):
    trouble = (type(error), error, None) if error else None
    return logging.LogRecord("skill.somewhere", logging.WARNING, "", 1, message, arguments, trouble)


def line_of(record):
    return JsonFormatter().format(record)


@pytest.fixture
def pipe():
    reader, writer = os.pipe()
    yield reader, writer
    os.close(reader)
    os.close(writer)


def read_lines(reader, wanted):
    text, until = b"", time.monotonic() + 10
    while text.count(b"\n") < wanted:
        assert time.monotonic() < until
        text += os.read(reader, 65536)
    return [json.loads(line) for line in text.splitlines()]


def test_json_line_holds_time_level_and_fields():
    line = json.loads(line_of(record("a %s failed", "screen")))
    assert (line["level"], line["logger"], line["message"]) == ("warning", "skill.somewhere", "a screen failed")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", line["time"])


def test_json_line_holds_no_traceback_or_error_message():
    text = line_of(record("failed", error=ValueError("my calf hurts")))
    assert json.loads(text)["error"] == "ValueError"
    assert "calf" not in text


def test_fields_are_the_line_themselves():
    line = json.loads(line_of(record({"event": "request", "ms": 1.5})))
    assert {name: line[name] for name in line if name != "time"} == {"level": "warning", "event": "request", "ms": 1.5}


def test_json_lines_requested_twice_are_written_once():
    logger = logging.getLogger("alone")
    write_json_lines(logger)
    write_json_lines(logger)
    assert len(logger.handlers) == 1
    assert logger.isEnabledFor(logging.INFO)
    logger.handlers.clear()


def test_a_line_is_one_write_and_a_reader_gone_away_costs_nothing():
    reader, writer = os.pipe()
    log = LineWriter(writer)
    log.handle(record("failed"))
    assert json.loads(os.read(reader, 1000))["message"] == "failed"
    os.close(reader)
    log.handle(record("failed"))
    os.close(writer)


def test_full_log_costs_nothing():
    full = os.open("/dev/full", os.O_WRONLY)
    log = LineWriter(full)
    for _ in range(3):
        log.handle(record("failed"))
    with pytest.raises(OSError, match="No space left"):
        os.write(full, b"a line")
    os.close(full)


def test_blocked_log_is_waited_for_once_until_it_recovers(monkeypatch):
    monkeypatch.setattr(log_lines, "WRITE_TIMEOUT_SECONDS", 0.05)
    with stuck_pipe() as log:
        writer, began = LineWriter(log), time.monotonic()
        for _ in range(500):
            writer.handle(record("failed"))
        assert time.monotonic() < began + 10  # to wait for each line takes 25 s


def test_lines_keep_their_order_from_any_number_of_threads(pipe):
    reader, writer = pipe
    queue = LineQueue(LineWriter(writer))

    def tell(who):
        for number in range(100):
            queue.handle(record({"who": who, "number": number}))

    threads = [Thread(target=tell, args=(who,)) for who in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    written = read_lines(reader, 400)
    for who in range(4):
        assert [line["number"] for line in written if line["who"] == who] == list(range(100))


def test_lines_are_lost_where_too_many_wait(monkeypatch, pipe):
    monkeypatch.setattr(log_lines, "MOST_WAITING", 3)
    queue = LineQueue(LineWriter(pipe[1]))
    monkeypatch.setattr(queue, "_start", lambda: None)
    for number in range(5):
        queue.handle(record({"number": number}))
    assert queue.waiting.qsize() == 3


def test_missing_thread_is_retried_silently_at_the_next_line(monkeypatch, pipe, capsys):
    reader, writer = pipe
    queue = LineQueue(LineWriter(writer))
    with monkeypatch.context() as patch:
        patch.setattr("threading.Thread.start", refuse)
        queue.handle(record("my calf hurts"))
    assert capsys.readouterr().err == ""
    queue.handle(record("a screen failed"))
    assert [line["message"] for line in read_lines(reader, 1)] == ["a screen failed"]


def refuse(_):
    raise RuntimeError("can't start new thread")


def test_a_forked_process_writes_its_own_lines(pipe):
    reader, writer = pipe
    queue = LineQueue(LineWriter(writer))
    queue.handle(record("parent"))
    assert [line["message"] for line in read_lines(reader, 1)] == ["parent"]
    child = os.fork()
    if child == 0:
        queue.handle(record("child"))
        time.sleep(0.5)
        os._exit(0)
    os.waitpid(child, 0)
    assert [line["message"] for line in read_lines(reader, 1)] == ["child"]


@pytest.fixture
def papers(folder):
    assert {path.name for path in folder.iterdir()} >= {CHAIN, ROOTS}
    return folder


def post(port, authority):
    body = json.dumps(fresh(REQUESTS["launch"])).encode()
    status, answer = ask(port, "POST", "/alexa", body, sign(authority, body))
    assert (status, json.loads(answer)["version"]) == (200, "1.0")


def test_unread_log_delays_no_answer_and_no_end(papers, authority):
    (papers / "people.db").mkdir()  # the store fails, which is worth a line of its own beside each request's
    named = {"BENCH_APPLICATION": "bench.product:watched", "BENCH_FOLDER": str(papers), "WEB_CONCURRENCY": "1"}
    port = free_port()
    with stuck_pipe() as log, started(port, "bench.entry:application", errors=log, **named) as server:
        await_port(port)
        for _ in range(5):
            post(port, authority)
            time.sleep(2 * log_lines.PAUSE_SECONDS)
        assert stop(server, seconds=6) == 0


def await_port(port):
    until = time.monotonic() + 20
    while True:
        try:
            return ask(port, "GET", "/healthz", seconds=1)
        except OSError:
            assert time.monotonic() < until
            time.sleep(0.05)
