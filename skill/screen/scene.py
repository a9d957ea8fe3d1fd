"""One scene: which document shows it, with which drawings and words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Scene:
    """What a screen shows during one turn."""

    document: str
    """Name of one of documents/*.json."""
    data: dict[str, Any]
    """What documents/language.json reads as payload.screen."""
    graphics: dict[str, Any]
    """Vector graphics by name."""
