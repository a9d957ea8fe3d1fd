"""The product as it is served: under granian end to end, and no 5xx for anything that has proven itself."""

import json
import logging
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path

import pytest
from ask_sdk_webservice_support.verifier import RequestVerifier, TimestampVerifier
from flask_ask_sdk.skill_adapter import EXTENSION_NAME
from hypothesis import given, settings
from hypothesis import strategies as st

from bench import slow
from bench.product import CHAIN, ROOTS, SKILL_ID, make
from bench.serving import ROOT, running
from skill.alexa.alexa_errors import WARNINGS
from skill.errors import ContentError
from skill.settings import Settings
from skill.web import create_app
from tests.alexa.certificate_authority import sign
from tests.deploy.production import ask

REQUESTS = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted((ROOT / "tests/requests").glob("*.json"))}
SPOKEN_TO = ("LaunchRequest", "IntentRequest")
POST_SECONDS = 20
"""Fewer than the 60 and more that deploy/serve.py waits at a port for the rest of a head: who waits for it fails."""


@pytest.fixture(scope="module")
def folder(authority, tmp_path_factory):
    folder = tmp_path_factory.mktemp("papers")
    (folder / CHAIN).write_bytes(authority.chain)
    (folder / ROOTS).write_bytes(authority.root.pem)
    return str(folder)


@pytest.fixture(scope="module")
def port(folder):
    with running("bench.product:make", Path(folder)) as server:
        yield server.port


@pytest.fixture(scope="module")
def app(folder):
    return make(folder)


def put(tree, value, *keys):
    """Set a value deep in a tree, whatever is in the way."""
    *parents, last = keys
    for key in parents:
        if not isinstance(tree.get(key), dict):
            tree[key] = {}
        tree = tree[key]
    tree[last] = value


def fresh(envelope):
    """The envelope as if sent just now to our skill: only what the webhook checks is put right."""
    envelope = deepcopy(envelope)
    put(envelope, datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), "request", "timestamp")
    put(envelope, SKILL_ID, "context", "System", "application", "applicationId")
    if envelope.get("session") is not None:
        put(envelope, SKILL_ID, "session", "application", "applicationId")
    return envelope


def post(app, authority, envelope):
    body = json.dumps(fresh(envelope)).encode()
    return app.test_client().post("/alexa", data=body, headers=sign(authority, body))


def assert_answered(answer, envelope):
    """A 200; words, with a clear end or none, where somebody hears them."""
    assert answer.status_code == 200
    assert answer.json["version"] == "1.0"
    response = answer.json["response"]
    if fresh(envelope)["request"].get("type") in SPOKEN_TO:
        assert response["outputSpeech"]
    if "outputSpeech" in response:
        assert isinstance(response["shouldEndSession"], bool)


def test_a_signed_request_is_answered_under_granian(port, authority):
    body = json.dumps(fresh(REQUESTS["relieve-calf"])).encode()
    status, answer = ask(port, "POST", "/alexa", body, sign(authority, body))
    assert status == 200
    assert json.loads(answer)["response"]["outputSpeech"]["ssml"].startswith("<speak>")


def test_a_forged_request_gets_400_and_nothing_else_under_granian(port, authority):
    body = json.dumps(fresh(REQUESTS["relieve-calf"])).encode()
    assert ask(port, "POST", "/alexa", body + b" ", sign(authority, body)) == (400, b"")
    assert ask(port, "POST", "/alexa", body) == (400, b"")


def test_another_method_gets_405_and_health_200_under_granian(port):
    assert ask(port, "GET", "/alexa") == (405, b"")
    assert ask(port, "GET", "/healthz") == (200, b"ok\n")


def test_64_stalled_clients_delay_no_others(port, authority):
    for where, half in slow.HALVES.items():
        with slow.stalled(port, half):
            for _ in range(5):
                body = json.dumps(fresh(REQUESTS["relieve-calf"])).encode()
                headers = sign(authority, body)
                assert ask(port, "POST", "/alexa", body, headers, seconds=POST_SECONDS)[0] == 200, where


def test_without_a_skill_id_alexa_is_503_and_healthz_still_200(folder, authority):
    nobodys = make(folder, None)
    assert post(nobodys, authority, REQUESTS["launch"]).status_code == 503
    assert nobodys.test_client().get("/healthz").status_code == 200


def test_the_stock_verifiers_are_never_in_the_path(app, authority, monkeypatch):
    adapter = app.extensions[EXTENSION_NAME][SKILL_ID]
    assert adapter._webservice_handler._verifiers == []
    expected = post(app, authority, REQUESTS["launch"]).json["response"]

    def explode(*_, **__):
        raise AssertionError("the stock verifier was asked")

    for stock in (RequestVerifier, TimestampVerifier):
        monkeypatch.setattr(stock, "verify", explode)
    assert post(app, authority, REQUESTS["launch"]).json["response"] == expected


def test_every_stored_request_reaches_its_handler(app, authority, caplog):
    told = tuple(f"{warning}: " for warning in WARNINGS.values())
    for name, envelope in REQUESTS.items():
        caplog.clear()
        with caplog.at_level(logging.WARNING):
            assert_answered(post(app, authority, envelope), envelope)
        warned = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
        assert [message for message in warned if not message.startswith(told)] == [], name


def spots(tree):
    inside = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [spot for key, value in inside for spot in [(tree, key), *spots(value)]]


oddities = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)


@settings(max_examples=3 * settings.default.max_examples)
@given(st.data(), st.sampled_from(list(REQUESTS)))
def test_verified_request_is_always_answered(app, authority, data, name):
    envelope = deepcopy(REQUESTS[name])
    for _ in range(data.draw(st.integers(1, 4))):
        holder, key = data.draw(st.sampled_from([(envelope, "request"), *spots(envelope)]))
        holder[key] = data.draw(oddities)
        if data.draw(st.booleans()):
            del holder[key]
    assert_answered(post(app, authority, envelope), envelope)


@pytest.mark.parametrize(
    ("harm", "fault"),
    [(("muscle =", "surprise = 1\nmuscle ="), "surprise"), (('muscle = "', 'muscle = "no-'), "muscle")],
    ids=["by its shape", "across files"],
)
def test_content_at_fault_makes_no_application_and_so_no_healthz(content_copy, harm, fault):
    stretches = content_copy / "en/stretches"
    (stretches / "spare.toml").write_text((stretches / "heel-walk.toml").read_text("utf-8").replace(*harm), "utf-8")
    with pytest.raises(ContentError, match=rf"\Aen/stretches/spare\.toml:.*{fault}"):
        create_app(Settings(content=content_copy))
