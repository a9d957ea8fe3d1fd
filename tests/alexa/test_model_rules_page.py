"""docs/alexa-model-rules.md: every rule has a source, and a test that is there."""

import re

from proofs import missing, named_tests
from transcripts import ROOT

PAGE = (ROOT / "docs" / "alexa-model-rules.md").read_text(encoding="utf-8")
SURE = "sure|likely|from memory|our own"
UNPROVEN = r"from memory|no report|etc\."
RULES = re.findall(rf"^\| (.+?) \| ({SURE}) \| (.+?) \| (`tests/.+`) \|$", PAGE, re.MULTILINE)


def test_every_row_is_read():
    assert len(RULES) == len(re.findall(r"^\| [A-Z`]", PAGE, re.MULTILINE)) > 40


def test_every_rule_has_a_source_and_an_existing_test():
    assert [rule for rule, _, source, _ in RULES if not source.strip()] == []
    vague = [rule for rule, sure, source, _ in RULES if sure == "from memory" and not re.search(UNPROVEN, source)]
    assert vague == []
    assert [rule for rule, *_, kept_by in RULES if not named_tests(kept_by)] == []
    assert [proof for *_, kept_by in RULES for proof in missing(kept_by)] == []
