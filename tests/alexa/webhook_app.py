"""An app with nothing but the webhook, and requests for it."""

import json
from datetime import UTC, datetime

import flask

from skill.alexa.webhook.verify import REASONS
from skill.alexa.webhook.view import add_webhook, create_view

SKILL = "amzn1.ask.skill.test"
NOW = datetime.now(UTC).replace(microsecond=0)
ABSENT = object()


def envelope(**changes):
    """A launch request; `changes` by dotted path with "__" for ".", ABSENT to leave a key out."""
    body = {
        "version": "1.0",
        "session": {"sessionId": "s", "application": {"applicationId": SKILL}},
        "context": {"System": {"application": {"applicationId": SKILL}}},
        "request": {"type": "LaunchRequest", "timestamp": NOW.strftime("%Y-%m-%dT%H:%M:%SZ")},
    }
    for path, value in changes.items():
        *parents, last = path.split("__")
        node = body
        for parent in parents:
            node = node[parent]
        node.pop(last, None) if value is ABSENT else node.update({last: value})
    return json.dumps(body).encode()


class WebhookApp:
    """An app with the webhook, which records accepted requests and reasons for refusals."""

    def __init__(self, keys, skill_id=SKILL):
        self.seen, self.reasons = [], []
        app = flask.Flask("webhook_app")
        add_webhook(app, create_view(self.dispatch, skill_id, keys, lambda: NOW, self.reasons.append))
        self.client = app.test_client()

    def dispatch(self):
        self.seen.append((flask.request.data, flask.g.envelope))
        return flask.jsonify(welcome=True)

    def post(self, body, headers, **how):
        return self.client.post("/alexa", data=body, headers=headers, **how)

    def judge(self, body, headers):
        """Post, and return the status, the bytes that are answered, and the reasons for a refusal."""
        self.reasons.clear()
        answer = self.post(body, headers)
        return answer.status_code, answer.data, [*self.reasons]


def turned_away(reason):
    """Return what `judge` finds of a request that is turned away."""
    assert reason in REASONS
    return 400, b"", [reason]


def assert_turned_away(webhook_app, answer, reason):
    assert (answer.status_code, answer.data) == (400, b"")
    assert webhook_app.reasons == [reason]
    assert reason in REASONS
    assert webhook_app.seen == []


GOOD = envelope()
