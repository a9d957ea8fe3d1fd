"""Puts the skill's id where the server, or the function, reads it."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from skill.connect.roads import FUNCTION, OWN_HOST, PORT
from skill.connect.state import OWNER_ONLY
from skill.connect.trouble import ConnectError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from skill.connect.roads import Road

NAME = "ALEXA_SKILL_ID"
LINE = re.compile(rf"^[ \t]*(?:export[ \t]+)?{NAME}[ \t]*=.*$", re.MULTILINE)
UNIT_FILE = "/etc/leg-cramp-helper.env"


def write_id(file: Path, skill_id: str) -> bool:
    """Put the id into a file of settings, whose other lines stay as they are; True if that changed it.

    Raises:
        ConnectError: the file can't be written.

    """
    line = f"{NAME}={skill_id}"
    try:
        text = file.read_text(encoding="utf-8") if file.exists() else ""
        found = LINE.search(text)
        if found and found[0] == line:
            return False
        if found:
            new = LINE.sub(line, text)
        else:
            new = f"{text}{'' if text.endswith(chr(10)) or not text else chr(10)}{line}\n"
        with os.fdopen(
            os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ONLY), "w", encoding="utf-8"
        ) as opened:
            opened.write(new)
    except (OSError, UnicodeDecodeError) as error:
        raise ConnectError(f"{file} can't be written.\nWhat to do: put this line into it yourself: {line}") from error
    return True


def what_to_start(road: Road, skill_id: str, written: Path | None) -> Iterator[str]:
    """Yield what to do so that Alexa is answered on this road."""
    if road.kind == FUNCTION:
        yield "Make the function for this skill, in this checkout:"
        yield "  cd deploy && sam build"
        yield f"  sam deploy --parameter-overrides SkillId={skill_id}"
        yield "Its output Endpoint is the ARN. Then: python -m skill connect --lambda ARN"
        return
    line = f"{NAME}={skill_id}"
    if road.kind == OWN_HOST:
        yield f"Put this line into the server's settings, which is {UNIT_FILE} under systemd, and restart it:"
        yield f"  {line}"
        return
    yield f"Point the tunnel at http://127.0.0.1:{PORT} of this machine. Then start the server here:"
    yield f"  make serve   # reads {written.name}" if written else f"  {line} make serve"
