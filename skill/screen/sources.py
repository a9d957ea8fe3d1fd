"""Where an answer comes from, as a short line: the publishers of its first sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skill.content.sources import NOBODY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from skill.content.content import Content

MOST = 2
"""Publishers named; the sheet a clinician signs names every source."""


def named(keys: Iterable[str], content: Content) -> str:
    """Name the publishers of the first sources in a line."""
    known = (content.sources[key] for key in keys if key in content.sources)
    names = dict.fromkeys(one.publisher[:1].upper() + one.publisher[1:] for one in known if one.kind != NOBODY)
    return ", ".join(list(names)[:MOST])
