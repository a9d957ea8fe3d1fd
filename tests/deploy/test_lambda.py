"""The Lambda function under AWS's own runtime interface client, from the very files that `sam build` copies.

DynamoDB is moto's server on loopback, with the table as the template has it.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from runtime_api import function
from template import properties, template

from skill.storage.store import key_for
from tests.storage.tables import AWS

ROOT = Path(__file__).resolve().parent.parent.parent
SKILL_ID = "amzn1.ask.skill.00000000-0000-0000-0000-000000000000"
PERSON = "amzn1.ask.account.SOMEBODY"
TABLE = f"people-{uuid4().hex}"
"""Every process of a run has a table of its own in the one service."""
LAUNCH = json.loads((ROOT / "tests" / "requests" / "launch.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    """What `make build-Skill` puts beside the dependencies."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    (line,) = re.findall(r'^\tcp -r (.+) "\$\(ARTIFACTS_DIR\)/"$', makefile, re.MULTILINE)
    bundle = tmp_path_factory.mktemp("bundle")
    for name in line.split():
        source, target = ROOT / name, bundle / Path(name).name
        shutil.copytree(source, target) if source.is_dir() else shutil.copy(source, target)
    return bundle


@pytest.fixture(scope="module")
def dynamodb(dynamodb_address):
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (AWS | {"AWS_ENDPOINT_URL_DYNAMODB": dynamodb_address}).items():
            patch.setenv(name, value)
        import boto3  # noqa: PLC0415 - once the environment says where

        client = boto3.Session().client("dynamodb")
        people = properties("People")
        as_they_are = ("BillingMode", "AttributeDefinitions", "KeySchema")
        client.create_table(TableName=TABLE, **{name: people[name] for name in as_they_are})
        client.update_time_to_live(TableName=TABLE, TimeToLiveSpecification=people["TimeToLiveSpecification"])
        yield client
        client.close()


@pytest.fixture(scope="module")
def settings(dynamodb):
    """The function's environment: what the template sets, and what Lambda does."""
    said = properties("Skill")["Environment"]["Variables"]
    ours = {"ALEXA_SKILL_ID": SKILL_ID, "SKILL_ENVIRONMENT": "production", "SKILL_DATABASE": f"dynamodb://{TABLE}"}
    ours["SKILL_METRICS"] = template()["Parameters"]["Metrics"]["Default"]
    assert ours.keys() == said.keys()
    assert said["SKILL_ENVIRONMENT"] == "production"
    assert said["SKILL_DATABASE"] == {"Fn::Sub": "dynamodb://${People}"}
    aws = {name: value for name, value in os.environ.items() if name.startswith("AWS_")}
    return (
        {"PATH": os.environ["PATH"], "AWS_LAMBDA_FUNCTION_NAME": "skill", "AWS_LAMBDA_LOG_FORMAT": "JSON"} | aws | ours
    )


@pytest.fixture(scope="module")
def running(bundle, settings, tmp_path_factory):
    """A function that stays, as on Lambda: where it is invoked, and the file of what it writes."""
    path = tmp_path_factory.mktemp("function") / "said"
    with function(bundle, settings, path) as api:
        yield api, path


@pytest.fixture
def skill(running):
    return running[0]


@pytest.fixture
def said(running):
    """Return what the function has written since the test began."""
    _, path = running
    before = path.stat().st_size

    def said():
        return path.read_bytes()[before:].decode()

    return said


def request(kind="LaunchRequest", intent=None, *, attributes=None, skill_id=SKILL_ID, age=0):
    envelope = deepcopy(LAUNCH)
    envelope["request"]["type"] = kind
    envelope["request"]["timestamp"] = (datetime.now(UTC) - timedelta(seconds=age)).strftime("%Y-%m-%dT%H:%M:%SZ")
    if intent:
        envelope["request"]["intent"] = {"name": intent, "confirmationStatus": "NONE"}
    envelope["session"] |= {"new": not attributes, "attributes": attributes or {}}
    for part in (envelope["session"], envelope["context"]["System"]):
        part["application"]["applicationId"] = skill_id
        part["user"]["userId"] = PERSON
    return envelope


def events(said, name):
    """Return the lines of one kind."""
    written = (json.loads(line) for line in said.splitlines() if line.startswith('{"time"'))
    return [line for line in written if line["event"] == name]


def lines(said):
    """What was written of each request."""
    return [{name: line[name] for name in ("type", "intent", "locale", "outcome")} for line in events(said, "request")]


def spoken(outcome):
    kind, answer = outcome
    assert kind == "response"
    assert answer["version"] == "1.0"
    return answer["response"]["outputSpeech"]["ssml"], answer["sessionAttributes"]


def items(dynamodb):
    return dynamodb.scan(TableName=TABLE)["Items"]


def test_it_relieves_remembers_and_forgets(skill, dynamodb):
    first, attributes = spoken(skill.invoke(request()))
    assert first.startswith("<speak>Straighten your leg")
    _, attributes = spoken(skill.invoke(request("IntentRequest", "SlowerIntent", attributes=attributes)))
    (item,) = items(dynamodb)
    assert item["id"] == {"S": key_for(PERSON)}
    expires = datetime.fromtimestamp(int(item["expires"]["N"]), UTC)
    assert timedelta(days=400) < expires - datetime.now(UTC) < timedelta(days=402)
    assert "SOMEBODY" not in json.dumps(item)

    _, attributes = spoken(skill.invoke(request("IntentRequest", "ForgetMeIntent")))
    spoken(skill.invoke(request("IntentRequest", "AMAZON.YesIntent", attributes=attributes)))
    assert items(dynamodb) == []


def test_each_request_logs_a_line_without_words_or_user(skill, said):
    spoken(skill.invoke(request()))
    spoken(skill.invoke(request("IntentRequest", "QuinineSideEffectsIntent")))
    spoken(skill.invoke(request(attributes={"conversation": "an old one"})))
    skill.invoke(request(skill_id="amzn1.ask.skill.11111111-0000-0000-0000-000000000000"))
    launch = {"type": "LaunchRequest", "intent": "", "locale": "en-GB", "outcome": "answered"}
    assert lines(said()) == [
        launch,
        launch | {"type": "IntentRequest", "intent": "question"},
        launch,
        {"type": "", "intent": "", "locale": "", "outcome": "refused"},
    ]
    assert "SOMEBODY" not in said()


def test_each_request_is_counted_without_a_name(skill, said):
    spoken(skill.invoke(request()))
    spoken(skill.invoke(request("IntentRequest", "AMAZON.FallbackIntent")))
    skill.invoke(request(skill_id="amzn1.ask.skill.11111111-0000-0000-0000-000000000000"))
    launch, misheard, refused = events(said(), "metrics")
    assert (launch["Answers"], launch["Apologies"]) == (1, 0)
    assert (misheard["Answers"], misheard["Misheard"]) == (1, 1)
    assert (refused["Refused"], "Answers" in refused) == (1, False)
    assert not {"id", "type", "intent", "kind", "locale"} & {*launch, *misheard, *refused}


def test_disabling_the_skill_forgets_the_user(skill, dynamodb):
    spoken(skill.invoke(request("IntentRequest", "SlowerIntent")))
    assert len(items(dynamodb)) == 1
    event = request("AlexaSkillEvent.SkillDisabled")
    del event["session"]
    assert skill.invoke(event)[0] == "response"
    (item,) = items(dynamodb)
    assert set(item) == {"id", "disabled", "revision", "expires"}


def test_foreign_requests_get_no_answer_and_log_no_words(skill, said):
    anothers = request(skill_id="amzn1.ask.skill.11111111-0000-0000-0000-000000000000")
    for event in (anothers, {}, {"somewords": ["said"]}, "somewords"):
        kind, error = skill.invoke(event)
        assert (kind, error["errorType"]) == ("error", "Unanswered"), event
    assert said().count("Unanswered") >= 4
    assert [word for word in ("SOMEBODY", "somewords", "Verification") if word in said()] == []


def test_only_skill_events_may_be_an_hour_late(skill, said):
    late = request("AlexaSkillEvent.SkillDisabled", age=1200)
    assert skill.invoke(late)[0] == "response"
    for stale in (request(age=1200), request("AlexaSkillEvent.SkillDisabled", age=3700)):
        kind, error = skill.invoke(stale)
        assert (kind, error["errorType"], error["errorMessage"]) == ("error", "Unanswered", "timestamp")
    assert [line["outcome"] for line in lines(said())] == ["answered", "refused", "refused"]


def test_without_a_skill_id_it_does_not_start_even_in_development(bundle, settings, tmp_path):
    anybody = settings | {"ALEXA_SKILL_ID": "", "SKILL_ENVIRONMENT": "development"}
    with function(bundle, anybody, tmp_path / "said") as skill:
        kind, error = skill.outcome()
    assert (kind, error["errorType"]) == ("error", "SettingsError")
    assert "ALEXA_SKILL_ID is missing" in error["errorMessage"]


BY_ITSELF = """
import json, lambda_handler, sys
import skill.alexa.dialogue_handler as dialogue_handler
launch, disabled = map(json.loads, sys.stdin)
print(json.dumps(lambda_handler.handler(launch, None)))
print({"flask", "cryptography", "simulator"} & set(sys.modules))
try:
    lambda_handler.handler(disabled, None)
except Exception as error:
    print(type(error).__name__, error)
dialogue_handler.response_of = None
print(lambda_handler.handler(launch, None))
"""
"""A program that invokes the handler, prints which packages it needn't load were loaded, and breaks the answers."""


@pytest.fixture(scope="module")
def by_itself(bundle, settings):
    """The handler without counting, table and Lambda: what it printed, line by line, and what it logged."""
    cut_off = {"PYTHONPATH": str(bundle), "SKILL_METRICS": "", "AWS_ENDPOINT_URL_DYNAMODB": "http://127.0.0.1:1"}
    order = [sys.executable, "-P", "-c", BY_ITSELF]
    events = "\n".join(map(json.dumps, (request(), request("AlexaSkillEvent.SkillDisabled"))))
    done = subprocess.run(
        order, cwd=bundle, env=settings | cut_off, input=events, capture_output=True, text=True, check=True, timeout=30
    )
    return done.stdout.splitlines(), done.stderr


def test_relief_works_with_the_table_out_of_reach(by_itself):
    (answer, _, error, _), logged = by_itself
    assert spoken(("response", json.loads(answer)))[0].startswith("<speak>Straighten your leg")
    assert error == "Unanswered NotForgottenError"  # Alexa sends it again
    assert logged.count("the store failed") >= 1


def test_handler_loads_no_server_and_counting_can_be_off(by_itself):
    (_, loaded, *_), logged = by_itself
    assert loaded == "set()"
    assert (logged.count("_aws"), logged.count('"event":"began"')) == (0, 1)


def test_an_apology_is_written_down_as_one(by_itself):
    (*_, answer), logged = by_itself
    assert "Sorry" in answer
    launch, _, broken = (line["outcome"] for line in events(logged, "request"))
    assert (launch, broken) == ("answered", "apology")
