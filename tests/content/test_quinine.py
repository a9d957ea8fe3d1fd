"""Quinine: two kinds of people, an overdose only as what has happened, and questions that alarm nobody."""

import re

import pytest
from scenarios import COUNTRIES, flat
from the_skill import files

from skill.alexa.publishing.interaction_model import expand_all
from skill.understanding.signs import SignFinder

QUINE = ("quinine-daily", "quinine-overdose", "quinine-side-effects", "quinine-suitability", "quinine-symptom")
TELLS_TO_STOP = re.compile(r"\b(?:[Ss]top (?:it|quinine|taking)|any more quinine|coming off it)\b")
OF_THE_INFECTION = re.compile(r"malaria|infection|on your own|pregnancy")
MALARIA_FIRST = ("missed-quinine", "quinine-not-helping", "breastfeeding-and-quinine")
ASKS = re.compile(r"^(what|can|could|how|does|do|is|should|will|when|why) ")
HAPPENED = re.compile(
    r"\b(took|taken|had|swallowed|ate|eaten|chewed|got|overdosed|overdose of|poisoning|doubled|doses|been (at|into))\b"
)

HAPPENED_TO = {
    "i've taken far too many quinine": "too-much-quinine",
    "i swallowed a whole strip of quinine": "too-much-quinine",
    "i've overdosed on my cramp tablets": "too-much-quinine",
    "i had my quinine and then took another one": "too-much-quinine",
    "the little one has been chewing and swallowed my quinine": "child-took-quinine",
    "my granddaughter ate one of the quinine tablets": "child-took-quinine",
    "the kids got hold of the cramp pills": "child-took-quinine",
}
NOTICED = {
    "my ears won't stop ringing": "ringing-ears",
    "there's a constant hissing in both my ears": "ringing-ears",
    "i'm on quinine for malaria and my ears are ringing": "ringing-ears",
    "on quinine everything sounds muffled": "hearing-loss",
    "since the quinine my eyesight has gone blurry": "disturbed-vision",
    "my husband takes quinine and sees flashes": "disturbed-vision",
    "i took the tablets and i'm seeing rings around the lights": "disturbed-vision",
    "quinine makes me see stars": "disturbed-vision",
    "there are flashes in my eyes since i took quinine": "disturbed-vision",
    "spots in front of my eyes and i take quinine": "disturbed-vision",
    "he's got tunnel vision on quinine": "disturbed-vision",
    "i'm taking quinine and i've gone blind in one eye": "sight-lost-on-quinine",
    "he's on quinine and he's talking gibberish": "sudden-confusion-on-quinine",
    "quinine has given me a rash with blisters": "blisters-on-quinine",
    "i took my quinine and my lips are swelling": "swelling-on-quinine",
    "i fainted after my quinine": "collapse-or-breathing",
    "he had a fit on quinine": "fit-on-quinine",
    "my heart keeps skipping beats": "irregular-heartbeat",
    "my nose has been bleeding for half an hour": "heavy-nosebleed",
    "my gums bleed when i brush my teeth": "bleeding-gums",
    "i'm covered in bruises": "bruising",
    "there are tiny purple spots on my shins": "pinpoint-spots",
    "i take quinine and i see purple spots on my legs": "pinpoint-spots",
    "my poo has gone black": "head-or-gut-bleeding",
    "i've been bringing up blood": "head-or-gut-bleeding",
    "my wee is black and i take quinine": "dark-urine-on-quinine",
    "quinine gives me hot flushes": "hot-flushes",
}
HARMLESS = (
    "the phone's ringing",
    "ring my daughter",
    "i'm all ears",
    "speak up i'm deaf",
    "i can't hear you properly",
    "i can't see it's dark",
    "i'm sick of these cramps",
    "i'm worried sick about these cramps",
    "my heart sinks when it starts",
    "it's left me black and blue from rubbing it",
    "i've brushed my teeth",
    "i've got a bruise where i banged the bed",
    "i missed my quinine",
    "i forgot my quinine so i took it this morning",
    "i take two quinine a night as prescribed",
    "i've had lots of cramps on quinine",
    "my son takes quinine for malaria",
    "my daughter has taken quinine for malaria since monday",
    "the dog ate my quinine",
    "how many quinine is an overdose",
    "can you overdose on quinine",
    "what happens if i take too much quinine",
    "does quinine cause ringing in the ears",
    "is a rash a side effect of quinine",
    "can quinine make you see halos",
    "does quinine cause flashes in the eyes",
    "is tunnel vision a side effect of quinine",
    "i'm on quinine and i don't see flashes",
    "i've got no bruises and i'm on quinine",
    "i'm on quinine and my ears don't ring",
    "i'm on quinine and i've got a cramp",
    "my tablets are for my blood pressure",
)


@pytest.fixture(scope="session")
def finder(content):
    return SignFinder(content)


def answers(content):
    """Return every answer about quinine, with its question and choice."""
    for slug in QUINE:
        question = content.questions[slug]
        for choice, answer in ((None, question.general), *question.choices.items()):
            yield slug, choice, answer, " ".join(flat(answer.said))


def said_to(content, choice):
    return next(text for _, own, _, text in answers(content) if own == choice)


def test_no_answer_tells_to_stop_without_a_word_for_malaria(countries):
    for content in countries:
        told = [(slug, choice, text) for slug, choice, _, text in answers(content) if TELLS_TO_STOP.search(text)]
        assert len(told) > 10, content.locale
        assert [one for one in told if not OF_THE_INFECTION.search(one[2])] == [], content.locale


def test_no_answer_says_never_two(countries):
    for content in countries:
        halves = re.compile(r"\bnever (take )?two\b", re.IGNORECASE)
        assert [text for *_, text in answers(content) if halves.search(text)] == [], content.locale


def test_malaria_comes_first_if_quinine_is_for_nothing_else(countries):
    for content in countries:
        taken_for_cramps_too = COUNTRIES[content.locale]["stance"] == "last-resort"
        first = [choice for choice in MALARIA_FIRST if said_to(content, choice).startswith("For malaria")]
        assert taken_for_cramps_too or first == list(MALARIA_FIRST), content.locale


def test_malaria_answer_says_to_finish_the_course(countries):
    for content in countries:
        text = said_to(content, "for-malaria")
        assert text.startswith("What I say about stopping isn't for you"), content.locale
        assert "finish the course" in text, content.locale
        assert f"Call {content.emergency}" in text, content.locale


def test_a_question_about_quinine_never_alarms(countries):
    for content in countries:
        mild = ("quinine-daily", "quinine-side-effects", "quinine-suitability")
        levels = {answer.level for slug, _, answer, _ in answers(content) if slug in mild}
        assert levels == {"information", "doctor"}, content.locale


@pytest.mark.parametrize("place", ["quinine-overdose", "child-took-quinine"])
def test_an_overdose_is_what_has_happened(place):
    questions = files().questions
    samples = questions[place].samples if place in questions else ()
    samples = samples or questions["quinine-symptom"].choices[place].samples
    heard = expand_all(samples)
    assert [sample for sample in heard if ASKS.search(sample) or not HAPPENED.search(sample)] == []


def reported(finder, said):
    return {mention.sign.choice for mention in finder.find(said) if mention.mood == "reported"}


def test_a_report_is_found_in_a_sentence(finder):
    meant = [*HAPPENED_TO.items(), *NOTICED.items()]
    assert [said for said, choice in meant if choice not in reported(finder, said)] == []


def test_harmless_words_report_nothing_about_quinine(finder):
    of_quinine = {choice for question, choice in finder.signs if question == "quinine-symptom"}
    assert [said for said in HARMLESS if reported(finder, said) & of_quinine] == []
