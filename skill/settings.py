"""What the environment asks for. The only module that reads it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from skill.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENTS = ("development", "production")


@dataclass(frozen=True, slots=True)
class Settings:
    """One value for each variable of the environment that this product knows."""

    skill_id: str | None = None
    """ALEXA_SKILL_ID: whose requests are answered."""
    environment: str = "development"
    """SKILL_ENVIRONMENT: development or production."""
    roots: str | None = None
    """SSL_CERT_FILE: trusted roots in one PEM file; the ones that ship with certifi where it isn't set."""
    content: Path = ROOT / "content"
    models: Path = ROOT / "interaction_models"


def from_environment(environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings.

    Raises:
        SettingsError: a value can't be used; the message names the variable and never its value.

    """
    environment = environ.get("SKILL_ENVIRONMENT") or "development"
    if environment not in ENVIRONMENTS:
        raise SettingsError(f"SKILL_ENVIRONMENT is one of: {', '.join(ENVIRONMENTS)}")
    skill_id = environ.get("ALEXA_SKILL_ID") or None
    if environment == "production" and not skill_id:
        raise SettingsError("ALEXA_SKILL_ID is missing: production answers one skill's requests and nobody else's")
    roots = environ.get("SSL_CERT_FILE") or None
    if roots and not Path(roots).is_file():
        raise SettingsError("SSL_CERT_FILE names no file")
    return Settings(skill_id=skill_id, environment=environment, roots=roots)
