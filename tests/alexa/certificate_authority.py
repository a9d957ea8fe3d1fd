"""A certificate authority for tests: what Amazon would be given, what an attacker would, and signed requests."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA1, SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from skill.errors import VerificationError

CHAIN_URL = "https://s3.amazonaws.com/echo.api/echo-api-cert-test.pem"
SIGNER = "echo-api.amazon.com"
DAY = timedelta(days=1)
KEY_USES = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)


@dataclass(frozen=True)
class Issued:
    """A certificate with its private key."""

    certificate: x509.Certificate
    key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)

    @property
    def key_pem(self) -> bytes:
        return self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


SERVER = (ExtendedKeyUsageOID.SERVER_AUTH,)


def issue(
    name,
    issuer=None,
    *,
    key=None,
    names=(),
    uses=("digital_signature",),
    purposes=SERVER,
    ca=False,
    path_length=None,
    key_ids=True,
    more=(),
    digest=None,
    begins=None,
    ends=None,
):
    """Issue a certificate for `name`, by `issuer` or by itself; None for `uses`, `purposes` or `ca` leaves it out.

    `purposes` are for a certificate that is no authority's; `more` are extensions, and whether they are critical.
    """
    key = key or rsa.generate_private_key(65537, 2048)
    signer = issuer or Issued(None, key)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)] if name else [])
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins or now - DAY)
        .not_valid_after(ends or now + 30 * DAY)
    )
    limits = {"uses": uses, "purposes": purposes, "ca": ca, "path_length": path_length, "key_ids": key_ids}
    for extension, critical in (*_extensions(key, signer, names, **limits), *more):
        builder = builder.add_extension(extension, critical=critical)
    return Issued(builder.sign(signer.key, digest or SHA256()), key)


def _extensions(key, signer, names, *, uses, purposes, ca, path_length, key_ids):
    if ca is not None:
        yield x509.BasicConstraints(ca=ca, path_length=path_length), True
    if key_ids:
        yield x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False
        yield x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.key.public_key()), False
    if uses is not None:
        yield x509.KeyUsage(**{use: use in uses for use in KEY_USES}), True
    if names:
        yield x509.SubjectAlternativeName([x509.DNSName(n) for n in names]), False
    if purposes and not ca:
        yield x509.ExtendedKeyUsage(list(purposes)), False


def issue_ca(name, issuer=None, **changes):
    wanted = {"ca": True, "uses": ("key_cert_sign", "crl_sign"), "ends": datetime.now(UTC) + 300 * DAY} | changes
    return issue(name, issuer, **wanted)


@dataclass(frozen=True)
class Authority:
    """A root, an intermediate and Alexa's own signing certificate."""

    root: Issued
    intermediate: Issued
    leaf: Issued

    @property
    def chain(self) -> bytes:
        """What Amazon would serve: leaf, then intermediate, as PEM."""
        return self.leaf.pem + self.intermediate.pem

    @cached_property
    def keys(self):
        """Spare keys, since making one takes a while: `small`, `elliptic`."""
        return {
            "small": rsa.generate_private_key(65537, 1024),  # noqa: S505 - to be refused
            "elliptic": ec.generate_private_key(ec.SECP256R1()),
        }

    def leaf_with(self, **changes) -> Issued:
        """Another certificate of the signer's, with the same key; `changes` as for `issue`."""
        return issue(**{"name": SIGNER, "names": [SIGNER], "issuer": self.intermediate, "key": self.leaf.key} | changes)

    def chain_with(self, **changes) -> bytes:
        """The chain with another leaf, `changes` as for `issue`."""
        return self.leaf_with(**changes).pem + self.intermediate.pem

    def chain_by(self, *issuers: Issued) -> bytes:
        """A chain whose leaf the last of these issued, nearest first."""
        return self.leaf_with(issuer=issuers[-1]).pem + b"".join(issuer.pem for issuer in reversed(issuers))


def make_authority(key=None) -> Authority:
    """Make an authority: its keys take long to make, unless one is given for all three certificates."""
    root = issue_ca("Test Root", key=key)
    intermediate = issue_ca("Test Intermediate", root, key=key)
    return Authority(root, intermediate, issue(SIGNER, intermediate, names=[SIGNER], key=key))


def sign(authority: Authority, body: bytes, url: str = CHAIN_URL) -> dict[str, str]:
    """Return the headers Alexa would send with `body`."""
    signature = authority.leaf.key.sign(body, PKCS1v15(), SHA256())
    return {"SignatureCertChainUrl": url, "Signature-256": base64.b64encode(signature).decode()}


def sign_sha1(authority: Authority, body: bytes) -> dict[str, str]:
    """Return the headers as Alexa sent them until 2022."""
    signature = authority.leaf.key.sign(body, PKCS1v15(), SHA1())  # noqa: S303 - the very thing that is to be refused
    return {"SignatureCertChainUrl": CHAIN_URL, "Signature": base64.b64encode(signature).decode()}


@dataclass
class ChainServer:
    """A stand-in for `fetch_chain`: serves chains by address and remembers what was asked."""

    chains: dict[str, bytes]
    asked: list[str] = field(default_factory=list)

    def __call__(self, address: str, _roots_file: str) -> bytes:
        self.asked.append(address)
        if address not in self.chains:
            raise VerificationError("fetch")
        return self.chains[address]
