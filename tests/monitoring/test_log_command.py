"""`python -m skill logs`: which lines it reads, and how it ends."""

import gzip

import pytest
from click.testing import CliRunner

from skill.cli import main
from tests.monitoring.log_samples import request


@pytest.fixture
def logs(tmp_path):
    """Run the command, with files that are made first."""

    def run(*order, given="", **files):
        for name, content in files.items():
            (tmp_path / name.replace("_", ".")).write_bytes(content)
        paths = [str(tmp_path / part) if "." in part else part for part in order]
        return CliRunner().invoke(main, ["logs", *paths], input=given)

    return run


def test_plain_packed_and_piped_input_is_read(logs):
    line = request().encode() + b"\n"
    done = logs("a.log", "b.gz", "-", given=request() + "\n", a_log=line, b_gz=gzip.compress(line * 2))
    assert (done.exit_code, "4 lines" in done.output) == (0, True)
    assert ", 1 line\n" in logs(given=request()).output


def test_truncated_log_file_is_read_up_to_its_end(logs):
    packed = gzip.compress((request() + "\n").encode() * 500, compresslevel=0)
    done = logs("a.gz", "b.log", a_gz=packed[: len(packed) // 2], b_log=b"\xff\xfe{" + request().encode()[:40])
    assert done.exit_code == 0
    assert "a.gz: not read to its end: EOFError" in done.output
    assert "left out because they are damaged" in done.output


def test_a_log_without_a_line_of_the_skills_says_so(logs):
    done = logs(given="nothing\n")
    assert (done.exit_code, done.output.splitlines()[0]) == (1, "no line of the skill's, so there is nothing to sum up")


def test_a_day_is_asked_for_as_a_date(logs):
    assert logs("--day=2026-11-30", given=request()).exit_code == 1
    assert logs("--day=2026-11-29", given=request()).exit_code == 0
    assert "does not match the format" in logs("--day=today", given=request()).output
