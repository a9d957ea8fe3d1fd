"""What is said of somebody else's cramp, and what only sounds like it. Written before the samples that hear it."""

from the_skill import recognizer

REPORTED = [
    "my husband has a cramp",
    "he's got a cramp in his calf",
    "my wife's calf is cramping",
    "my mum's got one of her cramps",
    "my dad has a cramp in the back of his thigh",
    "somebody in bed with me has a cramp",
    "it's not me it's my partner",
    "yes it's my husband's leg",
    "my son woke up with a cramp",
    "how do i ease his cramp",
    "my girlfriend's foot has seized up",
    "she is having a terrible cramp",
]
NOT_REPORTED = [
    "my husband snores",
    "my wife says hello",
    "my husband told me about you",
    "my wife does the stretch too",
    "can i share my husband's quinine",
    "does my husband need a doctor",
    "my wife's asleep",
    "my husband had cramps last year",
    "start the stretch for my wife and me",
    "i have a cramp in my calf",
]
STILL = [
    "no he's still in pain",
    "he says it still hurts",
    "she says it's no better",
    "it's still hurting him",
    "his calf is still tight",
    "she's still cramping",
]
NOT_STILL = [
    "he's still asleep",
    "she's talking to me",
    "he says good night",
    "is it still raining",
    "he's got chest pain",
    "she says stop",
    "his leg is cold and white",
    "is he still meant to hold it",
    "she says thank you",
    "he wants you to whisper",
]
EASED = [
    "she says it's better",
    "he says it has eased",
    "he's fine now",
    "her cramp has gone",
    "his leg has let go",
    "she can move it again",
]
NOT_EASED = [
    "she says it's not better",
    "he can't move it",
    "he's not all right",
    "her leg has gone cold",
    "his leg has gone numb",
    "his leg has swollen up",
    "she isn't fine",
    "he's gone all confused",
    "she says it's worse",
    "he can't move his leg again",
]


def heard(said):
    """Return the intents that sentences are taken for, by sentence."""
    return {one: recognizer().recognize(one).intent for one in said}


def test_somebody_elses_cramp_is_heard_as_theirs():
    assert heard(REPORTED) == dict.fromkeys(REPORTED, "HelpSomebodyIntent")


def test_similar_sentences_are_not_somebody_elses_cramp():
    assert [said for said, intent in heard(NOT_REPORTED).items() if intent == "HelpSomebodyIntent"] == []


def test_that_it_still_hurts_them_is_heard():
    assert heard(STILL) == dict.fromkeys(STILL, "StillHurtsIntent")


def test_unrelated_sentences_are_not_still_hurting():
    assert [said for said, intent in heard(NOT_STILL).items() if intent == "StillHurtsIntent"] == []


def test_that_theirs_has_eased_is_heard():
    assert heard(EASED) == dict.fromkeys(EASED, "EasedIntent")


def test_what_may_be_a_sign_is_not_heard_as_eased():
    assert [said for said, intent in heard(NOT_EASED).items() if intent == "EasedIntent"] == []
