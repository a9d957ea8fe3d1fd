"""Plain values are coerced as Amazon's serializer coerces them; what it can't read is None."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from ask_sdk_core.exceptions import SerializationException
from reading import AMAZONS, OURS, REQUESTS, tree

MOMENTS = [
    *("2026-11-23T02:00:00Z", "2026-11-23T02:00:00.25Z", "2026-11-23T02:00:00+05:30", "2026-11-23T02:00:00"),
    *(
        "2026-11-23",
        "20261123T020000Z",
        "2026-W48-1",
        "2026-11-23T24:00:00Z",
        "Nov 23 2026 2am",
        "2026-13-01T00:00:00Z",
    ),
    *("2026-11-23T02:00:00-23:59", "", "soon", "2026-11-23T02:00:00Zulu"),
]
VALUES = ["7", "seven", 7, 7.9, 1e999, True, [7], {}, {"a": [None]}]


@pytest.mark.parametrize("text", MOMENTS)
def test_a_moment_is_read_as_amazon_reads_it_or_is_none(text):
    try:
        expected = AMAZONS.deserialize(json.dumps(text), "datetime")
    except SerializationException:
        expected = None
    found = OURS.deserialize(json.dumps(text), "datetime")
    assert tree(found) == tree(expected)
    assert OURS.deserialize(json.dumps(text), date) == (expected and expected.date())


@pytest.mark.parametrize("text", ["2026-11-23T02:00:00+99:00", "2026-11-23T02:00:00.0000001+24:00"])
def test_a_moment_that_fails_when_it_is_compared_is_none(text):
    assert OURS.deserialize(json.dumps(text), "datetime") is None


@pytest.mark.parametrize("kind", ["int", "long", "float", "str", "bool", "object", int, float, str, bool])
@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_value_of_another_kind_is_coerced_as_amazon_does_or_is_none(kind, value):
    text = json.dumps(value)
    try:
        expected = AMAZONS.deserialize(text, kind)
    except (SerializationException, OverflowError):
        expected = None
    assert tree(OURS.deserialize(text, kind)) == tree(expected)


def test_an_ordinary_request_is_read_without_loading_dateutil():
    script = (
        "import sys; from skill.alexa.serializer import TolerantSerializer as T\n"
        "assert T().envelope(sys.stdin.read()).request.timestamp.year == 2026\n"
        "sys.exit('dateutil.parser' in sys.modules)"
    )
    told = json.dumps(REQUESTS["launch-from-show"])
    root = Path(__file__).parents[2]
    assert (
        subprocess.run(
            [sys.executable, "-c", script], input=told, text=True, cwd=root, timeout=120, check=False
        ).returncode
        == 0
    )
