"""Check a skill manifest and the addresses in it against Amazon's rules: docs/alexa-model-rules.md."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from skill.alexa.webhook.view import ROUTE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skill.settings import Addresses

    Json = dict[str, Any]

FUNCTION = "arn:"
SHORTEST_ADDRESS_CHARACTERS, LONGEST_ADDRESS_CHARACTERS = 9, 2000
LONGEST_TESTING_CHARACTERS = 4000
CERTIFICATES = ("SelfSigned", "Wildcard", "Trusted")
ICON = re.compile(r"(?:file|https)://.+")


def endpoint_problems(addresses: Addresses) -> Iterator[str]:
    """List what is wrong with the address that Alexa calls, and with the length of any; no line holds an address."""
    endpoint = addresses.endpoint
    if not endpoint.startswith(FUNCTION):
        parts = urlsplit(endpoint)
        if not parts.path.endswith(ROUTE) or parts.query or parts.fragment:
            yield (
                f"SKILL_ENDPOINT: this skill answers Alexa at {ROUTE} only: write an address that ends in {ROUTE}, or"
                " the ARN of your Lambda function; or leave it out, and SKILL_URL is used"
            )
    named = ("SKILL_ENDPOINT", endpoint), ("SKILL_PRIVACY_URL", addresses.privacy), ("SKILL_TERMS_URL", addresses.terms)
    for name, address in named:
        if not SHORTEST_ADDRESS_CHARACTERS <= len(address) <= LONGEST_ADDRESS_CHARACTERS:
            yield f"{name}: an address has {SHORTEST_ADDRESS_CHARACTERS} to {LONGEST_ADDRESS_CHARACTERS:,} characters"


def manifest_problems(manifest: Json) -> Iterator[str]:
    """List what Amazon would refuse in a manifest; each line names the property."""
    whole = manifest["manifest"]
    for path, holder in (("apis.custom", whole["apis"]["custom"]), ("events", whole.get("events", {}))):
        for problem in _endpoint_problems(holder.get("endpoint", {})):
            yield f"{path}.endpoint: {problem}"
    published = whole["publishingInformation"]
    if not published["isAvailableWorldwide"] and not published.get("distributionCountries"):
        yield "publishingInformation.distributionCountries: empty; name a country, or sell it worldwide"
    if len(published["testingInstructions"]) > LONGEST_TESTING_CHARACTERS:
        most = LONGEST_TESTING_CHARACTERS
        yield f"publishingInformation.testingInstructions: at most {most:,} characters in all languages"
    for locale, page in published["locales"].items():
        yield from _page_problems(f"publishingInformation.locales.{locale}", page)
        pages = whole["privacyAndCompliance"].get("locales", {}).get(locale, {})
        yield from _privacy_problems(f"privacyAndCompliance.locales.{locale}", pages)


def _endpoint_problems(endpoint: Json) -> Iterator[str]:
    uri, certificate = endpoint.get("uri", ""), endpoint.get("sslCertificateType")
    if uri.startswith(FUNCTION):
        if certificate:
            yield "sslCertificateType: a Lambda function has none"
        return
    if not uri.startswith("https://") or urlsplit(uri).port not in (None, 443):
        yield "uri: an https address on port 443, or a Lambda function's ARN"
    if certificate not in CERTIFICATES:
        yield f"sslCertificateType: missing, or none of {', '.join(CERTIFICATES)}"


def _page_problems(path: str, page: Json) -> Iterator[str]:
    for key in ("name", "summary", "description", "examplePhrases", "keywords"):
        if not page.get(key):
            yield f"{path}.{key}: missing"
    for key in ("smallIconUri", "largeIconUri"):
        if not ICON.fullmatch(page.get(key, "")):
            yield f"{path}.{key}: a file of the package, file://assets/…, or an https address"


def _privacy_problems(path: str, pages: Json) -> Iterator[str]:
    for key in ("privacyPolicyUrl", "termsOfUseUrl"):
        if not pages.get(key, "").startswith("https://"):
            yield f"{path}.{key}: missing, or not https; reminders and stored settings need both pages"
