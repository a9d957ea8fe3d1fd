"""Words that no slot lists: a sign gets its answer, a subject its own, and the rest is honestly not known."""

import pytest
from ask_sdk_model import Intent, IntentRequest, Slot

from skill.alexa.requests import EventParser
from skill.dialogue import events as e


@pytest.fixture(scope="module")
def parser(catalog):
    return EventParser(catalog["en-GB"])


def event(parser, intent, **slots):
    named = {name: Slot(name=name, value=value) for name, value in slots.items()}
    return parser.event(IntentRequest(intent=Intent(name=intent, slots=named or None)))


UNDERSTOOD = [
    ("AskAnythingIntent", "a spoonful of mustard do anything", e.QuestionAsked("food-and-drink", "mustard")),
    ("SayAnythingIntent", "take statins", e.QuestionAsked("cramp-cause", "statins")),
    ("SayAnythingIntent", "chest hurts", e.QuestionAsked("emergency", "chest-pain")),
    ("SayAnythingIntent", "calf is cramping again", e.CrampReported()),
    ("SayAnythingIntent", "something nobody has listed", e.MISHEARD),
    ("SayAnythingIntent", "haven't got chest pain", e.DENIED),
]


def test_words_in_a_phrase_slot_are_understood(parser):
    for intent, query, expected in UNDERSTOOD:
        assert event(parser, intent, query=query) == expected, query


def test_unknown_question_names_two_near_subjects(parser):
    asked = event(parser, "AskAnythingIntent", query="a copper bracelet do anything")
    assert (asked.question, asked.unlisted, len(asked.near)) == ("subjects", True, 2)


def test_an_unlisted_value_of_the_subject_slot_is_understood(parser):
    assert event(parser, "SubjectsIntent", subject="those magnesium things") == e.QuestionAsked("minerals", "magnesium")
    assert event(parser, "SubjectsIntent", subject="a copper bracelet").unlisted


def test_nothing_of_the_unknown_words_is_in_the_event(parser):
    asked = event(parser, "AskAnythingIntent", query="xylophonic treatment")
    assert "xylophonic" not in repr(asked)


def test_a_phrase_slot_without_words_is_not_known(parser):
    assert event(parser, "AskAnythingIntent").unlisted
