"""The register of sources: keys are known and used, and no claim rests on copies unnoticed."""

from datetime import date
from types import SimpleNamespace

from click.testing import CliRunner
from scenarios import CONTENT

from skill.cli import main
from skill.content.files import read
from skill.content.sources import NOBODY, SECOND_HAND, WEAK, due, expired, publishers_of, source_problems, vouching

ENTRY = """
[a-blog]
title = "Cramps"
publisher = "a blog"
kind = "blog"
grade = "C2"
checked = 2026-11-28
review_by = 2027-11-28
url = "https://example.org/"
"""
QUESTION = """
headline = "Cold tea"
level = "information"
samples = ["cold tea"]
answer = ["Drink it."]
copies_only = true
sources = ["a-blog"]
"""
OWN = '"hse-leg-cramps"'
RAISED = frozenset({"urgent", "emergency"})


REGISTER = (CONTENT / "sources.toml").read_text(encoding="utf-8")


def write(folder, entry=ENTRY, question=QUESTION):
    """Write a page into the register, and a question that refers to it."""
    (folder / "sources.toml").write_text(REGISTER + entry, encoding="utf-8")
    (folder / "en/questions/cold-tea.toml").write_text(question, encoding="utf-8")


def change(old, new):
    """Return the entry and the question with one thing changed in whichever holds it."""
    assert old in ENTRY + QUESTION
    return ENTRY.replace(old, new), QUESTION.replace(old, new)


def test_a_second_hand_page_may_support_a_marked_answer(copy):
    write(copy.folder)
    assert not list(source_problems(read(copy.folder)))


OUT_OF_ORDER = [
    ("copies_only = true\n", "", "cold-tea.toml: answer: only copies or news support it"),
    ('["a-blog"]', f'["a-blog", {OWN}]', "cold-tea.toml: answer: copies_only: a source that is the body's own"),
    ('["a-blog"]', '["a-blog", "a-blog"]', "'a-blog' stands twice"),
    ('["a-blog"]', '["a-blog", "no-claim"]', "answer: sources: no-claim stands beside a source; take it out"),
    ('["a-blog"]', '["a-blob"]', "'a-blob' is not in sources.toml: add it there"),
    ('["a-blog"]', '["https://example.org/"]', "'https://example.org/' is not in sources.toml"),
    ('["a-blog"]', f"[{OWN}]", "a-blog: nothing refers to it"),
    ('grade = "C2"', 'grade = "C"', "a-blog.grade: a blog is second-hand: write C2"),
    ("2027-11-28", "2026-11-28", "a-blog.review_by: must be later than checked"),
    ('"https://example.org/"', '""', "a-blog.url: missing"),
    ('"https://example.org/"', '"https://www2.hse.ie/conditions/leg-cramps/"', "hse-leg-cramps has the same"),
    ('"Cramps"', '" "', "a-blog.title: empty"),
    ('"a blog"', '"a blog of 2019"', "a-blog.publisher: it is spoken"),
    ('"a blog"', '"A blog."', "a-blog.publisher: it is spoken"),
    ('"a blog"', '""', "a-blog.publisher: it is spoken"),
]


def test_a_source_out_of_order_is_named(copy):
    for old, new, found in OUT_OF_ORDER:
        write(copy.folder, *change(old, new))
        problems = list(source_problems(read(copy.folder)))
        assert [problem for problem in problems if found in problem], (new, problems)


OF_ANOTHER_SHAPE = [
    ('kind = "blog"', 'kind = "gossip"', "kind: 'gossip' is not one of health-service, hospital"),
    ('grade = "C2"', 'grade = "B"', "grade: 'B' is not one of C, C2"),
    ("checked = 2026-11-28\n", "", "the key `checked` is missing"),
    ("review_by = 2027-11-28\n", "", "the key `review_by` is missing"),
    ('title = "Cramps"\n', "", "the key `title` is missing"),
    ('publisher = "a blog"\n', "", "the key `publisher` is missing"),
    ("checked =", "cheked =", "unknown key `cheked`; did you mean `checked`?"),
    ("2026-11-28", '"last week"', "checked: write a day such as"),
]


def test_an_entry_of_another_shape_is_refused(copy):
    entries = [change(old, new)[0].replace("a-blog", f"a-blog-{n}") for n, (old, new, _) in enumerate(OF_ANOTHER_SHAPE)]
    write(copy.folder, "".join(entries))
    problems = copy.problems()
    for number, (_, _, found) in enumerate(OF_ANOTHER_SHAPE):
        (problem,) = [line for line in problems if line.startswith(f"sources.toml: a-blog-{number}: ")]
        assert found in problem


def test_a_stretch_never_rests_on_copies_alone(copy):
    write(copy.folder, question=QUESTION.replace("copies_only = true\n", "").replace('"a-blog"', OWN))
    path = copy.path("stretches/foot-pull.toml")
    words = path.read_text(encoding="utf-8")
    head, _, _ = words.partition("sources = ")
    path.write_text(f'{head}sources = ["a-blog"]\n', encoding="utf-8")
    problems = list(source_problems(read(copy.folder)))
    assert problems == ["en/stretches/foot-pull.toml: only copies or news support it: find the body's own page"]


def test_a_number_that_only_news_gives_is_marked(copy):
    path = copy.folder / "countries/en-AU.toml"
    words = path.read_text(encoding="utf-8")
    head, mark, rest = words.partition("copies_only = true\n")
    assert mark
    path.write_text(head + rest, encoding="utf-8")
    (problem,) = source_problems(read(copy.folder))
    assert problem.startswith("countries/en-AU.toml: facts.advice: only copies or news support it")


def test_the_register_of_the_content_is_in_order(copy):
    assert not list(source_problems(read(copy.folder)))


def test_second_hand_pages_are_graded_so(copy):
    graded = {source.grade for source in read(copy.folder).sources.values() if source.kind in WEAK}
    assert graded == {SECOND_HAND}


def test_no_alarm_rests_on_copies_alone(countries):
    for content in countries:
        for question in content.questions.values():
            for name, answer in [("", question.general), *question.choices.items()]:
                if answer.level in RAISED:
                    assert not answer.copies_only, f"{question.slug} {name}"


def test_every_alarm_has_a_source_with_a_claim(content):
    kinds = {
        (question.slug, name): {content.sources[key].kind for key in answer.sources}
        for question in content.questions.values()
        for name, answer in [("", question.general), *question.choices.items()]
        if answer.level in RAISED
    }
    assert kinds
    assert [where for where, found in kinds.items() if found <= {NOBODY}] == []


def test_bodies_vouch_before_whoever_quotes_them(content):
    sources = content.sources
    own, copied, nobody = sources["hse-leg-cramps"], sources["nhs-copy-leg-cramps"], sources["no-claim"]
    assert vouching([copied, own, nobody]) == [own]
    assert vouching([copied, nobody]) == [copied]
    assert vouching([nobody]) == []
    assert publishers_of([own, own, copied]) == [own.publisher, copied.publisher]


def test_source_is_listed_as_due_a_month_before(copy):
    write(copy.folder, ENTRY.replace("2027-11-28", "2026-12-31"))
    sources = read(copy.folder).sources
    assert due(sources, date(2026, 11, 30)) == []
    assert due(sources, date(2026, 12, 1)) == ["a-blog"]
    assert due(sources, date(2027, 12, 1))[0] == "a-blog"
    assert set(due(sources, date(2027, 12, 1))) == set(sources)


def test_a_source_expires_after_its_last_day(copy):
    write(copy.folder, ENTRY.replace("2027-11-28", "2026-12-31"))
    sources = read(copy.folder).sources
    assert expired(sources, date(2026, 12, 31)) == []
    assert expired(sources, date(2027, 1, 1)) == [
        "sources.toml: a-blog: read it again by 2026-12-31, at https://example.org/; then set checked and review_by"
    ]


def test_a_source_without_an_address_is_named_by_its_title(copy):
    write(copy.folder, ENTRY.replace('url = "https://example.org/"', "").replace("2027-11-28", "2026-12-31"))
    (line,) = expired(read(copy.folder).sources, date(2027, 1, 1))
    assert ", at 'Cramps'; " in line


def test_the_check_says_what_has_to_be_read_again(copy, monkeypatch):
    path = copy.folder / "sources.toml"
    head, mark, entry = path.read_text(encoding="utf-8").partition("[hse-shin-splints]")
    entry = entry.replace("2026-11-28", "2020-11-28", 1).replace("2027-11-28", "2021-11-28", 1)
    path.write_text(head + mark + entry, encoding="utf-8")
    monkeypatch.setattr("skill.cli.from_environment", lambda: SimpleNamespace(content=copy.folder))
    monkeypatch.setattr("skill.alexa.publishing.content_check.check_content", lambda _: "6 locales")
    said = CliRunner().invoke(main, ["check"]).output
    assert "sources.toml: hse-shin-splints: read it again by 2021-11-28, at https://" in said
