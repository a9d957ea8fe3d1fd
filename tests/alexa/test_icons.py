"""The skill's icons: the two sizes Amazon asks for, and our own drawing."""

from icons import DRAWING, FOLDER, as_address, drawn
from skill.alexa.publishing.manifest import ICONS
from skill.alexa.publishing.package import png_size

OTHER = DRAWING.read_bytes().replace(b"#f3e9dc", b"#17324d")
"""The drawing without its leg."""


def test_the_icons_are_there_in_the_sizes_amazon_asks_for():
    assert set(ICONS.values()) == {108, 512}
    assert {size: png_size((FOLDER / f"{size}.png").read_bytes()) for size in ICONS.values()} == {
        108: (108, 108),
        512: (512, 512),
    }


def test_icons_match_our_drawing_and_differ_from_another(browser):
    assert DRAWING.read_bytes() != OTHER
    for size in ICONS.values():
        png = (FOLDER / f"{size}.png").read_bytes()
        sources = (as_address(png, "png"), as_address(DRAWING.read_bytes(), "svg+xml"), as_address(OTHER, "svg+xml"))
        _, ours, another = (distance for _, distance in drawn(browser, sources, size))
        assert ours < 1
        assert another > 5
