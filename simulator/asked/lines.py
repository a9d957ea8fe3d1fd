"""Sentences to judge by, read from a table. The head of `tests/asked/asked.tsv` explains the columns."""

from dataclasses import dataclass
from pathlib import Path

NO_SIGN, ARGUABLE = "-", "?"
"""What stands in the last column for a sentence that is no sign, or that may be taken for one or not."""
LEVELS = ("emergency", "urgent", "doctor")
LEAST = (*LEVELS, "answer", ARGUABLE, NO_SIGN)
STATES = ("idle", "in-relief", "asked-eased", "in-practice", "paused", "safety-check", "after-alarm")

COLUMNS = len(("topic", "sentence", "state", "expected", "least"))

Terms = tuple[str, ...]


@dataclass(frozen=True)
class Line:
    topic: str
    said: str
    state: str
    expected: tuple[Terms, ...]
    """Alternatives. In each, all terms have to hold."""
    least: str

    @property
    def sign(self) -> bool:
        """Whether it is a warning sign or an injury, which has to get its level."""
        return self.least in LEVELS


def read_lines(file: Path) -> list[Line]:
    """Read the sentences of a file, in its order.

    Raises:
        ValueError: a line is not of five columns, or a state or a least level is unknown; the message names the line.

    """
    lines = []
    for number, text in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if not text or text.startswith("#"):
            continue
        columns = text.split("\t")
        if len(columns) != COLUMNS or columns[2] not in STATES or columns[4] not in LEAST:
            raise ValueError(f"{file.name}:{number}: {text!r}: tests/asked/asked.tsv explains the columns")
        topic, said, state, expected, least = columns
        alternatives = tuple(
            tuple(term.strip() for term in alternative.split("&")) for alternative in expected.split("|")
        )
        lines.append(Line(topic, said, state, alternatives, least))
    return lines
