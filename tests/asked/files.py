"""The lists of this folder."""

from pathlib import Path

HERE = Path(__file__).resolve().parent
ASKED, OWN, IN_STATE, SUBJECTS, AT_NIGHT, HARMLESS = (
    HERE / f"{name}.tsv" for name in ("asked", "own", "in_state", "subjects", "at_night", "harmless_neighbours")
)


def read_harmless() -> list[tuple[str, str]]:
    """Return the sentences that are like a sign and are none, each after the family of signs that it is like."""
    texts = HARMLESS.read_text(encoding="utf-8").splitlines()
    return [(family, said) for family, said in (text.split("\t") for text in texts if not text.startswith("#"))]
