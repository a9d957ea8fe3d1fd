"""Half a surrogate pair, left over where somebody cut a text, gets the same answer at the webhook and on Lambda."""

import json
from datetime import UTC, datetime

import pytest
from test_served import REQUESTS, fresh

from bench.fixtures import prepare, the_authority
from bench.product import SKILL_ID, make
from skill.alexa.skill import as_callable, create_skill
from tests.alexa.certificate_authority import sign

HALF = "\ud83e"


@pytest.fixture(scope="module")
def webhook(loaded, tmp_path_factory):
    folder = tmp_path_factory.mktemp("halves")
    prepare(folder)
    client = make(str(folder)).test_client()

    def ask(envelope):
        body = json.dumps(envelope).encode()
        return client.post("/alexa", data=body, headers=sign(the_authority(), body))

    return ask


@pytest.fixture(scope="module")
def function(catalog):
    return as_callable(create_skill(catalog, skill_id=SKILL_ID))


def halved(envelope, *place):
    """Put half a character at a place."""
    *parents, last = place
    part = envelope
    for name in parents:
        part = part.setdefault(name, {})
    part[last] = HALF
    return envelope


@pytest.mark.parametrize(
    "place",
    [
        ("cut",),
        ("request", "requestId"),
        ("request", "locale"),
        ("request", "intent", "name"),
        ("request", "intent", "slots", "muscle", "value"),
        ("session", "sessionId"),
        ("session", "attributes", "question"),
        ("session", "attributes", "zone"),
        ("session", "attributes", HALF),
        ("context", "System", "device", "deviceId"),
        ("context", "System", "user", "userId"),
        ("context", "System", "apiAccessToken"),
    ],
    ids="/".join,
)
def test_lone_surrogate_gets_the_same_answer_both_ways_in(webhook, function, place):
    envelope = halved(fresh(REQUESTS["relieve-calf"]), *place)
    envelope["request"]["timestamp"] = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    answer = webhook(envelope)
    assert answer.status_code == 200
    assert answer.get_json()["response"] == json.loads(json.dumps(function(envelope)))["response"]
