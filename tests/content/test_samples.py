"""Names and words that Alexa's model builder refuses: told when content is read, with file and key."""

COMMANDS = "commands.toml"
PAIN_RELIEF = "questions/pain-relief.toml"
LONG = "calf " * 27 + "calves"
REFUSED = [
    (COMMANDS, 'intent = "SlowerIntent"', 'intent = "Slower2Intent"', "slower.intent: 'Slower2Intent'"),
    (COMMANDS, 'intent = "FasterIntent"', 'intent = "Faster.Intent"', "faster.intent: 'Faster.Intent'"),
    (COMMANDS, 'intent = "CountIntent"', 'intent = "count-intent"', "count.intent: 'count-intent'"),
    (
        COMMANDS,
        "[slots.part.",
        "[slots.day_part.",
        "slots.day_part: 'day_part': a slot's name holds lower-case letters",
    ),
    (PAIN_RELIEF, 'slot = "subject"', 'slot = "pain-killer"', "slot: 'pain-killer': a slot's name holds"),
    (
        COMMANDS,
        '"calves",',
        f'"calves", "{LONG}",',
        "slots.muscle.calf: 'calf calf calf calf calf calf calf calf '… has 141",
    ),
    (COMMANDS, '"calves",', '"calves", "\' \'",', "slots.muscle.calf: \"' '\": an apostrophe stands alone"),
    (COMMANDS, '"calves",', '"calves", "calf\'\'s",', "slots.muscle.calf: \"calf''s\": an apostrophe stands alone, or"),
    (COMMANDS, '"calves",', '"calves", "\'calf",', 'slots.muscle.calf: "\'calf": an apostrophe'),
    (COMMANDS, '"calves",', '"calves", "calf\' pain",', 'slots.muscle.calf: "calf\' pain": an apostrophe'),
    (COMMANDS, '"calves",', '"calves", "left  calf",', "slots.muscle.calf: 'left  calf': one space between words"),
    (COMMANDS, '"calves",', '"calves", " left calf",', "slots.muscle.calf: ' left calf': one space between words"),
    (
        PAIN_RELIEF,
        '"do i need a painkiller"',
        '"do i need a painkiller", "do i need \' one"',
        "samples: an apostrophe stands alone, or twice",
    ),
    (
        "questions/leg-pain.toml",
        "samples = [",
        "samples = [\"don''t i need one\",",
        "samples: an apostrophe stands alone",
    ),
    (COMMANDS, '"hurry up"', '"hurry up \'"', "faster.samples: an apostrophe stands alone, or twice"),
]


def test_a_broken_rule_is_named_with_file_and_key(copy):
    for name, old, new, _ in REFUSED:
        copy.replace(name, old, new)
    problems = copy.problems()
    for name, _, _, expected in REFUSED:
        assert [line for line in problems if line.startswith(f"{name}: {expected}")], (expected, problems)


def test_repeated_word_in_a_choice_is_named(copy):
    copy.replace(COMMANDS, '"calves",', '"calves", "calves",')
    copy.replace(PAIN_RELIEF, '"disprin"', '"disprin", "disprin"')
    told = [line.split("; ")[0] for line in copy.problems()]
    assert f"{COMMANDS}: slots.muscle.calf: 'calves' stands there 2 times" in told
    assert f"{PAIN_RELIEF}: aspirin: 'disprin' stands there 2 times" in told


TAKEN = [
    (COMMANDS, '"calves",', '"calves", "calf",'),  # a synonym that is the name is left out of the model
    (COMMANDS, '"calves",', '"calves", "calf\'s", "the calves\' backs",'),
    (COMMANDS, '"calves",', f'"calves", "{LONG[1:]}",'),
    (
        PAIN_RELIEF,
        '"do i need a painkiller"',
        "\"do i need a painkiller\", \"(isn't|it's) the doctor's {subject}'s any good\"",
    ),
    (PAIN_RELIEF, '"do i need a painkiller"', '"is (the|my) (doctor|nurse)\'s {subject} [any] good"'),
    (PAIN_RELIEF, 'slug = "aspirin"', 'slug = "aspirin-2"'),  # a choice without sentences may have digits
]


def test_what_keeps_the_rules_is_taken(copy):
    for name, old, new in TAKEN:
        copy.replace(name, old, new)
    assert copy.open()


def test_a_question_file_with_a_digit_in_its_name_is_refused(copy):
    copy.path(PAIN_RELIEF).rename(copy.path("questions/pain-relief-2.toml"))
    assert any(line.startswith("questions/pain-relief-2.toml: the file's name") for line in copy.problems())


def test_choice_with_samples_becomes_an_intent_without_digits(copy):
    digits = 'slug = "aspirin-2"\nsamples = ["i took aspirin"]'
    copy.replace(PAIN_RELIEF, 'slug = "aspirin"', digits)
    assert any(line.startswith(f"{PAIN_RELIEF}: aspirin-2: slug: `samples`") for line in copy.problems())
