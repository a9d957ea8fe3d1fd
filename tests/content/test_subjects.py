"""Answers about a subject: it is named first, in at most twelve words, and all is said in twenty seconds."""

import pytest

from skill.content.files import read
from skill.content.subjects import subject_problems

MINERALS = "questions/minerals.toml"
FIRST = "Magnesium makes little or no difference to cramps in older people."


@pytest.mark.parametrize(
    ("first", "found"),
    [
        ("It makes little or no difference to cramps.", "doesn't name the subject"),
        ("Magnesium is a thing of which one two three four five six seven eight.", "14 words before the first stop"),
        (f"{FIRST} {'One more word. ' * 15}".strip(), "words, at most 45"),
        (f"{FIRST} {'Incomprehensibilities notwithstanding. ' * 9}".strip(), "seconds, at most 20"),
    ],
)
def test_late_or_long_subject_answer_is_named(first, found, copy):
    copy.replace(MINERALS, FIRST, first)
    problems = list(subject_problems(read(copy.folder)["en"]))
    assert any("magnesium: answer" in problem and found in problem for problem in problems), problems


@pytest.mark.parametrize(
    ("more", "found"),
    [(0, ["take the key out"]), (1, []), (8, ["words, at most 75 even with cautions"])],
)
def test_cautions_make_room_up_to_a_limit_and_only_if_needed(more, found, copy):
    copy.replace(MINERALS, f'answer = [\n  "{FIRST}",', f'cautions = true\nanswer = [\n  "{FIRST}",')
    copy.replace(MINERALS, f'"{FIRST}",', f'"{FIRST}",' + ' "With kidney disease, ask first.",' * more)
    problems = {problem for problem in subject_problems(read(copy.folder)["en"]) if "magnesium: " in problem}
    assert len({words for words in found for problem in problems if words in problem}) == len(found)
    assert bool(problems) is bool(found)


def test_offered_subject_without_an_answer_is_named(copy):
    copy.replace("understanding.toml", 'offered = ["magnesium"', 'offered = ["moonlight"')
    copy.replace("understanding.toml", '= ["banana"', '= ["moonshine"')
    problems = list(subject_problems(read(copy.folder)["en"]))
    assert [word for word in ("'moonlight'", "'moonshine'") if not any(word in problem for problem in problems)] == []


def test_every_answer_of_the_content_names_its_subject_first(copy):
    assert not list(subject_problems(read(copy.folder)["en"]))
