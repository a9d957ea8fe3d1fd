"""The webhook: which requests reach the skill, and which get an empty 400."""

import io
import json
import logging

import flask
import pytest
from certificate_authority import CHAIN_URL, sign
from webhook_app import GOOD, NOW, SKILL, WebhookApp, assert_turned_away, envelope, turned_away

from skill.alexa.webhook.view import LARGEST_BODY_BYTES, add_webhook, create_view


def test_a_verified_request_keeps_its_bytes_and_its_envelope(webhook_app, authority):
    answer = webhook_app.post(GOOD, sign(authority, GOOD))
    assert (answer.status_code, answer.json) == (200, {"welcome": True})
    assert webhook_app.seen == [(GOOD, json.loads(GOOD))]
    assert webhook_app.reasons == []


def test_bytes_stay_the_same_with_a_form_content_type(webhook_app, authority):
    answer = webhook_app.post(GOOD, sign(authority, GOOD), content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 200
    assert webhook_app.seen[0][0] == GOOD


def test_a_body_of_exactly_the_largest_size_comes_through(webhook_app, authority):
    body = GOOD + b" " * (LARGEST_BODY_BYTES - len(GOOD))
    assert webhook_app.post(body, sign(authority, body)).status_code == 200


HEADERS = {
    "none at all": (lambda _: {}, "headers"),
    "no signature": (lambda _: {"SignatureCertChainUrl": CHAIN_URL}, "headers"),
    "no address": (lambda good: {"Signature-256": good["Signature-256"]}, "headers"),
    "empty signature": (lambda good: good | {"Signature-256": ""}, "headers"),
    "empty address": (lambda good: good | {"SignatureCertChainUrl": ""}, "headers"),
    "signature is not base64": (lambda good: good | {"Signature-256": "not!base64"}, "signature"),
    "signature lacks its padding": (
        lambda good: good | {"Signature-256": good["Signature-256"].rstrip("=")},
        "signature",
    ),
    "signature is not ASCII": (lambda good: good | {"Signature-256": "é" * 8}, "signature"),
    "signature has a space in it": (lambda good: good | {"Signature-256": "AAAA AAAA"}, "signature"),
    "signature is short": (lambda good: good | {"Signature-256": "AAAA"}, "signature"),
    "signature is endless": (lambda good: good | {"Signature-256": "AAAA" * 1000}, "signature"),
    "address is elsewhere": (lambda good: good | {"SignatureCertChainUrl": "https://example.com/echo.api/x"}, "url"),
    "nothing at the address": (lambda good: good | {"SignatureCertChainUrl": CHAIN_URL + "x"}, "fetch"),
}


def test_useless_headers_are_refused(webhook_app, authority):
    for name, (alter, reason) in HEADERS.items():
        assert webhook_app.judge(GOOD, alter(sign(authority, GOOD))) == turned_away(reason), name
    assert webhook_app.seen == []


def test_a_body_over_the_cap_is_turned_away_though_signed(webhook_app, authority, chain_server):
    body = GOOD + b" " * (LARGEST_BODY_BYTES + 1 - len(GOOD))
    assert_turned_away(webhook_app, webhook_app.post(body, sign(authority, body)), "size")
    assert chain_server.asked == []


class Endless(io.RawIOBase):
    """A chunked body that never ends, as a server hands it on."""

    read_bytes = 0

    def readable(self):
        return True

    def readinto(self, buffer):
        self.read_bytes += len(buffer)
        buffer[:] = b" " * len(buffer)
        return len(buffer)


def post_stream(webhook_app, stream, headers, **environ):
    extra = {"wsgi.input": stream, "REQUEST_METHOD": "POST"} | environ
    return webhook_app.client.open("/alexa", method="POST", headers=headers, environ_overrides=extra)


def test_an_endless_body_is_read_to_a_byte_past_the_limit(webhook_app, authority):
    endless = Endless()
    answer = post_stream(webhook_app, endless, sign(authority, GOOD), **{"wsgi.input_terminated": True})
    assert_turned_away(webhook_app, answer, "size")
    assert endless.read_bytes == LARGEST_BODY_BYTES + 1


def test_a_chunked_body_within_the_cap_comes_through(webhook_app, authority):
    answer = post_stream(webhook_app, io.BytesIO(GOOD), sign(authority, GOOD), **{"wsgi.input_terminated": True})
    assert answer.status_code == 200


def test_a_lying_content_length_is_turned_away(webhook_app, authority):
    lies = [
        (len(GOOD) + 1, "body"),
        (10**9, "body"),
        (len(GOOD) - 1, "signature"),
        (0, "signature"),
        ("x", "signature"),
    ]
    for length, reason in lies:
        webhook_app.reasons.clear()
        answer = post_stream(webhook_app, io.BytesIO(GOOD), sign(authority, GOOD), CONTENT_LENGTH=str(length))
        assert_turned_away(webhook_app, answer, reason)


class Stalled(io.RawIOBase):
    """What reading from a connection is like once its timeout has passed."""

    def readable(self):
        return True

    def readinto(self, _buffer):
        raise TimeoutError


def test_a_sender_who_stops_half_way_is_given_up(webhook_app, authority):
    environ = {"wsgi.input_terminated": True}
    answer = post_stream(webhook_app, Stalled(), sign(authority, GOOD), CONTENT_LENGTH="99", **environ)
    assert_turned_away(webhook_app, answer, "body")


def test_a_truncated_body_is_refused_though_signed(webhook_app, authority):
    environ = {"wsgi.input_terminated": True, "CONTENT_LENGTH": str(len(GOOD) + 1)}
    answer = post_stream(webhook_app, io.BytesIO(GOOD), sign(authority, GOOD), **environ)
    assert_turned_away(webhook_app, answer, "body")


def test_no_key_is_fetched_for_missing_or_malformed_headers(webhook_app, authority, chain_server):
    for signature in ("!", "AAAA" * 1000):
        webhook_app.post(GOOD, sign(authority, GOOD) | {"Signature-256": signature})
    webhook_app.post(GOOD, {"SignatureCertChainUrl": CHAIN_URL})
    assert webhook_app.reasons == ["signature", "signature", "headers"]
    assert chain_server.asked == []


def test_another_method_is_answered_405_and_nothing_else(webhook_app, authority):
    for method in ("GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"):
        answer = webhook_app.client.open("/alexa", method=method, data=GOOD, headers=sign(authority, GOOD))
        assert (answer.status_code, answer.data, answer.headers["Allow"]) == (405, b"", "POST"), method
    assert webhook_app.seen == []


@pytest.mark.parametrize("skill_id", [None, ""])
def test_without_a_skill_id_to_check_the_door_is_shut(keys, authority, chain_server, skill_id):
    webhook_app = WebhookApp(keys, skill_id)
    answer = webhook_app.post(GOOD, sign(authority, GOOD))
    assert (answer.status_code, answer.data) == (503, b"")
    assert (webhook_app.seen, chain_server.asked) == ([], [])


def test_refusal_is_counted_by_reason_and_not_logged(keys, authority, caplog):
    app, reasons = flask.Flask("quiet"), []
    add_webhook(app, create_view(flask.Response, SKILL, keys, lambda: NOW, reasons.append))
    body = envelope(request__timestamp="quinine")
    with caplog.at_level(logging.DEBUG):
        app.test_client().post("/alexa", data=body, headers=sign(authority, body))
    assert (reasons, caplog.records) == (["timestamp"], [])
