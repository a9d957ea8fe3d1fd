"""What sentences mean: signs first, then words for word, then subjects, and honestly nothing."""

import pytest

from skill.understanding.meaning import REPORTED, Kind, Understanding

QUESTION, STATEMENT = ("can",), ("i", "my", "")


@pytest.fixture(scope="module")
def understanding(catalog):
    return Understanding(catalog["en-GB"])


ANYWHERE = [
    ("would a couple of magnesium tablets do anything", "magnesium"),
    ("my statins could they be behind this", "statins"),
    ("is there a bar of soap trick", "soap"),
    ("magnezium", "magnesium"),
    ("would a hot water bottle be any use", "heat-bottle"),
    ("is it the tea", "caffeine"),
    ("does vitamin k two do anything", "vitamin-k"),
    ("the gherkin juice my aunt drinks", "pickle-juice"),
]


def test_a_subject_is_found_wherever_it_stands(understanding):
    for said, choice in ANYWHERE:
        meaning = understanding.understand(said)
        assert (meaning.kind, meaning.choice) == (Kind.SUBJECT, choice), (said, choice)


SIGNS_FIRST = [
    ("does magnesium help my chest hurts", "chest-pain"),
    ("i take magnesium and i can't breathe", "breathless"),
    ("is it the tea or is my foot cold and white", "cold-or-pale-leg"),
]


def test_a_sign_is_answered_before_any_subject(understanding):
    for said, choice in SIGNS_FIRST:
        meaning = understanding.understand(said)
        assert meaning.kind is Kind.SIGN, (said, choice)
        assert meaning.choice == choice, (said, choice)
        assert meaning.confidence == 1, said


def test_unknown_words_have_two_near_subjects(understanding):
    for said in ["flummery", "who won the match", "tell me a joke", "qwertyuiop"]:
        meaning = understanding.understand(said)
        assert meaning.kind is Kind.NOTHING, said
        assert meaning.confidence == 0, said
        assert len(set(meaning.near)) == 2, said


NEAREST = [
    ("does flummery juice help", ("bananas", "pickle juice")),
    ("can flummery cause it", ("other medicines", "dehydration")),
    ("is it my new mattress", ("bedclothes", "how you lie in bed")),
    ("does flummery help", ("magnesium", "heat or ice")),
]


def test_the_nearest_subjects_are_of_the_kind_asked_about(understanding):
    for said, near in NEAREST:
        assert understanding.understand(said).near == near, (said, near)


def test_empty_words_have_no_near_subject(understanding):
    for said in ["", "is it that one again", "what are you"]:
        meaning = understanding.understand(said)
        assert meaning.kind is Kind.NOTHING, said
        assert meaning.near == (), said


def test_tonic_water_is_no_water(understanding):
    meaning = understanding.understand("how many glasses of tonic water")
    assert (meaning.kind, meaning.choice) == (Kind.SUBJECT, "tonic-water")
    assert understanding.slot_of(meaning) == "topic"


def test_nearest_subjects_resemble_the_question(understanding):
    assert "parkinson's" in understanding.understand("perkinsoms").near


def test_word_off_the_question_needs_a_statements_lead(understanding):
    assert understanding.understand("chest hurts", STATEMENT).kind is Kind.SIGN
    assert understanding.understand("a blood clot kill you", QUESTION).kind is not Kind.SIGN


def test_a_denied_sign_is_denied(understanding):
    assert understanding.understand("i haven't got chest pain").kind is Kind.DENIED


def test_sign_asked_about_is_a_question_about_signs(understanding):
    assert understanding.understand("can chest pain come from a cramp").kind is Kind.ABOUT_SIGNS


def test_a_command_word_for_word_is_a_command(understanding):
    meaning = understanding.understand("do not count")
    assert (meaning.kind, meaning.command, meaning.confidence) == (Kind.COMMAND, "no-counting", 1.0)
    assert meaning.why == "do not count"


def test_a_wish_about_the_voice_is_a_command_with_its_choice(understanding):
    meaning = understanding.understand("please speak clearly")
    assert (meaning.kind, meaning.command, meaning.choice) == (Kind.COMMAND, "voice", "clearer")


def test_a_question_word_for_word_is_that_question(understanding):
    meaning = understanding.understand("who says so")
    assert (meaning.kind, meaning.question, meaning.why) == (Kind.QUESTION, "source", "who says so")


def test_a_cramp_in_a_statement_is_a_cramp(understanding):
    said = "husband got one of his cramps again"
    assert understanding.understand(said, STATEMENT, stated=True).command == "relieve"
    assert understanding.understand(said, QUESTION).kind is Kind.NOTHING


def test_a_subject_in_a_statement_outweighs_the_word_cramp(understanding):
    meaning = understanding.understand("get cramps after coffee", STATEMENT, stated=True)
    assert meaning.choice == "caffeine"


def test_confidence_grows_with_the_subjects_share(understanding):
    sure, unsure = (
        understanding.understand(said).confidence
        for said in ("magnesium", "my neighbour across the road swears by magnesium every wednesday")
    )
    assert unsure < sure == 1.0


def test_a_misspelt_subject_is_less_sure(understanding):
    assert understanding.understand("magnezium").confidence < understanding.understand("magnesium").confidence


def test_of_two_subjects_the_other_comes_second(understanding):
    meaning = understanding.understand("magnesium or bananas")
    assert {meaning.choice, meaning.second} == {"magnesium", "banana"}


def test_a_short_word_or_another_beginning_is_no_misspelling(understanding):
    assert understanding.understand("i could stream").kind is Kind.NOTHING
    assert understanding.understand("oil").kind is Kind.NOTHING


def test_a_reported_cramp_is_a_command_only_in_a_statement(understanding):
    stated = understanding.understand("my leg has gone into a knot", stated=True)
    assert (stated.kind, stated.command, stated.confidence) == (Kind.COMMAND, "relieve", REPORTED)
    assert stated.why == "into a knot"
    assert understanding.understand("my leg has gone into a knot").kind is Kind.NOTHING
    assert understanding.understand("the dog has a ball", stated=True).kind is Kind.NOTHING


WHOLE = [("i can't hear you", Kind.COMMAND, "speak-up"), ("what causes leg cramps", Kind.QUESTION, "cramp-cause")]


def test_a_whole_sentence_is_its_command_or_question(understanding):
    for said, kind, name in WHOLE:
        meaning = understanding.understand(said)
        assert (meaning.kind, meaning.command or meaning.question, meaning.confidence) == (kind, name, 1.0), (
            said,
            kind,
            name,
        )
