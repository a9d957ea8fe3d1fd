"""The one folder certificates may come from, whatever the spelling, and nowhere else."""

import pytest
from certificate_authority import ChainServer

from skill.alexa.webhook.certificates import SigningKeys
from skill.alexa.webhook.fetch import certificate_address, fetch_chain
from skill.errors import VerificationError

GOOD = "https://s3.amazonaws.com/echo.api/cert.pem"


SPELLINGS = [
    GOOD,
    "HTTPS://S3.AmazonAWS.com/echo.api/cert.pem",
    "https://s3.amazonaws.com:443/echo.api/cert.pem",
    "https://s3.amazonaws.com/echo.api/../echo.api/cert.pem",
    "https://s3.amazonaws.com/./echo.api/./cert.pem",
    "https://s3.amazonaws.com/other/../echo.api/cert.pem",
    "https://s3.amazonaws.com/../echo.api/cert.pem",
]


def test_every_spelling_of_alexas_address_is_one_address():
    assert [url for url in SPELLINGS if certificate_address(url) != GOOD] == []


BAD_ADDRESSES = [
    "",
    "x",
    "cert.pem",
    "/echo.api/cert.pem",
    "//s3.amazonaws.com/echo.api/cert.pem",
    "http://s3.amazonaws.com/echo.api/cert.pem",
    "httpss://s3.amazonaws.com/echo.api/cert.pem",
    "file:///echo.api/cert.pem",
    "https:/s3.amazonaws.com/echo.api/cert.pem",
    "https://notamazon.com/echo.api/cert.pem",
    "https://s3.amazonaws.com.example.com/echo.api/cert.pem",
    "https://xs3.amazonaws.com/echo.api/cert.pem",
    "https://s3xamazonaws.com/echo.api/cert.pem",
    "https://s3.amazonaws.com./echo.api/cert.pem",
    "https://\u017f3.amazonaws.com/echo.api/cert.pem",
    "https://s3.amazonaws.com:563/echo.api/cert.pem",
    "https://s3.amazonaws.com:80/echo.api/cert.pem",
    "https://s3.amazonaws.com:/echo.api/cert.pem",
    "https://s3.amazonaws.com:0443/echo.api/cert.pem",
    "https://s3.amazonaws.com:443x/echo.api/cert.pem",
    "https://user@s3.amazonaws.com/echo.api/cert.pem",
    "https://user:pass@s3.amazonaws.com/echo.api/cert.pem",
    "https://s3.amazonaws.com@example.com/echo.api/cert.pem",
    "https://example.com\\@s3.amazonaws.com/echo.api/cert.pem",
    "https://s3.amazonaws.com\\echo.api\\cert.pem",
    "https://s3.amazonaws.com",
    "https://s3.amazonaws.com/",
    "https://s3.amazonaws.com/echo.api",
    "https://s3.amazonaws.com/echo.apis/cert.pem",
    "https://s3.amazonaws.com/EcHo.aPi/cert.pem",
    "https://s3.amazonaws.com/invalid.path/cert.pem",
    "https://s3.amazonaws.com//echo.api/cert.pem",
    "https://s3.amazonaws.com/other/echo.api/cert.pem",
    "https://s3.amazonaws.com/echo.api/../other/cert.pem",
    "https://s3.amazonaws.com/echo.api/..",
    "https://s3.amazonaws.com/echo.api/a/../../other/cert.pem",
    "https://s3.amazonaws.com/echo.api/%2e%2e/other/cert.pem",
    "https://s3.amazonaws.com/echo.api/%2E./other/cert.pem",
    "https://s3.amazonaws.com/echo.api%2fcert.pem",
    "https://s3.amazonaws.com/echo.api/..%2fother/cert.pem",
    "https://s3.amazonaws.com/echo.api/..\\other/cert.pem",
    "https://s3.amazonaws.com/echo.api/cert.pem?x=1",
    "https://s3.amazonaws.com/echo.api/cert.pem?",
    "https://s3.amazonaws.com/echo.api/cert.pem#x",
    "https://s3.amazonaws.com/echo.api/cert.pem#",
    "https://s3.amazonaws.com/echo.api/cert;x.pem",
    "https://s3.amazonaws.com/echo.api/cert.pem\n",
    "https://s3.amazonaws.com/echo.api/cert.pem\r\nX: y",
    "https://s3.amazonaws.com/echo.api/cert .pem",
    "https://s3.amazonaws.com/echo.api/c\u00e9rt.pem",
    " https://s3.amazonaws.com/echo.api/cert.pem",
    GOOD + "," + GOOD,
    GOOD + "a" * 600,
]


def test_any_other_address_is_refused_and_nothing_fetched(roots_file):
    server = ChainServer({})
    keys = SigningKeys(roots_file, fetch=server)
    reasons = {url: (reason_of(keys, url), reason_of(fetch_chain, url, roots_file)) for url in BAD_ADDRESSES}
    assert reasons == dict.fromkeys(BAD_ADDRESSES, ("url", "url"))
    assert server.asked == []


def reason_of(get, *asked):
    """Return why nothing is got."""
    with pytest.raises(VerificationError) as raised:
        get(*asked)
    return str(raised.value)
