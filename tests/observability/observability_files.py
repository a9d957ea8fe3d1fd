"""deploy/observability/ as data: its rules, the queries of its dashboard, and its runbook."""

import json
import re
from pathlib import Path

import yaml

FOLDER = Path(__file__).resolve().parent.parent.parent / "deploy" / "observability"
README = (FOLDER / "README.md").read_text("utf-8")
RULE_FILES = [FOLDER / "service-levels.yaml", FOLDER / "alerts.yaml"]
RULES = [
    rule
    for file in RULE_FILES
    for group in yaml.safe_load(file.read_text("utf-8"))["groups"]
    for rule in group["rules"]
]
ALERTS = {rule["alert"]: rule for rule in RULES if "alert" in rule}
RECORDED = {rule["record"] for rule in RULES if "record" in rule}
DASHBOARD = json.loads((FOLDER / "dashboard.json").read_text("utf-8"))
PANELS = [panel for panel in DASHBOARD["panels"] if panel["type"] != "row"]
VARIABLES = {"$__rate_interval": "5m", "$instance": ".*"}
"""What Grafana puts in for what a query names."""
OUTSIDE = {"probe_success", "probe_ssl_earliest_cert_expiry"}
"""Metrics of the blackbox exporter that rules use."""
PROMETHEUS = {"up", "ALERTS"}
"""Series that Prometheus makes itself."""


def filled_in(query):
    """Return a query of the dashboard as Grafana sends it."""
    for variable, value in VARIABLES.items():
        query = query.replace(variable, value)
    return query


def dashboard_queries():
    """Return every query of the dashboard, by its panel and letter."""
    found = {f"{panel['title']} {one['refId']}": filled_in(one["expr"]) for panel in PANELS for one in panel["targets"]}
    return found | {one["name"]: filled_in(one["expr"]) for one in DASHBOARD["annotations"]["list"]}


def runbook():
    """Return the rows of the runbook, by their headings."""
    part = README.split("\n## Runbook\n")[1].split("\n## ")[0]
    return dict(re.findall(r"^### (\w+)\n\n(.+?)(?=\n\n###|\Z)", part.strip(), re.MULTILINE | re.DOTALL))


def runbook_queries():
    """Return every query that the README tells to make."""
    quoted = re.findall(r"`([^`\n]+)`", README)
    return [one for one in quoted if re.match(r"(sum|count|histogram_quantile)\b.*\(|skill_\w+\{", one)]


def metrics_in(query):
    """Return the names of the metrics in a query."""
    without = re.sub(r'"[^"]*"', '""', query)
    return set(re.findall(r"\b(?:skill_\w+|job:\w+(?::\w+)*|probe_\w+|up|ALERTS)\b", without))


def labels_in(query):
    """Return each metric of a query with its labels, their operators and values."""
    for name, labels in re.findall(r"([a-zA-Z_:]\w*)\{([^}]*)\}", query):
        for label, operator, value in re.findall(r'(\w+)(=~|!~|!=|=)"([^"]*)"', labels):
            yield name, label, operator, value
