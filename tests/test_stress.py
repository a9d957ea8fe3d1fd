"""Stress tests: forged requests at speed, random bytes. For slow clients see test_served.py."""

import json
import logging
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_served import REQUESTS, fresh

from bench import fuzz
from bench.fixtures import prepare, the_authority
from bench.product import CHAIN, PEOPLE, ROOTS, SKILL_ID
from skill.alexa.webhook.certificates import SigningKeys
from skill.errors import VerificationError
from skill.settings import Settings
from skill.web import create_app
from tests.alexa.certificate_authority import CHAIN_URL, sign, sign_sha1

NOW = datetime.now(UTC)
"""When GOOD was sent, and what the clock shows for as long as the tests take."""
GOOD = json.dumps(fresh(REQUESTS["launch"])).encode()
ALLOWED = "https://s3.amazonaws.com/echo.api/"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("stress")
    prepare(folder)
    return folder


@pytest.fixture(scope="module")
def asked():
    """Every address that a chain was ever fetched from."""
    return []


@pytest.fixture(scope="module")
def client(folder, asked):
    def fetch(address, _roots):
        asked.append(address)
        if address != CHAIN_URL:
            raise VerificationError("fetch")
        return (folder / CHAIN).read_bytes()

    roots = str(folder / ROOTS)
    made = Settings(skill_id=SKILL_ID, roots=roots, database=str(folder / PEOPLE))
    return create_app(made, keys=SigningKeys(roots, fetch=fetch), clock=lambda: NOW).test_client()


def forgeries():
    """Every way of not being Alexa, as a body and headers."""
    good = sign(the_authority(), GOOD)
    for address in ("http://s3.amazonaws.com/echo.api/x", "https://s3.amazonaws.com.example/echo.api/x", "file:///x"):
        yield GOOD, good | {"SignatureCertChainUrl": address}
    for address in (
        f"{ALLOWED}../x",
        f"{ALLOWED}%2e%2e/x",
        "https://s3.amazonaws.com:444/echo.api/x",
        f"{ALLOWED}other",
    ):
        yield GOOD, good | {"SignatureCertChainUrl": address}
    yield GOOD + b" ", good
    yield GOOD, {name: value for name, value in good.items() if name != "Signature-256"}
    yield GOOD, {}
    yield GOOD, sign_sha1(the_authority(), GOOD)
    yield GOOD, good | {"Signature-256": "AAAA"}
    for wrong in ({"timestamp": "2020-01-01T00:00:00Z"}, {"timestamp": None}, {"timestamp": "now"}):
        stale = json.loads(GOOD)
        stale["request"] |= wrong
        body = json.dumps(stale).encode()
        yield body, sign(the_authority(), body)
    for body in (
        GOOD.replace(SKILL_ID.encode(), b"amzn1.ask.skill.other"),
        b"",
        b"[]",
        b"{",
        b"\xff" * 99,
        b"[" * 9999,
    ):
        yield body, sign(the_authority(), body)


def test_repeated_forgeries_get_an_empty_400_and_no_foreign_fetch(client, asked, caplog):
    papers, before = list(forgeries()), len(asked)
    assert client.post("/alexa", data=GOOD, headers=sign(the_authority(), GOOD)).status_code == 200
    with caplog.at_level(logging.WARNING):
        for _ in range(20):
            answers = [client.post("/alexa", data=body, headers=headers) for body, headers in papers]
            assert {(answer.status_code, answer.data) for answer in answers} == {(400, b"")}
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING] == []
    assert set(asked[before:]) <= {CHAIN_URL, f"{ALLOWED}other"}


headers = st.dictionaries(
    st.sampled_from(
        ["SignatureCertChainUrl", "Signature-256", "Signature", "Content-Type", "Content-Encoding", "Host"]
    ),
    st.one_of(
        st.text(st.characters(min_codepoint=32, max_codepoint=126)),
        st.just(CHAIN_URL),
        st.from_regex(r"https://s3\.amazonaws\.com(:443)?/(echo\.api|\.\.|%2e)/[a-z./%]{0,9}", fullmatch=True),
        st.deferred(lambda: st.just(sign(the_authority(), GOOD)["Signature-256"])),  # keys take long to make
    ),
)


@settings(max_examples=4 * settings.default.max_examples)
@given(st.binary(max_size=300) | st.just(GOOD), headers, st.sampled_from(["POST", "POST", "POST", "GET", "PUT"]))
def test_random_bytes_get_an_empty_4xx_and_no_foreign_fetch(client, asked, body, sent, method):
    answer = client.open("/alexa", method=method, data=body, headers=sent)
    genuine = body == GOOD and sent.get("SignatureCertChainUrl") == CHAIN_URL and "Signature-256" in sent
    assert answer.status_code == (405 if method != "POST" else 400) or (genuine and answer.status_code == 200)
    assert answer.status_code == 200 or answer.data == b""
    assert all(address.startswith(ALLOWED) and ".." not in address.split("/") for address in asked)


def test_fuzzed_requests_get_no_5xx_and_log_no_traceback(folder):
    found = list(fuzz.fuzzed(folder, 300))
    assert [figure.what for figure in found if not figure.met] == []
