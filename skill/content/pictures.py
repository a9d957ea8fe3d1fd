"""Pictures of stretches: in words by content/<language>/pictures.toml, in strokes by content/pictures/<slug>.svg."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from msgspec import Struct

from skill.content.schema import Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skill.content.files import ContentFiles, Files

SIZE = 400
"""Width and height of every drawing, in units."""
ROLES: Final = ("body", "head", "far", "thing", "towel", "muscle", "arrow")
"""Roles of strokes: the classes of a drawing's shapes."""
SVG: Final = "{http://www.w3.org/2000/svg}"
SEEN: Final = (f"{SVG}path", f"{SVG}circle")


class Stroke(Struct, frozen=True):
    """One line of a drawing; a filled shape if its width is 0."""

    role: str
    path: str
    """Path data, which SVG and APL's vector graphics share."""
    width: float


class Picture(Shape, frozen=True, kw_only=True):
    """A picture of a stretch, as strokes and in words."""

    slug: str
    shows: tuple[str, ...]
    """Slugs of stretches."""
    describe: str
    """The drawing in words, for who can't see it."""
    strokes: tuple[Stroke, ...] = ()


def strokes_of(svg: str) -> tuple[Stroke, ...]:
    """Return a drawing without problems as strokes, in their order."""
    root = ET.fromstring(svg)  # noqa: S314 - our own files
    return tuple(_stroke(shape) for shape in root if shape.tag in SEEN)


def drawing_problems(files: ContentFiles) -> Iterator[str]:
    """List drawings that can't be shown, or that no language describes."""
    described = {slug for language in files.by_language.values() for slug in language.pictures}
    for slug, drawing in files.drawings.items():
        if slug not in described:
            yield f"pictures/{slug}.svg: no language says what it shows; add [{slug}] to its pictures.toml"
        yield from (f"pictures/{slug}.svg: {problem}" for problem in _drawing_problems(drawing))


def picture_problems(files: Files) -> Iterator[str]:
    """List pictures that don't fit the stretches of a language, or have no drawing."""
    shown = [stretch for picture in files.pictures.values() for stretch in picture.shows]
    for slug, picture in files.pictures.items():
        for stretch in [stretch for stretch in picture.shows if stretch not in files.stretches]:
            yield f"pictures.toml: {slug}.shows: there is no stretches/{stretch}.toml"
        if slug not in files.drawings:
            yield f"pictures.toml: {slug}: there is no drawing, pictures/{slug}.svg"
    for stretch in files.stretches:
        if (count := shown.count(stretch)) != 1:
            yield f"stretches/{stretch}.toml: shown by {count} pictures; name it in `shows` of one in pictures.toml"


def _drawing_problems(svg: str) -> Iterator[str]:
    try:
        root = ET.fromstring(svg)  # noqa: S314 - our own files
    except ET.ParseError as error:
        yield f"is no SVG: {error}"
        return
    if root.get("viewBox") != f"0 0 {SIZE} {SIZE}":
        yield f"viewBox: write 0 0 {SIZE} {SIZE}"
    for shape in root:
        yield from _shape_problems(shape)


def _shape_problems(shape: ET.Element) -> Iterator[str]:
    kind, role = shape.tag.removeprefix(SVG), shape.get("class")
    if shape.tag == f"{SVG}style":
        return
    if shape.tag not in SEEN or list(shape):
        yield f"{kind}: draw with path and circle only, one beside the other"
    elif role not in ROLES:
        yield f"{kind}: class: {role!r} is none of {', '.join(ROLES)}"
    elif not _drawn(shape):
        yield f"{kind}: give a path its d and stroke-width, and a circle cx, cy and r"


def _drawn(shape: ET.Element) -> bool:
    keys = ("cx", "cy", "r") if shape.tag == f"{SVG}circle" else ("stroke-width",)
    numbers = all(shape.get(key, "").replace(".", "", 1).isdigit() for key in keys)
    return numbers and (shape.tag == f"{SVG}circle" or bool(shape.get("d")))


def _stroke(shape: ET.Element) -> Stroke:
    role = shape.get("class", "")
    if shape.tag == f"{SVG}path":
        return Stroke(role, shape.get("d", ""), float(shape.get("stroke-width", "0")))
    x, y, r = (float(shape.get(key, "0")) for key in ("cx", "cy", "r"))
    half = f"A{r:g},{r:g} 0 1,1"
    return Stroke(role, f"M{x - r:g},{y:g} {half} {x + r:g},{y:g} {half} {x - r:g},{y:g} Z", 0)
