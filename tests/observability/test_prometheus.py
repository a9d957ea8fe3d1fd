"""A real Prometheus reads a running skill, and evaluates every rule and every query over what was really counted."""

import json
import time

import pytest
from observability_files import ALERTS, dashboard_queries, runbook_queries
from prometheus import prometheus
from test_served import REQUESTS, fresh

from bench.product import CHAIN, ROOTS
from bench.serving import running
from tests.alexa.certificate_authority import sign
from tests.deploy.production import ask

pytestmark = pytest.mark.observability
OF_DAYS_AGO = {"Started"}
"""Queries that find nothing on a first day."""
FORGED = {"Signature-256": "bm8="}


@pytest.fixture(scope="module")
def skill(authority, tmp_path_factory):
    """A port at which the skill is served as in production, and how it is asked."""
    folder = tmp_path_factory.mktemp("served")
    (folder / CHAIN).write_bytes(authority.chain)
    (folder / ROOTS).write_bytes(authority.root.pem)

    def post(envelope, **headers):
        body = json.dumps(envelope).encode()
        return ask(serving.port, "POST", "/alexa", body, sign(authority, body) | headers)[0]

    with running("bench.product:watched", folder) as serving:
        yield serving.port, post


@pytest.fixture(scope="module")
def server(skill):
    """Prometheus, after it has seen the skill at rest and then an hour's requests in a few seconds."""
    port, post = skill
    with prometheus(port) as server:
        server.wait_for('count_over_time(skill_refusals_total{reason="skill"}[1m]) > 2')
        for _ in range(3):
            assert {post(fresh(envelope)) for envelope in REQUESTS.values()} == {200}
            assert post(fresh(REQUESTS["launch"]), **FORGED) == 400
        other = fresh(REQUESTS["launch"])
        other["context"]["System"]["application"]["applicationId"] = "amzn1.ask.skill.another"
        assert post(other) == 400
        assert ask(port, "GET", "/alexa")[0] == 405
        server.wait_for('skill_refusals_total{reason="skill"} == 1')
        time.sleep(5)  # for the rules to be evaluated over it, at least twice
        yield server


def test_every_rule_is_evaluated_without_an_error(server):
    groups = server.get("rules")["groups"]
    rules = [rule for group in groups for rule in group["rules"]]
    assert len([rule for rule in rules if rule["type"] == "alerting"]) == len(ALERTS)
    assert [(rule["name"], rule.get("lastError")) for rule in rules if rule["health"] != "ok"] == []


def test_every_query_of_the_dashboard_finds_something(server):
    found = {name: server.query(query) for name, query in dashboard_queries().items()}
    assert [name for name, result in found.items() if not result and name not in OF_DAYS_AGO] == []
    infinite = [name for name, result in found.items() if any(one["value"][1] in ("+Inf", "-Inf") for one in result)]
    assert infinite == []


def test_every_query_of_the_runbook_is_one(server):
    for query in runbook_queries():
        assert isinstance(server.query(query), list), query


def test_only_the_events_own_alert_fires_at_its_first_event(server):
    """The counters are there from the start, so that the first event is a rise."""
    server.wait_for('ALERTS{alertname="OtherSkillsRequests", alertstate="firing"}')
    firing = {one["metric"]["alertname"] for one in server.query('ALERTS{alertstate="firing"}')}
    alexas = {"AlexaRefusedAnswer", "AlexaTimedOut", "ScreensFail", "AlexaHasTrouble"}
    assert {"OtherSkillsRequests", "AlexaRefusedAnswer"} <= firing <= {"OtherSkillsRequests", "AnswersFail", *alexas}


def test_what_was_asked_is_what_is_shown(server):
    shown = {one["metric"]["reason"]: float(one["value"][1]) for one in server.query("skill_refusals_total > 0")}
    assert shown == {"signature": 3, "skill": 1}
    (answers,) = server.query("skill_answer_seconds_count")
    assert float(answers["value"][1]) == 3 * len(REQUESTS)
    (build,) = server.query("skill_build_info")
    assert set(build["metric"]) >= {"version", "content", "models"}
    (seen,) = server.query('probe_success{job="leg-cramp-helper-outside"}')
    assert seen["value"][1] == "1"
