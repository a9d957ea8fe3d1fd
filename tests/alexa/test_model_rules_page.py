"""docs/alexa-model-rules.md: every rule has a source, and a test that is there."""

import ast
import re
from functools import cache

import pytest
from transcripts import ROOT

PAGE = (ROOT / "docs" / "alexa-model-rules.md").read_text(encoding="utf-8")
SURE = "sure|likely|from memory|our own"
RULES = re.findall(rf"^\| (.+?) \| ({SURE}) \| (.+?) \| (`tests/.+`) \|$", PAGE, re.MULTILINE)


@cache
def names_in(path):
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_every_row_is_read():
    assert len(RULES) == len(re.findall(r"^\| [A-Z`]", PAGE, re.MULTILINE)) > 40


@pytest.mark.parametrize("rule", RULES, ids=[rule[0][:60] for rule in RULES])
def test_every_rule_has_a_source_and_a_test_that_is_there(rule):
    _, sure, source, kept_by = rule
    assert ("from memory" in source or "no report" in source or "etc." in source) or sure != "from memory"
    assert source.strip()
    for path, name in re.findall(r"`(tests/[^`:]+)::([^`]+)`", kept_by):
        assert name in names_in(path)
