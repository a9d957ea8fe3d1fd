"""What writers get wrong most: each mistake is answered with the file, the key and what to do."""

import pytest
from scenarios import COUNTRIES

from skill.alexa.requests import EventParser
from skill.errors import ContentError

SOURCE = "questions/source.toml"
NEW = "questions/magnesium.toml"
QUESTION = """
headline = "Magnesium"
level = "information"
samples = ["does magnesium help"]
answer = ["Ask your {doctor}."]
sources = ["hse-leg-cramps"]
"""

MISTAKES = [
    ("does magnesium help", "does {mineral} help", "samples: {mineral} is none of its slots ("),
    ("does magnesium help", "(does|can magnesium help", "samples: a bracket is left open or closed twice"),
    ("does magnesium help", "does magnesium] help", "samples: a bracket is left open or closed twice"),
    ("does magnesium help", "Does magnesium help", "samples: 'D' can't be heard; write lower-case words"),
    ("does magnesium help", "do 2 tablets help", "samples: '2' can't be heard"),
    ('"does magnesium help"', '"does it [help]", "does it [help]"', "samples: stands twice; take one out"),
    ('"does magnesium help"', "", "samples: empty; give sample sentences"),
    ("Ask your {doctor}.", "Wait 10 minutes.", "answer: write numbers in words"),
    ("Ask your {doctor}.", "Call 999.", "answer: write numbers in words, and a country's number as {emergency}"),
    ("Ask your {doctor}.", "Take two tablets.", "answer: never say 'two tablets'"),
    ("Ask your {doctor}.", "Walk on your toes.", "answer: never say 'on your toes'"),
    ("{doctor}.", "{docter}.", f"answer: {{docter}} is not a word or fact of {', '.join(COUNTRIES)}"),
    ("{doctor}.", "{docter}.", "did you mean {doctor}?"),
    ("{doctor}.", "{doctor.", "answer: a brace is left open, or there is more than a name in it"),
    ("{doctor}.", "{the doctor}.", "answer: a brace is left open, or there is more than a name in it"),
    (
        "{doctor}.",
        "{doctor}",
        "answer: end it with a full stop, a question mark, or a comma in a list: 'Ask your {doctor}'",
    ),
]
UNREADABLE = [
    ('level = "information"', 'level = "info"', "level: 'info' is not one of information, doctor, urgent, emergency"),
    ('["Ask your {doctor}."]', '"Ask your {doctor}."', 'answer: write a list in square brackets, also of one: ["…"]'),
    ("level =", 'level = "doctor"\nlevel =', "this key stands twice: keep one"),
    ("sources = ", "[stances]\n[stances]\nsources = ", "this key stands twice: keep one"),
    ("level =", "leval =", "unknown key `leval`; did you mean `level`?"),
    ('"hse-leg-cramps"', '"hse-leg-cramps', "for a straight quote, comma or bracket that is missing"),
    (QUESTION, "", "empty"),
    ("sources = ", "[choices]\nsources = ", "a choice begins with [[choices]], in double brackets"),
    ("sources = ", "[[choices]]\n[choices]\nsources = ", "a choice begins with [[choices]], in double brackets"),
]
"""Mistakes for which the file can't be read, and then nothing else is checked."""


@pytest.mark.parametrize("mistakes", [MISTAKES, UNREADABLE], ids=["readable", "unreadable"])
def test_new_questions_mistake_is_reported_once_with_the_remedy(copy, mistakes):
    for number, (right, wrong, _) in enumerate(mistakes):
        assert right in QUESTION
        copy.path(f"questions/magnesium-{number}.toml").write_text(QUESTION.replace(right, wrong), encoding="utf-8")
    problems = copy.problems()
    for number, (_, _, expected) in enumerate(mistakes):
        told = [line for line in problems if line.startswith(f"questions/magnesium-{number}.toml: ")]
        assert len([line for line in told if expected in line]) == 1, (expected, told)


def test_a_new_question_without_mistakes_is_let_in(copy):
    copy.path(NEW).write_text(QUESTION, encoding="utf-8")
    assert "magnesium" in copy.open()["en-GB"].questions


def test_a_file_saved_by_a_windows_editor_is_read(copy):
    copy.path(NEW).write_bytes(b"\xef\xbb\xbf" + QUESTION.replace("\n", "\r\n").encode())
    assert "magnesium" in copy.open()["en-GB"].questions


def test_a_file_of_another_encoding_is_told_what_to_do(copy):
    copy.path(NEW).write_bytes(QUESTION.replace("Magnesium", "Magnésium").encode("latin-1"))
    (problem,) = copy.problems()
    assert problem.startswith(f"{NEW}: save it as UTF-8: ")


def test_a_file_that_nothing_reads_is_told(copy):
    copy.path("questions/magnesium.yaml").write_text("level: information", encoding="utf-8")
    assert copy.problems() == ["questions/magnesium.yaml: nothing reads this: files of content/ end in .toml"]


CAUSE, EMERGENCY, BREATH = "questions/cramp-cause.toml", "questions/emergency.toml", "questions/breath.toml"
POINTLESS = [
    (CAUSE, '"pregnancy"\nname', '"Too Much"\nname', "slug: lower-case words joined by hyphens"),
    (CAUSE, '"cirrhosis"', '"Cirrhosis"', "liver-disease: 'Cirrhosis' can't be heard"),
    ("commands.toml", '"calves"', '"2 calves"', "slots.muscle.calf: '2 calves' can't be heard"),
    (EMERGENCY, '"chest pain", "why', '"chest pain", "why (', "a bracket is left open or closed twice"),
    (
        EMERGENCY,
        '"chest pain", "why',
        '"{time} pain", "why',
        "patterns: {time} is none of its slots ({muscle}, {person})",
    ),
    (
        CAUSE,
        'follow_up = "Which cause are you wondering about?"',
        "",
        "follow_up: missing; a question with choices asks",
    ),
    (BREATH, "when you sit still?", "when you sit still.", "out-of-puff.ask: must end with a question"),
    (BREATH, 'otherwise = "puffed-by-effort"\n', "", "ask and otherwise belong together"),
    (
        "stretches/wall-lean.toml",
        '"Lean, hold, and keep breathing."',
        '"Lean in and hold, breathing slowly."',
        "stands twice",
    ),
    (
        "questions/see-doctor.toml",
        'slug = "walking-pain"',
        'slug = "coughing-blood"',
        "give each choice of a slot its own",
    ),
    (BREATH, '"not very fit"', '"breathless"', "'breathless' stands in"),
]


BRITAIN = "countries/en-GB.toml"


def test_a_fact_of_another_shape_is_told_by_name(copy):
    copy.replace(BRITAIN, 'source = ["nidirect-leg-cramps"]', 'sources = ["nidirect-leg-cramps"]')
    assert copy.problems() == [f"{BRITAIN}: facts.advice_by_day: unknown key `sources`; did you mean `source`?"]


def test_a_fact_too_long_for_a_sentence_is_told_once(copy):
    copy.replace(BRITAIN, '"NHS 111, or in', '"NHS 111 by telephone, or if you live in')
    assert copy.problems() == [
        f"{BRITAIN}: facts.advice: 14 words, at most 12, because it is said within sentences",
    ]


def test_what_nothing_could_point_to_is_told(copy):
    for name, old, new, _ in POINTLESS:
        copy.replace(name, old, new)
    problems = copy.problems()
    for name, _, _, expected in POINTLESS:
        assert any(line.startswith(f"{name}: ") and expected in line for line in problems), (expected, problems)


def test_a_slug_that_stands_twice_is_told(copy):
    copy.replace(CAUSE, '"alcohol"\nname', '"statins"\nname')
    assert copy.problems() == [
        f"{CAUSE}: statins: slug: another choice has it already; give each choice of a slot its own"
    ]


def test_a_country_whose_file_is_misnamed_is_told(copy):
    (copy.folder / "countries/en-AU.toml").rename(copy.folder / "countries/australia.toml")
    assert "countries/australia.toml: the file's name: a locale, such as en-NZ" in copy.problems()


def test_unusable_file_name_is_reported(copy):
    copy.path("questions/My Question.toml").write_text(QUESTION, encoding="utf-8")
    assert copy.problems() == ["questions/My Question.toml: the file's name: lower-case words joined by hyphens"]


def test_slot_in_no_sample_is_reported(copy):
    path = copy.path(CAUSE)
    path.write_text(path.read_text(encoding="utf-8").replace("{subject}", "something"), encoding="utf-8")
    assert f"{CAUSE}: samples: none of them holds {{subject}}, so no choice can be heard" in copy.problems()


def test_command_without_an_action_is_reported(copy):
    copy.append(
        "commands.toml",
        '[sing]\nintent = "SingIntent"\nkind = "control"\nduring_check = "ask-again"\nsamples = ["sing [to me]"]',
    )
    with pytest.raises(ContentError, match=r'^en/commands\.toml: "sing" has no transition'):
        EventParser(copy.open()["en-GB"])


def test_a_stretch_that_no_routine_has_is_named(copy):
    copy.replace("routines/practice-calf.toml", '["wall-lean"]', '["towel-pull"]')
    assert "stretches/wall-lean.toml: no routine has it; add 'wall-lean' to the steps of one" in copy.problems()
