"""The tables of tests/scenarios.py reach the properties whole: no entry overrides another, and none is missing."""

import ast
from collections import Counter
from dataclasses import fields, is_dataclass
from pathlib import Path

from scenarios import KINDS, WAYS, carried_by, examples

from skill.dialogue.session import State

TESTS = Path(__file__).resolve().parent


def repeated(things):
    return [thing for thing, number in Counter(things).items() if number > 1]


def test_every_state_has_one_way_in():
    assert not repeated(state for state, _ in WAYS)
    assert {state for state, _ in WAYS} == set(State)


def test_every_event_with_fields_has_one_row_of_examples(content):
    kinds = [kind for kind, _ in carried_by(content)]
    assert not repeated(kinds)
    assert set(kinds) == {kind for kind in KINDS if is_dataclass(kind) and fields(kind)}


def test_every_example_of_every_row_is_reached_once(content):
    rows = [event for _, events in carried_by(content) for event in events]
    assert not repeated(rows)
    assert set(rows) <= set(examples(content))


def test_no_dict_names_a_key_twice():
    for file in TESTS.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Dict):
                assert not repeated(ast.unparse(key) for key in node.keys if key), f"{file}:{node.lineno}"
