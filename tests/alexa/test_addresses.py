"""Where the skill is found: from the environment into the manifest, or refused by name before anything is written."""

from dataclasses import replace

import pytest
from packed import ARN, HOME, WHERE, manifest_at, packed, run

from skill.alexa.publishing.certification import address_problems
from skill.alexa.publishing.manifest_rules import endpoint_problems
from skill.errors import SettingsError
from skill.settings import Addresses, addresses


def test_addresses_follow_the_served_one():
    assert (
        Addresses("https://cramp.example.org/alexa", "https://cramp.example.org/privacy", "https://example.org/terms")
        == WHERE
    )
    own = {
        "SKILL_ENDPOINT": ARN,
        "SKILL_PRIVACY_URL": "https://example.org/p",
        "SKILL_TERMS_URL": "https://example.org/t",
    }
    assert addresses(own) == Addresses(ARN, "https://example.org/p", "https://example.org/t")
    assert addresses({"SKILL_URL": HOME["SKILL_URL"]}).terms == "https://cramp.example.org/terms"
    assert addresses({**HOME, "SKILL_URL": HOME["SKILL_URL"] + "/", "SKILL_CERTIFICATE": "Wildcard"}) == replace(
        WHERE, certificate="Wildcard"
    )


def test_endpoint_has_its_certificate_type_unless_a_function():
    custom = manifest_at()["apis"]["custom"]
    assert custom["endpoint"] == {"uri": "https://cramp.example.org/alexa", "sslCertificateType": "Trusted"}
    function = manifest_at(replace(WHERE, endpoint=ARN))
    assert function["apis"]["custom"]["endpoint"] == function["events"]["endpoint"] == {"uri": ARN}


@pytest.mark.parametrize(
    ("environ", "lines"),
    [
        ({}, ["SKILL_URL is missing"]),
        ({"SKILL_URL": "https://secret.amazonaws.com"}, ["SKILL_PRIVACY_URL", "SKILL_TERMS_URL", "Amazon's names"]),
        ({"SKILL_TERMS_URL": HOME["SKILL_TERMS_URL"]}, ["SKILL_URL is missing"]),
        ({**HOME, "SKILL_URL": "http://secret.example.org"}, ["SKILL_PRIVACY_URL", "SKILL_ENDPOINT"]),
        ({**HOME, "SKILL_TERMS_URL": "https://[secret"}, ["SKILL_TERMS_URL"]),
        ({**HOME, "SKILL_TERMS_URL": "https://"}, ["SKILL_TERMS_URL"]),
        ({**HOME, "SKILL_TERMS_URL": ARN}, ["SKILL_TERMS_URL"]),
        ({**HOME, "SKILL_ENDPOINT": "https://secret.example.org:8443/alexa"}, ["SKILL_ENDPOINT"]),
        ({**HOME, "SKILL_ENDPOINT": "https://secret:secret@example.org/alexa"}, ["SKILL_ENDPOINT"]),
        ({**HOME, "SKILL_ENDPOINT": "https://secret.example.org/alexa/"}, ["SKILL_ENDPOINT doesn't end in /alexa"]),
        ({**HOME, "SKILL_ENDPOINT": "https://secret.example.org/"}, ["SKILL_ENDPOINT doesn't end in /alexa"]),
        ({**HOME, "SKILL_CERTIFICATE": "SelfSigned"}, ["SKILL_CERTIFICATE is unknown"]),
        ({**HOME, "SKILL_PRIVACY_URL": "https://my-alexa.example.org"}, ["SKILL_PRIVACY_URL", "Amazon's names"]),
        ({**HOME, "SKILL_TERMS_URL": "https://secret.AmazonAWS.com/t"}, ["SKILL_TERMS_URL", "Amazon's names"]),
    ],
)
def test_a_bad_address_is_named_and_nothing_is_written(tmp_path, environ, lines, monkeypatch):
    monkeypatch.setattr("skill.content.catalog.load_catalog", lambda _: None)  # whether content/ is whole
    result = run(environ, "--into", tmp_path)
    assert result.exit_code == 1
    assert all(line in result.output for line in lines)
    assert "secret" not in result.output.lower()
    assert list(tmp_path.iterdir()) == []


def test_an_endpoint_may_be_where_amazon_serves_functions():
    where = replace(WHERE, endpoint="https://made-up.execute-api.eu-west-1.amazonaws.com/alexa")
    assert [*address_problems(where), *endpoint_problems(where)] == []


def test_address_with_amazons_name_is_refused_before_building():
    with pytest.raises(SettingsError, match="SKILL_TERMS_URL"):
        packed(replace(WHERE, terms="https://alexa.example.org"))
