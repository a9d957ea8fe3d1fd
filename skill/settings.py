"""Settings from environment variables. No other module reads the environment."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from skill.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENTS = ("development", "production")
DATABASE = ROOT / "instance" / "leg-cramp-helper.db"
EMF = "emf"
SKILL_ID = re.compile(r"amzn1\.ask\.skill\.[\w-]+", re.ASCII)
MAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII)
SWITCHES = {"": None, "0": False, "1": True}


@dataclass(frozen=True, slots=True)
class Operator:
    """Who runs the skill. /privacy and /terms show it."""

    name: str
    """SKILL_OPERATOR: a person's or a company's name."""
    contact: str
    """SKILL_CONTACT: an e-mail address, or the https address of a page."""
    date: date
    """SKILL_POLICY_DATE: the date since when both pages hold, such as 2026-11-29."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a server, one for each environment variable."""

    skill_id: str | None = None
    """ALEXA_SKILL_ID: the skill whose requests are answered."""
    environment: str = "development"
    """SKILL_ENVIRONMENT: development or production."""
    roots: str | None = None
    """SSL_CERT_FILE: trusted roots in one PEM file; certifi's if it isn't set."""
    simulator: bool = False
    """SKILL_SIMULATOR, 1 or 0: the practice page, for this machine only. By default it is on if there is no skill id.
    Production never has it."""
    database: str | None = None
    """SKILL_DATABASE: a file's path or dynamodb://TABLE; instance/leg-cramp-helper.db if it isn't set."""
    metrics: str | None = None
    """SKILL_METRICS: emf, for CloudWatch's embedded metric format, which only the Lambda function writes."""
    operator: Operator | None = None
    content: Path = ROOT / "content"
    models: Path = ROOT / "interaction_models"
    viewhost: Path = ROOT / "build" / "screens" / "node_modules" / "apl-viewhost-web" / "index.js"
    """Amazon's APL renderer, if `make screens` has fetched it. Only the simulator uses it."""
    icons: Path = ROOT / "icons"


def from_environment(environ: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings. White space around a value is removed.

    Raises:
        SettingsError: a value can't be used. The message names the variable, never its value.

    """
    environ = {name: value.strip() for name, value in environ.items()}
    environment = environ.get("SKILL_ENVIRONMENT") or "development"
    if environment not in ENVIRONMENTS:
        raise SettingsError(f"SKILL_ENVIRONMENT is unknown: set it to {' or '.join(ENVIRONMENTS)}")
    skill_id = environ.get("ALEXA_SKILL_ID") or None
    if environment == "production" and not skill_id:
        raise SettingsError(
            "ALEXA_SKILL_ID is missing: production answers one skill's requests only, so set it to the skill's id"
        )
    if skill_id and not SKILL_ID.fullmatch(skill_id):
        raise SettingsError("ALEXA_SKILL_ID is no skill's id: it begins with amzn1.ask.skill., then letters and digits")
    roots = environ.get("SSL_CERT_FILE") or None
    if roots and not Path(roots).is_file():
        raise SettingsError("SSL_CERT_FILE names no file: give the path of a PEM file, or unset it")
    metrics = environ.get("SKILL_METRICS") or None
    if metrics not in (None, EMF):
        raise SettingsError(f"SKILL_METRICS is unknown: set it to {EMF}, or unset it")
    return Settings(
        skill_id=skill_id,
        environment=environment,
        roots=roots,
        simulator=_simulator(environ.get("SKILL_SIMULATOR") or "", environment, skill_id),
        database=environ.get("SKILL_DATABASE") or None,
        metrics=metrics,
        operator=_operator(environ),
    )


def _operator(environ: Mapping[str, str]) -> Operator | None:
    """Return who runs the skill, or None if that isn't set."""
    name, contact = environ.get("SKILL_OPERATOR") or "", environ.get("SKILL_CONTACT") or ""
    day = environ.get("SKILL_POLICY_DATE") or ""
    if not (name or contact or day):
        return None
    if not (name and contact and day):
        raise SettingsError("SKILL_OPERATOR, SKILL_CONTACT and SKILL_POLICY_DATE go together: set all three or none")
    if not name.isprintable():
        raise SettingsError("SKILL_OPERATOR has unprintable characters: give a name in one line")
    if not MAIL.fullmatch(contact) and not _is_https(contact):
        raise SettingsError("SKILL_CONTACT is no address: give an e-mail address, or the https address of a page")
    try:
        return Operator(name, contact, date.fromisoformat(day))
    except ValueError as error:
        raise SettingsError("SKILL_POLICY_DATE is no day: write it as 2026-11-29") from error


def _simulator(switch: str, environment: str, skill_id: str | None) -> bool:
    if switch not in SWITCHES:
        raise SettingsError("SKILL_SIMULATOR is unknown: set it to 1 or 0")
    asked_for = SWITCHES[switch]
    if asked_for and environment == "production":
        raise SettingsError("SKILL_SIMULATOR is 1, but production has no simulator: unset it, or SKILL_ENVIRONMENT")
    return not skill_id if asked_for is None else asked_for


CERTIFICATES = ("Trusted", "Wildcard")
PLAIN = re.compile(r"[!-~]+")
"""The characters of an address."""
LAMBDA = re.compile(r"arn:aws[\w-]*:lambda:[\w-]+:\d{12}:function:[\w:$-]+")


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses in the skill package."""

    endpoint: str
    """SKILL_ENDPOINT: what Alexa calls, an https address or a Lambda function's ARN; by default SKILL_URL/alexa."""
    privacy: str
    """SKILL_PRIVACY_URL; by default SKILL_URL/privacy, which this product serves."""
    terms: str
    """SKILL_TERMS_URL; by default SKILL_URL/terms, which this product serves."""
    certificate: str = "Trusted"
    """SKILL_CERTIFICATE: Trusted, or Wildcard if the certificate is for all hosts of a domain."""


def addresses(environ: Mapping[str, str] = os.environ) -> Addresses:
    """Return the settings that only the package needs.

    Raises:
        SettingsError: a value is missing or can't be used; a line for each, without its value.

    """
    environ = {name: value.strip() for name, value in environ.items()}
    url = (environ.get("SKILL_URL") or "").rstrip("/")
    endpoint = environ.get("SKILL_ENDPOINT") or (url and f"{url}/alexa")
    privacy = environ.get("SKILL_PRIVACY_URL") or (url and f"{url}/privacy")
    terms = environ.get("SKILL_TERMS_URL") or (url and f"{url}/terms")
    certificate = environ.get("SKILL_CERTIFICATE") or CERTIFICATES[0]
    problems = []
    if not (endpoint and privacy and terms):
        problems.append("SKILL_URL is missing: set it to the https address at which this skill is served")
    if {"?", "#"} & {*url}:
        problems.append("SKILL_URL has a ? or a #: leave out what begins with it")
    for name, address in (("SKILL_PRIVACY_URL", privacy), ("SKILL_TERMS_URL", terms), ("SKILL_ENDPOINT", endpoint)):
        if address and not _is_https(address) and not (name == "SKILL_ENDPOINT" and LAMBDA.fullmatch(address)):
            problems.append(
                f"{name}, or SKILL_URL if it isn't set, is no https address on port 443: Amazon takes no other"
            )
    if endpoint and endpoint.startswith("https:") and not endpoint.endswith("/alexa"):
        problems.append(
            "SKILL_ENDPOINT doesn't end in /alexa: add that, because Alexa calls the address as it is written"
        )
    if certificate not in CERTIFICATES:
        problems.append(f"SKILL_CERTIFICATE is unknown: set it to {' or '.join(CERTIFICATES)}")
    if problems:
        raise SettingsError("\n".join(problems))
    return Addresses(endpoint, privacy, terms, certificate)


def _is_https(address: str) -> bool:
    try:
        parts = urlsplit(address)
        usual = parts.scheme == "https" and parts.port in (None, 443) and not parts.username
        return usual and bool(parts.hostname) and PLAIN.fullmatch(address) is not None
    except ValueError:
        return False
