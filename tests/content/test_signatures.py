"""A signature says what was read, and later what has changed since; one at fault doesn't count and is named."""

from datetime import date

import pytest

from skill.content.catalog import load_catalog
from skill.content.entries import Entry, Line, entries_of
from skill.content.signatures import (
    ROLES,
    Signature,
    code_of,
    digests_of,
    hash_of,
    read_signatures,
    standing,
    text_of,
)

DAY = date(2026, 12, 1)
ENTRY = Entry("questions", "questions/tea", "Tea", (Line("", "Drink it."), Line("", "Warm.")), ("a-page",), "doctor")
EARLIER = "73dd74429a6958d7e156537cc1674a28d2e93dd9b0fed38bcb1f924bf33b56e5"
"""The hash of an entry, and of one that rests on copies: another would call every signature outdated."""
TWO = [ENTRY, ENTRY._replace(name="questions/milk")]


def signature_of(said, role="pharmacist", day=DAY):
    return Signature(role=role, date=day, content=hash_of(said), said=said)


def put(folder, signature, locale="en-GB", name=None):
    path = folder / "signatures" / locale / (name or signature.file)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text_of(locale, signature), encoding="utf-8")
    return path


CHANGES = [
    {"title": "Teas"},
    {"level": "urgent"},
    {"sources": ("another-page",)},
    {"sources": ("a-page", "another-page")},
    {"copies_only": True},
    {"lines": ENTRY.lines[:1]},
    {"lines": ENTRY.lines[::-1]},
    {"lines": (*ENTRY.lines, Line("in a cramp", "Warm."))},
    {"lines": (Line("asked first", "Drink it."), Line("", "Warm."))},
    {"name": "questions/coffee"},
]


def test_whatever_is_read_of_an_entry_is_signed():
    before = digests_of([ENTRY])
    for changes in CHANGES:
        after = digests_of([ENTRY._replace(**changes)])
        assert hash_of(before) != hash_of(after), changes
        assert standing(after, signature_of(before)).state == "outdated", changes


def test_signature_lists_new_changed_and_removed_entries():
    before = digests_of(TWO)
    after = digests_of([ENTRY._replace(level="urgent"), ENTRY._replace(name="questions/soup")])
    found = standing(after, signature_of(before))
    assert set(found.changed) == {"questions/tea", "questions/soup", "questions/milk"}
    assert found.signed == frozenset()


def test_what_is_unchanged_stays_signed():
    found = standing(digests_of([TWO[0]._replace(level="urgent"), TWO[1]]), signature_of(digests_of(TWO)))
    assert (found.state, found.changed, found.signed) == ("outdated", ("questions/tea",), {"questions/milk"})


def test_words_are_signed_until_they_change():
    said = digests_of(TWO)
    found = standing(said, signature_of(said))
    assert (found.state, found.changed, found.signed) == ("signed", (), set(said))
    assert standing(said, None).state == "unsigned"
    assert hash_of(said).startswith(code_of(said))


def test_older_versions_signature_stays_valid():
    assert hash_of(digests_of([ENTRY, ENTRY._replace(name="questions/milk", copies_only=True)])) == EARLIER


def test_words_are_signed_in_any_order():
    assert hash_of(digests_of(TWO)) == hash_of(digests_of(TWO[::-1]))


def test_a_signature_is_read_as_it_was_written(tmp_path):
    signed = signature_of(digests_of(TWO))
    assert put(tmp_path, signed).read_text(encoding="utf-8").startswith("# What a pharmacist has read of en-GB.")
    found = read_signatures(tmp_path, ["en-GB"])
    assert found.problems == []
    assert found.last("en-GB") == signed
    assert found.last("en-US") is None


def test_last_signature_counts_and_the_last_per_role_is_found(tmp_path):
    said = digests_of(TWO)
    for role, day in (("nurse", DAY), ("doctor", date(2026, 11, 30)), ("doctor", date(2025, 12, 31))):
        put(tmp_path, signature_of(said, role, day))
    found = read_signatures(tmp_path, ["en-GB"])
    assert found.last("en-GB").role == "nurse"
    assert found.last("en-GB", "doctor").date == date(2026, 11, 30)
    assert found.last("en-GB", "midwife") is None


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"questions/tea"', '"questions/chai"', "it was edited after it was signed"),
        ('content = "', 'content = "0', "it was edited after it was signed"),
        ('role = "pharmacist"', 'role = "writer"', "ValidationError: a signature is written by"),
        ('role = "pharmacist"', 'role = "nurse"', "the file's name: 2026-12-01-nurse.toml"),
        ("date = 2026-12-01", "date = 2026-12-02", "the file's name: 2026-12-02-pharmacist.toml"),
        ("date = 2026-12-01", 'date = 2026-12-01\nname = "somebody"', "ValidationError"),
        ("[said]", "[said", "TOMLDecodeError"),
    ],
)
def test_tampered_signature_does_not_count(tmp_path, old, new, told):
    path = put(tmp_path, signature_of(digests_of(TWO)))
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    found = read_signatures(tmp_path, ["en-GB"])
    assert found.last("en-GB") is None
    (problem,) = found.problems
    assert problem.startswith("signatures/en-GB/2026-12-01-pharmacist.toml: ")
    assert told in problem


def test_a_signature_of_no_country_of_ours_is_named(tmp_path):
    put(tmp_path, signature_of(digests_of(TWO)), locale="en-XX")
    assert read_signatures(tmp_path, ["en-GB"]).problems == [
        "signatures/en-XX/2026-12-01-pharmacist.toml: there is no countries/en-XX.toml"
    ]


def test_a_file_that_is_no_text_is_named(tmp_path):
    put(tmp_path, signature_of(digests_of(TWO))).write_bytes(b"\xff\xfe")
    later = signature_of(digests_of(TWO), day=DAY.replace(day=2))
    put(tmp_path, later)
    found = read_signatures(tmp_path, ["en-GB"])
    assert "UnicodeDecodeError" in found.problems[0]
    assert (len(found.problems), found.last("en-GB")) == (1, later)


def test_every_role_can_sign_and_is_told_in_words(tmp_path):
    for role in ROLES:
        signed = signature_of(digests_of(TWO), role)
        put(tmp_path, signed)
        assert "-" not in signed.in_words.partition(" on ")[0]
    assert len(read_signatures(tmp_path, ["en-GB"]).by_locale["en-GB"]) == len(ROLES)


def test_a_signature_holds_no_name(tmp_path):
    told = put(tmp_path, signature_of(digests_of(TWO))).read_text(encoding="utf-8").split("[said]")[0]
    keys = {line.split(" = ")[0] for line in told.splitlines() if " = " in line}
    assert keys == {"role", "date", "content"}


def test_a_signature_changes_no_version_of_the_content(copy):
    before = load_catalog(copy.folder, wording=False)
    put(copy.folder, signature_of(digests_of(entries_of(before["en-GB"]))))
    after = load_catalog(copy.folder, wording=False)
    assert after.version == before.version
    assert after.signed["en-GB"] == "signed"
    assert set(after.signed) == set(after.published())
    assert after["en-GB"].signed == {entry.name for entry in entries_of(after["en-GB"])}
    assert after["en"].signed == frozenset()


def test_content_is_served_though_a_signature_is_at_fault(copy):
    put(copy.folder, signature_of(digests_of(TWO))).write_text("what is this", encoding="utf-8")
    assert load_catalog(copy.folder, wording=False).signed["en-GB"] == "unsigned"
