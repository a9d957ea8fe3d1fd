"""A drawing's strokes → APL's vector graphics (AVG 1.1). Strokes have roles, and the document has their colours."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from skill.content.pictures import ROLES, SIZE

if TYPE_CHECKING:
    from skill.content.pictures import Picture, Stroke


@cache
def graphic(picture: Picture) -> dict[str, Any]:
    """Return a drawing as a graphic of a document: the same object each time."""
    used = {stroke.role for stroke in picture.strokes}
    colours = [role for role in ROLES if _colour(role) == role and (role in used or role == "body")]
    return {
        "type": "AVG",
        "version": "1.1",
        "width": SIZE,
        "height": SIZE,
        "parameters": [{"name": colour, "type": "color", "default": "black"} for colour in colours],
        "items": [_path(stroke) for stroke in _joined(picture.strokes)],
    }


def _colour(role: str) -> str:
    return "body" if role == "head" else role


def _joined(strokes: tuple[Stroke, ...]) -> list[Stroke]:
    """Join consecutive lines of one kind, to keep documents short."""
    joined: list[Stroke] = []
    for stroke in strokes:
        before = joined[-1] if joined else None
        if before and stroke.width and (before.role, before.width) == (stroke.role, stroke.width):
            joined[-1] = replace(before, path=f"{before.path} {stroke.path}")
        else:
            joined.append(stroke)
    return joined


def _path(stroke: Stroke) -> dict[str, Any]:
    colour = f"${{{_colour(stroke.role)}}}"
    if not stroke.width:
        return {"type": "path", "pathData": stroke.path, "fill": colour}
    return {
        "type": "path",
        "pathData": stroke.path,
        "stroke": colour,
        "strokeWidth": stroke.width,
        "strokeLineCap": "round",
        "strokeLineJoin": "round",
    }
