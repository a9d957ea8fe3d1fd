"""The lists of this folder."""

from pathlib import Path

HERE = Path(__file__).resolve().parent
ASKED, OWN, IN_STATE, SUBJECTS = (HERE / f"{name}.tsv" for name in ("asked", "own", "in_state", "subjects"))
