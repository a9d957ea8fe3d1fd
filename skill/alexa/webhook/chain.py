"""Verifies that a certificate chain is Alexa's, by Amazon's rules and no others.

Amazon asks that the first certificate names Alexa's signer, and that it leads to a trusted root, all of it in date.
What a certificate may be used for is not asked, nor what else the chain brings along.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.x509.oid import ExtendedKeyUsageOID
from cryptography.x509.verification import Criticality, ExtensionPolicy, PolicyBuilder, Store
from cryptography.x509.verification import VerificationError as ChainError

from skill.errors import VerificationError

if TYPE_CHECKING:
    from datetime import datetime

    from cryptography.x509.verification import Policy

SIGNER = "echo-api.amazon.com"
DEEPEST_CHAIN = 20  # certificates between the first and the root
_SMALLEST_KEY_BITS = 2048
_BEGIN, _END = b"-----BEGIN CERTIFICATE-----", b"-----END CERTIFICATE-----"
_CONNECTIONS = (
    ExtendedKeyUsageOID.SERVER_AUTH,
    ExtendedKeyUsageOID.CLIENT_AUTH,
    ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE,
)
"""Uses for which an authority has to check who owns a name. For mail or code it has not."""


class VerifiedKey(NamedTuple):
    """A key, and the first and last moment at which every certificate of its chain holds."""

    key: RSAPublicKey
    begins: datetime
    ends: datetime


def trusted_roots(pem: bytes) -> Store:
    """Return the certificates of a bundle, without those that can't be read: one odd root must not cost the others."""
    return Store([root for root in map(_parsed, _blocks(pem)) if root])


def verified_key(pem: bytes, roots: Store, now: datetime) -> VerifiedKey:
    """Return the key of a chain's first certificate if it is Alexa's signer at `now`.

    Raises:
        VerificationError: it is not; other certificates that can't be read are skipped.

    """
    leaf, *others = [_parsed(block) for block in _blocks(pem)] or [None]
    if leaf is None:
        raise VerificationError("certificate")
    try:
        verifier = _POLICY.store(roots).time(now).build_server_verifier(x509.DNSName(SIGNER))
        chain = verifier.verify(leaf, [other for other in others if other])
        key = _signing_key(leaf)
    except (ValueError, ChainError) as failure:
        raise VerificationError("certificate") from failure
    return VerifiedKey(key, max(c.not_valid_before_utc for c in chain), min(c.not_valid_after_utc for c in chain))


def _blocks(pem: bytes) -> list[bytes]:
    """Return the PEM blocks, whatever stands between them. One without an end is among them, and can't be read."""
    parts = (part.partition(_END) for part in pem.split(_BEGIN)[1:])
    return [_BEGIN + body + end for body, end, _ in parts]


def _parsed(block: bytes) -> x509.Certificate | None:
    try:
        certificate = x509.load_pem_x509_certificate(block)
        certificate.extensions  # noqa: B018 - parsed only when asked for
    except (ValueError, Warning):  # a warning, where warnings are errors
        return None
    return certificate


def _signing_key(leaf: x509.Certificate) -> RSAPublicKey:
    """Return the key of a certificate that names the signer itself: a pattern such as *.amazon.com is no name."""
    names = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    key = leaf.public_key()
    if SIGNER not in map(str.lower, names.get_values_for_type(x509.DNSName)):
        raise VerificationError("certificate")
    if not isinstance(key, RSAPublicKey) or key.key_size < _SMALLEST_KEY_BITS:
        raise VerificationError("certificate")
    return key


def _check_no_authority(_policy: Policy, _leaf: x509.Certificate, basics: x509.BasicConstraints | None) -> None:
    if basics and basics.ca:
        raise ValueError("the first certificate is an authority's")


def _check_signs_certificates(_policy: Policy, _issuer: x509.Certificate, usage: x509.KeyUsage | None) -> None:
    if usage and not usage.key_cert_sign:
        raise ValueError("an issuer that may sign no certificates")


def _check_knows_names(_policy: Policy, _issuer: x509.Certificate, uses: x509.ExtendedKeyUsage | None) -> None:
    if uses and not any(use in uses for use in _CONNECTIONS):
        raise ValueError("an issuer that checks no names")


_POLICY = (
    PolicyBuilder()
    .max_chain_depth(DEEPEST_CHAIN)
    .extension_policies(
        ca_policy=ExtensionPolicy.permit_all()
        .require_present(x509.BasicConstraints, Criticality.AGNOSTIC, None)
        .may_be_present(x509.KeyUsage, Criticality.AGNOSTIC, _check_signs_certificates)
        .may_be_present(x509.ExtendedKeyUsage, Criticality.AGNOSTIC, _check_knows_names),
        ee_policy=ExtensionPolicy.permit_all()
        .require_present(x509.SubjectAlternativeName, Criticality.AGNOSTIC, None)
        .may_be_present(x509.BasicConstraints, Criticality.AGNOSTIC, _check_no_authority),
    )
)
