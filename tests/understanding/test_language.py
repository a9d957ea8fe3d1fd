"""A language's rules: how its words are cut, and that a language without any is named with what to do."""

import sys
from dataclasses import replace

import pytest

from skill.alexa.requests import EventParser
from skill.errors import ContentError
from skill.understanding import language
from skill.understanding.en import RULES
from skill.understanding.language import rules_of

SPOKEN = [
    ("Alexa, help!", ("help",)),
    ("hey Alexa help", ("help",)),
    ("It's my GP\N{RIGHT SINGLE QUOTATION MARK}s idea; don't", ("it", "my", "gp", "idea", "dont")),
    ("10pm", ("10", "pm")),
    ("ten p. m.", ("ten", "pm")),
    ("", ()),
]


def test_punctuation_case_and_the_wake_word_are_dropped():
    assert [(said, RULES.spoken_words(said)) for said, _ in SPOKEN] == SPOKEN


def test_possessive_never_counts_and_forms_share_a_stem():
    assert RULES.bare("My LEG\N{RIGHT SINGLE QUOTATION MARK}s cold") == "my leg cold"
    assert RULES.words("{muscle}'s cold") == ("muscle", "cold")
    assert {RULES.stem(word) for word in ("cramping", "cramped", "cramps", "cramp")} == {"cramp"}
    assert RULES.stem("bed") == "bed"


@pytest.mark.parametrize("name", ["xx", "", "../en", "en.words"])
def test_language_without_rules_is_named_with_the_remedy(name):
    with pytest.raises(ContentError, match=r"missing; write the rules of .* as in skill/understanding/en/"):
        rules_of(name)


def test_a_draft_without_rules_takes_words_as_they_are():
    plain = rules_of("xx", draft=True)
    assert plain.spoken_words("Alexa, två's p m") == ("tvås", "p", "m")
    assert plain.stem("cramps") == "cramps"
    assert plain.number_at(("two",), 0) is plain.duration_at(("two", "hours"), 0) is None
    assert rules_of("en", draft=True) is RULES


def test_a_skill_in_a_language_without_rules_does_not_start(content):
    with pytest.raises(ContentError, match=r"skill/understanding/xx/: missing"):
        EventParser(replace(content, language="xx"))


def test_languages_rules_come_from_its_package(monkeypatch, tmp_path):
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx/__init__.py").write_text("from skill.understanding.en import RULES", encoding="utf-8")
    monkeypatch.setattr(sys.modules[language.__package__], "__path__", [str(tmp_path)])
    assert rules_of("xx") is rules_of("en") is RULES
