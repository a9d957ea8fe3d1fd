"""Drawings: every stretch has one, and what can't be shown on a screen is named by file and key."""

from skill.content.pictures import Stroke, strokes_of

SHAPE = '<path class="body" stroke-width="25" d="M186 214 L112 346 L162 352"/>'


def test_every_stretch_has_one_picture_with_alternative_text(countries):
    for content in countries:
        assert content.pictures.keys() == content.stretches.keys(), content.locale
        for picture in content.pictures.values():
            assert picture.describe.endswith("."), content.locale
            assert any(stroke.role == "arrow" for stroke in picture.strokes), content.locale


def test_a_head_is_a_filled_shape_and_everything_else_a_line(content):
    strokes = content.pictures["wall-lean"].strokes
    assert {stroke.role for stroke in strokes if not stroke.width} == {"head"}


def test_a_circle_is_drawn_as_two_arcs_and_a_path_as_it_is():
    circle = '<circle class="head" cx="7" cy="9" r="2.5"/>'
    assert strokes_of(f'<svg xmlns="http://www.w3.org/2000/svg">{SHAPE}{circle}</svg>') == (
        Stroke("body", "M186 214 L112 346 L162 352", 25),
        Stroke("head", "M4.5,9 A2.5,2.5 0 1,1 9.5,9 A2.5,2.5 0 1,1 4.5,9 Z", 0),
    )


BROKEN = [
    ("wall-lean", "</g>", "is no SVG: mismatched tag"),
    ("calf-pull", '<rect class="body"/>', "rect: draw with path and circle only"),
    ("foot-pull", SHAPE.replace("body", "hair"), "path: class: 'hair' is none of body"),
    ("heel-walk", SHAPE.replace('d="M186 214 L112 346 L162 352"', ""), "path: give a path its d and stroke-width"),
    ("calf-massage", SHAPE.replace("25", "thick"), "path: give a path its d and stroke-width"),
    ("towel-pull", '<circle class="head" cx="7" cy="9"/>', "circle: give a path its d and stroke-width"),
]


def test_undrawable_picture_is_named(copy):
    for name, broken, _ in BROKEN:
        copy.replace(f"pictures/{name}.svg", "</svg>", f"{broken}</svg>")
    problems = copy.problems()
    for name, _, problem in BROKEN:
        assert [line for line in problems if line.startswith(f"pictures/{name}.svg: {problem}")], problems


def test_a_drawing_of_another_size_is_named(copy):
    copy.replace("pictures/wall-lean.svg", "0 0 400 400", "0 0 40 40")
    assert copy.problems() == ["pictures/wall-lean.svg: viewBox: write 0 0 400 400"]


def test_a_stretch_without_a_picture_is_named(copy):
    copy.replace("pictures.toml", '["wall-lean"', '["handstand"')
    line = "stretches/wall-lean.toml: shown by 0 pictures; name it in `shows` of one in pictures.toml"
    assert line in copy.problems()


def test_a_picture_of_no_stretch_is_named(copy):
    copy.replace("pictures.toml", '["wall-lean"', '["wall-lean", "handstand"')
    assert copy.problems() == ["pictures.toml: wall-lean.shows: there is no stretches/handstand.toml"]


def test_a_drawing_and_its_words_stand_side_by_side(copy):
    (copy.folder / "pictures" / "wall-lean.svg").rename(copy.folder / "pictures" / "lean.svg")
    assert copy.problems() == [
        "pictures.toml: wall-lean: there is no drawing, pictures/wall-lean.svg",
        "pictures/lean.svg: no language says what it shows; add [lean] to its pictures.toml",
    ]


def test_markup_in_the_words_of_a_picture_is_named(copy):
    copy.replace("pictures.toml", "An arrow", "A <b>wall</b>")
    assert copy.problems()[0].startswith("pictures.toml: calf-massage.describe: markup")


def test_a_drawing_that_can_t_be_read_is_named(copy):
    (copy.folder / "pictures" / "wall-lean.svg").write_bytes(b"\xff\xfe<svg/>")
    assert copy.problems()[0].startswith("pictures/wall-lean.svg: save it as UTF-8: ")
