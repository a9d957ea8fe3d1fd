"""Subjects in a sentence: which, how sure, and the nearest if it is none; with a content of a dozen words."""

from types import SimpleNamespace

import pytest

from skill.understanding.en import RULES
from skill.understanding.subjects import DOUBT, LEAST, Found, SubjectFinder

SUBJECTS = {
    "magnesium": "magnesium",
    "my tea": "tea",
    "green tea": "green-tea",
    "a hot bath": "bath",
    "too much salt": "salt",
    "bananas": "banana",
    "calcium": "calcium",
    "calcius": "calcius",
    "x": "x-ray",
}
TOPICS = {"tonic water": "tonic-water", "side effects": "side-effects"}
CONTENT = SimpleNamespace(
    context=SimpleNamespace(
        about_another={},
        small_words=["a", "the", "my", "does", "help", "or", "x", "bananes"],
        never_assumed=["tonic", "quinine"],
        articles=["a", "my", "too much"],
        offered=["magnesium", "bath"],
        offered_with={"drink drinks": ["tea", "green-tea"]},
    ),
    words={"subject": SUBJECTS, "topic": TOPICS},
    questions={
        slug: SimpleNamespace(
            slug=slug, slot=slot, choices={choice: SimpleNamespace(name=choice.upper()) for choice in words.values()}
        )
        for slug, slot, words in (("subjects", "subject", SUBJECTS), ("quinine", "topic", TOPICS))
    },
)


@pytest.fixture
def finder():
    return SubjectFinder(CONTENT, RULES)


def found(finder, said):
    return finder.find(tuple(said.split()))


def near(finder, said):
    return finder.near(tuple(said.split()))


def test_a_subject_alone_is_sure(finder):
    assert found(finder, "magnesium") == [Found("subjects", "magnesium", 1.0, "magnesium")]


def test_subject_is_surer_with_a_larger_share_of_the_sentence(finder):
    (one,) = found(finder, "does magnesium help swimmers")
    assert one.confidence == pytest.approx(LEAST + (1 - LEAST) * 9 / 17)


def test_nothing_is_surer_than_sure(finder):
    assert [one.confidence for one in found(finder, "a hot bath")] == [1.0]
    assert [one.confidence for one in found(finder, "x")] == [1.0]


LONGEST = [
    ("does green tea help", "green-tea", "green tea"),
    ("does tea help", "tea", "tea"),
    ("my tea", "tea", "my tea"),
    ("hot bath", "bath", "hot bath"),
    ("salt", "salt", "salt"),
    ("tonic water", "tonic-water", "tonic water"),
]


def test_longest_words_are_found_with_or_without_an_article(finder):
    for said, choice, words in LONGEST:
        assert [(one.choice, one.words) for one in found(finder, said)] == [(choice, words)], (said, choice, words)


def test_what_is_no_subject_is_not_found(finder):
    for said in ["side effects", "bath", "green", "banan", "bananes", "bananabread", "zebra"]:
        assert found(finder, said) == [], said


def test_the_likeliest_subject_comes_first(finder):
    assert [one.choice for one in found(finder, "tea or magnesium")] == ["magnesium", "tea"]


def test_a_misspelt_subject_is_less_sure(finder):
    (one,) = found(finder, "banans help")
    assert (one.choice, one.words) == ("banana", "banans")
    assert one.confidence == pytest.approx(1.0 - DOUBT)


def test_nearest_is_spelt_alike_and_sorted_first(finder):
    assert near(finder, "banens") == ("BANANA", "MAGNESIUM")
    assert near(finder, "bananis calciumm") == ("CALCIUM", "BANANA")


def test_only_one_subject_is_near_to_a_word(finder):
    assert near(finder, "calciuw")[1] == "MAGNESIUM"


def test_unrelated_words_get_the_usual_offer(finder):
    for said in ["banan", "bananabread", "zebra"]:
        assert near(finder, said) == ("MAGNESIUM", "BATH"), said


def test_words_of_a_kind_get_subjects_of_that_kind(finder):
    assert near(finder, "zebra drinks") == ("TEA", "GREEN-TEA")


def test_empty_words_are_near_to_nothing(finder):
    assert near(finder, "does my x help") == ()
