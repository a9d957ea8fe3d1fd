"""What is counted: requests, refusals, turns, time and failures, under labels of a fixed few values."""

import logging
import re

import pytest
from ask_sdk_core.exceptions import ApiClientException
from ask_sdk_model.services import ApiClientRequest
from test_served import REQUESTS, fresh, post

from bench.product import SKILL_ID, make
from skill.alexa import dialogue_handler
from skill.alexa.alexa_errors import ERRORS
from skill.alexa.api_client import BoundedApiClient
from skill.alexa.webhook.verify import REASONS
from skill.dialogue.outcomes import OUTCOMES
from skill.errors import reported
from skill.monitoring.metrics import KINDS
from skill.monitoring.redactor import OTHER, TYPES
from tests.monitoring.health_words import HEALTH


def test_everything_counted_has_a_label_of_a_fixed_few(app, heard, counts):
    for envelope in REQUESTS.values():
        heard(envelope)
    heard(REQUESTS["launch"], **{"Signature-256": "bm8="})
    counted = counts()
    labels = {tuple(found) for name in counted for found in re.findall(r'(\w+)="([^"]*)"', name)}
    allowed = {"kind": KINDS, "reason": REASONS, "type": {*TYPES, "IntentRequest", OTHER}, "error": ERRORS}
    allowed["outcome"] = {"answered", "refused", "apology", "method", "closed", "not forgotten", *OUTCOMES}
    allowed |= {name: {value} for name, value in app.test_client().get("/readyz").json["build"].items()}
    allowed["what"] = {"store", "api", "turn"}
    assert not [(name, value) for name, value in labels if name != "le" and value not in allowed[name]]
    assert counted["skill_answer_seconds_count"] == len(REQUESTS)
    assert sum(value for name, value in counted.items() if name.startswith("skill_requests_total")) == len(REQUESTS) + 1
    assert sum(value for name, value in counted.items() if name.startswith("skill_turns_total")) == len(REQUESTS)
    assert not HEALTH.search("".join(counted).lower())


def test_failing_turn_is_reported_by_class_and_place_only(heard, counts, caplog, monkeypatch):
    def explode(*_):
        raise KeyError("my calf hurts")

    monkeypatch.setattr(dialogue_handler, "response_of", explode)
    assert heard(REQUESTS["relieve-calf"])["outcome"] == "apology"
    (failure,) = [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]
    assert re.fullmatch(r"a turn failed: KeyError at alexa/dialogue_handler\.py:\d+", failure)
    assert counts()['skill_failures_total{what="turn"}'] == 1
    assert not [record for record in caplog.records if record.exc_info]


def test_failing_dispatch_is_counted_and_answered(app, heard, counts, monkeypatch):
    adapter = app.extensions["ASK_SDK_SKILL_ADAPTER"][SKILL_ID]
    monkeypatch.setattr(adapter._webservice_handler, "verify_request_and_dispatch", lambda **_: {"a": object()})
    assert heard(REQUESTS["launch"])["outcome"] == "apology"
    assert counts()['skill_failures_total{what="turn"}'] == 1


@pytest.mark.parametrize(("locale", "number"), [("en-AU", "call 000, or"), (["?"], "your local emergency number")])
def test_last_apology_is_in_the_requests_language(app, authority, monkeypatch, locale, number):
    adapter = app.extensions["ASK_SDK_SKILL_ADAPTER"][SKILL_ID]
    monkeypatch.setattr(adapter._webservice_handler, "verify_request_and_dispatch", lambda **_: {"a": object()})
    envelope = fresh(REQUESTS["launch"])
    envelope["request"]["locale"] = locale
    answer = post(app, authority, envelope)
    assert number in answer.json["response"]["outputSpeech"]["text"]


def test_foreign_error_is_reported_without_a_place():
    with pytest.raises(ValueError, match="calf") as caught:
        int("my calf hurts")
    assert reported(caught.value) == "ValueError"


def test_a_failing_store_is_counted_and_degraded_but_ready(folder, loaded, caplog):
    (folder / "people.db").mkdir()
    client = make(str(folder)).test_client()
    with caplog.at_level(logging.CRITICAL):
        answer = client.get("/readyz")
    assert (answer.status_code, answer.json["status"], answer.json["store"]) == (200, "degraded", "away")
    page = client.get("/metrics").get_data(as_text=True)
    assert 'skill_failures_total{what="store"} 1.0' in page
    assert "skill_store_up 0.0" in page


def test_unanswered_call_to_alexa_is_counted():
    failures = []
    client = BoundedApiClient(lambda: failures.append(1))
    with pytest.raises(ApiClientException):
        client.invoke(ApiClientRequest(method="GET", url="http://127.0.0.1:1/nobody"))
    assert failures == [1]
