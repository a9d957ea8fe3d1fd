"""Who says so: two sentences about the answer before, from the register of sources."""

from scenarios import heard, turns

from skill.dialogue import events as e
from skill.dialogue.session import State

WHO = e.QuestionAsked("source")


def after(content, *events):
    """Give the turns of a visit."""
    return [turn for turn, _ in turns(content, [(5, event) for event in events])]


def told(content, *events):
    return " ".join(heard(after(content, *events)[-1].beats))


def test_who_says_so_names_the_publishers_of_the_last_answer(content):
    said = told(content, e.QuestionAsked("cramp-cause", "age"), WHO)
    answer = content.questions["cramp-cause"].answer("age")
    named = [content.sources[key].publisher for key in answer.sources]
    assert said.startswith("That comes from ")
    assert any(publisher in said for publisher in named)


def test_who_says_so_takes_two_sentences(content):
    words = content.phrase("who-says-so", source="x"), content.phrase("who-says-so-then")
    assert [sentence.count(".") for sentence in words] == [1, 1]


def test_who_says_so_can_be_asked_twice(content):
    _, once, twice = after(content, e.QuestionAsked("cramp-cause", "age"), WHO, WHO)
    assert list(heard(twice.beats)) == list(heard(once.beats))


def test_who_says_so_without_an_answer_before_tells_of_the_skill(content):
    assert content.questions["source"].general.said[0] in told(content, WHO)


def test_where_nothing_was_claimed_the_skill_tells_of_itself(content):
    claims_nothing = next(
        (question.slug, choice)
        for question in content.questions.values()
        for choice, answer in question.choices.items()
        if answer.sources == ("no-claim",) and answer.level == "information"
    )
    assert content.questions["source"].general.said[0] in told(content, e.QuestionAsked(*claims_nothing), WHO)


def test_who_says_so_in_a_stretch_goes_on_with_it(content):
    *_, last = after(content, e.StretchRequested(), e.QuestionAsked("cramp-cause", "age"), WHO)
    assert last.session.state is State.STRETCHING


def test_who_says_so_after_an_alarm_leads_back_to_it(content):
    *_, last = after(content, e.QuestionAsked("emergency"), WHO)
    assert last.session.state is State.ALARMED
    assert "That comes from" in " ".join(heard(last.beats))
