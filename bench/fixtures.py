"""What a run needs to be verified: an authority of its own, its chain, and requests signed just now.

They hold for 150 seconds, as Alexa's do.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import certifi

from bench.product import CHAIN, ROOTS, SKILL_ID, TLS
from bench.signed import Signed, save
from skill.alexa.webhook.fetch import HOST
from tests.alexa.certificate_authority import Authority, issue, make_authority, sign, sign_sha1

ENVELOPES = Path(__file__).resolve().parent.parent / "tests" / "requests"
HEAVY_BYTES = 3072
MUSCLE = {"muscle": {"name": "muscle", "confirmationStatus": "NONE"}}


@cache
def the_authority() -> Authority:
    """Return the one authority of this run, so that requests signed anew are still the same sender's."""
    return make_authority()


def prepare(folder: Path) -> list[Signed]:
    """Write the chain, the roots and the requests into `folder` and return the requests.

    The roots are everybody's and one more, so that reading them takes as long as it does in earnest.
    """
    authority = the_authority()
    (folder / CHAIN).write_bytes(authority.chain)
    host = issue(HOST, authority.intermediate, names=[HOST], key=authority.leaf.key)  # type: ignore[no-untyped-call]
    (folder / TLS).write_bytes(host.key_pem + host.pem + authority.intermediate.pem)
    (folder / ROOTS).write_bytes(Path(certifi.where()).read_bytes() + authority.root.pem)
    bodies = {name: json.dumps(envelope) for name, envelope in envelopes().items()}
    requests = [Signed(name, body, _signed(authority, body.encode())) for name, body in bodies.items()]
    save(folder, requests)
    return requests


def _signed(authority: Authority, body: bytes) -> dict[str, str]:
    """Return the headers of today, and the one of 2022, which the stock SDK still goes by."""
    return sign_sha1(authority, body) | sign(authority, body)


def envelopes() -> dict[str, dict[str, Any]]:
    """Return a first visit's launch, a bedtime stretch asked for at once, and a cramp and a question of 3 KB."""
    stretch = {"type": "IntentRequest", "dialogState": "COMPLETED"}
    intent = {"name": "GuidedStretchIntent", "confirmationStatus": "NONE", "slots": MUSCLE}
    return {
        "launch": _envelope("launch"),
        "bedtime stretch": _envelope("launch", **stretch, intent=intent),
        "cramp, 3 KB": _heavy(_envelope("relieve-calf")),
        "question, 3 KB": _heavy(_envelope("quinine-side-effects")),
    }


def _heavy(envelope: dict[str, Any]) -> dict[str, Any]:
    """Return a request the weight of Amazon's own, whose ids and tokens are long."""
    system = envelope["context"]["System"]
    system["apiAccessToken"] = "t" * (HEAVY_BYTES - len(json.dumps(envelope)) + len(system["apiAccessToken"]))
    return envelope


def _envelope(stem: str, **request: object) -> dict[str, Any]:
    envelope: dict[str, Any] = json.loads((ENVELOPES / f"{stem}.json").read_text(encoding="utf-8"))
    envelope["request"] |= request
    return stamped(envelope)


def stamped(envelope: dict[str, Any]) -> dict[str, Any]:
    """Make an envelope one that was sent just now to our skill, whatever is in the way."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    _put(envelope, now, "request", "timestamp")
    _put(envelope, SKILL_ID, "context", "System", "application", "applicationId")
    if envelope.get("session") is not None:
        _put(envelope, SKILL_ID, "session", "application", "applicationId")
    return envelope


def _put(tree: dict[str, Any], value: str, *keys: str) -> None:
    *parents, last = keys
    for key in parents:
        if not isinstance(tree.get(key), dict):
            tree[key] = {}
        tree = tree[key]
    tree[last] = value
