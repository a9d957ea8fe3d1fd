"""Signatures in `python -m skill check`: a line for each country that has one, and one for the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skill.content.catalog import standing_in
from skill.content.signatures import read_signatures
from skill.errors import ContentError
from skill.review.page import counted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from skill.content.catalog import Catalog
    from skill.content.signatures import Signature, Standing

NAMED = 5
"""How many changed entries are named. The page shows all of them."""


def signature_lines(catalog: Catalog, folder: Path, today: date) -> Iterator[str]:
    """Return how the words of each published country compare to its last signature.

    Raises:
        ContentError: a signature is invalid; a line for each, with its file.

    """
    signatures = read_signatures(folder, catalog.by_locale)
    early = [
        f"signatures/{locale}/{one.file}: its day is still to come: take it out"
        for locale, found in signatures.by_locale.items()
        for one in found
        if one.date > today
    ]
    if problems := [*signatures.problems, *early]:
        raise ContentError("\n".join(problems))
    unsigned = []
    for locale, content in catalog.published().items():
        found = standing_in(content, signatures)
        if found.signature is None:
            unsigned.append(locale)
        else:
            yield f"{locale}: {_line(locale, found, found.signature)}"
    if unsigned:
        yield f"not signed: {', '.join(unsigned)}; `python -m skill review {unsigned[0]}` writes the page to read"


def _line(locale: str, found: Standing, signature: Signature) -> str:
    by = signature.in_words
    if found.state == "signed":
        return by
    more = ", …" if len(found.changed) > NAMED else ""
    named = ", ".join(found.changed[:NAMED]) + more
    return (
        f"{by}, but {counted(len(found.changed))} changed since ({named}); `python -m skill review {locale}` shows what"
    )
