"""Makes the parts of odd certificate chains: authorities, long chains, and ones that only look right."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, NamedTuple

from certificate_authority import issue_ca
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID

if TYPE_CHECKING:
    from collections.abc import Callable

    from certificate_authority import Authority


class Shape(NamedTuple):
    """A chain, and what is right."""

    make: Callable[[Authority], bytes]
    reason: str
    node: bool = True
    """True if Node's own certificates can tell: they know no limits that an issuer sets itself."""


def elliptic_ca(a, name, issuer=None, **changes):
    """Issue an authority's certificate without the wait for an RSA key."""
    return issue_ca(name, issuer or a.root, key=a.keys["elliptic"], **changes)


def others(a, count):
    """Return so many certificates of authorities that have nothing to do with the chain."""
    return b"".join(elliptic_ca(a, f"Other {number}").pem for number in range(count))


def deep(a, count):
    """Return a chain with so many intermediates."""
    issuers = [a.root]
    for number in range(count):
        issuers.append(elliptic_ca(a, f"Level {number}", issuers[-1]))
    return a.chain_by(*issuers[1:])


def cross_signed(a):
    """Return the shape served in 2019: the trusted root comes along as older roots signed it, in turn."""
    old = issue_ca("Oldest Root", key=a.keys["elliptic"])
    middle = issue_ca("Older Root", old, key=a.keys["elliptic"])
    ours = issue_ca("Test Root", middle, key=a.root.key)
    server = elliptic_ca(a, "Server CA", path_length=0)
    return a.chain_by(ours, server) + middle.pem


def altered(pem, at=-100):
    """Return a certificate with one bit of its signature changed."""
    der = bytearray(base64.b64decode(b"".join(pem.splitlines()[1:-1])))
    der[at] ^= 1
    return x509.load_der_x509_certificate(bytes(der)).public_bytes(Encoding.PEM)


def by_mail_authority(a):
    return a.chain_by(
        elliptic_ca(a, "Mail", more=[(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), False)])
    )


def by_client_authority(a):
    purposes = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CLIENT_AUTH])
    return a.chain_by(elliptic_ca(a, "Clients", more=[(purposes, False)]))


def named(a, *names, critical=False):
    """Return the chain with these as the leaf's alternative names, of any kind."""
    return a.chain_with(names=[], more=[(x509.SubjectAlternativeName(names), critical)])


def limited_ca(a, permitted, excluded=None, *, critical=True):
    """Return a chain whose issuer may issue for some names only."""
    return a.chain_by(elliptic_ca(a, "Limited", more=[(x509.NameConstraints(permitted, excluded), critical)]))


def ring(a, *names):
    """Return certificates of authorities that have all signed each other."""
    own = {name: issue_ca(name, key=a.keys["elliptic"]) for name in names}
    return b"".join(elliptic_ca(a, one, own[other]).pem for one in names for other in names if one != other)


def signed_with_sha1(a):
    """Return the chain with a leaf whose signature is SHA-1's: no library makes one any more."""
    sha256, sha1 = (bytes.fromhex(f"06092a864886f70d0101{kind}") for kind in ("0b", "05"))
    signed = a.leaf.certificate.tbs_certificate_bytes.replace(sha256, sha1)
    signature = a.intermediate.key.sign(signed, PKCS1v15(), SHA1())  # noqa: S303 - to be refused
    body = signed + _der(0x30, sha1 + b"\x05\x00") + _der(0x03, b"\x00" + signature)
    return x509.load_der_x509_certificate(_der(0x30, body)).public_bytes(Encoding.PEM) + a.intermediate.pem


def _der(tag, content):
    length = len(content)
    size = bytes([length]) if length < 128 else b"\x82" + length.to_bytes(2)
    return bytes([tag]) + size + content
