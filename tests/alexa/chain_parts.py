"""Makes the parts of odd certificate chains: authorities, long chains, and ones that only look right."""

from __future__ import annotations

import base64

from certificate_authority import issue_ca
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID


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
