"""documents/*.json → APL documents, read once. A scene adds its drawings, and its words as data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from skill.screen.scene import Scene

Json = dict[str, Any]

FOLDER = Path(__file__).with_name("documents")
LANGUAGE = "language"
"""The parts that all documents share: colours, sizes, layouts and their frame."""
NAMES = tuple(sorted(path.stem for path in FOLDER.glob("*.json") if path.stem != LANGUAGE))


def document_of(scene: Scene) -> Json:
    """Return the document of a scene. Its parts are shared: don't change them."""
    document = DOCUMENTS[scene.document]
    return {**document, "graphics": {**document["graphics"], **scene.graphics}}


def data_of(scene: Scene) -> Json:
    """Return the data source of a scene's document."""
    return {"screen": scene.data}


def _read(name: str) -> Json:
    document: Json = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"), object_hook=_undescribed)
    return document


def _undescribed(part: Json) -> Json:
    """Remove descriptions: a document is sent with every answer."""
    part.pop("description", None)
    return part


def _assembled(name: str) -> Json:
    """Return a document's items in the common frame, with the layouts and graphics that it uses."""
    language, own = _read(LANGUAGE), _read(name)
    (stage,) = language["mainTemplate"]["items"]
    used = _layouts_in(own["items"], language["layouts"])
    graphics = language["graphics"] if "Hold" in used else {}
    return {
        **language,
        "layouts": {layout: language["layouts"][layout] for layout in sorted(used)},
        "graphics": graphics,
        "mainTemplate": {**language["mainTemplate"], "items": [{**stage, "items": own["items"]}]},
    }


def _layouts_in(part: Any, layouts: Json) -> set[str]:
    """Return the names of the layouts that a part of a document uses, directly or through others."""
    if isinstance(part, list):
        return {name for each in part for name in _layouts_in(each, layouts)}
    if not isinstance(part, dict):
        return set()
    kind = part.get("type")
    found = {kind, *_layouts_in(layouts[kind], layouts)} if kind in layouts else set()
    return found.union(*(_layouts_in(value, layouts) for value in part.values()))


DOCUMENTS: dict[str, Json] = {name: _assembled(name) for name in NAMES}
"""All documents by name."""
