"""`python -m skill review`, `sign` and what `check` says of signatures, from an edit to a signed page."""

import re
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from scenarios import PUBLISHED

from skill.cli import main
from skill.content.catalog import read_checked

DAY = date(2026, 12, 1)
PHRASE = 'goodbye = "'


@pytest.fixture(scope="module")
def read_once():
    """Read and check the same words once, wherever a copy of them is: most tests begin with those of content/."""
    checked = {}

    def read_once(folder, **options):
        words = tuple(
            (path.relative_to(folder), path.read_bytes())
            for path in sorted(folder.rglob("*.*"))
            if "signatures" not in path.parts
        )
        if words not in checked:
            checked[words] = read_checked(folder, **options)
        return checked[words]

    return read_once


@pytest.fixture
def folder(content_copy, monkeypatch, read_once):
    """A copy of content/ that the commands work on, unsigned, on a day of its own."""
    monkeypatch.setattr("skill.content.catalog.read_checked", read_once)
    monkeypatch.setattr("skill.cli.from_environment", lambda: SimpleNamespace(content=content_copy))
    monkeypatch.setattr("skill.review.commands.from_environment", lambda: SimpleNamespace(content=content_copy))
    monkeypatch.setattr("skill.review.commands.today", lambda: DAY)
    return content_copy


@pytest.fixture
def checked(folder, monkeypatch):
    """Run `check` on a day. What it says of words and models is tried in tests/content, and isn't looked for here."""
    monkeypatch.setattr("skill.alexa.publishing.content_check.check_content", lambda _: "6 locales")

    def checked(day=DAY):
        monkeypatch.setattr("skill.cli.today", lambda: day)
        return run("check")

    return checked


def run(*arguments):
    return CliRunner().invoke(main, [*map(str, arguments)])


def reviewed(folder, country="en-GB", *options):
    """Return the page that `review` writes, its code, and what the command says."""
    said = run("review", country, "--into", folder.parent, *options)
    assert said.exit_code == 0, said.output
    path = folder.parent / f"review-{country}.html"
    page = path.read_text(encoding="utf-8")
    path.unlink()
    return page, re.search(r"--code ([0-9a-f]{12})", page)[1], said.output


def edit(folder):
    path = folder / "en/phrases.toml"
    text = path.read_text(encoding="utf-8")
    assert PHRASE in text
    path.write_text(re.sub(r'^goodbye = ".*"$', 'goodbye = "Sleep well."', text, flags=re.MULTILINE), encoding="utf-8")


def test_an_edit_goes_from_the_file_to_a_signed_page(folder, checked):
    _, code, said = reviewed(folder)
    assert said.endswith("entries. These words are not signed.\n")
    assert run("sign", "en-GB", "--role", "pharmacist", "--code", code.upper()).exit_code == 0
    assert [path.name for path in (folder / "signatures/en-GB").iterdir()] == ["2026-12-01-pharmacist.toml"]
    assert "en-GB: signed by a pharmacist on 2026-12-01\n" in checked().output

    edit(folder)
    found = checked()
    assert found.exit_code == 0
    assert (
        "en-GB: signed by a pharmacist on 2026-12-01, but 1 entry has changed since (phrases/goodbye); " in found.output
    )
    page, code, said = reviewed(folder)
    assert said.endswith("1 entry has changed since these words were signed by a pharmacist on 2026-12-01.\n")
    assert re.findall(r'id="changed/([^"]+)"', page) == ["phrases/goodbye"]

    assert run("sign", "en-GB", "--role", "pharmacist", "--code", code).exit_code == 0
    page, _, _ = reviewed(folder)
    assert "changed/" not in page
    assert "These words were signed by a pharmacist on 2026-12-01." in page


def test_unread_changes_stand_on_top_for_each_role(folder):
    _, code, _ = reviewed(folder)
    assert run("sign", "en-GB", "--role", "nurse", "--code", code).exit_code == 0
    edit(folder)
    _, code, _ = reviewed(folder)
    assert run("sign", "en-GB", "--role", "pharmacist", "--code", code).exit_code == 0
    assert 'id="changed/' not in reviewed(folder)[0]
    assert 'id="changed/phrases/goodbye"' in reviewed(folder, "en-GB", "--role", "nurse")[0]
    assert "Nobody has signed it yet" in reviewed(folder, "en-GB", "--role", "doctor")[0]


def test_words_changed_after_reading_are_not_signed(folder):
    _, code, _ = reviewed(folder)
    edit(folder)
    refused = run("sign", "en-GB", "--role", "doctor", "--code", code)
    assert refused.exit_code == 1
    assert "the words have changed since that page was written" in refused.output
    assert not (folder / "signatures").exists()


def test_signature_needs_a_health_professionals_role_and_a_code(folder):
    for options in ((), ("--role", "doctor"), ("--code", "0123456789ab"), ("--role", "poet", "--code", "0")):
        assert run("sign", "en-GB", *options).exit_code == 2, options


def test_unknown_country_is_reported_with_the_known_ones(folder):
    for command in (("review", "en-XX"), ("sign", "en-XX", "--role", "doctor", "--code", "0")):
        refused = run(*command)
        assert refused.exit_code == 1
        assert "countries/en-XX.toml: missing; there are en-AU, en-CA" in refused.output


def test_faulty_content_is_neither_read_nor_signed(folder):
    (folder / "en/questions/tea.toml").write_text("level = 3\n", encoding="utf-8")
    for command in (("review", "en-GB"), ("sign", "en-GB", "--role", "doctor", "--code", "0")):
        refused = run(*command)
        assert refused.exit_code == 1
        assert "en/questions/tea.toml: " in refused.output


def test_check_names_unsigned_countries_in_one_line(checked):
    found = checked()
    assert found.exit_code == 0
    assert f"not signed: {', '.join(PUBLISHED)}; `python -m skill review en-AU` writes" in found.output


def test_a_signature_of_a_day_to_come_is_refused(folder, checked):
    _, code, _ = reviewed(folder)
    assert run("sign", "en-GB", "--role", "doctor", "--code", code).exit_code == 0
    refused = checked(DAY - timedelta(days=1))
    assert refused.exit_code == 1
    assert "signatures/en-GB/2026-12-01-doctor.toml: its day is still to come" in refused.output


def test_edited_signature_is_refused_by_every_command(folder, checked):
    _, code, _ = reviewed(folder)
    assert run("sign", "en-GB", "--role", "doctor", "--code", code).exit_code == 0
    path = folder / "signatures/en-GB/2026-12-01-doctor.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("phrases/goodbye", "phrases/hello"), encoding="utf-8")
    again = ("review", "en-GB"), ("sign", "en-GB", "--role", "nurse", "--code", code)
    for refused in (checked(), *(run(*command) for command in again)):
        assert refused.exit_code == 1
        assert "2026-12-01-doctor.toml: it was edited after it was signed" in refused.output
