"""Lines about refused requests are bounded under a flood. What is left out is said, and counted."""

import logging

from test_served import REQUESTS

from skill.monitoring.line_limit import MOST_LINES, SPAN_SECONDS, LineLimit


def test_a_flood_is_limited_and_the_next_line_counts_the_omitted():
    now = [0.0]
    limit = LineLimit(lambda: now[0])
    assert [limit.admit() for _ in range(MOST_LINES + 7)] == [0] * MOST_LINES + [None] * 7
    now[0] = SPAN_SECONDS
    assert [limit.admit() for _ in range(MOST_LINES + 1)] == [7] + [0] * (MOST_LINES - 1) + [None]
    now[0] = 5 * SPAN_SECONDS
    assert [limit.admit(), limit.admit()] == [1, 0]


def test_forgery_flood_is_counted_fully_and_logged_sparsely(app, counts, caplog):
    client = app.test_client()
    with caplog.at_level(logging.INFO):
        for _ in range(5 * MOST_LINES):
            client.post("/alexa", data=b"{}")
            client.get("/alexa")
        app.test_client().post("/alexa", data=b"{}")
    lines = [record.msg for record in caplog.records if record.name == "skill.requests"]
    assert len(lines) == MOST_LINES
    assert counts()['skill_refusals_total{reason="headers"}'] == 5 * MOST_LINES + 1


def test_the_line_after_a_flood_says_how_many_were_left_out(app, caplog, monkeypatch):
    admitted = iter([None, None, 2, 0])
    monkeypatch.setattr(LineLimit, "admit", lambda _: next(admitted))
    with caplog.at_level(logging.INFO):
        for _ in range(4):
            app.test_client().post("/alexa", data=b"{}")
    lines = [record.msg for record in caplog.records if record.name == "skill.requests"]
    assert [line.get("omitted") for line in lines] == [2, None]


def test_flood_takes_no_lines_of_accepted_requests(app, heard, monkeypatch):
    monkeypatch.setattr(LineLimit, "admit", lambda _: None)
    assert heard(REQUESTS["launch"])["outcome"] == "answered"
