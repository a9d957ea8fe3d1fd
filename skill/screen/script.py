"""Moments → rows of numbers for a document, and a list of texts. documents/language.json reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from skill.screen.timeline import Moment

LARGEST_CHARACTERS, LARGE_CHARACTERS, MIDDLE_CHARACTERS = 46, 90, 140
"""The longest text for each font size but the smallest."""


class Script:
    """The rows and texts of a turn."""

    def __init__(self) -> None:
        self.texts: dict[str, int] = {"": 0}
        self.rows: list[list[int]] = []
        self.lasts = 0

    def add(self, moment: Moment, count: str = "", place: str = "", picture: int = 0) -> None:
        """Add the next moment.

        A row has: start and duration in milliseconds, the ring, the words and their size, the count and the place
        (as numbers of texts), and the number of the picture.
        """
        at, length, words = round(1000 * moment.at), max(1, round(1000 * moment.seconds)), moment.words
        size = sum(len(words) > limit for limit in (LARGEST_CHARACTERS, LARGE_CHARACTERS, MIDDLE_CHARACTERS))
        text = self._number
        self.rows.append([at, length, int(moment.ring), text(words), size, text(count), text(place), picture])
        self.lasts = at + length

    def data(self) -> dict[str, Any]:
        """Return the data for a document. `lasts` is in milliseconds."""
        return {"texts": list(self.texts), "steps": self.rows, "lasts": self.lasts}

    def _number(self, text: str) -> int:
        return self.texts.setdefault(text, len(self.texts))
