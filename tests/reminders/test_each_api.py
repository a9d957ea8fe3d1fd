"""Each of Alexa's APIs fails for itself: what one answers is never told as another's, and a slow one is left alone."""

import pytest
from ask_sdk_core.exceptions import ApiClientException
from ask_sdk_model.services import ApiClientRequest
from reminded import PERSON, heard

from skill.alexa import api_client
from skill.alexa.api_client import FAIR_SECONDS, BoundedApiClient, Budget
from skill.alexa.reminders import carry_out
from skill.circuit_breaker import COOL_DOWN_SECONDS
from skill.dialogue.effect_results import RemindersFailed, RemindersLacking
from skill.dialogue.effects import LookForReminders
from tests.reminders.test_setting import NOW, THREE

REMINDERS, SETTINGS = "/v1/alerts/reminders", "/v2/devices/x/settings/System.timeZone"


@pytest.fixture
def answering(api, account, monkeypatch):
    """Have one kind of call answered with a status and a body; all others as ever."""
    from simulator.fake_alexa_api import _Handler  # noqa: PLC0415 - the only place that needs it

    real = _Handler._answer

    def answering(method, path, status, body):
        def answer(handler):
            if handler.command != method or not handler.path.startswith(path):
                return real(handler)
            handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
            return handler._send(status, None, body)

        monkeypatch.setattr(_Handler, "_answer", answer)

    return answering


@pytest.mark.parametrize(("status", "body"), [(200, b""), (200, b"<html>"), (201, b"{}"), (202, b"")])
def test_reminder_is_set_with_any_body_of_a_success(answering, handler_input, status, body):
    answering("POST", REMINDERS, status, body)
    assert carry_out(THREE, NOW, handler_input) is None


@pytest.mark.parametrize(
    ("status", "reason", "body"),
    [
        *((403, "device", body) for body in (b"", b"<html>", b"null", b'"x"', b"[]", b'{"code": 5}')),
        (401, "permission", b'{"code": 5}'),
        (429, "busy", b""),
        (400, "down", b'{"code": 5}'),
        (500, "down", b""),
    ],
)
def test_failure_is_explained_by_its_status_not_its_body(answering, handler_input, status, reason, body):
    answering("POST", REMINDERS, status, body)
    assert carry_out(THREE, NOW, handler_input) == RemindersFailed(reason, THREE.times)


@pytest.mark.parametrize(
    ("status", "body"),
    [
        *((status, b"") for status in (400, 401, 403, 404)),
        *((403, body) for body in (b"<html>", b'{"code": "MAX_REMINDERS_EXCEEDED"}')),
    ],
)
def test_a_zone_that_is_refused_is_told_as_a_zone(answering, handler_input, caplog, status, body):
    answering("GET", "/v2", status, body)
    assert carry_out(THREE, NOW, handler_input) == RemindersFailed("zone", THREE.times)
    assert caplog.messages == [f"Alexa refused the time zone: {status}"]


@pytest.mark.parametrize("body", [b"", b"null", b"5", b"[]", b'"Nowhere"'])
def test_a_zone_that_is_none_is_told_as_a_zone(answering, handler_input, body):
    answering("GET", "/v2", 200, body)
    assert carry_out(THREE, NOW, handler_input) == RemindersFailed("zone", THREE.times)


def test_a_list_without_a_body_is_not_taken_for_an_empty_one(answering, handler_input):
    answering("GET", REMINDERS, 200, b"")
    assert carry_out(LookForReminders(), NOW, handler_input) is None
    answering("GET", REMINDERS, 200, b'{"alerts": []}')
    assert carry_out(LookForReminders(), NOW, handler_input) == RemindersLacking()


@pytest.fixture
def brief_client(clock, monkeypatch):
    """A client with short time limits, so that the test is short."""
    monkeypatch.setattr(api_client, "BUDGET_SECONDS", 0.3)
    monkeypatch.setattr(api_client, "FAIR_SECONDS", 0.15)
    client = BoundedApiClient(clock=clock)
    yield client
    client.close()


def request_to(api, path):
    return ApiClientRequest(
        url=api.address + path, method="GET", headers=[("Authorization", f"Bearer simulated.{PERSON}")]
    )


def fails(client, api, path):
    with pytest.raises(ApiClientException) as raised:
        client.invoke(request_to(api, path))
    return str(raised.value)


def test_hanging_api_rests_while_the_other_is_used(api, account, brief_client, clock):
    api.failing["reminders"] = "hang"
    assert fails(brief_client, api, REMINDERS).startswith("no answer: ")
    for _ in range(5):
        assert "a moment ago" in fails(brief_client, api, REMINDERS + "/x")
    assert len(api.calls) == 1
    assert brief_client.invoke(request_to(api, SETTINGS)).status_code == 200
    clock.now += COOL_DOWN_SECONDS
    api.failing.clear()
    for _ in range(3):
        assert brief_client.invoke(request_to(api, REMINDERS)).status_code == 200


@pytest.mark.parametrize("how", [401, 404, 429, 503])
def test_an_api_that_answers_is_not_left_alone(api, account, brief_client, how):
    api.failing["reminders"] = how
    assert [brief_client.invoke(request_to(api, REMINDERS)).status_code for _ in range(3)] == [how] * 3


def test_call_without_time_left_blames_no_api(api, account, brief_client):
    api.failing["reminders"] = "hang"
    with Budget(0.1):
        fails(brief_client, api, REMINDERS)
    api.failing.clear()
    assert brief_client.invoke(request_to(api, REMINDERS)).status_code == 200


def test_hanging_api_holds_no_threads_in_later_turns(trusting, the_skill, monkeypatch):
    assert FAIR_SECONDS < api_client.BUDGET_SECONDS
    monkeypatch.setattr(api_client, "FAIR_SECONDS", 0.2)
    trusting.say("remind me")
    the_skill.api.failing["reminders"] = "hang"
    monkeypatch.setattr(api_client, "BUDGET_SECONDS", 0.8)
    assert "can't reach" in heard(trusting.say("yes"))
    asked = len(the_skill.api.calls)
    for _ in range(5):
        assert "can't reach" in heard(trusting.say("what reminders have i got"))
    assert len(the_skill.api.calls) == asked
