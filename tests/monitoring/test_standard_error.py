"""Log lines go to standard error, or to what a host has put in its place."""

import io
import json
import logging
import os
from contextlib import redirect_stderr

from skill.monitoring.log_lines import stderr_is_replaced, write_json_lines


def test_a_stream_in_place_of_standard_error_gets_the_lines():
    logger, lines = logging.getLogger("alone"), io.StringIO()
    logger.propagate = False
    with redirect_stderr(lines):
        write_json_lines(logger, at_once=True)
    logger.warning("a screen failed")
    assert json.loads(lines.getvalue())["message"] == "a screen failed"
    lines.close()
    logger.warning("and nobody reads it")
    logger.handlers.clear()
    logger.propagate = True


def test_a_closed_standard_error_is_written_to_by_its_number(monkeypatch):
    with open(os.devnull, "w", encoding="utf-8") as closed:  # noqa: PTH123 - no path of ours
        monkeypatch.setattr("sys.stderr", closed)
        assert not stderr_is_replaced()
    assert not stderr_is_replaced()
    monkeypatch.setattr("sys.stderr", None)
    assert not stderr_is_replaced()
