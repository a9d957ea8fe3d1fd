"""deploy/template.yaml: cfn-lint passes, nobody but Alexa gets in, and the function may do no more than it does."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from uuid import uuid4

import pytest
from template import PLACE, properties, template

from tests.storage.tables import AWS, Table
from tests.storage.visitors import sessions, someone, visit

ROOT = PLACE.parent.parent


CFN_LINT = "import gc, sys; gc.disable(); from cfnlint.runner import main; sys.exit(main())"
"""The program without the collection of garbage, which takes a fifth of its time."""
MISTAKES = {
    "E2531": ("Runtime: python3.12", "Runtime: python3.7"),
    "E1010": ("!GetAtt Skill.Arn", "!GetAtt Skil.Arn"),
    "E3002": ("      BillingMode", "      Biling: 1\n      BillingMode"),
}


def test_cfn_lint_passes_and_would_see_mistakes(tmp_path):
    text, spoilt = PLACE.read_text("utf-8"), tmp_path / "spoilt.yaml"
    for right, wrong in MISTAKES.values():
        assert right in text
        text = text.replace(right, wrong, 1)
    spoilt.write_text(text, "utf-8")
    order = [sys.executable, "-c", CFN_LINT, "--format", "parseable", "--regions", "eu-west-1", "us-east-1"]
    order += ["--", PLACE, spoilt]
    done = subprocess.run(order, check=False, capture_output=True, text=True, timeout=240)
    found = done.stdout.splitlines()
    assert [line for line in found if not line.startswith(f"{spoilt}:")] == []
    assert {line.split(":")[5] for line in found} >= set(MISTAKES)
    assert done.returncode != 0


def test_alexa_alone_may_ask_and_only_for_this_skill():
    permissions = [part for part in template()["Resources"].values() if part["Type"] == "AWS::Lambda::Permission"]
    assert [part["Properties"] for part in permissions] == [
        {
            "Action": "lambda:InvokeFunction",
            "FunctionName": {"Fn::GetAtt": ["Skill", "Arn"]},
            "Principal": "alexa-appkit.amazon.com",
            "EventSourceToken": {"Ref": "SkillId"},
        }
    ]
    assert {"Events", "FunctionUrlConfig"}.isdisjoint(properties("Skill"))
    assert properties("Skill")["Environment"]["Variables"]["ALEXA_SKILL_ID"] == {"Ref": "SkillId"}


@pytest.mark.parametrize(
    ("skill_id", "fits"),
    [
        ("amzn1.ask.skill.00000000-0000-0000-0000-000000000000", True),
        ("amzn1.ask.skill.*", False),
        ("", False),
    ],
)
def test_a_skill_id_is_a_skill_id(skill_id, fits):
    assert bool(re.fullmatch(template()["Parameters"]["SkillId"]["AllowedPattern"], skill_id)) is fits


@pytest.fixture
def asked(monkeypatch, dynamodb_address):
    """The operations that a store asks DynamoDB for in the life of a person."""
    for name, value in (AWS | {"AWS_ENDPOINT_URL_DYNAMODB": dynamodb_address}).items():
        monkeypatch.setenv(name, value)
    import boto3  # noqa: PLC0415 - once the environment says where

    from skill.storage.opening import open_profiles  # noqa: PLC0415 - the same

    client = boto3.Session().client("dynamodb")
    table = Table(client, f"asked-{uuid4().hex}")
    table.make()
    profiles, operations = open_profiles(f"dynamodb://{table.name}", Path("unused")), set()
    events = profiles.store.table.meta.client.meta.events
    events.register("before-call.dynamodb", lambda model, **_: operations.add(model.name))
    assert visit(profiles, someone())
    assert sessions(profiles) == 1
    assert profiles.delete(someone())
    profiles.close()
    client.close()
    return operations


def test_role_allows_the_stores_calls_and_the_log_only(asked):
    (policy,) = properties("SkillRole")["Policies"]
    people, log = policy["PolicyDocument"]["Statement"]
    assert people["Resource"] == {"Fn::GetAtt": ["People", "Arn"]}
    assert set(people["Action"]) == {f"dynamodb:{operation}" for operation in asked}
    assert log["Resource"] == {"Fn::GetAtt": ["Log", "Arn"]}
    assert log["Action"] == ["logs:CreateLogStream", "logs:PutLogEvents"]
    assert "ManagedPolicyArns" not in properties("SkillRole")


def test_table_expires_items_outlives_the_stack_and_has_no_copy():
    assert properties("People")["TimeToLiveSpecification"] == {"AttributeName": "expires", "Enabled": True}
    assert template()["Resources"]["People"]["DeletionPolicy"] == "Retain"
    assert properties("People")["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": False}


def test_sam_builds_for_the_functions_python_and_processor():
    resource, skill = template()["Resources"]["Skill"], properties("Skill")
    assert resource["Metadata"] == {"BuildMethod": "makefile"}
    assert (PLACE.parent / skill["CodeUri"]).resolve() == ROOT
    artifacts = {"ARTIFACTS_DIR": "/artifacts"}
    order = ["make", "--dry-run", "--directory", ROOT, "build-Skill", *map("=".join, artifacts.items())]
    recipe = subprocess.run(order, capture_output=True, text=True, check=True, timeout=60).stdout
    assert f"--python-version {skill['Runtime'].removeprefix('python')} " in recipe
    assert skill["Architectures"] == ["arm64"]
    assert set(re.findall(r"--platform \S+_(\w+64)", recipe)) == {"aarch64"}
    assert {"--require-hashes", "--only-binary=:all:"} <= {*recipe.split()}
    assert '--target "/artifacts" --requirement requirements-dynamodb.lock' in recipe
    module, name = skill["Handler"].split(".")
    assert f"def {name}(" in (PLACE.parent / f"{module}.py").read_text("utf-8")


def test_sam_is_told_what_the_template_needs():
    told = tomllib.loads((PLACE.parent / "samconfig.toml").read_text("utf-8"))["default"]
    assert told["build"]["parameters"]["build_in_source"] is True
    deploy = told["deploy"]["parameters"]
    regions = template()["Rules"]["WhereAlexaCalls"]["Assertions"][0]["Assert"]["Fn::Contains"][0]
    assert deploy["region"] in regions
    assert deploy["capabilities"] == "CAPABILITY_IAM"
    required = {name for name, parameter in template()["Parameters"].items() if "Default" not in parameter}
    assert required == {"SkillId"}
    assert "parameter_overrides" not in deploy  # nobody's id is in the repository
