"""The table of chains, and a second opinion on it: Node's own certificates."""

import json
import subprocess
from pathlib import Path

import pytest
from certificate_authority import CHAIN_URL, ChainServer, sign
from chain_shapes import BELIEVED as FIRST_BELIEVED
from chain_shapes import REFUSED as FIRST_REFUSED
from node import NODE
from odd_chain_shapes import BELIEVED as ODD_BELIEVED
from odd_chain_shapes import REFUSED as ODD_REFUSED
from webhook_app import GOOD, WebhookApp, turned_away

from skill.alexa.webhook.certificates import SigningKeys

ORACLE = Path(__file__).with_name("chain_oracle.js")
BELIEVED, REFUSED = FIRST_BELIEVED | ODD_BELIEVED, FIRST_REFUSED | ODD_REFUSED


def webhook_with(chain, roots_file):
    return WebhookApp(SigningKeys(roots_file, fetch=ChainServer({CHAIN_URL: chain})))


@pytest.fixture
def judge(authority, roots_file):
    """Return what becomes of a good request with a chain of such a shape."""
    return lambda shape: webhook_with(shape.make(authority), roots_file).judge(GOOD, sign(authority, GOOD))


def test_alexas_chain_lets_its_request_in(judge):
    assert [name for name, shape in BELIEVED.items() if judge(shape)[0] != 200] == []


def test_any_other_chain_turns_its_request_away(judge):
    assert [name for name, shape in REFUSED.items() if judge(shape) != turned_away("certificate")] == []


def test_node_says_the_same_of_every_chain_it_can_judge(authority):
    shapes = {name: shape for name, shape in (BELIEVED | REFUSED).items() if shape.node}
    asked = [
        {"chain": shape.make(authority).decode("utf-8", "replace"), "root": authority.root.pem.decode()}
        for shape in shapes.values()
    ]
    told = subprocess.run([NODE, ORACLE], input=json.dumps(asked), capture_output=True, text=True, check=True).stdout
    assert dict(zip(shapes, json.loads(told), strict=True)) == {name: name in BELIEVED for name in shapes}


def test_every_shape_has_a_name_of_its_own():
    names = [*FIRST_BELIEVED, *FIRST_REFUSED, *ODD_BELIEVED, *ODD_REFUSED]
    assert len(set(names)) == len(names) >= 100
