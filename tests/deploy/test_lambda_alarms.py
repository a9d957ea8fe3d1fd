"""The alarms of deploy/template.yaml: of metrics that the function writes, each with a row of the runbook."""

import re

from template import properties, template

from skill.monitoring.build import Build
from skill.monitoring.embedded_metrics import NAMESPACE, SERVICE, EmbeddedMetrics
from tests.monitoring.everything import count_everything
from tests.observability.observability_files import runbook

ALARMS = [name for name, part in template()["Resources"].items() if part["Type"] == "AWS::CloudWatch::Alarm"]
LONGEST_SECONDS = 86400
"""What CloudWatch lets an alarm look back."""


def written():
    """Return the names of all metrics that the function writes."""
    metrics = EmbeddedMetrics(Build("c", "m"))
    count_everything(metrics)
    lines = metrics.line("answered", 1.0, 0.0), metrics.line("refused", 1.0, 0.0)
    return {one["Name"] for line in lines for one in line["_aws"]["CloudWatchMetrics"][0]["Metrics"]}


def watched(alarm):
    """Return the metrics that an alarm looks at, and for how many seconds each."""
    if "Metrics" not in alarm:
        return [(alarm, alarm["Period"])]
    stats = [one["MetricStat"] for one in alarm["Metrics"] if "MetricStat" in one]
    return [(stat["Metric"], stat["Period"]) for stat in stats]


def test_there_are_alarms_and_each_is_a_row_of_the_runbook():
    assert len(ALARMS) >= 5
    assert [properties(name)["AlarmDescription"] for name in ALARMS] == ALARMS
    assert {*ALARMS} <= {*runbook()}


def test_every_alarm_looks_at_what_is_written():
    service = [{"Name": "Service", "Value": SERVICE}]
    for name in ALARMS:
        for metric, seconds in watched(properties(name)):
            assert seconds % 60 == 0, name
            assert seconds * properties(name)["EvaluationPeriods"] <= LONGEST_SECONDS, name
            if metric["Namespace"] == NAMESPACE:
                assert (metric["MetricName"] in written(), metric["Dimensions"]) == (True, service), name
            else:
                assert (metric["Namespace"], metric["MetricName"]) == ("AWS/Lambda", "Errors")


def test_a_sum_of_metrics_names_its_parts_and_returns_one():
    (parts,) = [properties(name)["Metrics"] for name in ALARMS if "Metrics" in properties(name)]
    identifiers = {one["Id"] for one in parts}
    assert [one["Id"] for one in parts if one["ReturnData"]] == ["share"]
    named = {word for one in parts for word in re.findall(r"\b[a-z]\w*\b", one.get("Expression", ""))}
    assert named <= identifiers
    assert identifiers - named == {"share"}


def test_no_alarm_is_made_without_a_topic_or_without_counting():
    resources = template()["Resources"]
    assert {resources[name]["Condition"] for name in ALARMS} == {"Alarming"}
    assert {str(properties(name)["AlarmActions"]) for name in ALARMS} == {"[{'Ref': 'AlarmTopic'}]"}
    assert {properties(name)["TreatMissingData"] for name in ALARMS} == {"notBreaching"}  # nobody asks by day
    pattern = template()["Parameters"]["AlarmTopic"]["AllowedPattern"]
    assert re.search(pattern, "arn:aws:sns:eu-west-1:000000000000:people")
    assert re.search(pattern, "")
    assert not re.search(pattern, "people@example.com")
