"""The source line of an answer: the publishers of its first sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skill.content.sources import publishers_of, vouching

if TYPE_CHECKING:
    from collections.abc import Iterable

    from skill.content.content import Content

MOST_PUBLISHERS = 2
"""The review page names every source."""


def named(keys: Iterable[str], content: Content) -> str:
    """Return a line with the publishers of the first sources."""
    names = publishers_of(vouching(content.sources[key] for key in keys if key in content.sources))
    return ", ".join(name[:1].upper() + name[1:] for name in names[:MOST_PUBLISHERS])
