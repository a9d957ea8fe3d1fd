"""What a signed request must say, and in which form: the clock, the skill id and the JSON itself."""

import json

import pytest
from certificate_authority import sign, sign_sha1
from webhook_app import ABSENT, GOOD, NOW, SKILL, assert_turned_away, envelope, turned_away

from skill.alexa.webhook import verify
from skill.errors import VerificationError

FORMS = [
    envelope(session=ABSENT),
    envelope(session=None),
    envelope(request__words="schön \u4f60 \U0001f9b5"),
    GOOD.replace(b'"s"', b'"\\ud800"'),
    GOOD.replace(b'"s"', b'"\\uD83E", "x": "\\udfff"'),
]


def test_every_form_alexa_may_use_comes_through(webhook_app, authority):
    for body in FORMS:
        assert webhook_app.post(body, sign(authority, body)).status_code == 200, body


def test_the_old_sha_1_signature_proves_nothing(webhook_app, authority):
    assert_turned_away(webhook_app, webhook_app.post(GOOD, sign_sha1(authority, GOOD)), "headers")


def test_a_sha_1_signature_in_the_new_header_proves_nothing(webhook_app, authority):
    headers = sign_sha1(authority, GOOD)
    answer = webhook_app.post(GOOD, headers | {"Signature-256": headers["Signature"]})
    assert_turned_away(webhook_app, answer, "signature")


def test_a_signature_over_other_bytes_proves_nothing(webhook_app, authority):
    assert_turned_away(webhook_app, webhook_app.post(GOOD, sign(authority, envelope(session=ABSENT))), "signature")


@pytest.mark.parametrize(("characters", "reason"), [(1024, "fetch"), (1028, "signature")])
def test_no_key_is_fetched_for_an_overlong_signature(characters, reason):
    def unreachable(_address):
        raise VerificationError("fetch")

    headers = {verify.CHAIN_HEADER: "an address", verify.SIGNATURE_HEADER: "A" * characters}
    with pytest.raises(VerificationError, match=reason):
        verify.verify_request(GOOD, headers, keys=unreachable, now=NOW, skill_id=SKILL)


def test_one_changed_byte_is_noticed(webhook_app, authority):
    changed = GOOD.replace(b'"s"', b'"t"')
    assert len(changed) == len(GOOD)
    assert_turned_away(webhook_app, webhook_app.post(changed, sign(authority, GOOD)), "signature")


def test_an_envelope_without_a_request_is_turned_away(webhook_app, authority):
    for request in (ABSENT, None, [], "x"):
        body = envelope(request=request)
        assert webhook_app.judge(body, sign(authority, body)) == turned_away("timestamp"), request
    assert webhook_app.seen == []


ANOTHER_SKILLS = [
    {"context__System__application__applicationId": "amzn1.ask.skill.other"},
    {"context__System__application__applicationId": SKILL + " "},
    {"context__System__application__applicationId": SKILL.upper()},
    {"context__System__application__applicationId": None},
    {"context__System__application__applicationId": [SKILL]},
    {"context__System__application__applicationId": ABSENT},
    {"context__System__application": SKILL},
    {"context__System": []},
    {"context": None},
    {"context": ABSENT},
    {"session__application__applicationId": "amzn1.ask.skill.other"},
    {"session__application__applicationId": ABSENT},
    {"session__application": ABSENT},
    {"session": {}},
    {"session": []},
    {"session": False},
]


def test_a_request_for_another_skill_is_turned_away(webhook_app, authority):
    for changes in ANOTHER_SKILLS:
        body = envelope(**changes)
        assert webhook_app.judge(body, sign(authority, body)) == turned_away("skill"), changes
    assert webhook_app.seen == []


NO_JSON_OBJECTS = [
    b"",
    b"junk",
    b"null",
    b"3",
    b'"text"',
    b"[]",
    b"[" + GOOD + b"]",
    GOOD + b"x",
    GOOD[:-1],
    b"\xef\xbb\xbf" + GOOD,
    GOOD.decode().encode("utf-16"),
    GOOD.replace(b'"s"', b"NaN"),
    GOOD.replace(b'"s"', b"Infinity"),
    GOOD.replace(b'"s"', b'"\xff"'),
    GOOD.replace(b'"s"', b'"\xed\xa0\x80"'),
    GOOD.replace(b'"s"', b'"\\ud800", "more": NaN'),
    GOOD.replace(b'"s"', b'"\\ud800", "more": -Infinity'),
    GOOD.replace(b'"s"', b'"\\ud800\xff"'),
    GOOD.replace(b'"s"', b'"\\ud800", "more":' + b"[" * 50_000),
    GOOD.replace(b'"s"', b"1" * 5000),
    GOOD.replace(b'"s"', b"[" * 50_000 + b"]" * 50_000),
    b'{"a":' * 20_000,
]


def test_signed_body_without_a_json_object_is_refused(webhook_app, authority):
    for body in NO_JSON_OBJECTS:
        assert webhook_app.judge(body, sign(authority, body)) == turned_away("json"), body[:99]
    assert webhook_app.seen == []


def test_a_key_given_twice_counts_as_its_last_value(webhook_app, authority):
    body = GOOD[:-1] + b', "context": {"System": {"application": {"applicationId": "other"}}}}'
    assert_turned_away(webhook_app, webhook_app.post(body, sign(authority, body)), "skill")


def test_nothing_is_parsed_before_the_signature_is_proven(webhook_app, authority, monkeypatch):
    parsed = []
    monkeypatch.setattr(verify.msgspec.json, "decode", lambda raw: parsed.append(raw) or json.loads(raw))
    webhook_app.post(b"{}", sign(authority, GOOD))
    assert parsed == []
    webhook_app.post(GOOD, sign(authority, GOOD))
    assert parsed == [GOOD]
