"""docs/source-coverage.md keeps its word: every fact of the source stands in content/ and is heard in a transcript."""

import re

from scenarios import flat
from transcripts import CONVERSATIONS, ROOT

ROWS_AT_LEAST = 79
LINES = set(range(1, 48))
HEADINGS = {1, 9, 14}
"""Lines of the source text that state nothing."""
COLUMNS = ("fact", "lines", "says", "content", "words", "transcript")


def read_table():
    """Return the rows of the table as dictionaries."""
    text = (ROOT / "docs" / "source-coverage.md").read_text(encoding="utf-8")
    lines = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    return [dict(zip(COLUMNS, map(str.strip, line), strict=True)) for line in lines[2:]]


ROWS = read_table()


def key_words(row):
    return [words.strip().casefold() for words in row["words"].split(";")]


def in_content(place, content):
    """Return everything that stands under a key of a content file."""
    path, key = place.split(": ")
    room, slug = path.split("/")
    if room == "questions":
        question = content.questions[slug]
        answer = question.general if key == "answer" else question.choices[key]
        return " ".join(flat(answer.said))
    text = getattr({"stretches": content.stretches, "routines": content.routines}[room][slug], key)
    return text if isinstance(text, str) else " ".join(text)


def spoken(name):
    """Return everything that Alexa says in a conversation."""
    lines = (CONVERSATIONS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    heard = [re.sub(r"^alexa[^:]*: ", "", line).strip() for line in lines if line.startswith(("alexa", "       "))]
    return " ".join(heard)


def test_no_row_of_the_table_has_gone():
    assert len(ROWS) >= ROWS_AT_LEAST
    assert len({row["fact"] for row in ROWS}) == len(ROWS)


def test_every_stating_line_of_the_source_has_its_facts():
    covered = [int(number) for row in ROWS for number in row["lines"].split(",")]
    assert set(covered) == LINES - HEADINGS


def test_each_effect_has_two_rows():
    for kind, count in (("effect", 7), ("bleeding", 4)):
        own = [row for row in ROWS if row["fact"].startswith(kind) and row["fact"].endswith("-own")]
        listed = [row for row in ROWS if re.search(rf"\b\d of {count}:", row["says"]) and row["fact"].startswith(kind)]
        assert len(own) == len(listed) == count


def test_fact_stands_in_its_content_file(content):
    for row in ROWS:
        text = in_content(row["content"], content).casefold()
        assert min(map(len, key_words(row))) > 5, row["fact"]
        assert [words for words in key_words(row) if words not in text] == [], row["fact"]


def test_fact_is_heard_in_its_conversation():
    for row in ROWS:
        told = f"{row['fact']}: not heard there any more: say more in it, or name another in docs/source-coverage.md"
        heard = spoken(row["transcript"]).casefold()
        assert [words for words in key_words(row) if words not in heard] == [], told


def test_uk_only_facts_are_not_sought_in_other_countries(catalog):
    american = in_content("questions/quinine-suitability: can-i-have-it", catalog["en-US"])
    assert "four-week trial" not in american
