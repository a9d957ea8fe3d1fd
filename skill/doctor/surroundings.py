"""Checks what a server depends on, from this machine: Amazon's certificates and the store."""

from __future__ import annotations

import ssl
from pathlib import Path
from typing import TYPE_CHECKING

from skill.alexa.webhook.fetch import FOLDER, HOST
from skill.doctor.asking import Answer, Place, Trouble
from skill.doctor.findings import Finding, sick, unseen, well
from skill.storage.opening import open_profiles
from skill.storage.store import key_for
from skill.stretching.profile import Profile

if TYPE_CHECKING:
    from datetime import datetime

S3 = Place(HOST, 443, secure=True)
AT_FAULT = 500
PROBE = key_for("doctor")
"""The key of the record that is written and deleted. It is no user's."""


def s3_finding(place: Place, roots: str | None, *, of_server: bool) -> tuple[Finding, datetime | None]:
    """Return whether Amazon's certificates can be fetched, and Amazon's time."""
    whose = "the server" if of_server else "this machine (for the server, run doctor there)"
    try:
        answer: Answer = place.ask(place.context(roots), FOLDER)
    except ssl.SSLCertVerificationError as error:
        told = f"{HOST} shows a certificate that isn't trusted: {error.verify_message}"
        return sick(
            "s3", told, "somebody stands in between, or the roots are old: update certifi, or SSL_CERT_FILE"
        ), None
    except Trouble as error:
        told = f"{HOST} can't be reached from {whose}: {type(error).__name__}"
        return sick("s3", told, "open the way to port 443 there; without it no request can be verified"), None
    if answer.status >= AT_FAULT:
        return sick(
            "s3", f"{HOST} answers {answer.status}", "wait, if it is Amazon's; look for a proxy in between"
        ), None
    return well("s3", f"{HOST} answers {whose}"), answer.time


def store_findings(database: str | None) -> list[Finding]:
    """Return whether the store that SKILL_DATABASE names saves a record; nothing if it isn't set here."""
    if not database:
        return []
    if "://" not in database and not Path(database).is_file():
        return [unseen("store here", "there is no file yet", "the server makes it with the first visit")]
    profiles = open_profiles(database, Path(database))
    try:
        kept = profiles.save(PROBE, Profile(), Profile(whisper=True), PROBE) is not None
        deleted = profiles.delete(PROBE)
    finally:
        profiles.close()
    if kept and deleted:
        return [well("store here", "takes a record, and deletes it again")]
    return [
        sick("store here", "takes no record", "run this as the service's user; then look at the disk and the rights")
    ]
