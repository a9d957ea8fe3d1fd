"""Every name in the rules, the dashboard and the runbook is one that /metrics really prints. It needs no Prometheus."""

import re

import pytest
from observability_files import (
    ALERTS,
    DASHBOARD,
    FOLDER,
    OUTSIDE,
    PANELS,
    PROMETHEUS,
    README,
    RECORDED,
    RULES,
    dashboard_queries,
    labels_in,
    metrics_in,
    runbook,
    runbook_queries,
)

from skill.alexa.alexa_errors import KNOWN
from skill.alexa.webhook.verify import REASONS
from skill.dialogue.outcomes import OUTCOMES
from skill.monitoring.build import Build
from skill.monitoring.metrics import REQUESTS, Labels, Metrics
from tests.monitoring.health_words import HEALTH


@pytest.fixture(scope="module")
def page():
    """What /metrics prints before anything has happened."""
    metrics = Metrics(Labels(REASONS, KNOWN, OUTCOMES))
    metrics.add_state(Build("a", "b"), lambda: True)
    return metrics.exposition().decode()


@pytest.fixture(scope="module")
def printed(page):
    """Return the names of all series."""
    return set(re.findall(r"^(\w+)", page, re.MULTILINE))


QUERIES = {
    **{rule.get("alert") or rule["record"]: rule["expr"] for rule in RULES},
    **dashboard_queries(),
    **{query: query for query in runbook_queries()},
}


def test_there_are_queries_of_all_three_kinds():
    assert len(ALERTS) > 25
    assert len(dashboard_queries()) > 35
    assert len(runbook_queries()) > 10


def test_every_metric_in_a_query_is_printed_or_recorded(printed):
    known = printed | RECORDED | OUTSIDE | PROMETHEUS
    assert {where: metrics_in(query) - known for where, query in QUERIES.items() if metrics_in(query) - known} == {}
    assert [where for where, query in QUERIES.items() if not metrics_in(query)] == []


def test_every_label_value_in_a_query_is_counted(page):
    named = [one for query in QUERIES.values() for one in labels_in(query) if one[0].startswith("skill_")]
    values = [(name, label, value) for name, label, operator, value in named if label not in ("job", "instance")]
    assert len(values) > 40
    missing = []
    for name, label, value in values:
        counted = re.findall(rf'^{name}\{{[^}}]*?{label}="([^"]*)"', page, re.MULTILINE)
        parts = value.split("|")
        missing += [(name, label, part) for part in parts if not any(re.fullmatch(part, one) for one in counted)]
    assert missing == []


def test_every_recorded_service_level_is_used():
    used = {metric for query in QUERIES.values() for metric in metrics_in(query)}
    assert RECORDED - used == set()


def test_every_alert_has_a_runbook_row_with_meaning_and_action():
    rows = runbook()
    assert [*rows] == [*ALERTS]
    for name, row in rows.items():
        assert re.fullmatch(r"- \*\*Means:\*\* .+\n- \*\*Look:\*\* .+\n- \*\*Do:\*\* .+", row), name
    for name, rule in ALERTS.items():
        assert rule["annotations"]["runbook"] == f"deploy/observability/README.md#{name.lower()}"
        assert rule["labels"]["severity"] in ("page", "ticket")
        assert rule["annotations"]["summary"]


def test_no_alert_rule_or_query_is_named_by_health():
    names = [*ALERTS, *RECORDED, *QUERIES.values()]
    assert [name for name in names if HEALTH.search(name.lower().replace("leg-cramp-helper", ""))] == []


def test_every_outcome_and_trouble_is_on_the_dashboard():
    queries = " ".join(dashboard_queries().values())
    assert [outcome for outcome in OUTCOMES if f'"{outcome}"' not in queries] == []
    counted = {"requests", "refusals", "turns", "failures", "alexa_errors", "workers_begun"}
    assert [name for name in counted if f"skill_{name}_total" not in queries] == []
    assert {outcome for _, outcome in REQUESTS} >= {"answered", "apology", "refused", "closed", "not forgotten"}


def test_the_panels_of_the_dashboard_have_a_place_each():
    identifiers = [panel["id"] for panel in DASHBOARD["panels"]]
    assert len(set(identifiers)) == len(identifiers)
    taken = set()
    for panel in DASHBOARD["panels"]:
        at = panel["gridPos"]
        cells = {(at["x"] + x, at["y"] + y) for x in range(at["w"]) for y in range(at["h"])}
        assert not cells & taken, panel["title"]
        assert at["x"] + at["w"] <= 24, panel["title"]
        taken |= cells


def test_every_panel_reads_the_chosen_source_and_has_a_unit():
    for panel in PANELS:
        sources = [panel["datasource"], *(target["datasource"] for target in panel["targets"])]
        assert {source["uid"] for source in sources} == {"${datasource}"}, panel["title"]
        assert panel["fieldConfig"]["defaults"]["unit"], panel["title"]
        letters = [target["refId"] for target in panel["targets"]]
        assert letters == sorted(set(letters)), panel["title"]


def test_the_readme_names_every_file_beside_it():
    named = set(re.findall(r"\]\(([\w.-]+)\)", README))
    assert {path.name for path in FOLDER.iterdir()} - {"README.md"} <= named
