"""Verifies that some bytes are a request Alexa made to this skill, just now.

Pure: the caller says where keys come from and what time it is.
"""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any, Protocol

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256

from skill.alexa.webhook.freshness import check_freshness
from skill.errors import VerificationError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

CHAIN_HEADER = "SignatureCertChainUrl"
SIGNATURE_HEADER = "Signature-256"
REASONS = frozenset(
    {"size", "body", "headers", "url", "busy", "fetch", "roots", "certificate"}
    | {"signature", "json", "timestamp", "skill"}
)

_PADDING, _DIGEST = PKCS1v15(), SHA256()
_LONGEST_SIGNATURE_CHARACTERS = 1024  # in base64: an RSA key of 6,144 bits, three times what Amazon uses
_SURROGATE = rb"\ud"


class Keys(Protocol):
    """Where keys come from. Both methods raise VerificationError."""

    def __call__(self, url: str) -> RSAPublicKey:
        """Return the key behind a certificate address."""

    def renewed(self, url: str, old: RSAPublicKey) -> RSAPublicKey | None:
        """Return another key than `old`, if there is one at the address by now."""


def verify_request(
    raw: bytes, headers: Mapping[str, str], *, keys: Keys, now: datetime, skill_id: str
) -> dict[str, Any]:
    """Return the parsed envelope of a request that is Alexa's, fresh, and for `skill_id`.

    `raw` is the body as it came; `headers` holds `SignatureCertChainUrl` and `Signature-256`, spelled so; `now` is
    aware.

    Raises:
        VerificationError: it is not; the message is one of REASONS.

    """
    address, signature = headers.get(CHAIN_HEADER), headers.get(SIGNATURE_HEADER)
    if not address or not signature:
        raise VerificationError("headers")
    _check_signature(raw, _decoded(signature), address, keys)
    envelope = _parsed(raw)
    check_freshness(envelope.get("request"), now)
    _check_addressee(envelope, skill_id)
    return envelope


def _decoded(signature: str) -> bytes:
    if len(signature) > _LONGEST_SIGNATURE_CHARACTERS:
        raise VerificationError("signature")
    try:
        return base64.b64decode(signature, validate=True)
    except ValueError as unreadable:
        raise VerificationError("signature") from unreadable


def _check_signature(raw: bytes, signature: bytes, address: str, keys: Keys) -> None:
    """Check the signature, by the newest key if the known one doesn't fit: Amazon may have replaced it."""
    key = keys(address)
    if _fits(key, raw, signature):
        return
    newer = keys.renewed(address, key)
    if newer is None or not _fits(newer, raw, signature):
        raise VerificationError("signature")


def _fits(key: RSAPublicKey, raw: bytes, signature: bytes) -> bool:
    try:
        key.verify(signature, raw, _PADDING, _DIGEST)
    except InvalidSignature:
        return False
    return True


def _parsed(raw: bytes) -> dict[str, Any]:
    try:
        envelope = _decoded_json(raw)
    except (ValueError, RecursionError) as unreadable:  # msgspec's errors and UnicodeDecodeError are ValueErrors
        raise VerificationError("json") from unreadable
    if not isinstance(envelope, dict):
        raise VerificationError("json")
    return envelope


def _decoded_json(raw: bytes) -> Any:
    """Parse JSON. Half a surrogate pair, which msgspec refuses, is legal, and AWS's runtime hands it to Lambda."""
    try:
        return msgspec.json.decode(raw)
    except ValueError:
        if _SURROGATE not in raw.lower():
            raise
        return json.loads(raw.decode(), parse_constant=_refuse)


def _refuse(_constant: str) -> None:
    """Refuse NaN and Infinity, which are no JSON."""
    raise ValueError


def _check_addressee(envelope: dict[str, Any], skill_id: str) -> None:
    if _at(envelope, "context", "System", "application", "applicationId") != skill_id:
        raise VerificationError("skill")
    if envelope.get("session") is not None and _at(envelope, "session", "application", "applicationId") != skill_id:
        raise VerificationError("skill")


def _at(node: Any, *keys: str) -> Any:
    try:
        for key in keys:
            node = node[key]
    except (KeyError, TypeError):
        return None
    return node
