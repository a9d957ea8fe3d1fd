"""What Alexa says went wrong: logged and counted by kind, and nothing of what was said goes along."""

import logging

import pytest

from skill.alexa.alexa_errors import ERRORS, EXCEPTION, SCREEN_FAILED, errors_in
from skill.alexa.skill import as_callable, create_skill
from skill.alexa.wire import decode_request

REFUSED = {"type": "INVALID_RESPONSE", "message": "my calf hurts"}
UNKNOWN = {"type": "MY_CALF_HURTS", "message": "my calf hurts"}


@pytest.fixture
def told(catalog, caplog):
    """Send a request; gives what was counted and what was logged."""
    counted = []
    handle = as_callable(create_skill(catalog, alexa_failed=lambda *what: counted.append(what)))

    def told(request):
        counted.clear()
        caplog.clear()
        with caplog.at_level(logging.WARNING):
            assert handle({"version": "1.0", "request": request})["response"] == {}
        return counted, [(line.levelname, line.getMessage()) for line in caplog.records]

    return told


FAILED = [
    ({"type": "SessionEndedRequest", "reason": "ERROR", "error": REFUSED}, "INVALID_RESPONSE", "ended a session"),
    ({"type": "SessionEndedRequest", "reason": "ERROR", "error": UNKNOWN}, "other", "ended a session"),
    ({"type": "SessionEndedRequest", "reason": "ERROR"}, "other", "ended a session"),
    ({"type": "SessionEndedRequest", "reason": "ERROR", "error": "calf"}, "other", "ended a session"),
    ({"type": "SessionEndedRequest", "error": {"type": "ENDPOINT_TIMEOUT"}}, "ENDPOINT_TIMEOUT", "ended a session"),
    ({"type": EXCEPTION, "error": REFUSED, "cause": {"requestId": "r"}}, "INVALID_RESPONSE", "met an error"),
    ({"type": EXCEPTION, "error": UNKNOWN}, "other", "met an error"),
    ({"type": EXCEPTION}, "other", "met an error"),
    ({"type": SCREEN_FAILED, "errors": [{"type": "LIST_ERROR"}]}, "LIST_ERROR", "screen failed"),
    ({"type": SCREEN_FAILED, "errors": [{"type": "INFLATION_ERROR"}]}, "other", "screen failed"),
    ({"type": SCREEN_FAILED, "errors": [UNKNOWN, None, {}, {"type": 5}, UNKNOWN]}, "other", "screen failed"),
    ({"type": SCREEN_FAILED, "errors": []}, "other", "screen failed"),
    ({"type": SCREEN_FAILED}, "other", "screen failed"),
]


def test_an_error_is_one_warning_and_one_count(told):
    for request, error, warning in FAILED:
        counted, ((level, message),) = told(request)
        assert counted == [(request["type"], error)], request
        assert error in ERRORS
        assert (level, message.endswith(f"{warning}: {error}")) == ("WARNING", True)
        assert "calf" not in message.lower()


def test_several_kinds_on_a_screen_are_a_warning_each(told):
    counted, lines = told({"type": SCREEN_FAILED, "errors": [UNKNOWN, {"type": "LIST_ERROR"}, UNKNOWN]})
    assert counted == [(SCREEN_FAILED, "other"), (SCREEN_FAILED, "LIST_ERROR")]
    assert len(lines) == 2


def test_whatever_else_comes_is_no_error():
    for request in (
        {"type": "SessionEndedRequest", "reason": "USER_INITIATED"},
        {"type": "SessionEndedRequest", "reason": "EXCEEDED_MAX_REPROMPTS"},
        {"type": "SessionEndedRequest", "reason": "USER_INITIATED", "error": None},
        {"type": "SessionEndedRequest"},
        {"type": "LaunchRequest", "reason": "ERROR", "error": REFUSED},
        {"type": "AlexaSkillEvent.SkillEnabled", "error": REFUSED},
    ):
        assert errors_in(decode_request({"request": request}).request) == [], request
