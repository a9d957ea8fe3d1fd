"""Who says so: two sentences about the answer before, or the stretch under way, from the register of sources."""

from dataclasses import replace

import pytest
from scenarios import heard, turns

from skill.content.entries import entries_of
from skill.content.sources import NOBODY, SECOND_HAND
from skill.dialogue import events as e
from skill.dialogue.session import State

WHO = e.QuestionAsked("source")
MAGNESIUM = e.QuestionAsked("minerals", "magnesium")


def after(content, *events):
    """Return the turns of a visit."""
    return [turn for turn, _ in turns(content, [(5, event) for event in events])]


def told(content, *events):
    """Return the sentences of the last turn."""
    return list(heard(after(content, *events)[-1].beats))


def graded(content, *grades):
    """Return questions of level information whose sources have just these grades."""
    return [
        e.QuestionAsked(question.slug, choice)
        for question in content.questions.values()
        for choice, answer in question.choices.items()
        if answer.level == "information"
        and not question.check
        and {content.sources[key].grade for key in answer.sources} == set(grades)
        and all(content.sources[key].kind != NOBODY for key in answer.sources)
    ]


def publishers(content, asked, grade):
    sources = [content.sources[key] for key in content.questions[asked.question].answer(asked.choice).sources]
    return [source.publisher for source in sources if source.grade == grade]


def test_who_says_so_names_the_publishers_of_the_last_answer(content):
    first, then = told(content, MAGNESIUM, WHO)[:2]
    assert first == "That comes from Cochrane, which reviews trials, and from Australia's medicines regulator."
    assert then == content.phrase("who-says-so-then")


def test_who_says_so_takes_two_sentences_and_a_question(content):
    for before in ((), (MAGNESIUM,), (e.QuestionAsked("privacy"),)):
        *_, question, _reprompt = told(content, *before, WHO)
        assert question.endswith("?")
        assert len(told(content, *before, WHO)) == len(("that", "then", question, _reprompt))


def test_who_says_so_names_no_second_hand_page_beside_a_body(content):
    asked = next(asked for asked in graded(content, "C", SECOND_HAND))
    first = told(content, asked, WHO)[0]
    assert publishers(content, asked, "C")[0] in first
    assert not any(publisher in first for publisher in publishers(content, asked, SECOND_HAND))


def test_who_says_so_says_what_is_second_hand(content):
    asked = next(asked for asked in graded(content, SECOND_HAND))
    first, then = told(content, asked, WHO)[:2]
    assert first.startswith("I have that second-hand, from ")
    assert publishers(content, asked, SECOND_HAND)[0] in first
    assert "before you rely on it" in then


def test_who_says_so_can_be_asked_twice(content):
    _, once, twice = after(content, MAGNESIUM, WHO, WHO)
    assert list(heard(twice.beats))[:2] == list(heard(once.beats))[:2]


def test_who_says_so_without_an_answer_before_tells_of_the_skill(content):
    assert told(content, WHO)[0] == content.questions["source"].general.said[0]
    assert told(content, WHO, WHO)[0] == content.questions["source"].general.said[0]


@pytest.mark.parametrize("asked", [e.QuestionAsked("about-the-skill", "how-it-works"), e.QuestionAsked("privacy")])
def test_who_says_so_after_no_claim_names_nobody(content, asked):
    assert told(content, asked, WHO)[:2] == [content.phrase("nobody-says-so"), content.phrase("who-says-so-then")]


SIGNED = "A health professional has checked this, but I'm not one, so ask your GP what's right for you."
ALARM = e.QuestionAsked("emergency")


def signed(content, *names):
    return replace(content, signed=frozenset(names))


def test_who_says_so_tells_of_words_that_are_signed(content):
    first, then = told(signed(content, "questions/minerals/magnesium"), MAGNESIUM, WHO)[:2]
    assert first == told(content, MAGNESIUM, WHO)[0]
    assert then == SIGNED
    assert len(then.split()) <= 20


def test_who_says_so_tells_of_no_other_signed_words(content):
    others = signed(content, "questions/minerals", "questions/minerals/salt", "routines/practice-calf")
    assert SIGNED not in told(others, MAGNESIUM, WHO)


def test_a_stretch_is_signed_if_its_routine_and_every_step_is(content):
    begun = (e.StretchRequested(), WHO)
    assert told(signed(content, "routines/practice-calf", "stretches/wall-lean"), *begun)[1] == SIGNED
    for half in ("routines/practice-calf", "stretches/wall-lean"):
        assert SIGNED not in told(signed(content, half), *begun)


def test_a_signature_lends_no_weight_to_copies_or_to_no_claim(content):
    everything = signed(content, *(entry.name for entry in entries_of(content)))
    second_hand = next(asked for asked in graded(content, SECOND_HAND))
    for before in (second_hand, e.QuestionAsked("privacy"), ALARM):
        assert told(everything, before, WHO)[:2] == told(content, before, WHO)[:2]


def test_who_says_so_in_a_stretch_goes_on_with_it(content):
    *_, last = after(content, e.StretchRequested(), e.QuestionAsked("cramp-cause", "age"), WHO)
    assert last.session.state is State.STRETCHING
    assert next(iter(heard(last.beats))).startswith("That comes from ")


def test_who_says_so_in_a_stretch_names_who_teaches_it(content):
    *_, last = after(content, e.StretchRequested(), WHO)
    taught = [content.sources[key].publisher for key in content.routines[last.session.routine].sources]
    assert last.session.state is State.STRETCHING
    assert taught[0] in next(iter(heard(last.beats)))


def test_who_says_so_after_an_alarm_sends_to_that_help(content):
    *_, last = after(content, e.QuestionAsked("emergency"), WHO)
    said = list(heard(last.beats))
    assert last.session.state is State.ALARMED
    assert said[0].startswith("That comes from ")
    assert said[1] == content.phrase("who-says-so-alarmed")
    assert content.phrase("who-says-so-then") not in said
