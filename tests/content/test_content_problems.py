"""Whatever a writer gets wrong in content/ is refused with the file and the key, all problems at once."""

from collections import Counter
from itertools import count

import pytest

from skill.content.style_checks import STANCES

STRETCH, ROUTINE, QUESTION = "stretches/wall-lean.toml", "routines/practice-calf.toml", "questions/leg-pain.toml"
TOWEL = "stretches/towel-pull.toml"
CHOICES, COMMANDS, PHRASES = "questions/see-doctor.toml", "commands.toml", "phrases.toml"
COUNTRY = "countries/en-GB.toml"
SUITABILITY = "questions/quinine-suitability.toml"

SHAPES = [
    (STRETCH, "hold_seconds", None, ["the key `hold_seconds` is missing"]),
    (STRETCH, "times", "3\ntiems = 3", ["unknown key `tiems`"]),
    (STRETCH, "feel", None, ["the key `feel` is missing"]),
    (STRETCH, "stop_if", None, ["the key `stop_if` is missing"]),
    (STRETCH, "hold_seconds", '"five"', ["hold_seconds: write a whole number"]),
    (STRETCH, "hold_seconds", "0", ["hold_seconds: write a number of at least 1"]),
    (STRETCH, "halfway", '""\nhalfway_seconds = -1', ["halfway_seconds: write 0 or more"]),
    (STRETCH, "position", '"floating"', ["position: ", "floating"]),
    (STRETCH, "name", '"the wall', ["straight quote", "line 1"]),
    (ROUTINE, "kind", '"sport"', ["kind: ", "sport"]),
    (ROUTINE, "finish", None, ["the key `finish` is missing"]),
    (QUESTION, "level", '"information"\nchoices = 3', ["choices"]),
    (QUESTION, "level", '"dire"', ["level: ", "dire"]),
    (ROUTINE, "finish", '"So?"\nasks = ["Well?"]', ["unknown key `asks`"]),
    (CHOICES, "slug", None, ["choice 1:", "the key `slug` is missing"]),
    (COMMANDS, "intent", None, ["relieve:", "the key `intent` is missing"]),
    (COMMANDS, "name", None, ["muscle:", "the key `name` is missing"]),
    (PHRASES, "goodbye", "3", ["goodbye:", "in straight quotes"]),
    (COUNTRY, "stance", '"prescribed"', ["stance: "]),
    (COUNTRY, "stance", None, ["the key `stance` is missing"]),
]
"""What one file gets wrong by itself: file, key, its new value, and what the problem says."""

ACROSS = [
    (STRETCH, "muscle", '"elbow"', ["muscle: 'elbow'"]),
    (STRETCH, "sources", "[]", ["sources: empty"]),
    (STRETCH, "brief", "[]", ["brief: empty"]),
    (STRETCH, "feel", "[]", ["feel: empty"]),
    (STRETCH, "stop_if", "[]", ["stop_if: empty"]),
    (TOWEL, "form", None, ["form: give at least 4 that differ, because its routine names minutes"]),
    (TOWEL, "breath", '["a", "a", "b", "c"]', ["breath: give at least 4"]),
    (ROUTINE, "done_early", None, ["done and done_early belong together"]),
    (STRETCH, "care", None, ["care: warn whoever stands"]),
    (ROUTINE, "steps", '["wall-leap"]', ["steps: there is no stretches/wall-leap.toml"]),
    (ROUTINE, "steps", "[]", ["steps: empty; give at least one"]),
    (ROUTINE, "steps", '["wall-lean", "wall-lean"]', ["steps: a stretch stands twice"]),
    (ROUTINE, "seated", None, ["seated: missing"]),
    (ROUTINE, "extra", '"practice-elbow"', ["extra: there is no routines/practice-elbow.toml"]),
    (ROUTINE, "coda", '""', ["coda: empty; give at least one"]),
    (ROUTINE, "between", '"We carry on."', ["between: must end with a question"]),
    (QUESTION, "check", '"So on."', ["check: must end with a question"]),
    (QUESTION, "sources", "[]", ["answer: sources: empty"]),
    (QUESTION, "answer", "[]", ["answer: give either answer or stances"]),
    (QUESTION, "answer", f'["A{" word" * 20}."]', ["answer: 21 words in one sentence"]),
    (QUESTION, "answer", f'["{"Nice. " * 90}"]', ["answer: takes 34 seconds to say; at most 30"]),
    (QUESTION, "check_again", '"Any?"\nask = "Any?"', ["ask: only a choice has it"]),
    (CHOICES, "follow_up", '"Well."', ["follow_up: must end with a question"]),
    (CHOICES, "slot", None, ["slot and choices belong together"]),
    (CHOICES, "synonyms", '["one", "two", "three", "four", "four"]', [".synonyms: give at least 5"]),
    ("questions/breath.toml", "otherwise", '"nowhere"', ["otherwise: there is no choice 'nowhere' of its slot"]),
    (CHOICES, "synonyms", '["1", "2", "3", "4", "numb leg"]', ["'1' can't be heard"]),
    (COMMANDS, "slots", '["tendon"]', ["relieve.slots: there is no slots.tendon"]),
    (COMMANDS, "noticed", '"tendon"', ["aliases.noticed: there is no slot 'tendon'"]),
    (PHRASES, "goodbye", '"Take {carr}."', ["goodbye: {carr} is not a word or fact of en-AU"]),
    (PHRASES, "goodbye", '"Call {emergency_number}."', ["goodbye: write {emergency}"]),
    (PHRASES, "goodbye", '"Take <b>care</b>."', ["goodbye: markup"]),
    (COUNTRY, "stance", '"no-claim"\nfacts.motto = { say = "x", source = ["y"] }', ["facts.motto: unknown"]),
    (COUNTRY, "source", "[]", ["facts.emergency_number.source: empty"]),
    ("countries/en-US.toml", "parent", '"en-XX"', ["parent 'en-XX' is missing"]),
    ("countries/en-US.toml", "time_zone", '"America/Springfield"', ["time_zone: 'America/Springfield' is none"]),
    ("countries/en-CA.toml", "doctor", '"doctor"\ndocter = "x"', ["words.docter: unknown; did you mean doctor?"]),
    ("countries/en-AU.toml", "parent", None, ["words: a_fit, a_metre, ", "name the `parent` that has them"]),
    ("countries/en-CA.toml", "say", '""', ["facts.emergency_number.say: empty"]),
    (
        COUNTRY,
        "stance",
        '"no-claim"\nphrases = { hullo = "x" }',
        ["phrases.hullo: phrases.toml has no such phrase"],
    ),
    (SUITABILITY, "level", '"information"\nanswer = ["Ask."]', ["answer: give either answer or stances"]),
]
"""What only shows across files and locales."""

NEVER = ["This is a cure.", "It's safe.", "Don't worry.", "Stand on tiptoe.", "Take 500 mg.", "You're fine."]
SPOKEN = [
    *[(STRETCH, key) for key in ("name", "care", "short_hold", "short_release")],
    *[(ROUTINE, key) for key in ("name", "begin", "between", "onward", "finish", "coda")],
    *[(QUESTION, key) for key in ("headline", "check")],
    *[(CHOICES, key) for key in ("follow_up", "name")],
    *[(COUNTRY, key) for key in ("say", "a_metre")],
    (PHRASES, "paused"),
]
"""Every key that holds one text that is heard or shown."""
LISTED = [*[(STRETCH, key) for key in ("set_up", "brief", "hold", "release")], (CHOICES, "answer")]
"""Every key that holds a list of them."""
HEARD = [*[(*place, '"{}"') for place in SPOKEN], *[(*place, '["{}"]') for place in LISTED]]


def batches(faults, place):
    """Return faults in as few groups as hold no two at the same `place`: opening a copy of content/ takes long."""
    groups = {}
    for fault in faults:
        number = next(number for number in count() if place(fault) not in groups.get(number, {}))
        groups.setdefault(number, {})[place(fault)] = fault
    return [list(group.values()) for group in groups.values()]


@pytest.mark.parametrize(
    "faults",
    [
        *batches(SHAPES, lambda fault: fault[0]),
        *batches([fault for fault in ACROSS if "countries/" not in fault[0]], lambda fault: fault[:2]),
        *batches([fault for fault in ACROSS if "countries/" in fault[0]], lambda fault: fault[:2]),
    ],
)
def test_faults_are_named_with_file_and_key(copy, faults):
    for name, key, value, _ in faults:
        copy.put(name, key, value)
    problems = copy.problems()
    for name, key, value, expected in faults:
        told = [line for line in problems if line.startswith(f"{name}:") and all(words in line for words in expected)]
        assert told, (name, key, value, problems)


def test_what_must_never_be_said_is_refused(copy):
    for number, never in enumerate(NEVER):
        copy.append(PHRASES, f'never-{number} = "{never}"')
    problems = copy.problems()
    assert [line[: line.index(" ", 30)] for line in problems if "never say" in line] == [
        f"phrases.toml: never-{number}: never say" for number, _ in enumerate(NEVER)
    ]


def test_every_heard_or_shown_text_is_checked(copy):
    for name, key, quoted in HEARD:
        copy.put(name, key, quoted.format("Is this a cure? Is it {nobody}?"))
    problems = copy.problems()
    for expected in ("never say 'cure'", "{nobody}"):
        keys = {line[: line.index(": ", line.index(": ") + 1)] for line in problems if expected in line}
        assert Counter(key.split(":")[0] for key in keys) >= Counter(name for name, _, _ in HEARD), expected


def without(text, start, end):
    """Return a text without what stands from `start` up to the next `end`."""
    begin = text.index(start)
    return text[:begin] + text[text.index(end, begin) + len(end) - 1 :]


def test_a_missing_stance_is_a_problem_and_never_inherited(copy):
    question = copy.path(SUITABILITY).read_text(encoding="utf-8")
    for stance in STANCES:
        words = without(question, f"[choices.stances.{stance}]", "\n]\n")
        copy.path(f"questions/without-{stance}.toml").write_text(words, encoding="utf-8")
    assert {line for line in copy.problems() if "stances." in line} == {
        f"questions/without-{stance}.toml: does-it-work: stances.{stance}: missing; a stance is never inherited"
        for stance in STANCES
    }


def test_missing_fact_is_reported_and_never_inherited(copy):
    missing = []
    for locale in ("en-US", "en-AU", "en-CA", "en-IN", "en"):
        path = copy.path(f"countries/{locale}.toml")
        text = path.read_text(encoding="utf-8")
        for fact in ("emergency_number", "advice", "poison", "quinine_rule"):
            text = without(text, f"[facts.{fact}]", "\n\n")
            missing.append(f"countries/{locale}.toml: facts.{fact}: missing")
        path.write_text(text, encoding="utf-8")
    assert sorted(line.split("; ")[0] for line in copy.problems()) == sorted(missing)


def test_all_faults_are_told_at_once(copy):
    copy.put(STRETCH, "muscle", '"elbow"')
    copy.put(ROUTINE, "extra", '"gone"')
    copy.put(PHRASES, "goodbye", '"Take <care>."')
    assert [line.split(":")[0] for line in copy.problems()] == [STRETCH, ROUTINE, PHRASES]


def test_unreadable_files_are_reported_together(copy):
    copy.append(STRETCH, "what is this")
    copy.append(PHRASES, "nor this")
    copy.path(COMMANDS).unlink()
    assert {line.split(":")[0] for line in copy.problems()} == {STRETCH, PHRASES, COMMANDS}


def test_a_file_that_is_not_text_is_named(copy):
    copy.path(PHRASES).write_bytes(b"\xff\xfe")
    (line,) = copy.problems()
    assert line.startswith("phrases.toml: save it as UTF-8: ")


def test_an_error_names_no_path_of_the_machine(copy):
    copy.path(PHRASES).unlink()
    (line,) = copy.problems()
    assert line == "phrases.toml: FileNotFoundError: No such file or directory"


def test_circular_parents_are_reported(copy):
    copy.put(COUNTRY, "invocation_name", '"leg cramp helper"\nparent = "en"')
    assert "countries/en.toml: parent 'en' is missing or goes round in a circle" in copy.problems()


def test_without_its_careful_defaults_no_locale_is_served(copy):
    (copy.folder / "countries/en.toml").unlink()
    assert copy.problems()[0].startswith("countries/en.toml: missing")


def test_the_slots_of_the_commands_are_a_table(copy):
    copy.path(COMMANDS).write_text("slots = 3\n", encoding="utf-8")
    assert copy.problems() == ["commands.toml: slots: must hold tables: write [<name>] above the keys"]


def test_a_command_has_a_table_of_its_own(copy):
    copy.replace(COMMANDS, "[slots.muscle.calf]", "relieve_all = 3\n[slots.muscle.calf]")
    assert any(line.startswith("commands.toml: relieve_all:") for line in copy.problems())


@pytest.mark.parametrize(("wrong", "told"), [("cured(", ""), ("(cured)", "write (?:…) instead of (…)")])
def test_unreadable_expression_is_reported_with_its_file(copy, wrong, told):
    copy.replace("language.toml", '"cured"', f'"{wrong}"')
    (line,) = copy.problems()
    assert line.startswith(f"language.toml: never_said: {wrong!r}: {told}")


def test_another_language_brings_its_own_rules(copy):
    copy.replace("language.toml", 'letters = "a-z"', 'letters = "a-zäöüß"')
    copy.replace("language.toml", "longest_sentence_words = 20", "longest_sentence_words = 30")
    copy.replace("language.toml", '"cured"', '"geheilt"')
    copy.replace("commands.toml", '"gastroc"', '"fußsohle"')
    copy.put(PHRASES, "goodbye", '"Sie sind geheilt."')
    assert copy.problems() == ["phrases.toml: goodbye: never say 'geheilt' (docs/safety.md): 'Sie sind geheilt.'"]
