"""Checks a server's certificate as Alexa would: name, dates, and the chain to a trusted root."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from skill.doctor.asking import HTTPS_PORT
from skill.doctor.findings import Finding, sick, unseen, well

if TYPE_CHECKING:
    from skill.doctor.asking import Place

FEWEST_DAYS = 14
DAY_SECONDS = 86400
EXPIRED, NOT_YET, NAME = 10, 9, 62
"""OpenSSL's error codes for certificates: X509_V_ERR_…"""
RENEW = "renew it: ports 80 and 443 must be open to the world; then reload Caddy, or run `certbot renew`"
CHAIN = "serve the whole chain (certbot's fullchain.pem), from an authority that Alexa trusts; Caddy does so by itself"


def certificate_findings(place: Place, roots: str | None, now: datetime) -> list[Finding]:
    """Return the findings about the certificate and its chain. Raises OSError if nothing listens."""
    connection = place.connection(place.context(roots))
    try:
        connection.connect()
        if not isinstance(connection.sock, ssl.SSLSocket):
            return [_without_tls(place)]
        return [*_port(place), *_days_left(place, connection.sock, now)]
    except ssl.SSLCertVerificationError as error:
        return [*_port(place), *_refused(place, error)]
    except ssl.SSLError as error:
        told = f"no secure connection can be made: {error.reason or 'no TLS'}"
        return [sick("certificate", told, "let the proxy speak TLS 1.2 or 1.3 at this port")]
    finally:
        connection.close()


def _without_tls(place: Place) -> Finding:
    if place.is_here:
        return unseen("certificate", "not looked at, because this address has none", "look at https://… as well")
    return sick("certificate", "this address has none", "Alexa comes by https: put Caddy or nginx in front (deploy/)")


def _port(place: Place) -> list[Finding]:
    if place.port == HTTPS_PORT or place.is_here:
        return []
    return [sick("port", f"it listens at {place.port}", "Alexa comes at port 443 alone: let the proxy listen there")]


def _days_left(place: Place, connection: ssl.SSLSocket, now: datetime) -> list[Finding]:
    certificate = connection.getpeercert() or {}
    ends = datetime.fromtimestamp(ssl.cert_time_to_seconds(str(certificate["notAfter"])), UTC)
    days = int((ends - now).total_seconds() // DAY_SECONDS)
    chain = well("chain", "leads to a trusted root")
    if days < FEWEST_DAYS:
        return [sick("certificate", f"for {place.host}, and ends in {days} days: it was not renewed", RENEW), chain]
    return [well("certificate", f"for {place.host}, {days} days left"), chain]


def _refused(place: Place, error: ssl.SSLCertVerificationError) -> list[Finding]:
    """Return which of the two is at fault, from OpenSSL's code."""
    if error.verify_code == EXPIRED:
        return [sick("certificate", "has ended, or one that it rests on", RENEW)]
    if error.verify_code == NOT_YET:
        return [sick("certificate", "is not valid yet", "set the clock of this machine, or of who issued it")]
    if error.verify_code == NAME:
        told = f"is for another name than {place.host}"
        return [sick("certificate", told, f"get one for {place.host}, or give Alexa the name that it is for")]
    return [sick("chain", f"leads to no trusted root: {error.verify_message}", CHAIN)]
