"""The register of sources: keys are known and used, and no claim rests on copies unnoticed."""

import pytest

from skill.content.files import read
from skill.content.sources import WEAK, source_problems

QUESTION = "questions/source.toml"
ENTRY = """
[a-blog]
title = "Cramps"
publisher = "a blog"
kind = "blog"
grade = "{grade}"
seen = 2026-11-28
review_by = {review_by}
{url}
"""
URL = 'url = "https://example.org/"'


def problems_with(folder, *, sources='["a-blog"]', grade="C2", review_by="2027-11-28", url=URL, marked=True):
    register = folder / "sources.toml"
    entry = ENTRY.format(grade=grade, review_by=review_by, url=url)
    register.write_text(register.read_text(encoding="utf-8") + entry, encoding="utf-8")
    mark = "copies_only = true\n" if marked else ""
    (folder / "questions/cold-tea.toml").write_text(
        f'headline = "Cold tea"\nlevel = "information"\nsamples = ["cold tea"]\nanswer = ["Drink it."]\n{mark}'
        f"sources = {sources}\n",
        encoding="utf-8",
    )
    return [problem for problem in source_problems(read(folder)) if "cold-tea" in problem or "a-blog" in problem]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, ""),
        ({"marked": False}, "only copies or news support it"),
        ({"sources": '["a-blog", "hse-leg-cramps"]'}, "take the key out"),
        ({"sources": '["a-blog", "hse-leg-cramps"]', "marked": False}, ""),
        ({"sources": '["https://example.org/"]', "marked": False}, "is not in sources.toml"),
        ({"sources": '["hse-leg-cramps"]', "marked": False}, "a-blog: nothing refers to it"),
        ({"grade": "C"}, "second-hand: write C2"),
        ({"review_by": "2026-11-28"}, "must be later than seen"),
        ({"url": ""}, "needs its address"),
    ],
)
def test_a_source_out_of_order_is_named(change, found, copy):
    problems = problems_with(copy.folder, **change)
    assert any(found in problem for problem in problems) if found else not problems


def test_the_register_of_the_content_is_in_order(copy):
    assert not list(source_problems(read(copy.folder)))


def test_second_hand_pages_are_graded_so(copy):
    graded = {source.grade for source in read(copy.folder).sources.values() if source.kind in WEAK}
    assert graded == {"C2"}
