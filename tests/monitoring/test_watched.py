"""A line for each request, and never a word about anybody's health."""

import json
import logging

from test_served import REQUESTS, fresh, put

from bench.product import make
from skill.content.intents import intent_name
from skill.monitoring.redactor import OTHER, Redactor
from tests.alexa.certificate_authority import sign
from tests.monitoring.health_words import HEALTH

FIELDS = {"event", "id", "type", "intent", "kind", "locale", "ms", "outcome"}
PERSONAL = ("amzn1.ask.account", "amzn1.ask.device", "amzn1.echo-api.session", "made-up-token")


def said_in(tree):
    """Every text of ten characters or more in an envelope, the names of its types and locales aside."""
    inside = tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ()
    own = [tree] if isinstance(tree, str) and len(tree) >= 10 else []
    return own + [text for part in inside for text in said_in(part)]


def test_every_request_logs_one_line_without_personal_words(heard):
    for name, stored in REQUESTS.items():
        envelope = fresh(stored)
        line = heard(envelope)
        assert set(line) == FIELDS, name
        assert line["outcome"] == "answered", name
        text = json.dumps({key: value for key, value in line.items() if key != "id"})
        assert not HEALTH.search(text.lower()), name
        allowed = {line["id"], line["type"], line["intent"], line["kind"], line["locale"]}
        assert not [told for told in said_in(envelope) if told in json.dumps(line) and told not in allowed], name
        assert not [mark for mark in PERSONAL if mark in json.dumps(line)], name


def test_queued_log_entry_holds_no_spoken_words(folder, authority, loaded, monkeypatch):
    waiting = []
    monkeypatch.setattr("skill.monitoring.log_lines.LineQueue.enqueue", lambda _, line: waiting.append(line))
    monkeypatch.setattr(logging.getLogger("skill"), "handlers", [])
    client = make(str(folder), environment="production").test_client()
    for envelope in REQUESTS.values():
        body = json.dumps(fresh(envelope)).encode()
        client.post("/alexa", data=body, headers=sign(authority, body))
    assert len([line for line in waiting if '"event":"request"' in line]) == len(REQUESTS)
    text = "".join(waiting)
    assert not [mark for mark in PERSONAL if mark in text]
    assert not HEALTH.search(text.lower())


def test_line_has_type_country_and_duration(heard):
    line = heard(REQUESTS["pause"])
    assert (line["type"], line["intent"], line["locale"]) == ("IntentRequest", "AMAZON.PauseIntent", "en-US")
    assert line["id"] == REQUESTS["pause"]["request"]["requestId"]
    assert 0 < line["ms"] < 10_000


def test_health_intent_is_logged_as_its_kind(heard):
    for name, kind in (("relieve-calf", "relief"), ("quinine-side-effects", "question"), ("can-fulfill", "")):
        assert heard(REQUESTS[name])["intent"] == kind, name


UNKNOWN = [
    (("request", "requestId"), "my calf hurts", "id", ""),
    (("request", "requestId"), ["x"], "id", ""),
    (("request", "locale"), "de-DE", "locale", OTHER),
    (("request", "locale"), {"a": 1}, "locale", OTHER),
    (("request", "type"), "Cramp.Happened", "type", OTHER),
    (("request", "intent", "name"), "QuinineOverdose2Intent", "intent", OTHER),
    (("request", "intent", "name"), 7, "intent", OTHER),
    (("request", "intent"), [], "intent", OTHER),
]


def test_what_is_not_known_is_not_written_down(heard):
    for path, value, field, written in UNKNOWN:
        envelope = fresh(REQUESTS["yes"])
        put(envelope, value, *path)
        assert heard(envelope)[field] == written, (path, value)


def test_refused_request_is_logged_with_its_reason_only(heard, counts):
    line = heard(REQUESTS["relieve-calf"], **{"Signature-256": "bm8="})
    assert {key: line[key] for key in line if key != "ms"} == {
        "event": "request",
        "id": "",
        "type": "",
        "intent": "",
        "kind": "",
        "locale": "",
        "outcome": "refused",
        "reason": "signature",
    }
    assert counts()['skill_refusals_total{reason="signature"}'] == 1
    assert counts()["skill_answer_seconds_count"] == 0


def test_sign_intent_is_logged_as_a_question(heard, counts, content):
    chosen = [choice for question in content.questions.values() for choice in question.choices]
    assert len(chosen) > 100
    for choice in ("cold-or-pale-leg", "despair", "walking-pain", *chosen[::25]):
        envelope = fresh(REQUESTS["yes"])
        put(envelope, intent_name(choice), "request", "intent", "name")
        line = heard(envelope)
        assert line["intent"] == "question"
        assert intent_name(choice) not in json.dumps(line)
    assert not [name for name in counts() if any(intent_name(choice) in name for choice in chosen)]


def test_no_intent_about_health_is_ever_named(catalog, content):
    kinds = Redactor(catalog, intent_name)
    chosen = [choice for question in content.questions.values() for choice in question.choices]
    health = [intent_name(slug) for slug in (*content.questions, *chosen)]
    assert {kinds.intents[name] for name in health} == {kinds.shown[name] for name in health} == {"question"}
    assert not set(health) & set(kinds.shown.values())
    assert not [shown for shown in kinds.shown.values() if HEALTH.search(shown.lower())]
    assert kinds.shown["RelieveCrampIntent"] == "relief"
    assert kinds.shown["SlowerIntent"] == "SlowerIntent"
