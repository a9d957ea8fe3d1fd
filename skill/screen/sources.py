"""Where an answer comes from, as a short line: names as they stand, addresses as their host."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

WWW = re.compile(r"^www\d?\.")
MOST = 2
"""Sources named; the sheet a clinician signs names them all."""


@lru_cache(maxsize=512)
def named(sources: tuple[str, ...]) -> str:
    """Name the first sources in a line."""
    names = dict.fromkeys(WWW.sub("", urlsplit(source).netloc) or source for source in sources)
    return ", ".join(list(names)[:MOST])
