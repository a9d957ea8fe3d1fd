"""Each rule of the writer's page that can be checked is checked, and the sentence at fault is quoted."""

import pytest

from skill.content.cue_checks import cue_problems
from skill.content.files import read
from skill.content.speech_checks import alarm_problems, span_problems, speech_problems
from skill.content.style_checks import asked_problems
from skill.content.subjects import subject_problems
from skill.content.texts import every_text

LEAN, PULL, RUB = "stretches/wall-lean.toml", "stretches/calf-pull.toml", "stretches/calf-massage.toml"
RELIEF = "routines/relief-calf.toml"
PHRASES, SOURCES = "phrases.toml", "sources.toml"
CALL, QUESTION = "questions/collapse.toml", "questions/clot.toml"
LONG = "And so " + "on and " * 9 + "on."
CUES = [
    (LEAN, "hold_seconds", "6", "hold_seconds: 5, because its routine names minutes"),
    (LEAN, "form", '["Heels down.", "Hold."]', "form: must end in the hold, as in 'Heels down. Hold.': 'Heels down.'"),
    (
        LEAN,
        "breath",
        '["Breathe out."]',
        "breath: must say that it is held meanwhile, as in 'Hold, and breathe.': 'Bre",
    ),
    (LEAN, "release", '["Up.", "Up.", "Back."]', "release: give at least 4 that differ"),
    (LEAN, "stop_if", '["One. Two. Three."]', "stop_if: 3 sentences in a cue, at most 2: 'One. Two. Three.'"),
    (LEAN, "feel", f'["{LONG}"]', f"feel: 21 words in a cue, at most 13: '{LONG}'"),
    (LEAN, "short_hold", f'"{LONG}"', f"short_hold: 21 words in a cue, at most 13: '{LONG}'"),
    (PULL, "hold", f'["{LONG}"]', f"hold: 21 words in a cue, at most 16: '{LONG}'"),
    (PULL, "times", "6", "hold: give 6 that differ, as many as its `times`"),
    (
        PULL,
        "set_up",
        '["If it hurts, pull."]',
        "set_up: must begin with an instruction, because it is for a cramp: 'If it",
    ),
    (PULL, "set_up", '["Does it hurt?"]', "set_up: must begin with an instruction, because it is for a cramp: 'Does"),
    (
        "routines/practice-calf.toml",
        "steps",
        '["wall-lean", "towel-pull"]',
        "steps: 2 stretches in 5 minutes: without a reply Alexa speaks twice, so all but the first have to fit in 85 s",
    ),
    (RELIEF, "between", '"Has it eased?"\nbegin = "Here we go."', "begin: take it out, because in a cramp there is no"),
]
SPEECH = [
    ("Well done!", "no exclamation marks: 'Well done!'"),
    ("Sleep well. Do not get up.", "write \"don't\" and not 'Do not': 'Do not get up.'"),
    ("You cannot.", "write \"can't\" and not 'cannot': 'You cannot.'"),
    ("Shall I go on?", "write 'do you want me to' and not 'Shall I': 'Shall I go on?'"),
    ("Oh no.", "write 'what to do' and not 'Oh no': 'Oh no.'"),
    (LONG, f"21 words in one sentence, at most 20: '{LONG}'"),
    (f"Good. {LONG}", f"21 words in one sentence, at most 20: '{LONG}'"),
]


def told(problems, where, expected):
    """Return whether just one of the problems is the expected one, in its file."""
    return len([line for line in problems if line.startswith(f"{where}: ") and expected in line]) == 1


def test_a_cue_out_of_order_is_quoted(copy):
    for name, key, value, expected in CUES:
        before = copy.path(name).read_text(encoding="utf-8")
        copy.put(name, key, value)
        problems = list(cue_problems(read(copy.folder)["en"]))
        copy.path(name).write_text(before, encoding="utf-8")
        assert told(problems, name, expected), (expected, problems)


def test_unnatural_sentence_is_quoted(copy):
    for number, (text, _) in enumerate(SPEECH):
        copy.append(PHRASES, f'said-{number} = "{text}"')
    files = read(copy.folder)["en"]
    problems = list(speech_problems(files, every_text(files)))
    for number, (_, expected) in enumerate(SPEECH):
        assert told(problems, PHRASES, f"said-{number}: {expected}"), (expected, problems)


def test_overlong_sentence_is_quoted_in_its_countrys_words(copy):
    copy.put(PHRASES, "goodbye", '"' + "One " * 19 + '{doctor}."')
    copy.put("countries/en-US.toml", "doctor", '"very good doctor"')
    files = read(copy.folder)["en"]
    (problem,) = [line for line in speech_problems(files, every_text(files)) if ": goodbye: " in line]
    assert problem.startswith("phrases.toml: goodbye: 22 words in one sentence, at most 20: 'One One ")
    assert problem.endswith("very good doctor.'")


ASKED = [
    *[(RELIEF, key) for key in ("between", "finish", "coda")],
    *[("questions/leg-pain.toml", key) for key in ("check", "check_again", "confirm")],
    *[("questions/numb-or-cold.toml", key) for key in ("ask", "ask_again")],
    *[("questions/see-doctor.toml", "follow_up"), (QUESTION, "confirm")],
    (PHRASES, "finish-otherwise"),
]


def test_what_is_asked_is_a_question(copy):
    copy.replace("questions/leg-pain.toml", "level =", 'confirm = ""\nlevel =')
    for name, key in ASKED:
        copy.put(name, key, '"Well."')
    problems = list(asked_problems(every_text(read(copy.folder)["en"])))
    assert len(problems) == len(ASKED)
    for name, key in ASKED:
        assert told(problems, name, f"{key}: must end with a question, because the microphone opens after it: 'Well.'")


@pytest.mark.parametrize(
    ("level", "answer", "expected"),
    [
        ("emergency", "It may be a clot. Call {emergency_now}.", "an emergency begins with the call, 'Call {emergency"),
        ("emergency", "Call {advice_now}.", "an emergency begins with the call"),
        (
            "urgent",
            "It may be a clot. Contact {advice_now}.",
            "an alarm begins with what to do, 'Contact {advice_now}'",
        ),
    ],
)
def test_alarm_beginning_with_a_reason_is_quoted(copy, level, answer, expected):
    copy.put(QUESTION, "answer", f'["{answer}"]')
    copy.put(QUESTION, "level", f'"{level}"')
    found = [line for line in alarm_problems(read(copy.folder)["en"]) if expected in line]
    assert len(found) == 1
    assert found[0].startswith(f"{QUESTION}: ")
    assert f"'{answer.split('. ')[0]}" in found[0]


def test_an_alarm_never_rests_on_copies(copy):
    copy.replace(QUESTION, "level = ", "copies_only = true\nlevel = ")
    assert any("copies_only: never for an alarm" in line for line in alarm_problems(read(copy.folder)["en"]))


def test_a_source_of_a_number_holds_for_half_a_year(copy):
    files = read(copy.folder)["en"]
    number = files.countries["en-GB"].facts["emergency_number"].source[0]
    for key in (number, "hse-leg-cramps"):
        path = copy.path(SOURCES)
        head, mark, entry = path.read_text(encoding="utf-8").partition(f"[{key}]")
        first, by, rest = entry.partition("review_by = ")
        path.write_text(f"{head}{mark}{first}{by}2029-01-01{rest[10:]}", encoding="utf-8")
    number_is = "because emergency_number in countries/en-GB.toml has a number"
    assert set(span_problems(read(copy.folder)["en"])) == {
        f"sources.toml: {number}.review_by: at most half a year, {number_is}: 2029-01-01",
        "sources.toml: hse-leg-cramps.review_by: at most a year: 2029-01-01",
    }


def test_overlong_answer_quotes_its_longest_sentence(copy):
    path = copy.path("questions/minerals.toml")
    text = path.read_text(encoding="utf-8")
    start = text.index("answer = [", text.index('slug = "magnesium"'))
    path.write_text(f'{text[:start]}answer = ["Magnesium {"does " * 45}.", {text[start + 10 :]}', encoding="utf-8")
    assert any(
        "the longest sentence is 'Magnesium does does" in line for line in subject_problems(read(copy.folder)["en"])
    )


def test_every_rule_holds_for_the_content_as_it_is(copy):
    files = read(copy.folder)["en"]
    found = [*cue_problems(files), *speech_problems(files, every_text(files)), *alarm_problems(files)]
    assert [*found, *span_problems(files), *asked_problems(every_text(files))] == []


def test_what_is_never_said_is_quoted(copy):
    copy.put(PHRASES, "goodbye", "\"Sleep well. It's only a cramp. Hold your breath. Don't hold your breath. Wait 9.\"")
    numbers = "write numbers in words, and a country's number as {emergency}, {advice} or {poison}"
    assert copy.problems() == [
        "phrases.toml: goodbye: never say 'only a cramp' (docs/safety.md): \"It's only a cramp.\"",
        "phrases.toml: goodbye: never say 'Hold your breath' (docs/safety.md): 'Hold your breath.'",
        f"phrases.toml: goodbye: {numbers}: 'Wait 9.'",
    ]


def test_language_without_forbidden_words_is_taken(copy):
    copy.put("language.toml", "never_said", "[]")
    assert copy.open()


def test_unknown_purpose_of_quinine_counts_in_a_sentence(copy):
    copy.put(PHRASES, "goodbye", '"' + "One " * 16 + '{stop_quinine}"')
    files = read(copy.folder)["en"]
    found = [line for line in speech_problems(files, every_text(files)) if ": goodbye: " in line]
    assert found
    assert all("at most 20: " in line and "{" not in line for line in found)
