"""A scene: its document, drawings and words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Scene:
    """The screen of one turn."""

    document: str
    """Name of one of documents/*.json."""
    data: dict[str, Any]
    """Read as payload.screen by documents/language.json."""
    graphics: dict[str, Any]
    """Vector graphics by name."""
