"""The version of content: a short hash of all of it, and one of what the interaction models are built from."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

import msgspec

from skill.content.heard import samples_of, values_of

if TYPE_CHECKING:
    from skill.content.files import ContentFiles, Files

DIGITS = 12


class ContentVersion(msgspec.Struct, frozen=True):
    """Both hashes. Checkouts with the same hash have the same words."""

    content: str
    models: str


def version_of(files: ContentFiles) -> ContentVersion:
    """Return the version of content."""
    return ContentVersion(
        content=files.digest[:DIGITS],
        models=sha256(_encode([_modelled(one) for one in files.by_language.values()])).hexdigest()[:DIGITS],
    )


def _modelled(files: Files) -> list[Any]:
    """Return everything that the interaction models are built from."""
    intents = [(command.intent, command.slots) for command in files.commands.values()]
    samples = [(where, samples) for where, samples, _ in samples_of(files)]
    names = [(locale, one.invocation_name) for locale, one in files.countries.items() if one.published]
    return [intents, samples, list(values_of(files)), names, list(files.slots), files.aliases]


_encode = msgspec.json.Encoder(order="deterministic").encode
