"""Which signs a sentence reports, denies, or only talks about."""

import pytest

from skill.understanding.signs import Mood, Sign, SignFinder, gravest

MILD, GRAVE = Sign("see-doctor", "numbness", 1, asks=False), Sign("emergency", "chest-pain", 3, asks=False)
ASKED = Sign("leg-signs", "numb", 3, asks=True)


@pytest.fixture(scope="module")
def finder(library):
    return SignFinder(library)


def moods(finder, sentence, choice="chest-pain"):
    return {mention.mood for mention in finder.find(sentence) if mention.sign.choice == choice}


@pytest.mark.parametrize(
    "sentence",
    [
        "I've got chest pain",
        "help my husband has chest pain",
        "no it's chest pain",
        "is it normal that i have chest pain",
        "i had chest pain last year and now i've got chest pain again",
        "why have i got chest pain",
        "it's not my leg but i've got chest pain",
    ],
)
def test_a_sign_is_reported(finder, sentence):
    assert moods(finder, sentence) == {Mood.REPORTED}
    assert finder.reported(sentence).choice == "chest-pain"


@pytest.mark.parametrize(
    "sentence",
    ["no chest pain", "i haven't got any chest pain", "no no i don't have chest pain", "I never said chest pain"],
)
def test_a_sign_is_denied(finder, sentence):
    assert moods(finder, sentence) == {Mood.DENIED}
    assert finder.reported(sentence) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "i had chest pain last year",
        "i used to have chest pain",
        "can a cramp cause chest pain",
        "what is chest pain a sign of",
        "what if i get chest pain",
        "my mother died of chest pain",
        "does quinine give you chest pain",
    ],
)
def test_a_sign_is_only_mentioned(finder, sentence):
    assert moods(finder, sentence) == {Mood.MENTIONED}
    assert finder.reported(sentence) is None


def test_what_follows_a_sign_may_excuse_it(finder):
    assert finder.reported("i can't breathe for laughing") is None
    assert finder.reported("i can't breathe and it's no laughing matter").choice == "breathless"


def test_a_new_thought_is_denied_as_a_whole_or_not_at_all(finder):
    assert finder.reported("no it's swollen").choice == "swollen-leg"
    assert finder.reported("i don't think it's swollen") is None


def test_a_sign_is_found_without_words_that_change_nothing(finder):
    assert finder.reported("my leg has become totally stone cold").choice == "cold-or-pale-leg"


def test_words_without_a_sign_hold_none(finder):
    assert finder.find("breathe in or out") == ()
    assert finder.find("") == ()


def test_the_gravest_sign_counts_and_a_named_one_before_one_to_be_asked_about():
    assert gravest([MILD, GRAVE, ASKED]) == GRAVE
    assert gravest([MILD, ASKED]) == ASKED
    assert gravest([]) is None


def test_every_sign_is_found_in_its_own_words(finder, library):
    for question in library.questions.values():
        for choice, answer in question.choices.items():
            for words in (one for one in answer.patterns if not set("()[]{}|*") & set(one)):
                found = {mention.sign.choice for mention in finder.find(words)}
                assert question.slot not in ("sign", "symptom") or choice in found, (choice, words)
