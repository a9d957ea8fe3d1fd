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


def issue(name, issuer=None, *, key=None, names=(), uses=("digital_signature",), ca=False, begins=None, ends=None):
    """Issue a certificate for `name`, by `issuer` or by itself; `uses=None` leaves the key usage out."""
    key = key or rsa.generate_private_key(65537, 2048)
    signer = issuer or Issued(None, key)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins or now - DAY)
        .not_valid_after(ends or now + 30 * DAY)
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.key.public_key()), critical=False)
    )
    if uses is not None:
        usage = x509.KeyUsage(**{use: use in uses for use in KEY_USES})
        builder = builder.add_extension(usage, critical=True)
    if names:
        builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(n) for n in names]), critical=False)
    if not ca:
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
    return Issued(builder.sign(signer.key, SHA256()), key)


def issue_ca(name, issuer=None):
    return issue(name, issuer, ca=True, uses=("key_cert_sign", "crl_sign"), ends=datetime.now(UTC) + 300 * DAY)


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

    def chain_with(self, **changes) -> bytes:
        """The chain with another leaf, `changes` as for `issue`."""
        wanted = {"name": SIGNER, "names": [SIGNER], "issuer": self.intermediate, "key": self.leaf.key} | changes
        return issue(**wanted).pem + self.intermediate.pem


def make_authority() -> Authority:
    root = issue_ca("Test Root")
    intermediate = issue_ca("Test Intermediate", root)
    return Authority(root, intermediate, issue(SIGNER, intermediate, names=[SIGNER]))


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
