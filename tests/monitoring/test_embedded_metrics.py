"""Lines in CloudWatch's embedded metric format: by its specification, whole, and without a word about anybody."""

import json
import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.serving import ROOT
from skill.dialogue.outcomes import OUTCOMES
from skill.monitoring.build import Build
from skill.monitoring.embedded_metrics import EmbeddedMetrics, metric_name, outcomes_in
from skill.monitoring.log_summary import LogSummary
from tests.monitoring.everything import count_everything
from tests.monitoring.health_words import HEALTH

README = (ROOT / "deploy" / "observability" / "README.md").read_text("utf-8")
NOW = datetime(2026, 11, 29, 2, 0, 31, tzinfo=UTC).timestamp()
UNITS = {"Count", "Milliseconds"}
MOST_METRICS, MOST_DIMENSIONS, LONGEST_NAME_CHARACTERS = 100, 30, 1024
"""Limits of the specification."""


@pytest.fixture
def metrics():
    return EmbeddedMetrics(Build("c" * 12, "m" * 12))


def assert_by_specification(line):
    """Check what the specification's JSON schema asks for, and that each name leads to a number or a text."""
    json.dumps(line, allow_nan=False)
    aws = line["_aws"]
    assert set(aws) == {"Timestamp", "CloudWatchMetrics"}
    assert isinstance(aws["Timestamp"], int)
    for directive in aws["CloudWatchMetrics"]:
        assert set(directive) == {"Namespace", "Dimensions", "Metrics"}
        assert 1 <= len(directive["Namespace"]) <= LONGEST_NAME_CHARACTERS
        for dimensions in directive["Dimensions"]:
            assert 1 <= len(dimensions) <= MOST_DIMENSIONS
            assert all(isinstance(line[name], str) and line[name] for name in dimensions)
        names = [metric["Name"] for metric in directive["Metrics"]]
        assert len(names) == len(set(names)) <= MOST_METRICS
        assert {metric["Unit"] for metric in directive["Metrics"]} <= UNITS
        assert all(isinstance(line[name], int | float) for name in names)


@pytest.mark.parametrize("outcome", ["answered", "apology", "refused"])
def test_a_line_is_as_the_specification_asks(metrics, outcome):
    assert_by_specification(metrics.line(outcome, 1.234, NOW))
    count_everything(metrics)
    line = metrics.line(outcome, 1.234, NOW)
    assert_by_specification(line)
    assert not HEALTH.search(json.dumps(line).lower().replace("leg-cramp-helper", "").replace("legcramphelper", ""))


def test_a_line_counts_one_request_and_the_next_begins_anew(metrics):
    metrics.came_of("relief-begun")
    metrics.failed("store")
    first, second = metrics.line("apology", 2.0, NOW), metrics.line("answered", 1.0, NOW)
    assert (first["ReliefBegun"], first["StoreFailures"], first["Apologies"], first["Milliseconds"]) == (1, 1, 1, 2.0)
    assert {"ReliefBegun", "StoreFailures"} & {*second} == set()
    assert (second["Answers"], second["Apologies"]) == (1, 0)


def test_a_line_tells_the_minute_and_the_version_and_no_request(metrics):
    line = metrics.line("answered", 1.0, NOW)
    assert line["_aws"]["Timestamp"] == int(NOW - 31) * 1000
    assert (line["content"], line["models"]) == ("c" * 12, "m" * 12)
    assert set(line) == {
        *("event", "_aws", "Service", "version", "content", "models"),
        *("Answers", "Apologies", "Milliseconds"),
    }


def test_alexas_refusals_and_timeouts_have_their_own_metrics(metrics):
    count_everything(metrics)
    line = metrics.line("answered", 1.0, NOW)
    told = {name: line[name] for name in ("InvalidResponses", "EndpointTimeouts", "ScreenErrors", "OtherAlexaErrors")}
    assert told == {"InvalidResponses": 2, "EndpointTimeouts": 2, "ScreenErrors": 2, "OtherAlexaErrors": 6}


@given(st.lists(st.sampled_from(OUTCOMES)))
def test_the_sum_of_a_log_counts_the_same_outcomes(came):
    metrics, summary = EmbeddedMetrics(Build("c", "m")), LogSummary(OUTCOMES)
    for outcome in came:
        metrics.came_of(outcome)
    line = metrics.line("answered", 1.0, NOW)
    assert outcomes_in(line, OUTCOMES) == {outcome: came.count(outcome) for outcome in {*came}}
    summary.add(json.dumps({"time": "2026-11-29T02:00:00.000+00:00", "level": "info", **line}))
    assert summary.outcomes == outcomes_in(line, OUTCOMES)
    assert (summary.lines, summary.foreign) == (1, 0)


def test_names_of_outcomes_stay_apart_as_metrics():
    assert len({metric_name(outcome) for outcome in OUTCOMES}) == len(OUTCOMES)


def test_every_metric_of_the_readmes_alarms_is_written(metrics):
    count_everything(metrics)
    written = {*metrics.line("answered", 1.0, NOW), *metrics.line("refused", 1.0, NOW)}
    table = README.split("| alert | alarm |")[1]
    named = set(re.findall(r"`([A-Z]\w+)`", table)) - {"Errors"}  # Lambda's own
    assert len(named) > 10
    assert named - written == set()
