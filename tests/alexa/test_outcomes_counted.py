"""What came of a visit is counted by why its session ended, and a count that fails costs no answer."""

import logging
from datetime import UTC, datetime, timedelta

import pytest

from skill.alexa import dialogue_handler
from skill.alexa.skill import as_callable, create_skill
from tests.monitoring.health_words import HEALTH

TWO_AT_NIGHT = datetime(2026, 11, 29, 2, 0, tzinfo=UTC)


@pytest.fixture
def visit(catalog):
    """Send requests of one visit, each so many seconds after the first; gives what was counted, and the last answer."""

    def visit(*requests):
        counted, answer = [], {}
        handle = as_callable(create_skill(catalog, came_of=counted.append))
        for seconds, request in requests:
            at = (TWO_AT_NIGHT + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")
            session = {"new": not answer, "sessionId": "s", "attributes": answer.get("sessionAttributes") or {}}
            request = {"requestId": "r", "locale": "en-GB", "timestamp": at} | request  # noqa: PLW2901
            answer = handle({"version": "1.0", "session": session, "request": request})
        return counted, answer

    return visit


def intent(name):
    return {"type": "IntentRequest", "intent": {"name": name}}


LAUNCH = {"type": "LaunchRequest"}


def ended(reason, **more):
    return {"type": "SessionEndedRequest", "reason": reason, **more}


@pytest.mark.parametrize(
    ("end", "counted"),
    [
        (ended("EXCEEDED_MAX_REPROMPTS"), ["relief-begun", "relief-silent"]),
        (ended("USER_INITIATED"), ["relief-begun", "relief-left"]),
        (ended("ERROR", error={"type": "INVALID_RESPONSE", "message": "my calf"}), []),
        (ended(None), ["relief-begun", "relief-left"]),
    ],
)
def test_a_silent_opening_counts_as_relief_with_alexas_reason(visit, end, counted):
    assert visit((0, LAUNCH), (150, end))[0] == counted


def test_visit_with_unknown_words_and_working_relief_is_counted(visit):
    counted, _ = visit(
        (0, LAUNCH), (5, intent("AMAZON.FallbackIntent")), (12, intent("AMAZON.YesIntent")), (60, intent("EasedIntent"))
    )
    assert counted == ["misheard", "relief-begun", "relief-done"]


def test_failing_count_logs_a_warning_and_answers(visit, monkeypatch, caplog):
    def explode(*_, **__):
        raise KeyError("my calf hurts")

    monkeypatch.setattr(dialogue_handler, "outcomes_of", explode)
    with caplog.at_level(logging.WARNING):
        counted, answer = visit((0, LAUNCH))
    assert counted == []
    assert answer["response"]["outputSpeech"]["ssml"].startswith("<speak>")
    (warning,) = [record.getMessage() for record in caplog.records]
    assert warning.startswith("outcomes were not counted: KeyError")
    assert not HEALTH.search(warning)


def test_failing_action_counts_as_a_restarted_session(visit, monkeypatch, caplog):
    take_turn = dialogue_handler.take_turn

    def fail_once(*arguments):
        monkeypatch.setattr(dialogue_handler, "take_turn", take_turn)
        raise KeyError("my calf hurts")

    monkeypatch.setattr(dialogue_handler, "take_turn", fail_once)
    with caplog.at_level(logging.WARNING):
        counted, answer = visit((0, LAUNCH))
    assert counted == ["started-afresh"]
    assert answer["response"]["outputSpeech"]["ssml"].startswith("<speak>")
    (warning,) = [record.getMessage() for record in caplog.records]
    assert warning.startswith("a session was started afresh: KeyError")
    assert not HEALTH.search(warning)
