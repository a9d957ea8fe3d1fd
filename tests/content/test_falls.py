"""Nobody is led to stand in the dark: the first steps of a cramp are done in bed, and what stands says how first.

Of stretches and routines a country changes no more than the spelling: they are read in one.
"""

import re

import pytest
from scenarios import flat

WARNED = re.compile(r"unsteady")
LIGHT = re.compile(r"\blight\b", re.IGNORECASE)
HELD = re.compile(r"\bhold (something firm|a firm chair|of the back of a firm chair)|face a wall", re.IGNORECASE)
ONE_LEG = re.compile(r"bend that knee")


def reliefs(content):
    return [routine for routine in content.routines.values() if routine.kind == "relief"]


def standing(content):
    """Return the stretches that are done standing, each with its words in the order they are said."""
    return {
        slug: " ".join(filter(None, (*stretch.set_up, stretch.care)))
        for slug, stretch in content.stretches.items()
        if stretch.position == "standing"
    }


def test_relief_starts_in_bed_for_every_muscle(content):
    for muscle in content.slots["muscle"]:
        assert all(step.position != "standing" for step in content.routine_for("relief", muscle).steps[:2])


def test_standing_stretch_names_light_and_support_first(content):
    texts = standing(content)
    assert len(texts) > 3
    for words in texts.values():
        moves = re.search(r"walk on your heels|lean forward|bend that knee|soles of your feet|legs straight", words)
        assert LIGHT.search(words).start() < moves.start()
        assert HELD.search(words).start() < moves.start()
        assert WARNED.search(words)


def test_standing_in_a_cramp_is_offered_as_a_choice_first(content):
    offered = {step.slug: step for routine in reliefs(content) for step in routine.steps}
    stood = [step for step in offered.values() if step.position == "standing"]
    assert stood
    for step in stood:
        assert step.set_up[0].startswith("If you're unsteady")
        assert step.set_up[1].startswith("If you feel steady")
        assert "sit on the edge of the bed first" in step.set_up[1]


def test_support_is_named_before_the_leg_leaves_the_floor(content):
    words = standing(content)["quadriceps-bend"]
    assert HELD.search(words).start() < ONE_LEG.search(words).start()
    assert "Hold on" not in words


def test_known_standing_stretch_keeps_its_warning(content):
    for stretch in content.stretches.values():
        if stretch.position == "standing":
            assert WARNED.search(stretch.brief[0])
            assert LIGHT.search(" ".join(stretch.brief))


def test_the_heel_walk_is_for_the_calf_alone_and_never_on_tiptoe(content):
    walked = {r.slug for r in reliefs(content) if "heel-walk" in [step.slug for step in r.steps]}
    assert walked == {"relief-calf"}
    assert "walk on your heels" in standing(content)["heel-walk"]


def test_the_wall_stretch_starts_at_the_wall(content):
    wall = content.stretches["wall-lean"]
    assert "fingertips touch" in " ".join(wall.set_up)
    assert "isn't slippery" in " ".join(wall.set_up)
    assert not re.search("metre|three feet", " ".join((*wall.set_up, *wall.brief, *wall.hold)))
    assert "If you're steady, you can step back" in wall.halfway


@pytest.mark.parametrize("slug", ["practice-hamstring", "practice-hamstring-seated"])
def test_lean_excludes_a_new_hip_before_it_starts(content, slug):
    assert "operation on your hip lately" in content.routines[slug].begin


def test_the_first_step_asks_about_a_swollen_hot_or_cold_leg(content):
    for routine in reliefs(content):
        assert routine.steps[0].care.endswith("If it's swollen, hot, red or cold, stop, and tell me.")


def test_a_rub_is_light_in_pregnancy_and_comes_after_its_warning(content):
    for slug in ("calf-massage", "foot-massage", "thigh-massage"):
        assert content.stretches[slug].care == "Only lightly if you're pregnant."
    for slug in ("helper-calf-rub", "helper-foot-rub", "helper-thigh-rub"):
        assert content.stretches[slug].care == "Only lightly if they're pregnant."
    for routine in reliefs(content):
        assert all(sign in routine.steps[0].care for sign in ("swollen", "hot", "red"))
        assert routine.steps[1].slug.endswith(("massage", "rub"))


def test_after_a_cramp_comes_rest_and_a_stretch_only_sitting(content):
    for name in ("eased", "eased-coda"):
        assert "sitting" in content.phrase(name)
    assert content.phrase("eased").index("rest") < content.phrase("eased").index("stretch")


def test_who_has_no_cramp_is_offered_no_stretch(content):
    assert "stretch" not in content.phrase("not-a-cramp") + content.phrase("not-a-cramp-coda")


def test_helper_asks_first_pushes_slowly_and_stops_at_pain(content):
    for muscle in content.slots["muscle"]:
        step = content.routine_for("relief", muscle, "helper").steps[0]
        assert step.set_up[0].startswith("Ask them first")
        assert "slowly" in step.set_up[1]
        assert step.care.startswith("Stop if it hurts them more.")


def test_a_pregnant_womans_first_words_are_an_instruction(countries):
    for content in countries:
        assert content.phrase("pregnant-cramp").startswith("Sit or lie down"), content.locale
        assert "gently" in content.phrase("pregnant-cramp"), content.locale


def test_practice_begins_with_who_should_skip_it(content):
    words = content.phrase("before-practice")
    for named in ("swollen", "injured", "operation lately", "pregnant", "shouldn't hurt"):
        assert named in words


def test_easing_a_cramp_names_light_and_balance_before_the_walk(content):
    words = " ".join(flat(content.questions["ease-cramp"].general.said))
    walk = words.index("walk on your heels")
    assert max(words.index("unsteady"), words.index("light on"), words.index("hold something firm")) < walk
