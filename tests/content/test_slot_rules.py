"""Names and words that Alexa's model builder refuses: told when content is read, with file and key."""

import pytest

COMMANDS = "commands.toml"
PAIN_RELIEF = "questions/pain-relief.toml"
LONG = "calf " * 27 + "calves"
REFUSED = [
    (COMMANDS, 'intent = "SlowerIntent"', 'intent = "Slower2Intent"', "slower.intent: 'Slower2Intent'"),
    (COMMANDS, 'intent = "SlowerIntent"', 'intent = "Slower.Intent"', "slower.intent: 'Slower.Intent'"),
    (COMMANDS, 'intent = "SlowerIntent"', 'intent = "slower-intent"', "slower.intent: 'slower-intent'"),
    (
        COMMANDS,
        "[slots.part.",
        "[slots.day_part.",
        "slots.day_part: 'day_part': a slot's name holds lower-case letters",
    ),
    (PAIN_RELIEF, 'slot = "subject"', 'slot = "pain-killer"', "slot: 'pain-killer': a slot's name holds"),
    (COMMANDS, '"calves",', '"calves", "calves",', "slots.muscle.calf: 'calves' stands there 2 times"),
    (PAIN_RELIEF, '"disprin"', '"disprin", "disprin"', "aspirin: 'disprin' stands there 2 times"),
    (COMMANDS, '"calves",', f'"{LONG}",', "slots.muscle.calf: 'calf calf calf calf calf calf calf calf '… has 141"),
    (COMMANDS, '"calves",', '"calves", "\' \'",', "slots.muscle.calf: \"' '\": an apostrophe stands alone"),
    (COMMANDS, '"calves",', '"calves", "calf\'\'s",', "slots.muscle.calf: \"calf''s\": an apostrophe stands alone, or"),
    (COMMANDS, '"calves",', '"calves", "\'calf",', 'slots.muscle.calf: "\'calf": an apostrophe'),
    (COMMANDS, '"calves",', '"calves", "calf\' pain",', 'slots.muscle.calf: "calf\' pain": an apostrophe'),
    (COMMANDS, '"calves",', '"calves", "left  calf",', "slots.muscle.calf: 'left  calf': one space between words"),
    (COMMANDS, '"calves",', '"calves", " left calf",', "slots.muscle.calf: ' left calf': one space between words"),
    (PAIN_RELIEF, '"do i need a painkiller"', '"do i need \' one"', "samples: an apostrophe stands alone, or twice"),
    (PAIN_RELIEF, '"do i need a painkiller"', "\"don''t i need one\"", "samples: an apostrophe stands alone, or twice"),
    (COMMANDS, '"hurry up"', '"hurry up \'"', "faster.samples: an apostrophe stands alone, or twice"),
]


@pytest.mark.parametrize(("name", "old", "new", "expected"), REFUSED)
def test_a_broken_rule_is_named_with_file_and_key(copy, name, old, new, expected):
    path = copy.path(name)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert [line for line in copy.problems() if line.startswith(f"{name}: {expected}")]


TAKEN = [
    (COMMANDS, '"calves",', '"calves", "calf",'),  # a synonym that is the name is left out of the model
    (COMMANDS, '"calves",', '"calves", "calf\'s", "the calves\' backs",'),
    (COMMANDS, '"calves",', f'"calves", "{LONG[1:]}",'),
    (PAIN_RELIEF, '"do i need a painkiller"', "\"(isn't|it's) the doctor's {subject}'s any good\""),
    (PAIN_RELIEF, '"do i need a painkiller"', '"is (the|my) (doctor|nurse)\'s {subject} [any] good"'),
]


@pytest.mark.parametrize(("name", "old", "new"), TAKEN)
def test_what_keeps_the_rules_is_taken(copy, name, old, new):
    copy.replace(name, old, new)
    assert copy.open()


def test_a_question_file_with_a_digit_in_its_name_is_refused(copy):
    copy.path(PAIN_RELIEF).rename(copy.path("questions/pain-relief-2.toml"))
    assert any(line.startswith("questions/pain-relief-2.toml: the file's name") for line in copy.problems())


def test_a_choice_with_sentences_of_its_own_becomes_an_intent_and_has_no_digits(copy):
    digits = 'slug = "aspirin-2"\nsamples = ["i took aspirin"]'
    copy.replace(PAIN_RELIEF, 'slug = "aspirin"', digits)
    assert any(line.startswith(f"{PAIN_RELIEF}: aspirin-2: slug: `samples`") for line in copy.problems())


def test_a_choice_without_sentences_may_have_digits(copy):
    copy.replace(PAIN_RELIEF, 'slug = "aspirin"', 'slug = "aspirin-2"')
    assert copy.open()
