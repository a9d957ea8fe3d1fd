"""Sentences to judge by, as the lists beside this file hold them. The head of `asked.tsv` explains the columns."""

from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ASKED, OWN, IN_STATE = HERE / "asked.tsv", HERE / "own.tsv", HERE / "in_state.tsv"
AT_NIGHT, HARMLESS = HERE / "at_night.tsv", HERE / "harmless_neighbours.tsv"

NO_SIGN, ARGUABLE = "-", "?"
"""What stands in the last column for a sentence that is no sign, or that may be taken for one or not."""
LEVELS = ("emergency", "urgent", "doctor")
LEAST = (*LEVELS, "answer", ARGUABLE, NO_SIGN)
STATES = ("idle", "in-relief", "asked-eased", "in-practice", "paused", "safety-check", "after-alarm")

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


def read_harmless(file: Path = HARMLESS) -> list[tuple[str, str]]:
    """Return the sentences that are like a sign and are none, each after the family of signs that it is like."""
    texts = file.read_text(encoding="utf-8").splitlines()
    return [(family, said) for family, said in (text.split("\t") for text in texts if not text.startswith("#"))]


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
        if len(columns) != 5 or columns[2] not in STATES or columns[4] not in LEAST:
            raise ValueError(f"{file.name}:{number}: {text!r}: see the head of asked.tsv for the columns")
        topic, said, state, expected, least = columns
        alternatives = tuple(
            tuple(term.strip() for term in alternative.split("&")) for alternative in expected.split("|")
        )
        lines.append(Line(topic, said, state, alternatives, least))
    return lines
