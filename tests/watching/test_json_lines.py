"""Log lines as JSON."""

import json
import logging
import os
import re
import time

from skill.watching.lines import JsonLines, line_of, write_json_lines
from tests.watching.pipes import stuck_pipe


def record(message, *arguments, error=None):
    trouble = (type(error), error, None) if error else None
    return logging.LogRecord("skill.somewhere", logging.WARNING, "", 1, message, arguments, trouble)


def test_a_json_line_holds_the_time_the_level_and_what_was_logged():
    line = json.loads(line_of(record("a %s failed", "screen")))
    assert (line["level"], line["logger"], line["message"]) == ("warning", "skill.somewhere", "a screen failed")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", line["time"])


def test_a_json_line_holds_no_traceback_and_no_message_of_an_error():
    text = line_of(record("failed", error=ValueError("my calf hurts")))
    assert json.loads(text)["error"] == "ValueError"
    assert b"calf" not in text


def test_json_lines_are_asked_for_any_number_of_times_and_written_once():
    logger = logging.getLogger("alone")
    assert write_json_lines(logger) is write_json_lines(logger)
    assert len(logger.handlers) == 1
    assert logger.isEnabledFor(logging.INFO)
    logger.handlers.clear()


def test_a_line_is_one_write_and_a_reader_gone_away_costs_nothing():
    reader, writer = os.pipe()
    lines = JsonLines(writer)
    lines.handle(record("failed"))
    warned = json.loads(os.read(reader, 1000))
    assert (warned["level"], warned["message"]) == ("warning", "failed")
    lines.tell({"event": "request", "ms": 1.5})
    told = json.loads(os.read(reader, 1000))
    assert (told["level"], told["event"], told["ms"], told["time"][:2]) == ("info", "request", 1.5, "20")
    os.close(reader)
    lines.tell({"event": "request"})
    os.close(writer)


def test_many_lines_are_written_in_few_pieces_and_none_is_cut(monkeypatch):
    pieces = []
    monkeypatch.setattr(os, "write", lambda _, piece: pieces.append(piece))
    monkeypatch.setattr("skill.watching.lines._takes_more", lambda _: True)
    JsonLines(2).tell_all([(number, {"event": "request", "id": "x" * 150, "ms": number}) for number in range(100)])
    assert 1 < len(pieces) < 10
    assert all(len(piece) <= 4096 and piece.endswith(b"\n") for piece in pieces)
    assert [json.loads(line)["ms"] for line in b"".join(pieces).splitlines()] == list(range(100))


def test_a_log_that_takes_no_more_is_waited_for_a_moment_and_then_given_up(monkeypatch):
    monkeypatch.setattr("skill.watching.lines.PATIENCE", 0.05)
    with stuck_pipe() as log:
        began = time.monotonic()
        JsonLines(log).tell_all([(number, {"event": "request"}) for number in range(500)])
        assert time.monotonic() < began + 10  # to wait for each line takes 25 s
