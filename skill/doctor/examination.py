"""All checks, in the order of their dependence."""

from __future__ import annotations

import socket
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from skill.doctor.findings import Finding, sick, well
from skill.doctor.server import Checkout, Server
from skill.doctor.surroundings import S3, s3_finding, store_findings
from skill.doctor.tls import certificate_findings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from skill.doctor.asking import Place


def examine(
    place: Place,
    here: Checkout,
    *,
    roots: str | None = None,
    database: str | None = None,
    s3: Place = S3,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Iterator[Finding]:
    """Yield the findings about a server.

    `roots` is a PEM file of trusted certificates, or None for certifi's. `database` is the store if this machine is
    the server's. `s3` is where Amazon's certificates are.
    """
    from certifi import where  # noqa: PLC0415 - not before it is needed

    trusted = roots or where()
    try:
        certificates = certificate_findings(place, trusted, clock())
    except socket.gaierror:
        yield sick("address", f"{place.host} leads nowhere", "let the name point at the server (an A or AAAA record)")
    except OSError as error:
        told = f"nobody listens at {place.host}, port {place.port}: {type(error).__name__}"
        seen = "is the proxy running?" if place.is_here else "is the proxy running, and the port open to the world?"
        yield sick("address", told, f"{seen} systemctl status caddy, or docker compose ps")
    else:
        yield well("address", f"somebody listens at {place.host}, port {place.port}")
        yield from certificates
        found, amazons_time = s3_finding(s3, trusted, of_server=place.is_here)
        # an untrusted server is checked all the same: nothing secret is sent, and all problems are told at once
        server = Server(place, place.context(trusted, trusting=any(one.state == "SICK" for one in certificates)))
        yield from server.findings(here, amazons_time, clock())
        yield found
    yield from store_findings(database)
