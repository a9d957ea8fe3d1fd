"""Every kind of forgery gets an empty 400 and nothing else; what is only spelled otherwise comes through."""

import base64

import pytest
from certificate_authority import CHAIN_URL, ChainServer, make_authority, sign
from cryptography.hazmat.primitives.asymmetric import rsa
from webhook_app import ABSENT, GOOD, WebhookApp, envelope

from skill.alexa.webhook.certificates import SigningKeys
from skill.alexa.webhook.view import LARGEST_BODY_BYTES

CHAIN, SIGNATURE = "SignatureCertChainUrl", "Signature-256"


@pytest.fixture(scope="module")
def stranger():
    """An authority nobody trusts, with certificates of the same names."""
    return make_authority(key=rsa.generate_private_key(65537, 2048))


@pytest.fixture
def served(roots_file, authority, stranger):
    """A webhook, and what it fetches: the good chain, a stranger's, and junk."""
    chains = {CHAIN_URL: authority.chain, CHAIN_URL + ".2": stranger.chain, CHAIN_URL + ".3": b"<html>"}
    return WebhookApp(SigningKeys(roots_file, fetch=ChainServer(chains)))


def changed(header, change):
    return lambda a, _s: (GOOD, (good := sign(a, GOOD)) | {header: change(good[header])})


def signed(body):
    return lambda a, _s: (body, sign(a, body))


def flipped(signature):
    raw = bytearray(base64.b64decode(signature))
    raw[7] ^= 1
    return base64.b64encode(bytes(raw)).decode()


FORGERIES = {
    "no headers": lambda _a, _s: (GOOD, {}),
    "somebody else's key": lambda _a, s: (GOOD, sign(s, GOOD)),
    "somebody else's key and chain": lambda _a, s: (GOOD, sign(s, GOOD, CHAIN_URL + ".2")),
    "the right key and somebody else's chain": lambda a, _s: (GOOD, sign(a, GOOD, CHAIN_URL + ".2")),
    "no chain at the address": lambda a, _s: (GOOD, sign(a, GOOD, CHAIN_URL + ".3")),
    "nothing at the address": lambda a, _s: (GOOD, sign(a, GOOD, CHAIN_URL + ".4")),
    "another host": changed(CHAIN, lambda url: url.replace("s3.", "s3x.")),
    "no encryption": changed(CHAIN, lambda url: url.replace("https", "http")),
    "another folder": changed(CHAIN, lambda url: url.replace("echo.api", "echo.apx")),
    "the address twice in one header": changed(CHAIN, lambda url: f"{url}, {url}"),
    "an address of 100,000 characters": changed(CHAIN, lambda url: url + "a" * 100_000),
    "one bit of the signature": changed(SIGNATURE, flipped),
    "the signature twice in one header": changed(SIGNATURE, lambda text: f"{text}, {text}"),
    "the signature in quotes": changed(SIGNATURE, lambda text: f'"{text}"'),
    "the signature in hexadecimal": changed(SIGNATURE, lambda text: base64.b64decode(text).hex()),
    "the signature for the web": changed(SIGNATURE, lambda text: text.translate(str.maketrans("+/", "-_")) + "=-_"),
    "an empty signature": changed(SIGNATURE, lambda _: ""),
    "a signature of zeros": changed(SIGNATURE, lambda _: base64.b64encode(bytes(256)).decode()),
    "one byte of the body": lambda a, _s: (GOOD + b" ", sign(a, GOOD)),
    "no body": signed(b""),
    "too large": signed(GOOD + b" " * LARGEST_BODY_BYTES),
    "no JSON": signed(b"<html>"),
    "a list": signed(b"[" + GOOD + b"]"),
    "half a request": signed(GOOD[:-9]),
    "too deep": signed(b"[" * 100_000),
    "not UTF-8": signed(GOOD.replace(b'"s"', b'"\xff"')),
    "no request": signed(envelope(request=ABSENT)),
    "no time": signed(envelope(request__timestamp=ABSENT)),
    "an old time": signed(envelope(request__timestamp="2020-01-01T00:00:00Z")),
    "an old number": signed(envelope(request__timestamp=1577836800)),
    "no context": signed(envelope(context=ABSENT)),
    "another skill": signed(envelope(context__System__application__applicationId="amzn1.ask.skill.other")),
    "another skill's session": signed(envelope(session__application__applicationId="amzn1.ask.skill.other")),
}


def test_a_forgery_gets_an_empty_400(served, authority, stranger):
    for name, make in FORGERIES.items():
        status, answered, reasons = served.judge(*make(authority, stranger))
        assert (status, answered, len(reasons)) == (400, b"", 1), name
    assert served.seen == []


def test_repeated_header_gets_an_empty_400(served, authority):
    good = sign(authority, GOOD)
    for name in good:
        answer = served.post(GOOD, [*good.items(), (name, good[name])])
        assert (answer.status_code, answer.data) == (400, b"")
    assert served.seen == []


def test_headers_may_be_spelled_in_any_case(served, authority):
    for spell in (str.lower, str.upper, str.title, str.swapcase):
        headers = {spell(name): value for name, value in sign(authority, GOOD).items()}
        assert served.post(GOOD, headers).status_code == 200, spell


def test_flasks_own_refusals_get_an_empty_400(served, authority):
    hosts = ({"Host": host} for host in ("example..com", ".x", "x" * 9_000))
    for odd in ({"Connection": "Upgrade", "Upgrade": "websocket"}, *hosts):
        for headers in (odd, odd | sign(authority, GOOD)):
            answer = served.post(GOOD, headers)
            assert (answer.status_code, answer.data, served.seen) == (400, b"", []), odd


def test_a_second_good_request_after_all_forgeries_is_let_in(served, authority, stranger):
    for make in FORGERIES.values():
        body, headers = make(authority, stranger)
        served.post(body, headers)
    assert served.post(GOOD, sign(authority, GOOD)).status_code == 200
