"""Looks at the server with the doctor before Amazon is told of it, and again once it has the skill's id."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING, Any

from skill.connect.hosting import TRUSTED, TUNNEL, WILDCARD
from skill.doctor.asking import Trouble
from skill.doctor.findings import report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from skill.connect.hosting import Hosting
    from skill.doctor.asking import Place
    from skill.doctor.findings import Finding

NEEDED = ("address", "port", "certificate", "chain", "alive", "clock", "webhook", "models")
"""Without these Alexa's requests are not answered, or not all of them. What else is sick can be mended later."""
NEEDED_BEFORE_THE_ID = ("port", "certificate", "chain")
"""A server can't start before it has the skill's id. Its certificate can be right before."""
SICK = "SICK"


def in_the_way(findings: Iterable[Finding], needed: Iterable[str], say: Callable[[str], None]) -> list[str]:
    """Say what is sick, and return the names of what stands in the way."""
    sick = [one for one in findings if one.state == SICK]
    for line in report(sick):
        say(f"   {line}")
    return [one.name for one in sick if one.name in set(needed)]


def certificate_type(hosting: Hosting, place: Place | None, roots: str) -> str:
    """Return what Amazon is told of the certificate: Wildcard if it names the server by a pattern alone.

    Amazon never reaches a server whose certificate is of the other type. A server that isn't there yet is judged by
    its hosting: tunnels share a certificate, a host of one's own has one.
    """
    usual = WILDCARD if hosting.kind == TUNNEL else TRUSTED
    if place is None or not place.secure:
        return usual
    connection = place.connection(place.context(roots))
    try:
        connection.connect()
        shown = connection.sock.getpeercert() if isinstance(connection.sock, ssl.SSLSocket) else None
    except Trouble:
        return usual
    finally:
        connection.close()
    named: Any = (shown or {}).get("subjectAltName", ())
    names = [str(value).lower() for kind, value in named if kind == "DNS"]
    if place.host.lower() in names:
        return TRUSTED
    return WILDCARD if any(name.startswith("*.") for name in names) else usual
