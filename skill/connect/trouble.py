"""What stops a connection: one sentence that says what is wrong, and one that says what to do."""

from __future__ import annotations

import re

from skill.errors import SkillError

TOKEN = re.compile(r"Atz[a-z]?\|[\w|+/=-]+|amzn1\.oa2-cs\.[\w.-]+|X-Amz-[\w-]+=[^&\s]+")
"""Login with Amazon's tokens and secrets, and the signature in an address to upload to."""
MOST_CHARACTERS = 400
AGAIN = "run `python -m skill connect` again"


class ConnectError(SkillError):
    """It can't go on. The message says what to do, and holds no secret."""

    def __init__(self, message: str, status: int | None = None) -> None:
        super().__init__(message)
        self.status = status
        """Amazon's, if it answered."""


def plain(text: object) -> str:
    """Return what Amazon or ask-cli said as one printable line without secrets."""
    words = " ".join("".join(c if c.isprintable() else " " for c in str(text)).split())
    hidden = TOKEN.sub("(hidden)", words)
    return hidden if len(hidden) <= MOST_CHARACTERS else hidden[:MOST_CHARACTERS] + " …"
