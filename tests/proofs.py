"""What a page names as a proof in backquotes: a file, or a test in one as `tests/…/test_x.py::test_name`."""

import re
from functools import cache

from transcripts import ROOT


def proofs_in(text):
    """Return the files and tests that a text names."""
    return re.findall(r"`(\w+/[^`]+)`", text)


def named_tests(text):
    """Return the tests that a text names."""
    return [proof for proof in proofs_in(text) if "::" in proof]


def missing(text):
    """Return what a text names and is not there."""
    return [proof for proof in proofs_in(text) if not is_there(*proof.split("::"))]


def is_there(file, test=None):
    return (ROOT / file).is_file() and (test is None or test in names_in(file))


@cache
def names_in(file):
    """Return the names of the functions in a file."""
    return set(re.findall(r"^ *def (\w+)\(", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE))
