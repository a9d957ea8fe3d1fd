"""Which signs a sentence reports, denies, or only talks about."""

import pytest

from skill.understanding.signs import Mention, Mood, Sign, SignFinder, _is_part, gravest, gravest_mention

MILD, GRAVE = Sign("see-doctor", "numbness", 1, asks=False), Sign("emergency", "chest-pain", 3, asks=False)
ASKED = Sign("leg-signs", "numb", 3, asks=True)


@pytest.fixture(scope="module")
def finder(content):
    return SignFinder(content)


def moods(finder, sentence, choice="chest-pain"):
    return {mention.mood for mention in finder.find(sentence) if mention.sign.choice == choice}


REPORTED = [
    "I've got chest pain",
    "help my husband has chest pain",
    "no it's chest pain",
    "is it normal that i have chest pain",
    "i had chest pain last year and now i've got chest pain again",
    "why have i got chest pain",
    "it's not my leg but i've got chest pain",
]


def test_a_sign_is_reported(finder):
    for sentence in REPORTED:
        assert moods(finder, sentence) == {Mood.REPORTED}, sentence
        assert finder.reported(sentence).choice == "chest-pain", sentence


DENIED = ["no chest pain", "i haven't got any chest pain", "no no i don't have chest pain", "I never said chest pain"]


def test_a_sign_is_denied(finder):
    for sentence in DENIED:
        assert moods(finder, sentence) == {Mood.DENIED}, sentence
        assert finder.reported(sentence) is None, sentence


MENTIONED = [
    "i had chest pain last year",
    "i used to have chest pain",
    "can a cramp cause chest pain",
    "what is chest pain a sign of",
    "what if i get chest pain",
    "my mother died of chest pain",
    "does quinine give you chest pain",
]


def test_a_sign_is_only_mentioned(finder):
    for sentence in MENTIONED:
        assert moods(finder, sentence) == {Mood.MENTIONED}, sentence
        assert finder.reported(sentence) is None, sentence


BODY_PARTS = [
    ("my chest", Mood.REPORTED),
    ("yes it's my chest", Mood.REPORTED),
    ("my chest is fine", Mood.DENIED),
    ("no my chest feels all right thanks", Mood.DENIED),
    ("my chest doesn't hurt", Mood.DENIED),
    ("there's nothing the matter with my chest", Mood.DENIED),
    ("my chest of drawers is in the way", Mood.MENTIONED),
]


def test_a_body_part_alone_is_asked_about_unless_nothing_ails_it(finder):
    for sentence, mood in BODY_PARTS:
        (found,) = finder.find(sentence)
        assert (found.mood, found.sign.asks) == (mood, True), (sentence, mood)


def test_a_sign_named_outright_is_not_excused_so_easily(finder):
    for sentence in ["my chest pain is fine now", "nothing helps my chest hurts"]:
        assert finder.reported(sentence).choice == "chest-pain", sentence


def test_words_without_a_sign_hold_none(finder):
    assert finder.find("breathe in or out") == ()
    assert finder.find("") == ()


def test_gravest_sign_counts_and_a_named_one_before_a_doubtful():
    assert gravest([MILD, GRAVE, ASKED]) == GRAVE
    assert gravest([MILD, ASKED]) == ASKED
    assert gravest([]) is None


def test_every_sign_is_found_in_its_own_words(finder, content):
    for question in content.questions.values():
        for slug, choice in question.choices.items():
            for words in (one for one in choice.said_anywhere() if not set("()[]{}|*") & set(one)):
                found = {mention.sign for mention in finder.find(words)}
                own = finder.signs.get((question.slug, slug))
                assert own is None or own in found or (own.asks and gravest(found).gravity > own.gravity), words


BY_PLACE = [
    ("not chest pain", Mood.DENIED),
    ("not any more chest pain", Mood.DENIED),
    ("not a single one of chest pain", Mood.REPORTED),
    ("no my leg hurts and chest pain", Mood.REPORTED),
    ("no but chest pain", Mood.REPORTED),
    ("no i've got chest pain", Mood.REPORTED),
    ("chest pain no", Mood.REPORTED),
    ("i didn't say chest pain", Mood.DENIED),
    ("last year i had chest pain", Mood.MENTIONED),
    ("chest pain last year", Mood.MENTIONED),
    ("chest pain last year and again", Mood.REPORTED),
    ("chest pain last year and still now", Mood.REPORTED),
    ("my dad died of chest pain", Mood.MENTIONED),
    ("chest pain and my dad died of it", Mood.REPORTED),
    ("i'm worried about getting chest pain", Mood.MENTIONED),
    ("what about chest pain", Mood.MENTIONED),
    ("what about chest pain i've got it now", Mood.MENTIONED),
    ("what is this i have chest pain", Mood.REPORTED),
    ("what is chest pain like", Mood.MENTIONED),
    ("chest pain what is it", Mood.REPORTED),
    ("what if chest pain comes", Mood.MENTIONED),
    ("what if i've got chest pain", Mood.MENTIONED),
    ("chest pain what if it comes", Mood.REPORTED),
    ("does quinine cause chest pain", Mood.MENTIONED),
    ("can i have chest pain from a cramp", Mood.REPORTED),
]


def test_words_place_decides_its_effect_on_a_sign(finder):
    for sentence, mood in BY_PLACE:
        assert moods(finder, sentence) == {mood}, (sentence, mood)


def test_a_sign_told_of_twice_is_the_one_reported(finder):
    mentions = finder.find("no chest pain yesterday but today i've got chest pain")
    (chest,) = [mention for mention in mentions if mention.sign.choice == "chest-pain"]
    assert chest.mood is Mood.REPORTED
    assert "chest pain" in chest.words


def test_a_sign_told_of_twice_without_a_report_is_denied(finder):
    assert moods(finder, "no chest pain and chest pain last year") in ({Mood.DENIED}, {Mood.MENTIONED})
    assert moods(finder, "chest pain last year and no chest pain") in ({Mood.DENIED}, {Mood.MENTIONED})


def mention(sign, words, mood=Mood.REPORTED):
    return Mention(sign, mood, words)


PARTS = [
    (mention(ASKED, "leg numb "), mention(GRAVE, "my leg numb and cold "), True),
    (mention(ASKED, "leg numb "), mention(MILD, "leg numb "), True),
    (mention(ASKED, "my leg numb and cold "), mention(GRAVE, "leg numb "), False),
    (mention(ASKED, "leg numb "), mention(GRAVE, "chest pain "), False),
    (mention(ASKED, "leg numb "), mention(GRAVE, "my leg numb and cold ", Mood.DENIED), False),
    (mention(ASKED, "leg numb ", Mood.DENIED), mention(GRAVE, "my leg numb and cold ", Mood.DENIED), True),
    (mention(ASKED, "leg numb "), mention(ASKED, "my leg numb and cold "), False),
]


def test_a_doubtful_sign_inside_an_outright_one_is_left_out():
    for asked, other, part in PARTS:
        assert _is_part(asked, [asked, other]) is part, (asked, other, part)


def test_of_equal_signs_the_one_found_in_most_words_counts():
    short, long = mention(GRAVE, "pain "), mention(Sign("x", "y", 3, asks=False), "terrible pain ")
    assert gravest_mention([short, long]) is gravest_mention([long, short]) is long
    assert gravest_mention([long, mention(MILD, "a very long mention indeed ")]) is long
    assert gravest_mention([]) is None
    assert gravest([GRAVE, Sign("x", "y", 3, asks=False)]) is GRAVE


def test_every_country_has_the_same_signs(catalog):
    first, *others = (SignFinder(content).signs for content in catalog.by_locale.values())
    assert all(other == first for other in others)


def test_apostrophes_capitals_and_contractions_are_equal(finder):
    for said in (
        "I can\N{RIGHT SINGLE QUOTATION MARK}t breathe",
        "I CAN NOT BREATHE",
        "i cannot breathe",
        "i can't breathe!",
        "he isn't breathing",
    ):
        assert finder.reported(said).choice == "breathless", said


NO_TO_SOMETHING_ELSE = [
    ("no i've got chest pain", "chest-pain"),
    ("no my leg is swollen", "swollen-leg"),
    ("no no i can't breathe", "breathless"),
    ("no it's numb", "numb"),
    ("no his face has dropped", "face-arm-speech"),
    ("no mum has collapsed", "fainting"),
    ("no someone has collapsed", "fainting"),
    ("it isn't cramp i've got chest pain", "chest-pain"),
    ("it doesn't help my leg has gone cold", "cold-or-pale-leg"),
    ("i don't know i can't feel my foot", "cannot-move-or-feel"),
    ("don't i can't breathe", "breathless"),
]


def test_a_no_to_something_else_denies_no_sign(finder):
    for sentence, choice in NO_TO_SOMETHING_ELSE:
        assert finder.reported(sentence).choice == choice, (sentence, choice)


NEVER_SAID = ["i never said my leg is swollen", "i didn't say i've got chest pain", "i don't think my leg is swollen"]


def test_a_sign_that_was_never_said_is_denied(finder):
    for sentence in NEVER_SAID:
        assert {mention.mood for mention in finder.find(sentence)} == {Mood.DENIED}, sentence


def test_what_follows_a_sign_may_excuse_it(finder):
    assert finder.reported("i can't breathe for laughing") is None
    assert finder.reported("i can't breathe and it's no laughing matter").choice == "breathless"
