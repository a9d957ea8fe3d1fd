"""Amazon's requirements for an invocation name."""

from functools import partial

from msgspec import structs
from the_skill import files

from skill.alexa.publishing.invocation_name import name_problems as problems_of

name_problems = partial(problems_of, language=files().language)

REFUSED = [
    ("cramps", "two or more"),
    ("Leg cramps", "two or more"),
    ("leg 2", "two or more"),
    ("leg-cramp helper", "two or more"),
    ("leg  cramp", "two or more"),
    ("", "two or more"),
    ("''' '''", "two or more"),
    ("... ...", "two or more"),
    ("don't cramp", "two or more"),
    ("'s cramp helper", "two or more"),
    ("leg cramp helper " * 3, "two or more"),
    ("the cramp", "'the' may not stand in a name of two words"),
    ("a cramp", "'a' may not stand in a name of two words"),
    ("an ache", "'an' may not stand in a name of two words"),
    ("any cramp", "'any' may not stand in a name of two words"),
    ("cramp of", "'of' may not stand in a name of two words"),
    ("off cramp", "'off' may not stand in a name of two words"),
    ("without cramps", "'without' may not stand in a name of two words"),
    ("help for cramps", "'for' may not stand in it"),
    ("help with cramps", "'with' may not stand in it"),
    ("open cramp helper", "'open' may not stand in it"),
    ("alexa's cramp helper", "'alexa' may not stand in it"),
    ("my echo helper", "'echo' may not stand in it"),
    ("cramp helper skill", "'skill' may not stand in it"),
    ("cramp skills", "'skills' may not stand in it"),
    ("the cramp app", "'app' may not stand in it"),
]
TAKEN = [
    "leg cramp helper",
    "help of the leg",
    "sam's cramps",
    "my legs' helper",
    "a. b. c. helper",
    "n.h.s. cramp helper",
]


def test_a_name_that_amazon_refuses_is_named():
    for name, problem in REFUSED:
        found = list(name_problems(name))
        assert [line for line in found if line.startswith(f"invocation_name: {problem}")], name


def test_a_name_has_the_letters_of_its_language():
    (found,) = name_problems("krämpfe weg")
    assert "two or more lower-case words" in found
    german = structs.replace(files().language, letters="a-zäöüß")
    assert list(problems_of("krämpfe weg", german)) == []


def test_a_name_that_keeps_the_rules_is_taken():
    assert {name: list(name_problems(name)) for name in TAKEN} == {name: [] for name in TAKEN}
