"""Each alert fires when it has to, alone, and none in a quiet night: promtool evaluates made-up nights."""

import json
import subprocess

import pytest
from alert_cases import ALSO, FIRES, STAYS_QUIET, series_of
from observability_files import ALERTS, FOLDER, RULE_FILES

pytestmark = pytest.mark.observability
FIRING = 'count by (alertname) (ALERTS{alertstate="firing"})'


def promtool(*order):
    """Run promtool, and return its exit status and what it said."""
    done = subprocess.run(["promtool", *order], capture_output=True, text=True, check=False, timeout=300)
    return done.returncode, done.stdout + done.stderr


def case(name, minute, changes, alerts):
    """Return a case of promtool: exactly these alerts fire at a minute."""
    samples = [{"labels": f'{{alertname="{alert}"}}', "value": 1} for alert in alerts]
    return {
        "name": name,
        "interval": "1m",
        "input_series": series_of(changes, minute),
        "promql_expr_test": [{"expr": FIRING, "eval_time": f"{minute}m", "exp_samples": samples}],
    }


DAY_MINUTES = 24 * 60


def outcome_of(cases, folder):
    """Return promtool's status and what it said; cases of a whole day are evaluated each ten minutes."""
    files = []
    for every, long in (("1m", False), ("10m", True)):
        some = [one for one in cases if (minute_of(one) > DAY_MINUTES) == long]
        rules = {"rule_files": [str(path) for path in RULE_FILES], "evaluation_interval": every, "tests": some}
        files.append(folder / f"cases-{every}.yaml")
        files[-1].write_text(json.dumps(rules), "utf-8")  # JSON is YAML
    return promtool("test", "rules", *map(str, files))


def minute_of(one):
    (told,) = one.get("promql_expr_test") or one["alert_rule_test"]
    return int(told["eval_time"].removesuffix("m"))


def test_promtool_accepts_rules_and_configuration(tmp_path):
    assert promtool("check", "rules", *map(str, RULE_FILES))[0] == 0
    status, said = promtool("check", "config", str(FOLDER / "prometheus.yml"))
    assert status == 0, said
    assert promtool("check", "rules", "--lint=all", "--lint-fatal", *map(str, RULE_FILES))[0] == 0


def test_every_alert_fires_alone_for_its_own_row_of_the_runbook(tmp_path):
    assert {*FIRES} == {*ALERTS}
    status, said = outcome_of([case(name, *FIRES[name], [name]) for name in FIRES], tmp_path)
    assert status == 0, said


def test_alert_with_several_triggers_fires_by_each(tmp_path):
    cases = [case(name, minute, changes, alerts) for name, (minute, changes, *alerts) in ALSO.items()]
    status, said = outcome_of(cases, tmp_path)
    assert status == 0, said


def test_nothing_fires_for_what_needs_nobody(tmp_path):
    status, said = outcome_of([case(name, *told, []) for name, told in STAYS_QUIET.items()], tmp_path)
    assert status == 0, said


def test_a_case_that_is_wrong_is_noticed(tmp_path):
    status, said = outcome_of([case("AnswersFail", *FIRES["AnswersFail"], [])], tmp_path)
    assert status != 0
    assert "AnswersFail" in said


def test_an_alert_says_how_much_in_words(tmp_path):
    labels = {"severity": "page", "job": "leg-cramp-helper"}
    annotations = {
        "summary": "5% of the people who ask get an apology or nothing",
        "runbook": "deploy/observability/README.md#answersfail",
    }
    minute, changes = FIRES["AnswersFail"]
    expected = [{"exp_labels": labels, "exp_annotations": annotations}]
    told = {"eval_time": f"{minute}m", "alertname": "AnswersFail", "exp_alerts": expected}
    one = {"interval": "1m", "input_series": series_of(changes, minute), "alert_rule_test": [told]}
    status, said = outcome_of([one], tmp_path)
    assert status == 0, said
