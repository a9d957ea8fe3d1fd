"""The version of content: a short hash of all of it, and one of what the interaction models are built from."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

import msgspec

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
    commands = [(one.intent, one.slots, one.samples) for one in files.commands.values()]
    questions = [
        (
            slug,
            one.slot,
            one.samples,
            [(each.slug, each.name, each.synonyms, each.samples) for each in one.choices.values()],
        )
        for slug, one in files.questions.items()
    ]
    names = [(locale, one.invocation_name) for locale, one in files.countries.items() if one.published]
    return [commands, questions, names, files.slots, files.aliases]


_encode = msgspec.json.Encoder(order="deterministic").encode
