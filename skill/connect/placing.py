"""Puts the skill's id where the server, or the function, reads it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from skill.connect.hosting import FUNCTION, OWN_HOST, PORT
from skill.connect.state import OWNER_ONLY, write_file
from skill.connect.trouble import ConnectError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from skill.connect.hosting import Hosting

NAME = "ALEXA_SKILL_ID"
LINE_END = "\n"
LINE = re.compile(rf"^[ \t]*(?:export[ \t]+)?{NAME}[ \t]*=.*$", re.MULTILINE)
UNIT_FILE = "/etc/leg-cramp-helper.env"


def write_id(file: Path, skill_id: str) -> bool:
    """Put the id into a file of settings, whose other lines stay as they are; True if that changed it.

    Raises:
        ConnectError: the file can't be written.

    """
    line = f"{NAME}={skill_id}"
    file = file.resolve()
    try:
        text, mode = (file.read_text(encoding="utf-8"), file.stat().st_mode) if file.exists() else ("", OWNER_ONLY)
    except (OSError, UnicodeDecodeError) as error:
        raise ConnectError(f"{file} can't be read.\nWhat to do: put this line into it yourself: {line}") from error
    found = LINE.search(text)
    if found and found[0] == line:
        return False
    if found:
        text = LINE.sub(line, text)
    else:
        text += f"{'' if text.endswith(LINE_END) or not text else LINE_END}{line}{LINE_END}"
    write_file(file, text.encode(), mode & 0o777)
    return True


def what_to_start(hosting: Hosting, skill_id: str, written: Path | None) -> Iterator[str]:
    """Yield what to do so that Alexa is answered with this hosting."""
    if hosting.kind == FUNCTION:
        yield "Make the function for this skill, in this checkout:"
        yield "  cd deploy && sam build"
        yield f"  sam deploy --parameter-overrides SkillId={skill_id}"
        yield "Its output Endpoint is the ARN. Then: python -m skill connect --lambda ARN"
        return
    line = f"{NAME}={skill_id}"
    if hosting.kind == OWN_HOST:
        yield f"Put this line into the server's settings, which is {UNIT_FILE} under systemd, and restart it:"
        yield f"  {line}"
        return
    yield f"Point the tunnel at http://127.0.0.1:{PORT} of this machine. Then start the server here:"
    yield f"  make serve   # reads {written.name}" if written else f"  {line} make serve"
