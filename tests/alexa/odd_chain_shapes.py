"""More shapes of certificate chains: odd PEM, odd names, and what an issuer or an extension asks for."""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from ipaddress import ip_address, ip_network

from certificate_authority import SIGNER, Issued, issue_ca
from chain_parts import Shape, elliptic_ca, limited_ca, named, ring, signed_with_sha1
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP384R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

ATTRIBUTES = b"Bag Attributes\n    friendlyName: echo-api\nsubject=CN = echo-api.amazon.com\n\nissuer=CN = Test CA\n"
POLICIES = x509.CertificatePolicies([x509.PolicyInformation(x509.ObjectIdentifier("2.23.140.1.2.1"), None)])
SUBJECT = x509.DirectoryName(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, SIGNER)]))


def in_one_line(issued: Issued) -> bytes:
    text = base64.b64encode(issued.certificate.public_bytes(Encoding.DER))
    return b"-----BEGIN CERTIFICATE-----\n" + text + b"\n-----END CERTIFICATE-----\n"


BELIEVED = {
    "attributes between": Shape(
        lambda a: ATTRIBUTES + a.leaf.pem + ATTRIBUTES + a.intermediate.pem, "text, as openssl writes it"
    ),
    "a private key before it": Shape(lambda a: a.root.key_pem + a.chain, "no certificate, so it is text"),
    "a root with another label": Shape(
        lambda a: a.leaf.pem + a.root.pem.replace(b" CERT", b" TRUSTED CERT") + a.intermediate.pem, "text"
    ),
    "one long line each": Shape(
        lambda a: in_one_line(a.leaf) + in_one_line(a.intermediate), "the length of a line is not asked for"
    ),
    "the name beside an address": Shape(
        lambda a: named(a, x509.IPAddress(ip_address("192.0.2.1")), x509.DNSName(SIGNER)), "it is among them"
    ),
    "the name, which must be understood": Shape(
        lambda a: named(a, x509.DNSName(SIGNER), critical=True), "names are understood"
    ),
    "the key id of nobody": Shape(
        lambda a: a.chain_with(key_ids=False, more=[(x509.AuthorityKeyIdentifier(b"x" * 20, None, None), False)]),
        "a key id is a hint, and the signature decides",
        node=False,
    ),
    "from 1970 to 9999": Shape(
        lambda a: a.chain_with(begins=datetime(1970, 1, 1, tzinfo=UTC), ends=datetime(9999, 12, 31, tzinfo=UTC)),
        "its dates hold",
    ),
    "an issuer on another curve": Shape(
        lambda a: a.chain_by(issue_ca("Wide", a.root, key=generate_private_key(SECP384R1()))), "as good"
    ),
    "an issuer for some addresses": Shape(
        lambda a: limited_ca(a, [x509.IPAddress(ip_network("10.0.0.0/8"))]), "that limits no names"
    ),
    "a ring of others": Shape(
        lambda a: a.leaf.pem + ring(a, "A", "B", "C") + a.intermediate.pem, "they are not needed"
    ),
}

REFUSED = {
    "two bytes a letter": Shape(lambda a: a.chain.decode().encode("utf-16"), "no PEM"),
    "labels in small letters": Shape(
        lambda a: a.chain.replace(b"BEGIN CERTIFICATE", b"begin certificate"), "no certificate"
    ),
    "a dot after the name": Shape(lambda a: a.chain_with(names=[SIGNER + "."]), "not the signer's name"),
    "a space after the name": Shape(lambda a: a.chain_with(names=[SIGNER + " "]), "not the signer's name"),
    "a zero in the name": Shape(lambda a: a.chain_with(names=[SIGNER + "\0.example.com"]), "not the signer's name"),
    "a pattern for a part of it": Shape(lambda a: a.chain_with(names=["echo-*.amazon.com"]), "not the name itself"),
    "a pattern below it": Shape(lambda a: a.chain_with(names=["*." + SIGNER]), "not the signer's name"),
    "a name that looks like it": Shape(lambda a: a.chain_with(names=["xn--echo-pi-9fg.amazon.com"]), "another name"),
    "the name in an address": Shape(
        lambda a: named(a, x509.UniformResourceIdentifier("https://" + SIGNER)), "an address is no host's name"
    ),
    "the name in a mail address": Shape(lambda a: named(a, x509.RFC822Name("x@" + SIGNER)), "nor is a mail address"),
    "an issuer without its names": Shape(
        lambda a: limited_ca(a, None, [x509.DNSName("amazon.com")]), "it may not issue that name", node=False
    ),
    "an issuer with another's names, not critical": Shape(
        lambda a: limited_ca(a, [x509.DNSName("example.com")], critical=False), "a limit is a limit", node=False
    ),
    "an issuer for some subjects": Shape(
        lambda a: limited_ca(a, [SUBJECT]), "a critical rule that can't be followed", node=False
    ),
    "policies that must be followed": Shape(
        lambda a: a.chain_with(more=[(POLICIES, True)]), "a critical rule that can't be followed", node=False
    ),
    "for the log before it is issued": Shape(
        lambda a: a.chain_with(more=[(x509.PrecertPoison(), True)]), "it says itself that it isn't one", node=False
    ),
    "SHA-1": Shape(signed_with_sha1, "another certificate could be made to fit", node=False),
    "issuers in a ring": Shape(
        lambda a: a.leaf_with(issuer=elliptic_ca(a, "A")).pem + ring(a, "A", "B", "C"), "it leads to no root"
    ),
}
