"""Shapes of certificate chains, each with whether it is Alexa's and why: Amazon's rules, no stricter and no laxer.

Amazon asks for the name echo-api.amazon.com, for dates that hold, and for signatures up to a trusted root.
Its own chains have held cross-signed, expired and unrelated certificates beside those that are needed.
"""

from __future__ import annotations

from datetime import UTC, datetime

from certificate_authority import DAY, SIGNER, issue, issue_ca
from chain_parts import Shape, altered, by_client_authority, by_mail_authority, cross_signed, deep, elliptic_ca, others
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA512
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, ObjectIdentifier

NOW = datetime.now(UTC)
PAST = {"begins": NOW - 9 * DAY, "ends": NOW - DAY}
STRANGER = b"-----BEGIN CERTIFICATE-----\nMIIBAAAA\n-----END CERTIFICATE-----\n"
NO_BASE64 = b"-----BEGIN CERTIFICATE-----\n!!!!\n-----END CERTIFICATE-----\n"
NO_END = b"-----BEGIN CERTIFICATE-----\nMIIBAAAA\n"
AUTHORITY = {"ca": True, "uses": ["digital_signature", "key_cert_sign"]}
UNKNOWN = (x509.UnrecognizedExtension(ObjectIdentifier("1.2.3.4"), b"\x05\x00"), True)
OTHER_NAMES = (x509.NameConstraints([x509.DNSName("example.com")], None), True)
ITS_NAMES = (x509.NameConstraints([x509.DNSName("amazon.com")], None), True)


BELIEVED = {
    "the usual": Shape(lambda a: a.chain, "names the signer, and leads to the root"),
    "its root along": Shape(lambda a: a.chain + a.root.pem, "a root may be sent, and is trusted for being known"),
    "any order after the first": Shape(lambda a: a.leaf.pem + a.root.pem + a.intermediate.pem, "only the first counts"),
    "straight from the root": Shape(lambda a: a.leaf_with(issuer=a.root).pem, "no intermediate is needed"),
    "as in 2019": Shape(cross_signed, "the root is known, whoever else has signed it"),
    "a stranger at the end": Shape(lambda a: a.chain + STRANGER, "what can't be parsed is skipped"),
    "a stranger in between": Shape(lambda a: a.leaf.pem + STRANGER + a.intermediate.pem, "skipped wherever it stands"),
    "no base64 at the end": Shape(lambda a: a.chain + NO_BASE64, "skipped"),
    "no end in between": Shape(lambda a: a.leaf.pem + NO_END + a.intermediate.pem, "skipped, and the next is read"),
    "no end at the end": Shape(lambda a: a.chain + NO_END, "skipped"),
    "a revocation list in between": Shape(
        lambda a: a.leaf.pem + b"-----BEGIN X509 CRL-----\nMIIBAAAA\n-----END X509 CRL-----\n" + a.intermediate.pem,
        "no certificate, so it is text",
    ),
    "eleven others": Shape(lambda a: a.chain + others(a, 11), "Amazon sets no limit"),
    "forty others": Shape(lambda a: a.leaf.pem + others(a, 40) + a.intermediate.pem, "its size is the limit"),
    "everything twice": Shape(lambda a: a.chain + a.chain, "a repetition adds nothing"),
    "an expired other": Shape(lambda a: a.chain + elliptic_ca(a, "Old", **PAST).pem, "it is not needed"),
    "an expired twin first": Shape(
        lambda a: (
            a.leaf.pem + issue_ca("Test Intermediate", a.root, key=a.intermediate.key, **PAST).pem + a.intermediate.pem
        ),
        "another way leads to the root",
    ),
    "CRLF": Shape(lambda a: a.chain.replace(b"\n", b"\r\n"), "lines end either way"),
    "text between": Shape(lambda a: b"Leaf\n" + a.leaf.pem + b"\n\n# CA: caf\xc3\xa9\n" + a.intermediate.pem, "text"),
    "a byte order mark": Shape(lambda a: b"\xef\xbb\xbf" + a.chain, "text before the first block"),
    "no last line end": Shape(lambda a: a.chain.rstrip(), "the last line needs no end"),
    "no key ids": Shape(lambda a: a.chain_with(key_ids=False), "an authority key id is not asked for"),
    "an intermediate without key ids": Shape(lambda a: a.chain_by(elliptic_ca(a, "Bare", key_ids=False)), "nor here"),
    "no key usage": Shape(lambda a: a.chain_with(uses=None), "key usage is not asked for"),
    "another key usage": Shape(lambda a: a.chain_with(uses=["key_encipherment"]), "key usage is not asked for"),
    "no purposes": Shape(lambda a: a.chain_with(purposes=()), "what it is for is not asked"),
    "for clients only": Shape(
        lambda a: a.chain_with(purposes=[ExtendedKeyUsageOID.CLIENT_AUTH]), "what it is for is not asked"
    ),
    "from an authority for clients": Shape(by_client_authority, "it checks names as one for servers does"),
    "no basic constraints": Shape(lambda a: a.chain_with(ca=None), "only issuers must have them"),
    "one of several names": Shape(lambda a: a.chain_with(names=["example.com", SIGNER]), "it is among them"),
    "a pattern beside the name": Shape(lambda a: a.chain_with(names=["*.amazon.com", SIGNER]), "it is among them"),
    "the name in capitals": Shape(lambda a: a.chain_with(names=[SIGNER.upper()]), "names have no case"),
    "no subject": Shape(lambda a: a.chain_with(name=""), "the name is looked for among the alternative names"),
    "SHA-512": Shape(lambda a: a.chain_with(digest=SHA512()), "as good as SHA-256"),
    "an intermediate without key usage": Shape(lambda a: a.chain_by(elliptic_ca(a, "Free", uses=None)), "not limited"),
    "a path length that is kept": Shape(
        lambda a: a.chain_by(elliptic_ca(a, "Last", path_length=0)), "none is below it"
    ),
    "for names under amazon.com": Shape(lambda a: a.chain_by(elliptic_ca(a, "Named", more=[ITS_NAMES])), "one of them"),
    "twelve intermediates": Shape(lambda a: deep(a, 12), "Amazon sets no limit"),
}

REFUSED = {
    "nothing": Shape(lambda _: b"", "no certificate"),
    "a page": Shape(lambda _: b"<html>", "no certificate"),
    "the bytes of a certificate": Shape(lambda a: a.leaf.certificate.public_bytes(Encoding.DER), "no PEM"),
    "a private key": Shape(lambda a: a.root.key_pem, "no certificate"),
    "a stranger alone": Shape(lambda _: STRANGER, "the first can't be parsed"),
    "a stranger first": Shape(lambda a: STRANGER + a.chain, "the first must be the signer's"),
    "cut short": Shape(lambda a: a.leaf.pem[:-200], "the first can't be parsed"),
    "cut short before the rest": Shape(lambda a: a.leaf.pem[:-200] + a.chain, "the first can't be parsed"),
    "no end line": Shape(
        lambda a: a.leaf.pem.replace(b"-----END CERTIFICATE-----", b"") + a.intermediate.pem, "the first has no end"
    ),
    "upside down": Shape(lambda a: a.intermediate.pem + a.leaf.pem, "the first must be the signer's"),
    "the root alone": Shape(lambda a: a.root.pem, "it names no signer"),
    "another name": Shape(lambda a: a.chain_with(names=["echo-api.example.com"]), "not the signer's name"),
    "a name below it": Shape(lambda a: a.chain_with(names=["x." + SIGNER]), "not the signer's name"),
    "a pattern for the name": Shape(lambda a: a.chain_with(names=["*.amazon.com"]), "Amazon asks for the name itself"),
    "the name in the subject only": Shape(lambda a: a.chain_with(names=[]), "alternative names are what counts"),
    "expired": Shape(lambda a: a.chain_with(**PAST), "its dates don't hold"),
    "not yet valid": Shape(lambda a: a.chain_with(begins=NOW + DAY), "its dates don't hold"),
    "an expired intermediate": Shape(lambda a: a.chain_by(elliptic_ca(a, "Old", **PAST)), "its dates don't hold"),
    "the intermediate missing": Shape(lambda a: a.leaf.pem, "it leads to no root"),
    "another root": Shape(
        lambda a: issue(SIGNER, issue_ca("Other", key=a.keys["elliptic"]), names=[SIGNER], key=a.leaf.key).pem,
        "it leads to no trusted root",
    ),
    "another root, sent along": Shape(
        lambda a: a.chain_by(issue_ca("Other", key=a.keys["elliptic"])), "being sent makes no root trusted"
    ),
    "another root of the same name": Shape(
        lambda a: a.leaf_with(issuer=issue_ca("Test Root", key=a.keys["elliptic"])).pem, "the signature doesn't fit"
    ),
    "another intermediate of the same name": Shape(
        lambda a: (
            a.leaf_with(issuer=elliptic_ca(a, "Test Intermediate", key_ids=False), key_ids=False).pem
            + a.intermediate.pem
        ),
        "the signature doesn't fit",
    ),
    "self-signed": Shape(lambda a: a.leaf_with(issuer=None).pem, "it leads to no root"),
    "self-signed before a good chain": Shape(lambda a: a.leaf_with(issuer=None).pem + a.chain, "the first counts"),
    "a changed signature": Shape(lambda a: altered(a.leaf.pem) + a.intermediate.pem, "the signature doesn't fit"),
    "issued by a leaf": Shape(lambda a: a.leaf_with(issuer=a.leaf).pem + a.chain, "a leaf may issue nothing"),
    "an issuer that is no authority": Shape(
        lambda a: a.chain_by(elliptic_ca(a, "Plain", ca=False)), "only an authority may issue"
    ),
    "an issuer that doesn't say": Shape(
        lambda a: a.chain_by(elliptic_ca(a, "Silent", ca=None)), "only an authority may issue"
    ),
    "an issuer that may not sign": Shape(
        lambda a: a.chain_by(elliptic_ca(a, "Unsigned", uses=["digital_signature"])), "it may sign no certificates"
    ),
    "an issuer for mail": Shape(by_mail_authority, "who issues for mail checks no host's name", node=False),
    "an issuer with another's names": Shape(
        lambda a: a.chain_by(elliptic_ca(a, "Named", more=[OTHER_NAMES])), "it may not issue that name", node=False
    ),
    "a path that is too long": Shape(
        lambda a: a.chain_by(elliptic_ca(a, "Last", path_length=0), elliptic_ca(a, "Below", elliptic_ca(a, "Last"))),
        "the issuer allowed none below it",
        node=False,
    ),
    "an authority as the first": Shape(lambda a: a.chain_with(**AUTHORITY), "a signer issues nothing", node=False),
    "an unknown rule that must be kept": Shape(
        lambda a: a.chain_with(more=[UNKNOWN]), "who doesn't know a critical rule must refuse", node=False
    ),
    "an elliptic key": Shape(lambda a: a.chain_with(key=a.keys["elliptic"]), "Alexa signs with RSA"),
    "a small key": Shape(lambda a: a.chain_with(key=a.keys["small"]), "1,024 bits can be broken"),
    "an intermediate's small key": Shape(
        lambda a: a.chain_by(issue_ca("Small", a.root, key=a.keys["small"])), "1,024 bits can be broken", node=False
    ),
    "thirty intermediates": Shape(lambda a: deep(a, 30), "over the twenty that are followed", node=False),
}
