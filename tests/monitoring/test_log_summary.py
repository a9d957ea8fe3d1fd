"""A log summed up, whatever is between its lines, and never a word about anybody's health."""

import json

from hypothesis import given
from hypothesis import strategies as st
from test_served import REQUESTS

from skill.dialogue.outcomes import OUTCOMES
from skill.monitoring.log_lines import JsonFormatter
from skill.monitoring.log_summary import LARGEST_NUMBER, LogSummary
from skill.monitoring.log_table import MOST_MESSAGES, table
from tests.monitoring.health_words import HEALTH
from tests.monitoring.log_samples import BEGAN, NIGHT, event, refused, request, warning


def summed(lines, **options):
    summary = LogSummary(OUTCOMES, **options)
    for line in lines:
        summary.add(line)
    return summary


def shown(lines, **options):
    """Return the table of some lines, single spaces between its columns."""
    return [" ".join(row.split()) for row in table(summed(lines, **options))]


def test_requests_are_counted_by_kind_with_their_times():
    lines = [request(ms=number) for number in range(1, 101)]
    lines += [request(kind="launch", type="LaunchRequest", intent="", outcome="apology", ms=7)]
    rows = shown(lines)
    assert rows[0] == "2026-11-29 02:00:00 to 2026-11-29 02:00:00 UTC, 101 lines"
    assert "kind requests apology median ms 99 % ms slowest ms" in rows
    assert "relief 100 - 51.0 100.0 100.0" in rows
    assert "launch 1 1 7.0 7.0 7.0" in rows


def test_lines_without_a_kind_are_sorted_by_intent_and_type():
    older = json.loads(request())
    del older["kind"]
    lines = [older, older | {"intent": "AMAZON.PauseIntent"}, older | {"type": "LaunchRequest", "intent": ""}]
    lines += [older | {"intent": "other"}]
    assert {*summed(map(json.dumps, lines)).kinds} == {"relief", "control", "launch", "other"}


def test_refusals_are_by_reason_including_unlogged_ones():
    rows = shown([refused("signature"), refused("signature", omitted=940), refused("timestamp")])
    start = rows.index("Not Alexa's, so refused")
    assert rows[start + 1 : start + 4] == ["signature 2", "timestamp 1", "(without a line) 940"]


def test_the_slowest_requests_are_named_by_time_kind_and_id():
    lines = [request(ms=1000 + number, id=f"r.{number}") for number in range(12)]
    rows = shown(lines)
    start = rows.index("Slower than 1000 ms")
    assert rows[start + 1] == "2026-11-29 02:00:00 1,011 relief r.11"
    assert rows[start + 11] == "and 1 more"
    assert not [row for row in shown(lines, slow=5000) if row.startswith("Slower")]


def test_warnings_are_counted_with_the_last_time_each_was_said():
    later = "2026-11-29T03:00:00.000+00:00"
    rows = shown(
        [warning("time zone not to be had: ApiError"), warning("time zone not to be had: ApiError", time=later)]
    )
    assert "warning: time zone not to be had: ApiError 2 last 2026-11-29 03:00:00" in rows
    many = shown([warning(f"number {chr(97 + number)}") for number in range(MOST_MESSAGES + 3)])
    assert "and 3 more kinds" in many


def test_outcomes_of_all_workers_are_added_up_and_put_as_shares():
    sums = {"relief-begun": 10, "relief-done": 4, "relief-silent": 5, "alarm-raised": 2, "alarm-taken-back": 1}
    rows = shown([event("outcomes", outcomes=sums), event("outcomes", outcomes={"relief-begun": 10}), request()])
    assert {"relief begun 20", "done 4 20%", "silent 5 25%", "alarms 2", "taken back 1 50%"} <= {*rows}


def test_starts_and_versions_are_told_by_server():
    lines = [event("began", **BEGAN), event("began", **BEGAN), event("began", **BEGAN | {"version": "0.1.0"})]
    rows = shown(lines)
    told = f"2026-11-29 01:59:59 version 0.2.0 content {'c' * 12} models {'m' * 12} workers: 2"
    assert told in rows
    assert told.replace("0.2.0", "0.1.0").replace("workers: 2", "workers: 1") in rows


def test_only_the_requested_day_is_summed_up():
    lines = [request(), request(time="2026-11-30T00:00:00.000+00:00")]
    assert summed(lines).lines == 2
    assert summed(lines, day="2026-11-30").lines == 1


ODD = [
    "",
    "Nov 29 02:00:00 host systemd[1]: Started Leg cramp helper.",
    '{"time": "2026-11-29T02:00:00.000+00:00", "level": "info", "event": "requ',
    "{" * 5000,
    "[" * 100_000,
    "{} trailing",
    "[1, 2]",
    "{}",
    '{"time": 7}',
    '{"time": "yesterday", "event": "request"}',
    f'{{"time": "{NIGHT}"}}',
    f'{{"time": "{NIGHT}", "event": "outcomes", "outcomes": [1]}}',
    f'{{"time": "{NIGHT}", "event": "outcomes", "outcomes": {{"misheard": 1e400, "relief-done": -3, "unknown": "x"}}}}',
    f'{{"time": "{NIGHT}", "event": "outcomes", "outcomes": {{"misheard": {10**400}}}}}',
    f'{{"time": "{NIGHT}", "event": "began", "server": 7, "version": ["x"]}}',
    f'{{"time": "{NIGHT}", "event": ["request"], "logger": {{}}}}',
    f'{{"time": "{NIGHT}", "logger": "skill.x", "message": 7, "level": []}}',
    "\x00\x1b[31m\ufffd",
]


def test_odd_lines_are_left_out_and_the_others_are_counted():
    for odd in ODD:
        summary = summed([odd, request(), odd])
        assert summary.kinds["relief"].outcomes == {"answered": 1}, odd
        assert [*table(summary)], odd
    assert summed(ODD).outcomes["misheard"] == 0


def test_fields_of_the_wrong_kind_are_left_out():
    odd = [None, [], {}, "my calf hurts", True, -1, 10**400, float("1e300")]
    for name in ("id", "type", "intent", "kind", "locale", "ms", "outcome", "reason", "omitted"):
        lines = [request(**{name: value}) for value in odd if value != 10**400]
        assert "calf" not in "\n".join(table(summed(lines))), name


def test_prefix_of_a_line_is_ignored():
    before = ["Nov 29 02:00:00 host python[7]: ", "2026-11-29T02:00:00Z stream ", "skill-1  | ", "\ufeff"]
    assert summed(start + request() for start in before).lines == len(before)


UNKNOWN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=4,
)
KEYS = ("event", "time", "type", "kind", "ms", "outcome", "outcomes", "omitted", "message", "logger", "server")
LINES = st.text() | st.dictionaries(st.sampled_from(KEYS), UNKNOWN).map(
    lambda fields: json.dumps({"time": NIGHT, "event": "request"} | fields)
)


@given(st.lists(LINES, max_size=5))
def test_no_line_stops_the_sum(lines):
    summary = summed([*lines, request()])
    assert summary.kinds["relief"].outcomes["answered"] >= 1
    assert all(row.isprintable() for row in table(summary))
    assert all(0 <= number < LARGEST_NUMBER for number in summary.outcomes.values())


def test_no_health_word_is_shown_from_any_line():
    said = "my calf hurts since I take quinine"
    fields = ("id", "type", "intent", "kind", "locale", "outcome", "reason", "slots", "session")
    lines = [request(**{name: said}) for name in fields]
    lines += [event("outcomes", outcomes={said: 3}), event("began", **dict.fromkeys(BEGAN, said))]
    lines += [json.dumps({"time": NIGHT, "logger": "werkzeug", "message": said}), said, "{" + said]
    assert not HEALTH.search("\n".join(table(summed(lines))).lower())


def test_the_lines_of_every_stored_request_are_summed_up(heard):
    written = []
    for envelope in REQUESTS.values():
        line = heard(envelope)
        record = type("Record", (), {"msg": line, "created": 1764400000.0, "levelname": "INFO"})
        written.append(JsonFormatter().format(record))
    summary = summed(written)
    assert (summary.lines, summary.unreadable, summary.foreign) == (len(REQUESTS), 0, 0)
    assert sum(kind.outcomes["answered"] for kind in summary.kinds.values()) == len(REQUESTS)
    assert not HEALTH.search("\n".join(table(summary)).lower())
