"""Every document on every screen, with the longest words of any locale, as Amazon's own renderer draws it."""

import re
from itertools import combinations, cycle
from math import hypot

import pytest
from renderer import NIGHT, NOON, VIEWPORTS

from skill.screen.documents import NAMES, data_of, document_of

SMALLEST_TOUCH_DP = 48
CONTRAST, CONTRAST_OF_AN_EMERGENCY = 4.5, 7
SLACK_PIXELS = 1.5
"""What a box may be off by, for rounding."""
MOST_LINES = 6
LAYOUTS = [viewport for viewport in VIEWPORTS if not viewport.name.startswith("tv")]
"""A television has the layout of a small hub, and more room."""
DRAWN = tuple(zip(LAYOUTS, cycle((NOON, NIGHT)), strict=False))
"""A screen lays words out, an hour colours them: no fault of one depends on the other."""


def faults_of(boxes, viewport):
    """List what is wrong with what can be seen at one moment."""
    texts = [box for box in boxes if box["kind"] == "text"]
    things = [box for box in boxes if box["kind"] != "button" and not box["ring"]]
    for box in texts:
        if not inside(box["box"], box["room"]):
            yield f"cut off: {box['text']!r} needs {box['box']} and has {box['room']}"
        if viewport.round and not in_circle(box["box"], viewport.width):
            yield f"outside the circle: {box['text']!r} at {box['box']}"
        if box["lines"] > MOST_LINES:
            yield f"{box['lines']} lines: {box['text']!r}"
        least = CONTRAST_OF_AN_EMERGENCY if re.fullmatch(r"\d+", box["text"]) and len(box["text"]) > 2 else CONTRAST
        if contrast(box["ink"], box["paper"]) < least:
            yield f"contrast {contrast(box['ink'], box['paper']):.1f}: {box['text']!r}"
    for one, other in combinations(things, 2):
        if overlap(one["box"], other["box"]):
            yield f"one on the other: {one['text'] or one['kind']!r} and {other['text'] or other['kind']!r}"
    for box in boxes:
        if box["kind"] == "button" and min(size(box["box"])) < SMALLEST_TOUCH_DP * viewport.scale - SLACK_PIXELS:
            yield f"too small to touch: {box['text']!r}, {size(box['box'])}"


def inside(box, room):
    left, top, right, bottom = box
    return (
        left >= room[0] - SLACK_PIXELS
        and top >= room[1] - SLACK_PIXELS
        and right <= room[2] + SLACK_PIXELS
        and bottom <= room[3] + SLACK_PIXELS
    )


def in_circle(box, width):
    half = width / 2
    return all(hypot(x - half, y - half) <= half * 0.96 for x in box[0::2] for y in box[1::2])


def overlap(one, other):
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return wide > SLACK_PIXELS and high > SLACK_PIXELS


def size(box):
    return box[2] - box[0], box[3] - box[1]


def contrast(one, other):
    """Compare two colours as WCAG 2 does."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour):
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_both_hours_are_drawn_with_every_document(hardest_scenes):
    assert {hour for _, hour in DRAWN} == {NOON, NIGHT}
    assert {scene.document for scene in hardest_scenes.values()} == set(NAMES)


@pytest.mark.parametrize(("viewport", "hour"), DRAWN, ids=[f"{viewport.name} at {hour}" for viewport, hour in DRAWN])
def test_nothing_is_cut_off_covered_pale_or_small_on_any_screen(amazons, hardest_scenes, viewport, hour):
    found = []
    for kind, scene in hardest_scenes.items():
        found += [f"{kind}: {fault}" for fault in drawn_faults(amazons, scene, viewport, hour)]
    assert not found, "\n".join(dict.fromkeys(found))


def drawn_faults(amazons, scene, viewport, hour):
    """Draw a scene at an hour of the device's clock, and list what is wrong at any of its moments."""
    assert amazons.draw(document_of(scene), data_of(scene), viewport, hour) == "drawn"
    moments = amazons.measure(list(range(len(scene.data["steps"]))))
    yield from (fault for boxes in moments for fault in faults_of(boxes, viewport))
    yield from amazons.complaints()
