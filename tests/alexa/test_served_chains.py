"""Certificate chains that Amazon really served, judged at their time and by the roots of today."""

import json
import subprocess
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path

import certifi
import pytest
from chain_parts import altered
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from node import NODE

from skill.alexa.webhook.chain import trusted_roots, verified_key
from skill.errors import VerificationError

ORACLE = Path(__file__).with_name("chain_oracle.js")
SERVED = {path.stem: path.read_bytes() for path in sorted(Path(__file__).with_name("served").glob("*.pem"))}
ROOTS = ("Amazon Root CA 1", "Starfield Services Root Certificate Authority - G2")
"""Each of which is enough."""
SECOND = timedelta(seconds=1)

pytestmark = pytest.mark.filterwarnings("ignore:Parsed a serial number")  # of another root


def blocks(pem):
    end = b"-----END CERTIFICATE-----\n"
    return [block + end for block in pem.split(end) if block.strip()]


def dates(pem):
    leaf = x509.load_pem_x509_certificate(blocks(pem)[0])
    return leaf.not_valid_before_utc, leaf.not_valid_after_utc


@pytest.fixture(scope="module")
def usual_roots():
    return trusted_roots(Path(certifi.where()).read_bytes())


@pytest.fixture(scope="module")
def roots_by_name():
    found = {}
    for root in x509.load_pem_x509_certificates(Path(certifi.where()).read_bytes()):
        for name in root.subject.get_attributes_for_oid(NameOID.COMMON_NAME):
            found[name.value] = root.public_bytes(Encoding.PEM)
    return found


def believed(pem, roots, moment):
    try:
        return verified_key(pem, roots, moment)
    except VerificationError:
        return None


@pytest.mark.parametrize("year", SERVED)
def test_a_served_chain_is_believed_while_its_dates_hold(usual_roots, year):
    begins, ends = dates(SERVED[year])
    assert begins.year == int(year)
    found = believed(SERVED[year], usual_roots, begins)
    assert (found.begins, found.ends) == (begins, ends)
    assert believed(SERVED[year], usual_roots, ends)
    assert not believed(SERVED[year], usual_roots, begins - SECOND)
    assert not believed(SERVED[year], usual_roots, ends + SECOND)


@pytest.mark.parametrize("year", SERVED)
def test_either_root_is_enough_and_no_other_is(roots_by_name, year):
    begins, _ = dates(SERVED[year])
    for name in ROOTS:
        assert believed(SERVED[year], trusted_roots(roots_by_name[name]), begins), name
    others = b"".join(pem for other, pem in roots_by_name.items() if other not in ROOTS)
    assert not believed(SERVED[year], trusted_roots(others), begins)


@pytest.mark.parametrize("year", SERVED)
def test_served_chain_needs_only_its_path_to_the_root(usual_roots, year):
    begins, _ = dates(SERVED[year])
    leaf, intermediate, *roots = blocks(SERVED[year])
    assert believed(leaf + intermediate, usual_roots, begins)
    assert believed(leaf + b"".join(reversed([intermediate, *roots])), usual_roots, begins)
    assert not believed(leaf + b"".join(roots), usual_roots, begins)
    assert not believed(altered(leaf) + intermediate, usual_roots, begins)


def test_node_says_the_same_of_a_served_chain(roots_by_name):
    asked = []
    for year, root in product(SERVED, ROOTS):
        begins, ends = dates(SERVED[year])
        chain = {"chain": SERVED[year].decode(), "root": roots_by_name[root].decode()}
        moments = (begins - SECOND, begins, ends, ends + SECOND, datetime.now(UTC))
        asked += [{**chain, "now": moment.timestamp() * 1000} for moment in moments]
    order = [NODE, ORACLE]
    told = subprocess.run(order, input=json.dumps(asked), capture_output=True, text=True, check=True).stdout
    assert json.loads(told) == [False, True, True, False, False] * len(SERVED) * len(ROOTS)
