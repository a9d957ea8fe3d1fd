"""`python -m simulator asked`: figures for a file of sentences, or for a table of them."""

import pytest
from click.testing import CliRunner

from simulator.cli import main

pytestmark = pytest.mark.usefixtures("loaded_before")


def asked(folder, text, *options):
    file = folder / "sentences"
    file.write_text(text, encoding="utf-8")
    return CliRunner().invoke(main, ["asked", str(file), *options])


def test_sentences_are_counted_by_their_meaning(tmp_path):
    result = asked(tmp_path, "# a comment\ndoes magnesium help\n\nmy chest is tight\nwho won the match\n")
    counted = {line.rsplit(maxsplit=2)[0]: line.split()[-2] for line in result.output.splitlines() if "%" in line}
    assert (counted["subject"], counted["sign"], counted["nothing"]) == ("1", "1", "1")


def test_a_table_is_judged_by_topic(tmp_path):
    table = "mineral\tdoes magnesium help\tidle\tchoice:*/magnesium\t-\nfood\tdo pickles help\tidle\tchoice:*/zinc\t-\n"
    result = asked(tmp_path, table, "--why")
    rows = {
        line.split()[0]: line.split()[1:3]
        for line in result.output.splitlines()
        if line.startswith(("mineral", "food"))
    }
    assert rows == {"mineral": ["1", "1"], "food": ["1", "·"]}
    assert "“do pickles help”" in result.output
    assert "“does magnesium help”" not in result.output


@pytest.mark.parametrize("table", ["food\tdo pickles help\n", "food\tdo pickles help\tasleep\tunknown\t-\n"])
def test_a_table_with_other_columns_is_refused_by_its_line(tmp_path, table):
    result = asked(tmp_path, table)
    assert result.exit_code == 2
    assert "sentences:1" in result.output


def test_an_empty_file_says_what_to_write(tmp_path):
    assert "write one a line" in asked(tmp_path, "\n").output
