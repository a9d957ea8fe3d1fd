"""The package as Amazon takes it: a zip with skill.json at its top, and a digest that tells one from another."""

from __future__ import annotations

import hashlib
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from skill.alexa.publishing.package import FOLDER

if TYPE_CHECKING:
    from collections.abc import Mapping

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The oldest date that a zip can hold: the same package is the same bytes on any day."""


def zipped(built: Mapping[str, bytes]) -> bytes:
    """Return the package zipped, without the folder that it lies in."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in sorted(_inside(built).items()):
            entry = zipfile.ZipInfo(path, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return out.getvalue()


def digest(built: Mapping[str, bytes]) -> str:
    """Return what changes if anything in the package does."""
    whole = hashlib.sha256()
    for path, data in sorted(_inside(built).items()):
        whole.update(f"{path}\0{len(data)}\0".encode() + data)
    return whole.hexdigest()


def _inside(built: Mapping[str, bytes]) -> dict[str, bytes]:
    return {path.removeprefix(f"{FOLDER}/"): data for path, data in built.items() if path.startswith(f"{FOLDER}/")}
